"""A question without the words of a condition that the reader takes off."""

import re

_LINKS = r"(?:(?:from|in|on|about|by|for|of|since|until|before|after|between|and|during|published)\s+)*(?:the\s+)?"


def without_words(question: str, words: str) -> str:
    """Return the question without the words and the prepositions before them; the question itself if nothing is left.

    >>> without_words("Which reports about Azerbaijan are from 2019?", "2019")
    'Which reports about Azerbaijan are?'
    """
    if not words.strip():
        return question
    rest = re.sub(rf"{_LINKS}{re.escape(words.strip())}", "", question, count=1, flags=re.IGNORECASE)
    tidy = re.sub(r"\s+([?.!,;:])", r"\1", " ".join(rest.split()))
    return tidy if any(character.isalnum() for character in tidy) else question
