"""Answers composed, small talk, and questions to go on with."""
