"""What the records of a collection say, and which of them a condition means."""
