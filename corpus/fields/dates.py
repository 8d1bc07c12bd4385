"""The years and dates of records, from what sources write: "2004", "May 2019", "15 mai 2021", "2004-2005", "n.d."."""

import datetime
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from babel import Locale

from corpus.geography import LANGUAGES

_YEAR = re.compile(r"(?<!\d)(1\d{3}|2\d{3})(?!\d)")
_ISO = re.compile(r"([12]\d{3})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:T.*)?")
_SCHOOL_YEAR = re.compile(r"(?<!\d)([12]\d{3})/(\d{2})(?![\d/])")
_MONTH_FIRST = re.compile(r"(\d{1,2})[./-]([12]\d{3})")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2([12]\d{3})")
# "1440 هـ / 2019", "1440 AH": a year of the Islamic calendar is none of ours.
_HIJRI = re.compile(r"(?<!\d)1[34]\d\d\s*(?:هـ?|AH|A\.H\.|H\.)(?!\w)")
_HIJRI_BEHIND = range(570, 630)  # years that the Islamic calendar is behind in 1300 to 1500


class Date(NamedTuple):
    """A date in ISO 8601 and its year; both empty where the source tells none."""

    iso: str = ""
    year: int | None = None

    @property
    def is_finer(self) -> bool:
        """Tell whether it says more than a year."""
        return len(self.iso) > 4


def date_of(raw: str) -> Date:
    """Return the date that the text tells; the first year of a span.

    >>> date_of("2004/05").iso, date_of("15.04.2021").iso, date_of("03/04/2021").iso, date_of("٢٠١٩").year
    ('2004/2005', '2021-04-15', '2021', 2019)
    """
    written = "".join(str(unicodedata.digit(c)) if c.isdigit() and c.isdecimal() else c for c in raw.strip())
    text = _HIJRI.sub(" ", written).strip().strip("/")
    # RIS writes "2004/05//" for a month.
    if (found := _SCHOOL_YEAR.search(text)) and not written.endswith("/") and _is_next(found[1], found[2]):
        return Date(f"{found[1]}/{int(found[1]) + 1}", int(found[1]))
    return _day(text) or _in_words(text)


def _is_next(year: str, following: str) -> bool:
    return (int(year) + 1) % 100 == int(following)


def _day(text: str) -> Date | None:
    """Return the date that numbers alone tell, None where they do not or where the day may be the month."""
    if found := _ISO.fullmatch(text):
        return _date(found[1], int(found[2]), int(found[3] or 0))
    if found := _MONTH_FIRST.fullmatch(text):
        return _date(found[2], int(found[1]), 0)
    if not (found := _YEAR_LAST.fullmatch(text)):
        return None
    first, second, year = int(found[1]), int(found[3]), found[4]
    # Who writes full stops puts the day first.
    if found[2] == "." or first > 12 or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 else None


def _date(year: str, month: int, day: int) -> Date | None:
    try:
        datetime.date(int(year), month, day or 1)
    except ValueError:
        return None
    return Date(f"{year}-{month:02}" + (f"-{day:02}" if day else ""), int(year))


def _in_words(text: str) -> Date:
    years = _YEAR.findall(text)
    if len(years) == 2 and int(years[1]) - int(years[0]) in _HIJRI_BEHIND:
        years = years[1:]
    if not years:
        return Date()
    if len(years) == 2 and int(years[0]) < int(years[1]):
        return Date(f"{years[0]}/{years[1]}", int(years[0]))
    words = re.findall(r"[^\W\d_]{3,}", text.casefold())
    months = [month for word in words if (month := month_named(word))]
    days = re.findall(r"(?<!\d)(0?[1-9]|[12]\d|3[01])(?!\d)", text)
    if len(months) == 1:
        return _date(years[0], months[0], int(days[0]) if len(days) == 1 else 0) or Date(years[0], int(years[0]))
    return Date(years[0], int(years[0]))


def month_named(word: str) -> int:
    """Return the month, from 1, that the word in small letters names in full or for short; 0 where it names none.

    >>> month_named("march"), month_named("sept"), month_named("märz"), month_named("spring")
    (3, 9, 3, 0)
    """
    return _months().get(word, 0)


@cache
def _months() -> dict[str, int]:
    """Return the months by their names and short names in the languages of catalogues."""
    found: dict[str, int] = {}
    for language in ("en", "en_GB", *LANGUAGES):
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    found.setdefault(name.casefold().rstrip("."), number)
    return found
