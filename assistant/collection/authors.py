"""The names of authors as questions say them: whole, by an abbreviation of their own, or in parts."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from assistant.language.english import is_english
from assistant.language.words import words
from corpus.names import Person, as_person, may_be_whole_name

Form = tuple[str, ...]
# What a word of a name bears: it means the author, does where no other author has it, or only stands in the name; or it
# is two words of the name as one.
Bearing = Literal["means", "means alone", "stands in", "joined"]

# "World Health Organization (WHO)"
_BRACKETED = re.compile(r"^(?P<long>.+?)\s*\((?P<short>[^()]{2,15})\)\s*$")
# Small words that no abbreviation counts, and particles that are no name by themselves.
_UNCOUNTED = frozenset("of the and for in on to de la le du des der die und für y e et a an".split())
PARTICLES = frozenset("de da do dos das di du del della der den des la le van von zu al el bin ibn ter ten".split())
_FEWEST_INITIALS = 3
_SHORTEST_PART = 4  # letters of a word that tells an organisation from the others
_SHORT_NAME = 2  # words of an organisation's name of which each may stand for it


@dataclass(frozen=True, slots=True)
class Alias:
    """A name by which an author is meant and nothing else: as it is spelt, and the authors whose records have it."""

    spelling: str
    authors: tuple[str, ...]


def is_abbreviation(name: str) -> bool:
    """Tell whether a name of one word is an abbreviation, as WHO and UNICEF are."""
    letters = [c for c in name if c.isalpha()]
    return 2 <= len(letters) <= len(name) and all(c.isupper() for c in letters) and " " not in name.strip()


def organisation(author: str) -> str:
    """Return the name of an organisation without the abbreviation in brackets; nothing for a person's.

    >>> organisation("World Health Organization (WHO)"), organisation("Okafor, C. B.")
    ('World Health Organization', '')
    """
    return "" if isinstance(as_person(author), Person) else without_abbreviation(author)


def without_abbreviation(author: str) -> str:
    """Return the name without the abbreviation in brackets that it may end with."""
    bracketed = _BRACKETED.match(author)
    return bracketed["long"] if bracketed else author


def other_names(author: str) -> Iterator[str]:
    """Yield the other names of an author that the whole name tells.

    Of a person both orders of the name; of an organisation its name without the abbreviation in brackets, that
    abbreviation, and the one that its initials make.
    """
    person, bracketed = as_person(author), _BRACKETED.match(author)
    if isinstance(person, Person):
        yield f"{person.given} {person.family}"
        yield f"{person.family} {person.given}"
        return
    if bracketed:
        yield from (bracketed["long"], bracketed["short"])
    if initials := initials_of(organisation(author)):
        yield initials


def initials_of(name: str) -> str:
    """Return the abbreviation that the initials of an organisation's name make, where it has enough of them."""
    counted = [word for word in re.findall(r"[^\W\d_]+", name) if word.casefold() not in _UNCOUNTED]
    if len(counted) < _FEWEST_INITIALS or not all(word[0].isupper() for word in counted):
        return ""
    return "".join(word[0] for word in counted)


def parts(author: str) -> Iterator[tuple[str, Bearing]]:
    """Yield the words of a name, and what each of them bears; initials and particles mean nobody by themselves.

    Of persons, and authors of one word, every part means them; "Vonhagen" stands for "Von Hagen" too. Of an
    organisation the words may that no other author has: those of a short name, of a longer one what is no English word.
    """
    name = form_of(author)
    is_person = isinstance(as_person(author), Person) or (len(name) == 1 and not is_abbreviation(author))
    for part in dict.fromkeys(name):
        tells = len(name) <= _SHORT_NAME or (len(part) >= _SHORTEST_PART and not is_english(part))
        # "Do" and "An" are family names too.
        small = part in PARTICLES | _UNCOUNTED and not (is_person and part == surname(author))
        if len(part) > 1 and not small and (is_person or tells):
            yield part, "means" if is_person else "means alone"
        else:
            yield part, "stands in"
    for whole in dict.fromkeys(map("".join, pairwise(name))):
        if is_person and len(whole) > _SHORTEST_PART and whole not in name:
            yield whole, "joined"


def runs(author: str) -> frozenset[Form]:
    """Return the parts in which an organisation is named: "Radio Lakay", "Red Cross", "Caritas".

    These are the runs of words that neither begin nor end with one such as "of", and the first word alone. A name of
    several words that may be a person's is one too, and its last word may be the family name.
    """
    name = form_of(organisation(author))
    ends = [place for place, word in enumerate(name) if word not in _UNCOUNTED | PARTICLES]
    several = {name[first : last + 1] for first in ends for last in ends if first < last}
    alone = {name[:1], name[-1:]} if may_be_whole_name(author) else {name[:1]}
    return frozenset(several | {word for word in alone if len(name) > 1 and word[0] not in _UNCOUNTED})


def form_of(name: str) -> Form:
    """Return the plain words of a name."""
    return tuple(word.plain for word in words(name))


def surname(author: str) -> str:
    """Return the plain family name of a person, else the last word."""
    person = as_person(author)
    family: Sequence[str] = form_of(person.family if isinstance(person, Person) else author)
    return family[-1] if family else ""
