"""Answers as documents: Word, Markdown, HTML, tables."""
