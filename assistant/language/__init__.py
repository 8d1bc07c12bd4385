"""Words, English, places, numbers and lists as said; knows no collection."""
