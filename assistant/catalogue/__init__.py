"""Catalogue questions, answered exactly from the store."""
