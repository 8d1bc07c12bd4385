"""A question without the words of a condition that the reader takes off."""

import re

from assistant.language.patterns import just_before

_LINKS = re.compile(
    r"(?:\b(?:from|in|on|about|by|for|of|since|until|before|after|between|and|during|published)\s)*(?:\bthe\s)?$", re.I
)


def without_words(question: str, words: str) -> str:
    """Return the question without the words and the prepositions before them; the question itself if nothing is left.

    >>> without_words("Which reports about Azerbaijan are from 2019?", "2019")
    'Which reports about Azerbaijan are?'
    """
    if not words.strip():
        return question
    question, words = " ".join(question.split()), " ".join(words.split())
    if not (found := re.search(re.escape(words), question, re.IGNORECASE)):
        return question
    links = just_before(_LINKS, question, found.start())
    rest = question[: links.start() if links else found.start()] + question[found.end() :]
    tidy = re.sub(r" ([?.!,;:])", r"\1", " ".join(rest.split()))
    return tidy if any(character.isalnum() for character in tidy) else question
