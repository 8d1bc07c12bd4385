"""The interface's own words in its languages."""
