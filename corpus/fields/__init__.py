"""What the values of a source are made into: one form for dates, names, places, identifiers and texts."""
