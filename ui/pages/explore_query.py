"""What an address asks of the catalogue: filters, the order and the page, as query keys that can be shared.

`years=2015-2019`, `countries=…`, `regions=…`, `authors=…`, `categories=…` and `id=…`, a record that is selected (each
repeated for several values), `sort=year` (or `title`, or with a minus for the other way round) and `page=2`.
`year_from=` and `year_to=` stand for `years`, as a form gives them, and `q=` are words that the records say.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal, get_args
from urllib.parse import urlencode

from corpus.filters import FILTER_FIELDS, Filters

Sort = Literal["arrival", "title", "-title", "year", "-year"]
_LISTED = FILTER_FIELDS[1:]
MOST_VALUES = 50  # of one field
_LONGEST_VALUE = 500  # characters
_LARGEST_PAGE = 10**9
_FIRST_YEAR, _LAST_YEAR = 1000, 2999  # that a record may have


@dataclass(frozen=True, slots=True)
class ExploreQuery:
    """What is shown of the catalogue; `refused` holds the parts of the address that cannot be, as (key, value)."""

    filters: Filters = field(default_factory=Filters)
    words: str = ""
    sort: Sort = "arrival"
    page: int = 1
    refused: tuple[tuple[str, str], ...] = ()

    def address(self) -> str:
        """Return the address of the page that shows this."""
        page = [("page", str(self.page))] if self.page != 1 else []
        return _address("/explore", [*self.pairs, *page])

    def export(self, suffix: str) -> str:
        """Return the address of a file with all the records, in this order."""
        return _address(f"/explore.{suffix}", self.pairs)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return what is asked as query keys and values, without the page."""
        words = [("q", self.words)] if self.words else []
        return words + filter_pairs(self.filters) + ([("sort", self.sort)] if self.sort != "arrival" else [])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Return what stays where other words are searched for."""
        return replace(self, words="").pairs

    def filtered(self, filters: Filters) -> "ExploreQuery":
        """Return the first page of the same order under other filters."""
        return replace(self, filters=filters, page=1, refused=())


def explore_query(pairs: Iterable[tuple[str, str]]) -> ExploreQuery:
    """Read the query of an address; what cannot be is left out and noted, keys of other kinds are passed over."""
    given: dict[str, list[str]] = {}
    for key, value in pairs:
        given.setdefault(key, []).append(value)
    refused: list[tuple[str, str]] = []
    filters = _filters(given, refused)
    sort: Sort = "arrival"
    for value in given.get("sort", [])[-1:]:
        known = next((name for name in get_args(Sort) if name == value), None)
        sort = known or sort
        refused += [] if known else [("sort", value)]
    page = 1
    for value in given.get("page", [])[-1:]:
        number = int(value) if re.fullmatch(r"[0-9]{1,10}", value) else 0
        page = number if 1 <= number <= _LARGEST_PAGE else page
        refused += [] if page == number else [("page", value)]
    words = " ".join(given.get("q", [""])[-1].split())
    if len(words) > _LONGEST_VALUE:
        refused.append(("q", words))
        words = ""
    return ExploreQuery(filters, words, sort, page, tuple(refused))


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    return path + (f"?{urlencode(pairs)}" if pairs else "")


def filter_pairs(filters: Filters) -> list[tuple[str, str]]:
    """Return the filters as query keys and values."""
    # One year is written once.
    years = "-".join(dict.fromkeys(map(str, filters.years or ())))
    pairs = [("years", years)] if years else []
    pairs += [(name, value) for name in _LISTED for value in getattr(filters, name)]
    return pairs + [("id", value) for value in filters.ids]


def filter_address(name: str, value: str) -> str:
    """Return the address of the catalogue under one filter."""
    return f"/explore?{urlencode({name: value})}"


def asking_of(publication_id: str) -> str:
    """Return the address at which questions are asked of one record alone."""
    return f"/?{urlencode({'id': publication_id})}"


def with_value(filters: Filters, name: str, value: str) -> Filters:
    """Return the filters with one more value of a field other than years."""
    return filters.model_copy(update={name: tuple(dict.fromkeys((*getattr(filters, name), value)))})


def with_years(filters: Filters, first: int, last: int) -> Filters:
    """Return the filters with these years, in place of the years before."""
    return filters.model_copy(update={"years": (first, last)})


def without_value(filters: Filters, name: str, value: str = "") -> Filters:
    """Return the filters without the value; years and selected records go as a whole."""
    if name in ("years", "ids"):
        return without_field(filters, name)
    return filters.model_copy(update={name: tuple(kept for kept in getattr(filters, name) if kept != value)})


def without_field(filters: Filters, name: str) -> Filters:
    """Return the filters without any condition on the field."""
    return filters.model_copy(update={name: Filters.model_fields[name].default})


def _filters(given: dict[str, list[str]], refused: list[tuple[str, str]]) -> Filters:
    filters = Filters(years=_years(given, refused))
    for key, name in (*((name, name) for name in _LISTED), ("id", "ids")):
        for position, value in enumerate(dict.fromkeys(value.strip() for value in given.get(key, []))):
            if value and len(value) <= _LONGEST_VALUE and position < MOST_VALUES:
                filters = with_value(filters, name, value)
            elif value:
                refused.append((key, value))
    return filters


def _years(given: dict[str, list[str]], refused: list[tuple[str, str]]) -> tuple[int, int] | None:
    first, last = (given.get(key, [""])[-1].strip() for key in ("year_from", "year_to"))
    value = given.get("years", [""])[-1].strip()
    if first or last:
        value = f"{first or _FIRST_YEAR}-{last or _LAST_YEAR}"
    if not value:
        return None
    found = re.fullmatch(r"([0-9]{4})\s*(?:[-–]\s*([0-9]{4}))?", value)
    years = (int(found[1]), int(found[2] or found[1])) if found else None
    if years is None or years[0] > years[1]:
        refused.append(("years", value))
        return None
    return years
