"""Values put into the field of a draft that their label or column means."""

import re
from collections.abc import Iterable

from corpus.draft import Author, Draft
from corpus.formats.labels import LISTS, Meaning
from corpus.formats.value_lists import NameOrder, authors_of, places_of, values_of

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?:mailto:)?[^\s@]+@[^\s@]+\.\w+", re.IGNORECASE)
_PLACES = ("countries", "regions")
_NUMBER_OF_AUTHOR = re.compile(r"\(\d{5,}\)$")  # as Scopus writes it behind full names


def fill(draft: Draft, meaning: Meaning, label: str, text: str, order: NameOrder) -> None:
    """Put what stands below a label, or in a cell, into its field; lists are parted at line ends, ";" and "|".

    `order` is that of the names of persons in the whole source. A field of one value that is filled stays as it is, and
    the text is kept under its label. Raises `Unclear` for names of which it cannot be told how many they are.
    """
    field = meaning.field
    if not text.strip() or not field:
        return
    if field == "identifiers":
        draft.identifiers.setdefault(meaning.key, text.strip())
    elif field == "authors" and not draft.authors:
        _fill_authors(draft, label, authors_of(text, order))
    elif field == "organisations":
        _mark_organisations(draft, values_of(text))
    elif field in ("first_page", "last_page"):
        draft.pages = "-".join(dict.fromkeys(filter(None, (draft.pages, text.strip()))))
    elif field in LISTS and field != "authors":
        getattr(draft, field).extend(places_of(text) if field in _PLACES else values_of(text))
    elif not getattr(draft, field):
        setattr(draft, field, text.strip())
    elif field == "authors" or text.strip() not in getattr(draft, field):
        draft.keep(label, text.strip())


def _fill_authors(draft: Draft, label: str, authors: Iterable[str]) -> None:
    for name in authors:
        if _ADDRESS.fullmatch(name):
            draft.keep(label, name)
        else:
            draft.authors.append(Author(_NUMBER_OF_AUTHOR.sub("", name).rstrip()))


def _mark_organisations(draft: Draft, names: list[str]) -> None:
    """Mark the authors of these names as organisations, and add those that are not there yet."""
    draft.authors = [Author(a.name, is_organisation=True) if a.name in names else a for a in draft.authors]
    known = {author.name for author in draft.authors}
    draft.authors += [Author(name, is_organisation=True) for name in names if name not in known]
