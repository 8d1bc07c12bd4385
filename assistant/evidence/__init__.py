"""Content questions, answered by sentences of the records, or refused."""
