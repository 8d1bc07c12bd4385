"""The indexes of words and vectors, derived from the store."""
