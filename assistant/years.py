"""Years as a question says them."""

import re
from dataclasses import dataclass

_YEAR = r"((?:19|20)\d\d)"
_TO = r"\s*(?:-|–|—|to|and|until|through|till)\s*"
_RANGES = (
    (re.compile(rf"\b(?:between|from)\s+{_YEAR}{_TO}{_YEAR}\b|\b{_YEAR}\s*[-–—]\s*{_YEAR}\b", re.I), "range"),
    (re.compile(rf"\b(?:before|prior to|earlier than|older than)\s+{_YEAR}\b", re.I), "before"),
    (re.compile(rf"\b(?:until|till|up to|no later than|by the end of)\s+{_YEAR}\b", re.I), "until"),
    (re.compile(rf"\b(?:after|later than|newer than|more recent than)\s+{_YEAR}\b", re.I), "after"),
    (
        re.compile(
            rf"\bsince\s+{_YEAR}\b|\bfrom\s+{_YEAR}\s+on(?:wards?\b|\W*$)|\b{_YEAR}\s+(?:or|and)\s+later\b", re.I
        ),
        "since",
    ),
    (re.compile(rf"\b(?:the\s+)?{_YEAR}s\b", re.I), "decade"),
    (re.compile(rf"\b(?:(?:in|from|of|for|during)\s+(?:the\s+year\s+)?)?{_YEAR}\b", re.I), "year"),
)


@dataclass(frozen=True, slots=True)
class YearRange:
    """An inclusive range of years, and the characters of the question that say it."""

    first: int
    last: int
    start: int
    end: int


def find_years(text: str, earliest: int, latest: int) -> YearRange | None:
    """Return the range of years that the text speaks of, or None.

    An open range ("before 2014", "since 2018") is closed by the collection's `earliest` and `latest` year.
    """
    for pattern, kind in _RANGES:
        if found := pattern.search(text):
            years = [int(year) for year in found.groups() if year]
            first, last = _bounds(kind, years, earliest, latest)
            return YearRange(first, last, found.start(), found.end())
    return None


def _bounds(kind: str, years: list[int], earliest: int, latest: int) -> tuple[int, int]:
    first, last = min(years), max(years)
    if kind == "before":
        return min(earliest, first - 1), first - 1
    if kind == "until":
        return min(earliest, first), first
    if kind == "after":
        return first + 1, max(latest, first + 1)
    if kind == "since":
        return first, max(latest, first)
    return (first, first + 9) if kind == "decade" else (first, last)
