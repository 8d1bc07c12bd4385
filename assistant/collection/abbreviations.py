"""Abbreviations that the records explain, so that a question may use either form.

Long forms before "(SHORT)" by the method of Schwartz and Hearst (2003): the letters of the short form are found from
right to left in the words before it, the first one at the beginning of a word. Titles give further ones by their
initials ("National Referral Mechanism", NRM), authors and names in the abstracts by theirs ("United Nations High
Commissioner for Refugees", UNHCR), where a question asks for such a word and nothing else explains it.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from pydantic import TypeAdapter, ValidationError

from assistant.collection.authors import initials_of, organisation
from assistant.language.words import STOP_WORDS, plain
from corpus.errors import StoreFailed
from corpus.publication import Publication, TextField
from corpus.store import Store

_OWN = "abbreviations"
_TABLE = TypeAdapter(dict[str, str])

_SHORT = re.compile(r"\(([A-Z][A-Za-z0-9-]{1,9})\)")
_ENDS_SHORT = re.compile(rf"(?<=\w) {_SHORT.pattern}$")
_SENTENCE_END = re.compile(r"[.;:!?]\s")
_CAPITALISED = re.compile(r"(?:[A-Z][\w’'-]+(?:\s+(?:of|for|the|and|on|in|to)\b)?\s*){2,8}")
# The words of a title up to its first sign.
_BEGINNING = re.compile(r"(?:[^\W\d][\w’'-]*\s+)*[^\W\d][\w’'-]*")
_SMALL = frozenset(["of", "for", "the", "and", "on", "in", "to"])
_FEWEST_INITIALS, _MOST_INITIALS = 3, 5
_FEWEST_OF_NAME = 4
# Words before a short form that may belong to it; the paper allows fewer, which cuts the long names of organisations.
_WORDS_PER_LETTER, _MORE_WORDS = 2, 2


def own_abbreviations(store: Store) -> dict[str, str]:
    """Return the long form of each short form in the user's own table for the collection."""
    try:
        return _TABLE.validate_json(store.setting(_OWN) or "{}")
    except ValidationError as error:
        raise StoreFailed(
            f"The collection {store.path}: its table of abbreviations cannot be read; give it again with"
            " `refdesk abbreviations FILE`."
        ) from error


def set_own_abbreviations(store: Store, table: Mapping[str, str]) -> None:
    """Make the table the user's own for the collection, in place of the one before."""
    store.set_setting(_OWN, json.dumps(table))


def in_names(authors: Iterable[str]) -> dict[str, str]:
    """Return the authors by the short form that their own name ends with.

    >>> in_names(["World Health Organization (WHO)", "Ann Aster"])
    {'WHO': 'World Health Organization (WHO)'}
    """
    return {found[1]: author for author in authors if (found := _ENDS_SHORT.search(author))}


@dataclass(frozen=True, slots=True)
class Explained:
    """What a record says that a short form stands for; the explanation ends before the character `end` of the field."""

    long: str
    publication_id: str
    field: TextField
    end: int


def explained(publications: Iterable[Publication]) -> dict[str, Explained]:
    """Return what the records say of each short form, the first one; a plural form explains the singular too."""
    found: dict[str, Explained] = {}
    fields: tuple[TextField, TextField] = ("title", "abstract")
    for publication in publications:
        for field in fields:
            for short, long, end in _explained(publication.text(field)):
                found.setdefault(short, Explained(long, publication.id, field, end))
                if short.endswith("s") and short[:-1].isupper():
                    found.setdefault(short[:-1], Explained(long.removesuffix("s"), publication.id, field, end))
    return found


def title_initials(publications: Iterable[Publication]) -> dict[str, str]:
    """Return the words of the titles that each string of initials could stand for, the first ones found."""
    found: dict[str, str] = {}
    for publication in publications:
        for short, long in _initials(publication.title):
            found.setdefault(short, long)
    return found


def first_initials(publications: Iterable[Publication]) -> dict[str, str]:
    """Return the words that begin titles by their initials: "BVD" may be "Bovine viral diarrhoea in Irish herds"."""
    found: dict[str, str] = {}
    for publication in publications:
        begun = _BEGINNING.match(publication.title)
        words = begun[0].split()[:_MOST_INITIALS] if begun else []
        telling = list(takewhile(lambda word: plain(word) not in STOP_WORDS, words))
        for last in range(_FEWEST_INITIALS, len(telling) + 1):
            found.setdefault("".join(word[0] for word in telling[:last]).upper(), " ".join(telling[:last]))
    return found


def initials_of_names(publication: Publication) -> Iterator[tuple[str, str]]:
    """Yield the initials of the authors and of the names in the abstract, each with what it may stand for."""
    yield from _of_authors(publication)
    yield from _of_names(publication.abstract)


def _of_authors(publication: Publication) -> Iterator[tuple[str, str]]:
    names = filter(None, map(organisation, publication.authors))
    return ((short, name) for name in names if (short := initials_of(name)))


def _of_names(text: str) -> Iterator[tuple[str, str]]:
    """Yield whole names of several words: a part of one, or three letters, would stand for too much."""
    for match in _CAPITALISED.finditer(text):
        name = match[0].split()
        while name and plain(name[0]) in STOP_WORDS:
            name = name[1:]
        while name and name[-1] in _SMALL:
            name = name[:-1]
        short = initials_of(" ".join(name))
        if len(short) >= _FEWEST_OF_NAME:
            yield short, " ".join(name)


def _explained(text: str) -> Iterator[tuple[str, str, int]]:
    for match in _SHORT.finditer(text):
        short = match[1]
        before = _SENTENCE_END.split(text[: match.start()])[-1].rstrip()
        nearest = " ".join(before.split()[-(len(short) * _WORDS_PER_LETTER + _MORE_WORDS) :])
        if long := long_form(short, nearest):
            yield short, long, match.end()


def long_form(short: str, before: str) -> str:
    """Return the end of the text before a short form that it stands for, or nothing.

    >>> long_form("TRM", "the concept of the transnational referral mechanisms")
    'transnational referral mechanisms'
    >>> long_form("XYZ", "the concept of the mechanisms")
    ''
    """
    place = len(before)
    letters = [character for character in short.lower() if character.isalnum()]
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and (
            before[place].lower() != letters[index] or (index == 0 and place > 0 and before[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return ""
    return before[place:]


def _initials(title: str) -> Iterator[tuple[str, str]]:
    for match in _CAPITALISED.finditer(title):
        words = match[0].split()
        for first in range(len(words)):
            for last in range(first + _FEWEST_INITIALS, len(words) + 1):
                part = words[first:last]
                said = [word for word in part if word not in _SMALL]
                if _FEWEST_INITIALS <= len(said) <= _MOST_INITIALS and part[0] not in _SMALL and part[-1] not in _SMALL:
                    yield "".join(word[0] for word in said), " ".join(part)
