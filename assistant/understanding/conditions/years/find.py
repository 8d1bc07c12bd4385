"""The ranges of years that a text speaks of."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.understanding.conditions.years.lexer import tokens
from assistant.understanding.conditions.years.parser import Said, parse
from assistant.understanding.conditions.years.phrases import Bound
from assistant.understanding.conditions.years.ranges import YearRange, month_of
from assistant.understanding.conditions.years.terms import EARLIEST, YEARS_AHEAD

_LISTED = re.compile(r"\W*(?:and|or|as well as|nor)?\W*", re.I)


def find_years(
    text: str, earliest: int, latest: int, that: tuple[int, int] | None = None, this_year: int | None = None
) -> tuple[YearRange, ...]:
    """Return the ranges of years that the text speaks of, in order and apart.

    An open range ("before 2014", "since 2018") is closed by the collection's `earliest` and `latest` year. `that` is
    the range spoken of before, for "before that"; "last year" is told from `this_year`, by the clock where it is None.
    No range begins before the year 1000 or ends later than ten years from now.

    >>> [(r.first, r.last) for r in find_years("the nineties, or older than ten years", 1985, 2024, this_year=2026)]
    [(1990, 1999), (1985, 2015)]
    """
    now = date.today().year if this_year is None else this_year
    return tuple(_ranges(text, earliest, latest, that, now))


def _ranges(text: str, earliest: int, latest: int, that: tuple[int, int] | None, now: int) -> Iterator[YearRange]:
    said, before = list(tokens(text)), 0
    for found in parse(said, now, that):
        first, last = _closed(found, earliest, latest)
        first, last = max(first, EARLIEST), min(last, now + YEARS_AHEAD)
        if first > last:
            continue
        start, end = said[found.begin].start, said[found.end - 1].end
        listed = before > 0 and _LISTED.fullmatch(text[before:start]) is not None
        months = _within(found.months, first, last)
        is_bounded = found.bound is not Bound.IN
        yield YearRange(first, last, start, end, is_bounded, listed, months, found.part and not is_bounded)
        before = end


def _within(months: tuple[int, int] | None, first: int, last: int) -> tuple[int, int] | None:
    """Return the months of the years `first` to `last`."""
    return (max(months[0], month_of(first, 1)), min(months[1], month_of(last, 12))) if months else None


def _closed(said: Said, earliest: int, latest: int) -> tuple[int, int]:
    match said.bound:
        case Bound.BEFORE:
            return min(earliest, said.first - 1), said.first - 1
        case Bound.UNTIL:
            return min(earliest, said.last), said.last
        case Bound.AFTER:
            return said.last + 1, max(latest, said.last + 1)
        case Bound.SINCE:
            return said.first, max(latest, said.first)
    return said.first, said.last
