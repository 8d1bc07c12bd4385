"""Values put into the field of a draft that their label or column means."""

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from corpus.draft import Author, Draft
from corpus.fields.dates import date_of
from corpus.formats.author_notes import has_number_of_scopus, without_notes
from corpus.formats.authors import person_of
from corpus.formats.labels import LISTS, Meaning, tag_of
from corpus.formats.value_lists import Habits, authors_of, keywords_of, places_of, values_of

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:mailto:)?[^\s@]+@[^\s@]+\.\w+", re.IGNORECASE)
_PLACES = ("countries", "regions")
_NAME_PARTS = ("family_name", "given_name")

# What a label or a column means, its name, and the text below it.
Filled = tuple[Meaning, str, str]


def fill_all(draft: Draft, row: Sequence[Filled], habits: Habits) -> None:
    """Put the cells of a row into their fields; of several for one field, the one that ranks first comes first."""
    parts = [cell for cell in row if cell[0].field in _NAME_PARTS]
    # Organisations are marked among the authors, so that those must be there.
    others = sorted(
        (cell for cell in row if cell[0].field not in _NAME_PARTS),
        key=lambda cell: (cell[0].field == "organisations", cell[0].rank),
    )
    _fill_names(draft, parts, has_whole_names=any(m.field == "authors" and text.strip() for m, _, text in others))
    for meaning, label, text in others:
        fill(draft, meaning, label, text, habits)


def fill(draft: Draft, meaning: Meaning, label: str, text: str, habits: Habits) -> None:
    """Put what stands below a label, or in a cell, into its field; lists are parted at line ends, ";" and "|".

    `habits` are those of the whole source. A field of one value that is filled stays as it is, and the text is kept
    under its label. Raises `Unclear` for names of which it cannot be told how many they are.
    """
    field = meaning.field
    if not text.strip() or not field:
        return
    if field == "identifiers":
        draft.identifiers.setdefault(meaning.key, text.strip())
    elif field == "authors" and (not draft.authors or meaning.key):
        _fill_authors(draft, label, authors_of(text, habits.names))
    elif field == "editors":
        draft.editors += map(Author, authors_of(text, habits.names))
    elif field == "organisations":
        _mark_organisations(draft, values_of(text))
    elif field in ("first_page", "last_page"):
        draft.pages = "-".join(dict.fromkeys(filter(None, (draft.pages, text.strip()))))
    elif field == "keywords":
        draft.keywords.extend(keywords_of(text, habits))
    elif field in LISTS and field != "authors":
        getattr(draft, field).extend(places_of(text) if field in _PLACES else values_of(text))
    elif not getattr(draft, field):
        setattr(draft, field, text.strip())
    elif field == "date" and (dated := _dated(draft.date, text.strip())):
        draft.date = dated
    elif field == "abstract" and (tag := tag_of(label)) and tag not in draft.abstracts:
        draft.abstracts[tag] = text.strip()
    elif field == "authors" or text.strip() not in getattr(draft, field):
        draft.keep(label, text.strip())


def _dated(first: str, second: str) -> str:
    """Return both texts as one date where only one of them tells a year ("APR 3" and "2021"), empty otherwise."""
    if (date_of(first).year is None) == (date_of(second).year is None):
        return ""
    return f"{first} {second}"


def _fill_authors(draft: Draft, label: str, authors: Iterable[str]) -> None:
    for name in authors:
        bare = without_notes(name)
        if _ADDRESS.fullmatch(name) or not bare:
            draft.keep(label, name)
            continue
        is_person = has_number_of_scopus(name) and "," in bare.name
        draft.authors.append(person_of(bare.name) if is_person else Author(bare.name))
        draft.keep(label, *bare.notes)


def _fill_names(draft: Draft, parts: Sequence[Filled], has_whole_names: bool) -> None:
    """Put family and given names that have columns of their own together, those of one number each."""
    for number in dict.fromkeys(meaning.key for meaning, *_ in parts):
        named = {m.field: (label, values_of(text)) for m, label, text in parts if m.key == number and text.strip()}
        families, given = (named.get(part, ("", []))[1] for part in _NAME_PARTS)
        if has_whole_names or not families or (given and len(families) != len(given)):
            for label, values in named.values():
                draft.keep(label, *values)
        else:
            pairs = zip_longest(families, given, fillvalue="")
            draft.authors += [Author(family=f, given=g) if g else Author(f) for f, g in pairs]


def _mark_organisations(draft: Draft, names: list[str]) -> None:
    """Mark the authors of these names as organisations, and add those that are not there yet."""
    draft.authors = [Author(a.name, is_organisation=True) if a.name in names else a for a in draft.authors]
    known = {author.name for author in draft.authors}
    draft.authors += [Author(name, is_organisation=True) for name in names if name not in known]
