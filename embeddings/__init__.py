"""Finding: encoders, passages, the two indexes, and the engine that searches both."""
