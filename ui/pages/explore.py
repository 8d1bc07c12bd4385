"""The catalogue: a table that sorts and pages, charts whose bars filter it, and the filters as chips.

Everything is in the address, so each state can be shared; the work is done in the store, so it stays quick with
100,000 records.
"""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

from corpus.facets import Facets, facets
from corpus.filters import FILTER_FIELDS, Filters
from corpus.publication import Publication
from corpus.store import Store
from ui.pages.charts import bars_chart, years_chart
from ui.pages.document import attribute, document, record_address
from ui.pages.explore_query import ExploreQuery, Sort, filter_pairs, without_field, without_value
from ui.words.strings import text

ROWS = 50


def explore_page(store: Store, query: ExploreQuery, language: str) -> str:
    """Return the whole page of the catalogue as HTML."""
    title = text("explore.heading", language)
    main = f"<h1>{escape(title)}</h1>{explore_fragment(store, query, language)}"
    name = store.setting("name") or ""
    return document(title, main, language, place="explore", collection_name=name, styles=("explore.css",))


def explore_fragment(store: Store, query: ExploreQuery, language: str) -> str:
    """Return what the page shows under its heading, for another page to hold; it needs `explore.css`."""
    counted = facets(store)
    total, matching = counted.count(), counted.count(query.filters)
    pages = max(1, -(-matching // ROWS))
    if query.page > pages:
        query = replace(query, page=pages, refused=(*query.refused, ("page", str(query.page))))
    rows = store.page(query.filters, query.sort, (query.page - 1) * ROWS, ROWS)
    if not total:
        return f'<div class="explore"><p class="notice">{escape(text("explore.empty", language))}</p></div>'
    return f"""<div class="explore">
{_notices(query, language)}
{_summary(query, matching, total, language)}
<div class="columns">
<section class="results" aria-labelledby="results">
<h2 id="results" class="unseen">{escape(text("explore.publications", language))}</h2>
{catalogue_table(rows, query, language)}
{_pager(query, matching, pages, language)}
</section>
<section class="facets" id="facets" aria-labelledby="filters">
<h2 id="filters" class="unseen">{escape(text("filters.heading", language))}</h2>
{_charts(counted, query, language)}
</section>
</div>
</div>"""


def catalogue_table(publications: Sequence[Publication], query: ExploreQuery, language: str) -> str:
    """Return one page of the catalogue as a table; the heads of the columns that sort are links."""
    if not publications:
        return f'<p class="notice">{escape(text("explore.none", language))}</p>'
    heads = (
        _sorting_head("title", query, language),
        f'<th scope="col" class="wide">{escape(text("field.authors", language))}</th>',
        f'<th scope="col" class="wide">{escape(text("field.countries", language))}</th>',
        _sorting_head("year", query, language),
    )
    rows = "".join(_row(publication) for publication in publications)
    caption = escape(text("explore.heading", language))
    return (
        f'<table class="catalogue"><caption class="unseen">{caption}</caption>'
        f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(publication: Publication) -> str:
    authors, countries = _listed(publication.authors), _listed(publication.countries)
    beneath = " · ".join(part for part in (authors, countries) if part)
    return (
        f'<tr><th scope="row"><a href="{record_address(publication.id)}" dir="auto">{escape(publication.title)}</a>'
        f'<span class="narrow">{beneath}</span></th><td class="wide">{authors}</td><td class="wide">{countries}</td>'
        f'<td class="number">{publication.year or ""}</td></tr>'
    )


def _listed(values: Sequence[str]) -> str:
    return ", ".join(f"<bdi>{escape(value)}</bdi>" for value in values)


def _sorting_head(field: str, query: ExploreQuery, language: str) -> str:
    """Return a head that sorts by its field: titles from A first, years from the newest first, then round."""
    first, second = (field, f"-{field}") if field == "title" else (f"-{field}", field)
    order: Sort = second if query.sort == first else first  # type: ignore[assignment]  # both are sorts
    sorted_now = query.sort.removeprefix("-") == field
    way = ("descending" if query.sort.startswith("-") else "ascending") if sorted_now else "none"
    name = text(f"field.{field}", language)
    arrow = {"ascending": "▲", "descending": "▼", "none": "↕"}[way]
    return (
        f'<th scope="col" aria-sort="{way}" class="{"number" if field == "year" else ""}">'
        f'<a href="{escape(replace(query, sort=order, page=1, refused=()).address())}"'
        f' aria-label="{attribute(text("explore.sort", language, field=name))}">'
        f'{escape(name)} <span aria-hidden="true">{arrow}</span></a></th>'
    )


def _notices(query: ExploreQuery, language: str) -> str:
    said = (text("explore.notice", language, name=name, value=value[:100]) for name, value in query.refused)
    return "".join(f'<p class="notice" role="status">{escape(sentence)}</p>' for sentence in said)


def _summary(query: ExploreQuery, matching: int, total: int, language: str) -> str:
    count = (
        text("explore.count_of", language, count=matching, total=total)
        if query.filters
        else text("explore.count", language, count=total)
    )
    chips = "".join(
        f'<li><a class="chip" href="{escape(query.filtered(without_value(query.filters, name, value)).address())}"'
        f' aria-label="{attribute(text("filters.remove", language, value=value))}">'
        f'<bdi>{escape(value)}</bdi> <span aria-hidden="true">×</span></a></li>'
        for name, value in filter_pairs(query.filters)
    )
    clear = escape(text("filters.clear", language))
    shown = (
        f'<ul class="chips">{chips}<li><a href="{escape(query.filtered(Filters()).address())}">{clear}</a></li></ul>'
        if chips
        else ""
    )
    address = escape(f"/?{urlencode(filter_pairs(query.filters))}")
    ask = f'<a class="ask" href="{address}">{escape(text("explore.ask", language))}</a>' if chips and matching else ""
    jump = f'<a class="jump" href="#facets">{escape(text("filters.heading", language))}</a>'
    return f'<div class="summary"><p class="count">{escape(count)}</p>{shown}{ask}{jump}</div>'


def _charts(counted: Facets, query: ExploreQuery, language: str) -> str:
    """Return a chart for each field, counted under the filters of the other fields, so that a choice can be changed."""
    counts = {name: counted.counts(name, without_field(query.filters, name)) for name in FILTER_FIELDS}
    years = {int(year): count for year, count in counts["years"].items()}
    bars = "".join(bars_chart(name, counts[name], query, language) for name in FILTER_FIELDS[1:])
    return f"{years_chart(years, query, language)}{bars}"


def _pager(query: ExploreQuery, matching: int, pages: int, language: str) -> str:
    if pages == 1:
        return ""
    first = (query.page - 1) * ROWS + 1
    shown = text("explore.range", language, first=first, last=min(first + ROWS - 1, matching), total=matching)
    links = {
        "explore.previous": query.page - 1 if query.page > 1 else None,
        "explore.next": query.page + 1 if query.page < pages else None,
    }
    buttons = "".join(
        f'<a class="button" href="{escape(replace(query, page=page, refused=()).address())}">'
        f"{escape(text(key, language))}</a>"
        for key, page in links.items()
        if page is not None
    )
    label = attribute(text("explore.pages", language))
    return f'<nav class="pager" aria-label="{label}"><p>{escape(shown)}</p>{buttons}</nav>'
