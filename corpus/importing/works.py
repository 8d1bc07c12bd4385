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
# The labels, as `_label` has them, under which sources keep which edition a record is of: names, and tags of RIS, MARC
# and EndNote; and under which they keep its number in a series, or among the reports of its institution.
_EDITIONS = frozenset(
    "edition editionnumber editionstatement version et 250 7 edicion auflage edizione edicao издание الطبعة".split()
)
_NUMBERS = frozenset("number reportnumber seriesnumber collectionnumber documentnumber patentnumber sn 088".split())
# A date that says a month at least.
_FINE_DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_PAGES = 2  # where a work's numbers hold its first page
# Words of titles under which something comes out again and again, so that one without a year is any of them.
_PERIODIC = frozenset(
    """
    annual annually biennial bulletin daily figures monthly newsletter quarterly report reports statistics trends update
    weekly yearbook yearly annuel annuelle annuaire rapport anual anuario boletin informe jahrbuch jahresbericht bericht
    бюллетень доклад ежегодник ежегодный отчет تقرير التقرير
    """.split()
)
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
    date: str
    language: str

    @classmethod
    def of(cls, publication: Publication) -> Self:
        """Return what the record is compared by."""
        numbers = [_first_number(value) for value in (publication.volume, publication.issue, publication.pages)]
        edition, number = (_told(publication, labels) for labels in (_EDITIONS, _NUMBERS))
        return cls(
            publication.id,
            publication.year,
            words_of(publication.title),
            publication.doi.lower(),
            tuple(map(name_of, publication.authors)),
            publication.abstract[:_OPENING],
            (*numbers, ".".join(_numbers(edition)), ".".join(re.findall(r"\d+", " ".join(_numbers(number))))),
            words_of(publication.container),
            publication.date if _FINE_DATE.fullmatch(publication.date) else "",
            publication.language.partition("-")[0],
        )


def same_work(one: Work, other: Work) -> Reason | None:
    """Return what shows that the two are one work; None where it is not shown."""
    if one.doi and other.doi:
        return because("duplicate.doi") if one.doi == other.doi and _agree_under_doi(one, other) else None
    if _are_told_apart(one, other):
        return None
    how = likeness(one.words, other.words)
    if how is None:
        return None
    authors, abstracts = same_authors(one.authors, other.authors), _same_opening(one.opening, other.opening)
    if authors is False or (how == "near" and abstracts is False):
        return None
    if one.language and other.language and one.language != other.language and not abstracts:
        return None
    is_telling = len(one.words) >= _WORDS_THAT_TELL
    if how == "near":
        shown = abstracts or (authors and is_telling)
    else:
        shown = abstracts or (authors and (abstracts is None or is_telling)) or (abstracts is None and is_telling)
    if one.year != other.year:
        # One of them has no year, which is then shown by nothing.
        shown = how == "same" and is_telling and (authors or abstracts) and _PERIODIC.isdisjoint(one.words)
    if not shown and replace(one, id=other.id) != other:
        return None
    more = (
        ("duplicate.year", one.year and other.year),
        ("duplicate.authors", authors),
        ("duplicate.abstract", abstracts),
    )
    same = ["duplicate.title" if how == "same" else "duplicate.near_title", *(what for what, holds in more if holds)]
    return because("duplicate.shown_by", same=tuple(map(because, same)))


def may_be_same(one: Work, other: Work) -> bool:
    """Tell whether two records of like titles can be one, mended: nothing that both say tells them apart.

    A title of many works ("Annual report") shows nothing by itself.
    """
    if _are_issues(one, other) or (one.doi and other.doi and one.doi != other.doi):
        return False
    return _agree_enough(one, other)


def _agree_enough(one: Work, other: Work) -> bool:
    agree = (same_authors(one.authors, other.authors), _same_opening(one.opening, other.opening))
    return any(agree) or agree.count(False) < (2 if len(one.words) >= _WORDS_THAT_TELL else 1)


def share_words(one: Work, other: Work) -> bool:
    """Tell whether two records that bear one identifier have more in common: a DOI, a title, or an abstract."""
    if one.doi and other.doi:
        return one.doi == other.doi
    titles = fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words))
    is_alike = titles >= _SAME_MENDED and _agree_enough(one, other)
    return is_alike or _same_opening(one.opening, other.opening) is True


def is_mended(one: Work, other: Work) -> bool:
    """Tell whether two records of one address or abstract are one, its title mended, and not the next of a series."""
    return share_words(one, other) and not _are_told_apart(one, other)


def bear_one_id(one: Work, other: Work) -> bool:
    """Tell whether two records under one identifier of refdesk's own are one, whatever else was mended."""
    titles = fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words))
    return titles >= _SAME_MENDED or _same_opening(one.opening, other.opening) is True


def _are_told_apart(one: Work, other: Work) -> bool:
    """Tell whether the two name different years, volumes, editions, dates or, under a title of many, containers."""
    if one.year and other.year and one.year != other.year:
        return True
    if any(a and b and a != b for a, b in zip(one.numbers, other.numbers, strict=True)) or _are_issues(one, other):
        return True
    is_telling = len(one.words) >= _WORDS_THAT_TELL
    return not is_telling and bool(one.container and other.container) and one.container != other.container


def _are_issues(one: Work, other: Work) -> bool:
    """Tell whether the two came out at different times in one year, as weekly reports do.

    One article has a date online and another one on paper: there its pages tell.
    """
    on_one_page = one.numbers[_PAGES] and one.numbers[_PAGES] == other.numbers[_PAGES]
    dates = sorted((one.date, other.date), key=len)
    return bool(dates[0]) and not dates[1].startswith(dates[0]) and not on_one_page


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


def _told(publication: Publication, labels: frozenset[str]) -> str:
    """Return the first value that the source keeps under one of the labels."""
    return next((v for label, values in publication.extra.items() if _label(label) in labels for v in values), "")


def _label(label: str) -> str:
    return "".join(words_of(label))


def _numbers(text: str) -> list[str]:
    return [word.lstrip("0") for word in words_of(text) if any(c.isnumeric() for c in word)]


def _first_number(text: str) -> str:
    return next(iter(_numbers(text)), "")
