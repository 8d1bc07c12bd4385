"""Why something is refused: texts in five languages, one JSON file each, with places for values."""
