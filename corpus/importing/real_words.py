"""Words that are none of each other's typing errors: "casual" and "causal", "Gambia" and "Zambia"."""

import re
from collections.abc import Iterator
from functools import cache

import pycountry
from spellchecker import SpellChecker

from corpus.geography import countries
from corpus.importing.folding import folded

# The languages of most titles; each dictionary is loaded when those before it do not know the words.
_LANGUAGES = ("en", "fr", "es", "ru", "ar")
# How British and American English write one word: "organisation", "labour", "centre", "defence", "travelled".
_VARIANTS = tuple(
    (re.compile(found), put)
    for found, put in (("our", "or"), ("[ao]e", "e"), ("ll", "l"), ("re$", "er"), ("[sz]", "s"), ("(?<=n)ce", "se"))
)


def are_two_words(one: str, other: str) -> bool:
    """Tell whether both folded words are words, and not one in two spellings or numbers.

    >>> are_two_words("casual", "causal"), are_two_words("gambia", "zambia"), are_two_words("trafficking", "traficking")
    (True, True, False)
    >>> are_two_words("labour", "labor"), are_two_words("mechanism", "mechanisms")
    (False, False)
    """
    if _in_one_spelling(one) == _in_one_spelling(other):
        return False
    return any(one in words and other in words for words in _vocabularies())


def _in_one_spelling(word: str) -> str:
    for found, put in _VARIANTS:
        word = found.sub(put, word)
    return word.removesuffix("s")


def _vocabularies() -> Iterator[frozenset[str]]:
    yield _places()
    for language in _LANGUAGES:
        yield _dictionary(language)


@cache
def _dictionary(language: str) -> frozenset[str]:
    return frozenset(map(folded, SpellChecker(language).word_frequency.dictionary)) | _places()


@cache
def _places() -> frozenset[str]:
    """Return the words of the names of countries and of their parts."""
    names = [name for c in countries() for name in (c.name, *c.english, *c.people, *c.foreign)]
    names += [subdivision.name for subdivision in pycountry.subdivisions]
    return frozenset(word for name in names for word in re.findall(r"[^\W\d_]+", folded(name)))
