"""Two records compared: one work as two sources have it, or two works."""

import re
from dataclasses import dataclass, replace
from typing import Self

from rapidfuzz import fuzz

from corpus.importing.authors import Name, name_of, same_authors
from corpus.importing.titles import likeness, telling, words_of
from corpus.publication import Publication
from corpus.reasons.reason import Reason, because

# Characters of the abstract that are compared; the shortest beginning that says anything; and how far the beginnings of
# one abstract in two sources agree, of 100.
_OPENING = 300
_SHORTEST_OPENING = 40
_SAME_OPENING = 80
# A title of fewer words ("Editorial", "Annual report") is that of many works, even by the same authors.
_WORDS_THAT_TELL = 4
# How far two titles under one DOI must agree, of 100: a chapter is often given the DOI of its book.
_SAME_UNDER_DOI = 80
# How far two titles under one identifier of their file must agree, of 100: "Kilns of Kent", "The lime kilns of Kent".
_SAME_MENDED = 60
# One work comes out online in December and on paper in January.
_YEARS_UNDER_DOI = 1
# The labels under which sources keep which edition a record is of.
_EDITIONS = frozenset(("edition", "et", "version"))
_PARTS = frozenset("part volume edition supplement appendix annex chapter".split())


@dataclass(frozen=True, slots=True)
class Work:
    """What records are compared by: the title's words, the names, and what is written in numbers."""

    id: str
    year: int | None
    words: tuple[str, ...]
    doi: str
    authors: tuple[Name, ...]
    opening: str
    numbers: tuple[str, ...]
    container: tuple[str, ...]

    @classmethod
    def of(cls, publication: Publication) -> Self:
        """Return what the record is compared by."""
        editions = (v for label, values in publication.extra.items() if label.casefold() in _EDITIONS for v in values)
        numbers = [_first_number(value) for value in (publication.volume, publication.issue, publication.pages)]
        return cls(
            publication.id,
            publication.year,
            words_of(publication.title),
            publication.doi.lower(),
            tuple(map(name_of, publication.authors)),
            publication.abstract[:_OPENING],
            (*numbers, ".".join(_numbers(next(editions, "")))),
            words_of(publication.container),
        )


def same_work(one: Work, other: Work) -> Reason | None:
    """Return what shows that the two are one work; None where it is not shown."""
    if one.doi and other.doi:
        return because("duplicate.doi") if one.doi == other.doi and _agree_under_doi(one, other) else None
    if one.year != other.year or any(a and b and a != b for a, b in zip(one.numbers, other.numbers, strict=False)):
        return None
    how = likeness(one.words, other.words)
    if how is None:
        return None
    authors, abstracts = same_authors(one.authors, other.authors), _same_opening(one.opening, other.opening)
    if authors is False or (how == "near" and abstracts is False):
        return None
    is_telling = len(one.words) >= _WORDS_THAT_TELL
    if not is_telling and one.container and other.container and one.container != other.container:
        return None
    if how == "near":
        shown = abstracts or (authors and is_telling)
    else:
        shown = abstracts or (authors and (abstracts is None or is_telling)) or (abstracts is None and is_telling)
    if not shown and replace(one, id=other.id) != other:
        return None
    more = (("duplicate.year", one.year), ("duplicate.authors", authors), ("duplicate.abstract", abstracts))
    same = ["duplicate.title" if how == "same" else "duplicate.near_title", *(what for what, holds in more if holds)]
    return because("duplicate.shown_by", same=tuple(map(because, same)))


def may_be_same(one: Work, other: Work) -> bool:
    """Tell whether two records of like titles can be one, mended: nothing that both say tells them apart.

    A title of many works ("Annual report") shows nothing by itself.
    """
    if one.doi and other.doi and one.doi != other.doi:
        return False
    agree = (same_authors(one.authors, other.authors), _same_opening(one.opening, other.opening))
    return any(agree) or agree.count(False) < (2 if len(one.words) >= _WORDS_THAT_TELL else 1)


def share_words(one: Work, other: Work) -> bool:
    """Tell whether two records that bear one identifier have more in common: a DOI, a title, or an abstract."""
    if one.doi and other.doi:
        return one.doi == other.doi
    titles = fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words))
    is_alike = titles >= _SAME_MENDED and may_be_same(one, other)
    return is_alike or _same_opening(one.opening, other.opening) is True


def _agree_under_doi(one: Work, other: Work) -> bool:
    if one.year and other.year and abs(one.year - other.year) > _YEARS_UNDER_DOI:
        return False
    shorter, longer = sorted((one.words, other.words), key=len)
    if longer[: len(shorter)] == shorter:
        # One source leaves the subtitle out; a part of a work is no subtitle.
        return not any(word in _PARTS or re.fullmatch(r"\d{1,3}", word) for word in longer[len(shorter) :])
    ratio = fuzz.ratio(" ".join(shorter), " ".join(longer))
    return telling(shorter) == telling(longer) and ratio >= _SAME_UNDER_DOI


def _same_opening(one: str, other: str) -> bool | None:
    """Tell whether two abstracts begin alike; None where one is missing."""
    one, other = (" ".join(words_of(text)) for text in (one, other))
    if min(len(one), len(other)) < _SHORTEST_OPENING:
        return None
    return fuzz.partial_ratio(one, other) >= _SAME_OPENING


def _numbers(text: str) -> list[str]:
    return [word.lstrip("0") for word in words_of(text) if any(c.isnumeric() for c in word)]


def _first_number(text: str) -> str:
    return next(iter(_numbers(text)), "")
