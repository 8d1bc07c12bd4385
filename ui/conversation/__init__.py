"""The conversation in the browser."""
