"""The way of records into a collection: read, compared with what is there, put, and reported."""
