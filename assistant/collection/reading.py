"""What is taken of a record and of a value, so that a question's words are recognised: the kinds of kept terms."""

import re
from collections import Counter
from collections.abc import Iterator

from assistant.collection.abbreviations import (
    Explained,
    explained,
    first_initials,
    in_names,
    initials_of_names,
    title_initials,
)
from assistant.collection.authors import form_of, other_names, parts, runs
from assistant.collection.kinds import kinds_named
from assistant.language.words import STOP_WORDS, forms_and_keys, plain
from corpus.publication import Publication
from corpus.terms import TermReader, Terms

VALUE_FIELDS = ("countries", "regions", "authors", "categories")

# Counted: words as they are said in records, which are found by those of their texts; by the key of their variants how
# many records say them in titles and abstracts, and how many titles do; words of publishers.
FORM, KEY, TITLE, PUBLISHER = "form", "key", "title", "publisher"
# Records found by a key of their title; by the one that tells most of it, with all of them; by their main title.
WHOLE_TITLE, MAIN_TITLE = "whole title", "main title"
# Records found by what they explain or may be short for, with the long form.
EXPLAINED, EXPLAINED_PLAIN, EXPLAINED_LONG, TITLE_INITIALS, FIRST_INITIALS, NAME_INITIALS = (
    "explained", "explained plain", "explained long", "title initials", "first initials", "name initials",
)  # fmt: skip
# Values found by their words, which is a kind for each field, and categories by the kind of publication they name.
GENRE = "genre"
# Authors found by another name, with its spelling; by a word of theirs, with what it bears; by a run of words; by the
# short form that their own name ends with.
ALIAS, PART, RUN, SHORT_NAME, SHORT_NAME_PLAIN = "alias", "part", "run", "short name", "short name plain"

_MAIN_TITLE = re.compile(r"[^:.?!]+")
# Words that a title must have to be recognised in a question by itself.
_SHORTEST_TITLE = 3


def reader() -> TermReader:
    """Return what takes the terms; `version` grows when it takes others, and then all are taken anew."""
    return TermReader("1", _of_record, _of_value)


def joined(form: tuple[str, ...]) -> str:
    """Return plain words as the one term by which a value is found."""
    return " ".join(form)


def main_title(title: str) -> list[str]:
    """Return the keys of the weighty words of a title in order, up to its colon or full stop."""
    main = _MAIN_TITLE.match(title)
    return _weighty(main[0]) if main else []


def explained_by(publication_id: str, detail: str) -> Explained:
    """Return what the record explains, of the detail under which it is kept."""
    place, end, long = detail.split(" ", 2)
    return Explained(long, publication_id, "abstract" if int(place) else "title", int(end))


def _weighty(title: str) -> list[str]:
    return [key for form, key in forms_and_keys(title) if form not in STOP_WORDS]


def _of_record(publication: Publication) -> Terms:
    said = forms_and_keys(f"{publication.title}\n{publication.abstract}")
    values = [form for field in VALUE_FIELDS for value in getattr(publication, field) for form in form_of(value)]
    title = set(_weighty(publication.title))
    counted = Counter((FORM, form) for form, _ in said)
    counted.update((FORM, form) for form in (*values, *([str(publication.year)] if publication.year else [])))
    counted.update((KEY, key) for key in {key for _, key in said})
    counted.update((TITLE, key) for key in title)
    counted.update((PUBLISHER, form) for form in form_of(publication.publisher))
    texts = ((FORM, form, "") for form, _ in said)
    return Terms(counted, frozenset((*texts, *_of_title(publication, title), *_short_forms(publication))))


def _of_title(publication: Publication, title: set[str]) -> Iterator[tuple[str, str, str]]:
    yield from ((TITLE, key, "") for key in title)
    if len(title) >= _SHORTEST_TITLE:
        # Of the longest word of a title there are fewest.
        yield WHOLE_TITLE, max(title, key=lambda key: (len(key), key)), joined(tuple(sorted(title)))
    if main := set(main_title(publication.title)):
        yield MAIN_TITLE, joined(tuple(sorted(main))), ""


def _short_forms(publication: Publication) -> Iterator[tuple[str, str, str]]:
    for short, told in explained([publication]).items():
        yield EXPLAINED, short, f"{int(told.field == 'abstract')} {told.end:09} {told.long}"
        yield EXPLAINED_PLAIN, plain(short), f"{int(told.field == 'abstract')} {told.end:09} {short}"
        yield EXPLAINED_LONG, joined(form_of(told.long)), short
    yield from ((TITLE_INITIALS, *pair) for pair in title_initials([publication]).items())
    yield from ((FIRST_INITIALS, *pair) for pair in first_initials([publication]).items())
    yield from ((NAME_INITIALS, *pair) for pair in initials_of_names(publication))


def _of_value(field: str, value: str) -> Terms:
    found = [(field, joined(form), "")] if (form := form_of(value)) else []
    if field == "categories":
        found += [(GENRE, joined(kind), "") for kind in kinds_named([value])]
    if field == "authors":
        found += _of_author(value)
    return Terms(found=frozenset(found))


def _of_author(author: str) -> list[tuple[str, str, str]]:
    names = [(ALIAS, joined(form), spelling) for spelling in other_names(author) if (form := form_of(spelling))]
    for short in in_names([author]):
        names += [(SHORT_NAME, short, short), (SHORT_NAME_PLAIN, plain(short), short)]
    held = [(PART, part, bearing) for part, bearing in parts(author)]
    return [*names, *held, *((RUN, joined(run), "") for run in runs(author))]
