"""The persons whom a part of their name may mean: "Okafor" of "Okafor, C. B.", "C. Okafor", "Jordan Ellis"."""

import re
from collections.abc import Iterator, Sequence

from assistant.collection.authors import form_of
from assistant.collection.vocabulary import Vocabulary
from assistant.language.english import is_english, is_everyday
from assistant.language.lexicon import CATALOGUE_WORDS
from assistant.language.patterns import just_before
from assistant.language.places import is_place
from assistant.language.words import STOP_WORDS, Word
from assistant.understanding.conditions.authorship import describes
from assistant.understanding.conditions.typed import Typed

_SHORTEST_ALONE = 4  # letters of a part of a name that may be meant where no author is spoken of
# What follows is spoken of, and does not speak.
_SUBJECT = re.compile(r"\b(?:about|on|regarding|concerning|of|in|with) (?:the )?$")
# After these an English word is no name: "the bill".
_ARTICLE = re.compile(r"\b(?:an?|the|this|that|every|each|no|my|your|our|its|their) $")


def persons(part: Sequence[Word], typed: Typed, vocabulary: Vocabulary, as_author: bool) -> Iterator[tuple[str, bool]]:
    """Yield the authors whose names hold all of the words, each with whether it is certain that they are meant.

    It is where an author is spoken of, `as_author`, or more than one word of the name is said; without that a part of a
    name is only likely.
    """
    if typed.is_particle(part[-1]):
        return
    of_each = [_held_by(word, vocabulary) for word in part if not _is_inside_name(word, len(part), typed)]
    if not of_each or any(not held for held in of_each):
        return
    initials = {word.plain[0] for word in part if len(part) > 1 and typed.is_initial(word)}
    authors = [
        author
        for author in of_each[0]
        if all(author in held for held in of_each[1:]) and initials <= {form[0] for form in form_of(author)}
    ]
    if not authors or (len(part) > 1 and (typed.is_initial(part[-1]) is typed.is_initial(part[0]) is True)):
        return
    ordinary = all(typed.is_ordinary(word) for word in part)
    certain = (typed.as_name(part) or not ordinary) and (as_author or len(of_each) > 1)
    if certain or _is_likely(part, typed, vocabulary, as_author):
        yield from ((author, certain) for author in authors)


def _held_by(word: Word, vocabulary: Vocabulary) -> Sequence[str]:
    """Return the authors whose names hold the word; a possessive is often typed without its apostrophe."""
    parts, owner = vocabulary.name_parts, word.plain.removesuffix("s")
    if word.plain in parts or is_english(word.plain):
        # "Who cares?" speaks of no CARE.
        return parts.get(word.plain) or ()
    return (parts.get(owner) or ()) if owner not in STOP_WORDS else ()


def _is_inside_name(word: Word, length: int, typed: Typed) -> bool:
    """Tell whether the word is what a name may hold beside its parts: an initial, or "de"."""
    return length > 1 and (typed.is_initial(word) or typed.is_particle(word))


def _is_likely(part: Sequence[Word], typed: Typed, vocabulary: Vocabulary, as_author: bool) -> bool:
    """Tell whether a part of a name that nothing makes certain may be meant."""
    if len(part) > 1:
        return as_author
    word, named = part[0], typed.as_name(part)
    if word.plain in STOP_WORDS:
        return as_author and named
    if as_author or just_before(_SUBJECT, typed.low, word.start):
        return as_author
    if describes(typed.low, word.end, is_english(word.plain)):
        return False
    if is_english(word.plain) and just_before(_ARTICLE, typed.low, word.start):
        return False
    everyday = word.plain in CATALOGUE_WORDS or is_everyday(word.plain)
    tells = len(word.plain) >= _SHORTEST_ALONE and not everyday
    return (named and not is_place(word.plain)) or (tells and not vocabulary.is_said(word))
