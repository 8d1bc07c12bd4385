"""The years and dates of records, from what sources write: "2004", "May 2019", "2004-2005", "n.d."."""

import re
from typing import NamedTuple

_YEAR = re.compile(r"(?<!\d)(1\d{3}|2\d{3})(?!\d)")
_ISO = re.compile(r"([12]\d{3})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:T.*)?")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


class Date(NamedTuple):
    """A date in ISO 8601 and its year; both empty where the source tells none."""

    iso: str = ""
    year: int | None = None

    @property
    def is_finer(self) -> bool:
        """Tell whether it says more than a year."""
        return len(self.iso) > 4


def date_of(raw: str) -> Date:
    """Return the date that the text tells; the first year of a span."""
    text = raw.strip().strip("/")
    if found := _ISO.fullmatch(text):
        year, month, day = found[1], int(found[2]), int(found[3] or 0)
        if 1 <= month <= 12 and day <= 31:
            return Date(f"{year}-{month:02}" + (f"-{day:02}" if day else ""), int(year))
    years = _YEAR.findall(text)
    if not years:
        return Date()
    if len(years) == 2 and int(years[0]) < int(years[1]):
        return Date(f"{years[0]}/{years[1]}", int(years[0]))
    months = [_MONTHS.index(word[:3]) + 1 for word in re.findall(r"[a-z]{3,}", text.lower()) if word[:3] in _MONTHS]
    days = re.findall(r"(?<!\d)(0?[1-9]|[12]\d|3[01])(?!\d)", text)
    if len(months) == 1:
        in_month = f"-{int(days[0]):02}" if len(days) == 1 else ""
        return Date(f"{years[0]}-{months[0]:02}{in_month}", int(years[0]))
    return Date(years[0], int(years[0]))
