"""The conditions that a question names: years, names, counts of values, exclusion."""
