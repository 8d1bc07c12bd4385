"""Ranges of years, and what several of them choose together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class YearRange:
    """An inclusive range of years, and the characters of the question that say it.

    `bounds` tells that it is open on one side, as in "since 2018"; `listed` that it stands in one enumeration with the
    range before it, as in "2012 or 2013". `months` are the first and the last month where only some of a year are
    meant (`month_of`), and `part` tells that another part of a year is, as in "early 2015".
    """

    first: int
    last: int
    start: int
    end: int
    bounds: bool = False
    listed: bool = False
    months: tuple[int, int] | None = None
    part: bool = False


def month_of(year: int, month: int) -> int:
    """Return the month, from 1, of the year, counted from the beginning of the year 0.

    >>> month_of(2015, 3) - month_of(2014, 12)
    3
    """
    return 12 * year + month - 1


def iso_month(counted: int) -> str:
    """Return the month that `month_of` counted, in ISO 8601.

    >>> iso_month(month_of(2015, 3))
    '2015-03'
    """
    return f"{counted // 12}-{counted % 12 + 1:02}"


def chosen_years(ranges: Sequence[YearRange]) -> tuple[tuple[int, int], ...]:
    """Return the years that the ranges choose together, as ranges that do not touch, in order; none where none can be.

    Open ranges bound each other, as in "after 2012 and before 2018"; the others are alternatives.

    >>> chosen_years([YearRange(2013, 2020, 0, 10, bounds=True), YearRange(2000, 2017, 15, 26, bounds=True)])
    ((2013, 2017),)
    >>> chosen_years([YearRange(2012, 2012, 0, 4), YearRange(2013, 2013, 6, 10), YearRange(2019, 2019, 14, 18)])
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
