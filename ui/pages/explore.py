"""The catalogue: a table that sorts and pages, charts whose bars filter it, and the filters as chips.

Everything is in the address, so each state can be shared; the work is done in the store, so it stays quick with
100,000 records.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import urlencode

from corpus.facets import Facets, facets
from corpus.filters import FILTER_FIELDS, Filters
from corpus.publication import Publication
from corpus.store import Store
from ui.pages.charts import BarsChart, YearsChart, bars_chart, years_chart
from ui.pages.document import Frame
from ui.pages.explore_query import ExploreQuery, Sort, filter_pairs, without_field, without_value
from ui.pages.explore_search import ids_saying
from ui.pages.filter_chips import filter_chips
from ui.pages.templates import render
from ui.words.strings import text

ROWS = 50
# What no record is known by: an empty condition would ask nothing.
_NO_RECORD = ("",)


@dataclass(frozen=True, slots=True)
class SortingHead:
    """The head of a column that sorts: the way it is sorted now, and the address that sorts by it."""

    field: Literal["title", "year"]
    way: Literal["ascending", "descending", "none"]
    address: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One page of the catalogue under its filters; `total` counts all records, `matching` those that the filters leave.

    `pages` is at least 1, and the page asked for is one of them.
    """

    language: str
    query: ExploreQuery
    total: int
    matching: int
    pages: int
    rows: Sequence[Publication]
    years: YearsChart | None
    bars: tuple[BarsChart, ...]

    @property
    def chips(self) -> list[tuple[str, str]]:
        """Return each filter that is set, as it is shown, with the address that takes it off."""
        filters = self.query.filters
        chips = filter_chips(filters, self.language)
        return [(chip.shown, self._under(without_value(filters, chip.field, chip.value))) for chip in chips]

    @property
    def unfiltered(self) -> str:
        """Return the address of the same order without filters."""
        return self._under(Filters())

    @property
    def asking(self) -> str:
        """Return the address at which questions are asked under the same filters."""
        return f"/?{urlencode(filter_pairs(self.query.filters))}"

    @property
    def heads(self) -> tuple[SortingHead, SortingHead]:
        """Return the heads that sort: titles from A first, years from the newest first, then round."""
        return self._head("title", "title", "-title"), self._head("year", "-year", "year")

    @property
    def first(self) -> int:
        """Return the place of the first row among those that match, from 1."""
        return (self.query.page - 1) * ROWS + 1

    @property
    def ways(self) -> list[tuple[str, str]]:
        """Return the other pages that lie beside this one, as (name of the text, address)."""
        around = (("explore.previous", self.query.page - 1), ("explore.next", self.query.page + 1))
        return [(key, replace(self.query, page=p, refused=()).address()) for key, p in around if 1 <= p <= self.pages]

    def _under(self, filters: Filters) -> str:
        return self.query.filtered(filters).address()

    def _head(self, field: Literal["title", "year"], first: Sort, second: Sort) -> SortingHead:
        sort = self.query.sort
        order = second if sort == first else first
        is_sorted = sort.removeprefix("-") == field
        way: Literal["ascending", "descending"] = "descending" if sort.startswith("-") else "ascending"
        address = replace(self.query, sort=order, page=1, refused=()).address()
        return SortingHead(field, way if is_sorted else "none", address)


def explore_page(store: Store, query: ExploreQuery, language: str) -> str:
    """Return the whole page of the catalogue as HTML."""
    frame = Frame(text("explore.heading", language), "explore", store.setting("name") or "", ("explore.css",))
    return render("explore.html", language, frame=frame, shown=catalogue(store, query, language))


def catalogue(store: Store, query: ExploreQuery, language: str) -> Catalogue:
    """Return what the query asks of the catalogue; a page past the end is the last one, and noted as refused."""
    counted, filters = facets(store), searched(store, query)
    matching = counted.count(filters)
    pages = max(1, -(-matching // ROWS))
    if query.page > pages:
        query = replace(query, page=pages, refused=(*query.refused, ("page", str(query.page))))
    rows = store.page(filters, query.sort, (query.page - 1) * ROWS, ROWS)
    years, bars = _charts(counted, query, filters)
    return Catalogue(language, query, counted.count(), matching, pages, rows, years, bars)


def searched(store: Store, query: ExploreQuery) -> Filters:
    """Return the filters of the query, confined to the records that say its words."""
    if not query.words:
        return query.filters
    found, selected = ids_saying(store, query.words), query.filters.ids
    ids = tuple(i for i in found if not selected or i in selected)
    return query.filters.model_copy(update={"ids": ids or _NO_RECORD})


def _charts(counted: Facets, query: ExploreQuery, filters: Filters) -> tuple[YearsChart | None, tuple[BarsChart, ...]]:
    """Return a chart for each field, counted under the filters of the other fields, so that a choice can be changed."""
    counts = {name: counted.counts(name, without_field(filters, name)) for name in FILTER_FIELDS}
    years = {int(year): count for year, count in counts["years"].items()}
    bars = (bars_chart(name, counts[name], query) for name in FILTER_FIELDS[1:])
    return years_chart(years, query), tuple(chart for chart in bars if chart)
