"""The filters of a question: what is chosen, as chips, and what can be chosen, with counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.facets import Facets, facets
from corpus.filters import FILTER_FIELDS, Filters
from corpus.store import Store
from ui.pages.explore_query import ExploreQuery, without_field
from ui.pages.filter_chips import filter_chips
from ui.pages.templates import render

_VALUES_SHOWN = 12  # of one field; the catalogue's own page shows all


@dataclass(frozen=True, slots=True)
class Pick:
    """A value to choose, with the number of publications that it leaves."""

    value: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The values of a field, those that are chosen first; `more` are on the catalogue's page at the address."""

    field: str
    picks: tuple[Pick, ...]
    more: int
    address: str


@dataclass(frozen=True, slots=True)
class Years:
    """The first and the last year that there is, and the first and the last that is chosen."""

    bounds: tuple[int, int]
    chosen: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen; each field is counted under the filters of the other fields."""

    years: Years | None
    groups: tuple[Group, ...]


def choice_of(store: Store, filters: Filters) -> Choice:
    """Return what can be chosen of the collection under the filters."""
    counted = facets(store)
    groups = (_group(counted, field, filters) for field in FILTER_FIELDS[1:])
    return Choice(_years(counted, filters), tuple(group for group in groups if group))


def facets_html(store: Store, filters: Filters, language: str) -> str:
    """Return the fields to choose from."""
    return render("facets.html", language, choice=choice_of(store, filters))


def chips_html(filters: Filters, language: str) -> str:
    """Return what is chosen as chips that take it off again, or nothing."""
    return render("chips.html", language, chosen=filter_chips(filters, language))


def _years(counted: Facets, filters: Filters) -> Years | None:
    years = [int(year) for year in counted.counts("years")]
    return Years((min(years), max(years)), filters.years) if years else None


def _group(counted: Facets, field: str, filters: Filters) -> Group | None:
    chosen: Sequence[str] = getattr(filters, field)
    counts = {str(value): count for value, count in counted.counts(field, without_field(filters, field)).items()}
    ranked = sorted(counts, key=lambda value: (value not in chosen, -counts[value], value))
    if not ranked:
        return None
    picks = tuple(Pick(value, counts[value], value in chosen) for value in ranked[:_VALUES_SHOWN])
    return Group(field, picks, len(ranked) - len(picks), ExploreQuery(filters).address())
