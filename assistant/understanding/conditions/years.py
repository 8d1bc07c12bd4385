"""Years as a question says them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_YEAR = r"((?:19|20)\d\d)"
_TO = r"\s*(?:[-–—]|\b(?:to|until|through|till|up to)\b)\s*"
_OR = r"(?:or|and)"
# An earlier range is spoken of as "before that"; it takes the place of a year.
_THAT = r"(?:that|then|it)(?:\s+(?:year|one))?\b"
_BEFORE = r"(?:before|prior to|preceding|(?:earlier|older) than|pre-?)"
_AFTER = r"(?:after|following|past|(?:later|newer|more recent|younger) than|post-?)"
_NOT = r"\b(?:not?|never)\s+(?:from\s+)?"
_BARE = r"^\W*(?:(?:and|or|but)\W+)?"
_LATER = r"(?:later|after|newer|since|more recent|onwards?|afterwards)"
# "After 1990 and before 2003" has two bounds.
_NO_YEAR = r"(?!\s+(?:than\s+)?(?:19|20)\d\d)"
_THE_YEARS = r"(?:the\s+years?\s+)?"
_IN = r"(?:in|from|of|for|during|dated|dating from|the year)"
_PATTERNS = tuple(
    (re.compile(pattern, re.I), kind)
    for pattern, kind in (
        (rf"\bbetween\s+{_THE_YEARS}{_YEAR}\s+and\s+{_YEAR}\b", "range"),
        (rf"\b(?:(?:between|from|during|over|in)\s+{_THE_YEARS})?{_YEAR}{_TO}{_YEAR}\b", "range"),
        (rf"{_NOT}{_BEFORE}\s*{_YEAR}\b", "since"),
        (rf"{_NOT}{_AFTER}\s*{_YEAR}\b", "until"),
        (rf"\b{_YEAR}\s+{_OR}\s+(?:earlier|before|older)\b{_NO_YEAR}", "until"),
        (rf"\b{_YEAR}\s+{_OR}\s+{_LATER}\b{_NO_YEAR}|\b{_YEAR}\s*\+|\b{_YEAR}\s+onwards?\b", "since"),
        (rf"\b(?:since|(?:start|beginn)ing\s+(?:in|from|with)|(?:in|from)\s+or\s+after)\s+{_YEAR}\b", "since"),
        (rf"\bfrom\s+{_YEAR}\s+(?:on(?:wards?\b|\W*$)|forwards?\b|upwards?\b)", "since"),
        (rf"\bfrom\s+{_YEAR}\s+(?:to|until|till)\s+(?:now|today|date|the\s+present)\b", "since"),
        (rf"\b(?:from\s+)?{_BEFORE}\s*(?:{_YEAR}\b|{_THAT})|{_BARE}{_BEFORE}\W*$", "before"),
        (rf"\b(?:from\s+)?{_AFTER}\s*(?:{_YEAR}\b|{_THAT})|{_BARE}(?:since|{_AFTER})\W*$", "after"),
        (rf"\bsince\s+{_THAT}", "after"),
        (r"\bthe\s+(?:year\s+before|previous\s+year)\b", "year before"),
        (r"\bthe\s+(?:year\s+after|(?:next|following)\s+year)\b", "year after"),
        (
            r"\b(?:until|till|up (?:to|until)|through|no later than|by|by the end of)(?:\s+and\s+including)?"
            rf"\s+{_YEAR}\b(?:\s+inclusive\b)?",
            "until",
        ),
        (rf"\b(?:in\s+|from\s+|during\s+)?(?:the\s+)?{_YEAR}s\b", "decade"),
        (rf"\b(?:{_IN}\s+{_THE_YEARS})?{_YEAR}\b(?![-/]\d)", "year"),
    )
)
_OPEN = ("before", "until", "after", "since")
_LISTED = re.compile(r"\W*(?:and|or|as well as|nor)?\W*", re.I)


@dataclass(frozen=True, slots=True)
class YearRange:
    """An inclusive range of years, and the characters of the question that say it.

    `bounds` tells that it is open on one side, as in "since 2018"; `listed` that it stands in one enumeration with the
    range before it, as in "2012 or 2013".
    """

    first: int
    last: int
    start: int
    end: int
    bounds: bool = False
    listed: bool = False


def find_years(text: str, earliest: int, latest: int, that: tuple[int, int] | None = None) -> tuple[YearRange, ...]:
    """Return the ranges of years that the text speaks of, in order.

    An open range ("before 2014", "since 2018") is closed by the collection's `earliest` and `latest` year. `that` is
    the range spoken of before, for "before that".
    """
    found: list[tuple[int, int, str, list[int]]] = []
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(text):
            years = [int(year) for year in match.groups() if year] or list(that or ())
            if years and not any(match.start() < end and start < match.end() for start, end, _, _ in found):
                found.append((match.start(), match.end(), kind, years))
    return tuple(_in_order(text, sorted(found), earliest, latest))


def _in_order(
    text: str, found: Sequence[tuple[int, int, str, list[int]]], earliest: int, latest: int
) -> Iterator[YearRange]:
    before = 0
    for start, end, kind, years in found:
        first, last = _bounds(kind, years, earliest, latest)
        listed = before > 0 and _LISTED.fullmatch(text[before:start]) is not None
        yield YearRange(first, last, start, end, bounds=kind in _OPEN, listed=listed)
        before = end


def _bounds(kind: str, years: list[int], earliest: int, latest: int) -> tuple[int, int]:
    first, last = min(years), max(years)
    if kind == "before":
        return min(earliest, first - 1), first - 1
    if kind == "until":
        return min(earliest, last), last
    if kind == "after":
        return last + 1, max(latest, last + 1)
    if kind == "year before":
        return first - 1, first - 1
    if kind == "year after":
        return last + 1, last + 1
    if kind == "since":
        return first, max(latest, first)
    return (first, first + 9) if kind == "decade" else (first, last)


def chosen_years(ranges: Sequence[YearRange]) -> tuple[tuple[int, int], ...]:
    """Return the years that the ranges choose together, as ranges that do not touch, in order; none where none can be.

    Open ranges bound each other, as in "after 2012 and before 2018"; the others are alternatives.

    >>> chosen_years(find_years("after 2012 and before 2018", 2000, 2020))
    ((2013, 2017),)
    >>> chosen_years(find_years("2012, 2013 or 2019", 2000, 2020))
    ((2012, 2013), (2019, 2019))
    """
    spans = [(r.bounds, set(range(r.first, r.last + 1))) for r in ranges]
    chosen = set().union(*(years for bounds, years in spans if not bounds))
    for years in (years for bounds, years in spans if bounds):
        chosen = (chosen & years) or (chosen | years)
    return tuple(_ranges(sorted(chosen)))


def _ranges(years: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = 0
    for place, year in enumerate(years):
        if place + 1 == len(years) or years[place + 1] > year + 1:
            yield years[first], year
            first = place + 1


def without_years(chosen: tuple[int, int], left_out: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return what is left of a range of years.

    >>> without_years((2012, 2019), [(2013, 2018)])
    ((2012, 2012), (2019, 2019))
    """
    years = [y for y in range(chosen[0], chosen[1] + 1) if not any(first <= y <= last for first, last in left_out)]
    return tuple(_ranges(years))
