"""The names of authors as questions say them: whole, by an abbreviation of their own, or in parts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.language.english import is_english
from assistant.language.words import plain, words
from corpus.names import Person, as_person, may_be_whole_name

Form = tuple[str, ...]

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


def aliases_of(authors: Iterable[str], abbreviations: Mapping[str, str]) -> Mapping[Form, Alias]:
    """Return the names that mean one author, or the spellings of one, by their plain words.

    These are the whole name, in both orders where it is a person's, an organisation's name without the abbreviation
    in brackets, that abbreviation, the one that its initials make, and what `abbreviations` (short to long) say. A
    name that would mean two different authors is left out, unless it is the whole name of one of them.
    """
    whole: dict[Form, dict[str, None]] = defaultdict(dict)
    other: dict[Form, dict[str, str]] = defaultdict(dict)
    longs = {plain(long): short for short, long in abbreviations.items()}
    for author in authors:
        whole[form_of(author)][author] = None
        for spelling in _other_names(author, abbreviations, longs):
            other[form_of(spelling)][author] = spelling
    found = {form: Alias(next(iter(held)), tuple(held)) for form, held in whole.items() if form}
    for form, held in other.items():
        # One author may stand in the records by the long name and by the short one.
        same = {form_of(author) for author in held}
        if form and form in found:
            found[form] = Alias(found[form].spelling, tuple(dict.fromkeys((*found[form].authors, *held))))
        elif form and len(same) == 1:
            found[form] = Alias(next(iter(held.values())), tuple(held))
    return found


def organisation(author: str) -> str:
    """Return the name of an organisation without the abbreviation in brackets; nothing for a person's.

    >>> organisation("World Health Organization (WHO)"), organisation("Okafor, C. B.")
    ('World Health Organization', '')
    """
    bracketed = _BRACKETED.match(author)
    return "" if isinstance(as_person(author), Person) else bracketed["long"] if bracketed else author


def _other_names(author: str, abbreviations: Mapping[str, str], longs: Mapping[str, str]) -> Iterable[str]:
    person, bracketed = as_person(author), _BRACKETED.match(author)
    long = bracketed["long"] if bracketed else author
    if short := longs.get(plain(long)):
        yield short
    if isinstance(person, Person):
        yield f"{person.given} {person.family}"
        yield f"{person.family} {person.given}"
        return
    if bracketed:
        yield from (long, bracketed["short"])
    if meant := abbreviations.get(author.strip()):
        yield meant
    if initials := initials_of(long):
        yield initials


def initials_of(name: str) -> str:
    """Return the abbreviation that the initials of an organisation's name make, where it has enough of them."""
    counted = [word for word in re.findall(r"[^\W\d_]+", name) if word.casefold() not in _UNCOUNTED]
    if len(counted) < _FEWEST_INITIALS or not all(word[0].isupper() for word in counted):
        return ""
    return "".join(word[0] for word in counted)


def parts_of(authors: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the authors by each part of their names that may mean them; initials and particles are none.

    Of persons, and authors of one word, every part; "Vonhagen" stands for "Von Hagen" too. Of an organisation the words
    that tell it from all other authors: those of a short name, of a longer one what is no English word.
    """
    found: dict[str, dict[str, None]] = defaultdict(dict)
    telling: dict[str, set[Form]] = defaultdict(set)
    for author in authors:
        for part in form_of(author):
            telling[part].add(form_of(author))
    for author in authors:
        name = form_of(author)
        is_person = isinstance(as_person(author), Person) or (len(name) == 1 and not is_abbreviation(author))
        joined = [whole for whole in map("".join, pairwise(name)) if is_person and len(whole) > _SHORTEST_PART]
        for part in (*name, *joined):
            tells = is_person or (
                len(telling[part]) == 1
                and (len(name) <= _SHORT_NAME or (len(part) >= _SHORTEST_PART and not is_english(part)))
            )
            # "Do" and "An" are family names too.
            small = part in PARTICLES | _UNCOUNTED and not (is_person and part == surname(author))
            if tells and len(part) > 1 and not small:
                found[part][author] = None
    return {part: tuple(held) for part, held in found.items()}


def runs_of(authors: Iterable[str]) -> Mapping[Form, tuple[str, ...]]:
    """Return the organisations by the parts in which they are named: "Radio Lakay", "Red Cross", "Caritas".

    These are the runs of words that neither begin nor end with one such as "of", and the first word alone. A name of
    several words that may be a person's is one too, and its last word may be the family name.
    """
    found: dict[Form, dict[str, None]] = defaultdict(dict)
    for author in authors:
        name = form_of(organisation(author))
        ends = [place for place, word in enumerate(name) if word not in _UNCOUNTED | PARTICLES]
        runs = {name[first : last + 1] for first in ends for last in ends if first < last}
        alone = {name[:1], name[-1:]} if may_be_whole_name(author) else {name[:1]}
        for run in runs | {word for word in alone if len(name) > 1 and word[0] not in _UNCOUNTED}:
            found[run][author] = None
    return {run: tuple(held) for run, held in found.items()}


def form_of(name: str) -> Form:
    """Return the plain words of a name."""
    return tuple(word.plain for word in words(name))


def surname(author: str) -> str:
    """Return the plain family name of a person, else the last word."""
    person = as_person(author)
    family: Sequence[str] = form_of(person.family if isinstance(person, Person) else author)
    return family[-1] if family else ""
