"""The words of one question, read: what it asks, its conditions, and what is left over."""
