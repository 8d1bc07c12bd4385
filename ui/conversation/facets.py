"""The filters of a question: what is chosen, as chips, and what can be chosen, with counts."""

from collections.abc import Sequence
from html import escape

from corpus.facets import Facets, facets
from corpus.filters import FILTER_FIELDS, Filters
from corpus.store import Store
from ui.pages.document import attribute
from ui.pages.explore_query import ExploreQuery, filter_pairs, without_field
from ui.words.strings import text

_VALUES_SHOWN = 12  # of one field; the catalogue's own page shows all


def facets_html(store: Store, filters: Filters, language: str) -> str:
    """Return the fields to choose from; each is counted under the filters of the other fields."""
    counted = facets(store)
    groups = "".join(_group(counted, field, filters, language) for field in FILTER_FIELDS[1:])
    return f"{_years(counted, filters, language)}{groups}"


def chips_html(filters: Filters, language: str) -> str:
    """Return what is chosen as chips that take it off again, or nothing."""
    pairs = filter_pairs(filters)
    if not pairs:
        return ""
    chips = "".join(
        f'<li><button type="button" class="chip" data-filter="{field}" data-value="{escape(value)}"'
        f' aria-label="{attribute(text("filters.remove", language, value=value))}"><bdi>{escape(value)}</bdi>'
        ' <span aria-hidden="true">×</span></button></li>'
        for field, value in pairs
    )
    clear = escape(text("filters.clear", language))
    return (
        f'<ul class="chips">{chips}<li><button type="button" class="plain" data-act="clear-filters">{clear}</button>'
        "</li></ul>"
    )


def _years(counted: Facets, filters: Filters, language: str) -> str:
    years = sorted(int(year) for year in counted.counts("years"))
    if not years:
        return ""
    first, last = filters.years or ("", "")
    boxes = "".join(
        f"<label>{escape(text(f'filters.{name}', language))}"
        f'<input type="number" inputmode="numeric" name="{name}" min="{years[0]}" max="{years[-1]}"'
        f' placeholder="{bound}" value="{value}"></label>'
        for name, bound, value in (("year_from", years[0], first), ("year_to", years[-1], last))
    )
    legend = escape(text("filters.years", language))
    return f'<fieldset class="facet"><legend>{legend}</legend><div class="span">{boxes}</div></fieldset>'


def _group(counted: Facets, field: str, filters: Filters, language: str) -> str:
    chosen: Sequence[str] = getattr(filters, field)
    counts = {str(value): count for value, count in counted.counts(field, without_field(filters, field)).items()}
    ranked = sorted(counts, key=lambda value: (value not in chosen, -counts[value], value))
    if not ranked:
        return ""
    boxes = "".join(_box(field, value, counts[value], value in chosen, language) for value in ranked[:_VALUES_SHOWN])
    left = len(ranked) - _VALUES_SHOWN
    more = (
        f'<a class="quiet" href="{escape(ExploreQuery(filters).address())}">'
        f"{escape(text('filters.more', language, count=left))}</a>"
        if left > 0
        else ""
    )
    legend = escape(text(f"filters.{field}", language))
    return f'<fieldset class="facet"><legend>{legend}</legend>{boxes}{more}</fieldset>'


def _box(field: str, value: str, count: int, chosen: bool, language: str) -> str:
    checked = " checked" if chosen else ""
    number = escape(text("explore.number", language, count=count))
    return (
        f'<label class="pick"><input type="checkbox" name="{field}" value="{escape(value)}"{checked}>'
        f'<bdi>{escape(value)}</bdi><span class="quiet">{number}</span></label>'
    )
