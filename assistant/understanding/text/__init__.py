"""A message cut into questions: sentences, lead-in, spelling, language."""
