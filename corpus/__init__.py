"""The records: what a publication is, its sentences, the files it is read from, and the store that keeps it."""
