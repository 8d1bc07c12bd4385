"""Records of one work made one, without losing anything that either says."""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from corpus.importing.authors import name_of, same_name
from corpus.importing.titles import words_of
from corpus.publication import Publication

_LISTS = ("countries", "regions", "categories", "keywords", "issn", "isbn", "mendings")
_LINES = ("publisher", "container", "volume", "issue", "pages", "type", "url", "doi", "language", "rights")


def merged(records: Sequence[Publication]) -> Publication:
    """Return one record that says what all of them say, under the id and the source of the first.

    Lists are joined. Of two texts the longer is kept and the other goes to `extra`, as does a value that contradicts
    the first record's, under the name of its field.
    """
    return reduce(_joined, records)


def _joined(one: Publication, other: Publication) -> Publication:
    extra: dict[str, dict[str, None]] = {
        label: dict.fromkeys((*one.extra.get(label, ()), *other.extra.get(label, ())))
        for label in (*one.extra, *(label for label in other.extra if label not in one.extra))
    }

    def keep(label: str, value: str) -> None:
        extra.setdefault(label, {})[value] = None

    changes: dict[str, Any] = {field: _union(getattr(one, field), getattr(other, field)) for field in _LISTS}
    for field in _LINES:
        first, second = getattr(one, field), getattr(other, field)
        changes[field] = first or second
        if field == "language" and _same_language(first, second):
            changes[field] = max(first, second, key=len)
        elif first and second and words_of(first) != words_of(second):
            keep(field, second)
    title, other_title = sorted((one.title, other.title), key=_is_shouted)
    if other_title.casefold() != title.casefold():
        keep("title", other_title)
    changes |= {"title": title, **_dates(one, other), **_authors(one, other, keep), **_abstracts(one, other, keep)}
    for key, value in other.identifiers.items():
        if one.identifiers.get(key, value) != value:
            keep(key, value)
    changes["identifiers"] = {**other.identifiers, **one.identifiers}
    if one.year and other.year and one.year != other.year:
        keep("year", str(other.year))
    for date in (one.date, other.date):
        # "2016-03" says nothing beside "2016-03-08".
        if not changes["date"].startswith(date):
            keep("date", date)
    changes["extra"] = {label: tuple(values) for label, values in extra.items()}
    return Publication.model_validate(one.model_dump() | changes)


def _is_shouted(title: str) -> bool:
    return title.isupper()


def _union(one: Iterable[str], other: Iterable[str]) -> tuple[str, ...]:
    """Return the values of both, the first spelling of each."""
    found: dict[str, str] = {}
    for value in (*one, *other):
        found.setdefault(value.casefold(), value)
    return tuple(found.values())


def _dates(one: Publication, other: Publication) -> dict[str, Any]:
    is_finer = one.year == other.year and len(other.date) > len(one.date)
    return {"year": one.year or other.year, "date": other.date if is_finer or not one.year else one.date}


def _authors(one: Publication, other: Publication, keep: Any) -> dict[str, Any]:
    """Return the authors of the list that tells more, each under the better of its names, and the other list's own.

    What the names left out say beyond these is kept.
    """
    base, more = (other, one) if _telling(other) > _telling(one) else (one, other)
    families = more.family_names | base.family_names
    organisations = {*one.organisations, *other.organisations}
    left = {author: name_of(author) for author in more.authors}
    authors, dropped = [], []
    for author in base.authors:
        name = name_of(author)
        twin = next((a for a, parts in left.items() if a == author or same_name(name, parts)), author)
        left.pop(twin, None)
        better = _better(author, twin, organisations, families)
        authors.append(better)
        dropped.append(twin if better == author else author)
    authors = list(dict.fromkeys((*authors, *left)))
    said = {"and", *(part for author in authors for part in name_of(author))}
    for author in dropped:
        if any(len(part) > 1 and part not in said for part in name_of(author)):
            keep("authors", author)
    editors = _union(one.editors, other.editors)
    named = dict.fromkeys((*authors, *editors))
    return {
        "authors": tuple(authors),
        "editors": editors,
        "organisations": tuple(name for name in named if name in organisations),
        "family_names": {n: families[n] for n in named if n in families and n not in organisations},
    }


def _telling(publication: Publication) -> tuple[bool, int]:
    """Return by what a list of authors is chosen: whether it tells what any of them is, and its length."""
    return bool(publication.organisations or publication.family_names), len(publication.authors)


def _better(one: str, other: str, organisations: set[str], families: dict[str, str]) -> str:
    """Return the better of two names of one author, the longer of two that are told alike.

    A source that does not know an organisation turns its name round ("UN UNODC"), and one that does not part its
    authors gives all their names as one. A person's name that is not marked is better only where it writes out the
    initials of the one that is; the family name is then that of the marked one.
    """
    if (one in organisations) != (other in organisations):
        return one if one in organisations else other
    longer = max(one, other, key=len)
    if (one in families) == (other in families):
        return longer
    marked, unmarked = (one, other) if one in families else (other, one)
    family = families[marked]
    writes_out = len(name_of(unmarked)) == len(name_of(marked)) and unmarked.casefold().endswith(family.casefold())
    if unmarked != longer or not writes_out:
        return marked
    families[unmarked] = unmarked[-len(family) :]
    return unmarked


def _abstracts(one: Publication, other: Publication, keep: Any) -> dict[str, Any]:
    """Return the longer abstract, with the one in another language beside it."""
    abstracts = {**other.abstracts, **one.abstracts}
    main, second = (other, one) if len(other.abstract) > len(one.abstract) else (one, other)
    are_two = one.language and other.language and not _same_language(one.language, other.language)
    if one.abstract and other.abstract and are_two:
        main, second = one, other
        abstracts.setdefault(second.language, second.abstract)
    if second.abstract and not _holds(main.abstract, second.abstract) and second.abstract not in abstracts.values():
        keep("abstract", second.abstract)
    for tag, text in other.abstracts.items():
        if abstracts[tag] != text and not _holds(abstracts[tag], text):
            keep(f"abstract ({tag})", text)
    return {"abstract": main.abstract, "page_starts": main.page_starts, "abstracts": abstracts}


def _same_language(one: str, other: str) -> bool:
    """Tell whether two tags are one language: "en" and "en-US"."""
    return bool(one) and one.partition("-")[0] == other.partition("-")[0]


def _holds(text: str, part: str) -> bool:
    return " ".join(words_of(part)) in " ".join(words_of(text))
