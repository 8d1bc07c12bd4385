"""The names and numbers in a question of another language: what a record must mention to answer it."""

import re
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale
from rapidfuzz import fuzz, process

from assistant.collection.vocabulary import Vocabulary
from assistant.language.words import Word, plain, words
from assistant.question import Query, Term

if TYPE_CHECKING:
    from spellchecker import SpellChecker

# A name is written a little otherwise in another language: Hodeïda is Hodeidah, Ammán is Amman.
_ALIKE, _SLIPS = 85, 2
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_BEGINS = ".?!¿¡:«“\"'"
# The languages of this list have a dictionary, which says that a capital begins no name: "Croix-Rouge".
_WITH_DICTIONARY = frozenset(["fr", "es", "de", "pt", "it", "nl"])


def foreign_query(text: str, language: str, vocabulary: Vocabulary) -> Query:
    """Return the query of which a record need only mention the names and numbers, in whatever spelling."""
    named = [word for word in words(text) if _is_name(text, word, language) and not _is_known(text, word, language)]
    terms = (_term(text, word, vocabulary) for word in named)
    return Query(text, terms=tuple(terms), said=text.casefold())


def _is_name(text: str, word: Word, language: str) -> bool:
    """Tell whether it is a number, or a name: in a text of other letters every word of Latin ones is one."""
    typed, before = text[word.start : word.end], text[: word.start].rstrip()
    if any(c.isdigit() for c in typed):
        return True
    if not _LATIN.match(typed):
        return False
    if _LATIN.match(text.lstrip("¿¡«“\"' ")) is None:
        return True
    return typed[0].isupper() and bool(before) and before[-1] not in _BEGINS


def _is_known(text: str, word: Word, language: str) -> bool:
    """Tell whether the word is one of the language, or names a country in it."""
    if word.plain in _territories(language):
        return True
    return language in _WITH_DICTIONARY and text[word.start : word.end].casefold() in _dictionary(language)


def _term(text: str, word: Word, vocabulary: Vocabulary) -> Term:
    """Return the name as the records write it, if they mention one like it, else as it is typed."""
    form, typed = word.plain, text[word.start : word.end]
    if form not in vocabulary.forms and not any(c.isdigit() for c in form):
        found = process.extractOne(form, [*vocabulary.forms_like(form, _SLIPS)], scorer=fuzz.ratio, score_cutoff=_ALIKE)
        form = found[0] if found else form
    (read,) = words(form)
    return Term(typed, read.plain, read.key, word.start, word.end, is_name=True)


@cache
def _territories(language: str) -> frozenset[str]:
    names = Locale.parse(language).territories.values()
    return frozenset(word.plain for name in names for word in words(plain(name)))


@cache
def _dictionary(language: str) -> "SpellChecker":
    from spellchecker import SpellChecker

    return SpellChecker(language=language)
