"""What a model reads of a record: passages and tokens."""
