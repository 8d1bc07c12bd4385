"""The numbers of the catalogue as bars, each a link that filters by it, with the same numbers as a table."""

from collections.abc import Mapping
from html import escape

from ui.pages.document import attribute
from ui.pages.explore_query import ExploreQuery, filter_pairs, with_value, with_years, without_value
from ui.words.strings import text

_MOST_COLUMNS = 40  # of the years chart; a longer span is drawn in steps of 5, 10, 50 or 100 years
_STEPS = (1, 5, 10, 50, 100)
_MOST_LABELS = 6  # under the columns; more do not fit side by side at 320 pixels
_HEIGHT, _LABEL_HEIGHT = 120, 22  # pixels
_GAP = 0.24  # of a column's width
_BARS_SHOWN, _BARS_MORE = 8, 92
_FEWEST_COLUMNS = 6  # the widths are those of so many, or one year alone would be a wall


def years_chart(counts: Mapping[int, int], query: ExploreQuery, language: str) -> str:
    """Return the publications over the years as columns, each a link; empty without any year.

    The drawing is for the eye and the pointer alone; the table under it has the same numbers and links for everyone.
    """
    if not counts:
        return ""
    spans = _year_spans(counts)
    tallest = max(count for _, _, count in spans)
    width = 100 / max(len(spans), _FEWEST_COLUMNS)
    every = -(-len(spans) // _MOST_LABELS)
    columns = "".join(
        _column(span, position * width, width, tallest, query, labelled=position % every == 0)
        for position, span in enumerate(spans)
    )
    title = text("explore.by_years", language)
    rows = "".join(_years_row(span, query, language) for span in spans if span[2])
    return (
        f'<figure class="years" aria-labelledby="chart-years"><figcaption id="chart-years">{escape(title)}</figcaption>'
        f'<svg width="100%" height="{_HEIGHT + _LABEL_HEIGHT}" aria-hidden="true" focusable="false">{columns}</svg>'
        f"{_years_form(query, language)}<details><summary>{escape(text('explore.as_table', language))}</summary>"
        f'<table class="bars"><caption class="unseen">{escape(title)}</caption>'
        f"{_head('field.year', language)}<tbody>{rows}</tbody></table></details></figure>"
    )


def bars_chart(name: str, counts: Mapping[str | int, int], query: ExploreQuery, language: str) -> str:
    """Return a table of the values of a field of the filters with their numbers and bars; empty without any value.

    `counts` come with the most frequent first; the first ones are shown, further ones on request.
    """
    if not counts:
        return ""
    chosen = getattr(query.filters, name)
    ordered = sorted(counts.items(), key=lambda pair: pair[0] not in chosen)
    widest = max(counts.values())
    rows = [
        _bar_row(name, str(value), count, widest, query, language)
        for value, count in ordered[: _BARS_SHOWN + _BARS_MORE]
    ]
    title = escape(text(f"filters.{name}", language))
    head = _head(f"field.{name}", language)
    more = len(rows) - _BARS_SHOWN
    rest = (
        f"<details><summary>{escape(text('filters.more', language, count=more))}</summary>"
        f'<table class="bars"><caption class="unseen">{title}</caption>{head}'
        f"<tbody>{''.join(rows[_BARS_SHOWN:])}</tbody></table></details>"
        if more > 0
        else ""
    )
    return (
        f'<div class="facet"><table class="bars"><caption>{title}</caption>{head}'
        f"<tbody>{''.join(rows[:_BARS_SHOWN])}</tbody></table>{rest}</div>"
    )


def _years_form(query: ExploreQuery, language: str) -> str:
    """Return a form for any span of years, which keeps the other filters and the order."""
    kept = filter_pairs(without_value(query.filters, "years")) + (
        [("sort", query.sort)] if query.sort != "arrival" else []
    )
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in kept)
    years = query.filters.years or ("", "")
    inputs = "".join(
        f'<label>{escape(text(f"filters.{key}", language))} <input name="{key}" value="{year}" inputmode="numeric"'
        ' pattern="[0-9]{4}" maxlength="4" autocomplete="off"></label>'
        for key, year in zip(("year_from", "year_to"), years, strict=True)
    )
    button = f'<button class="button">{escape(text("filters.apply", language))}</button>'
    return f'<form class="span" action="/explore">{hidden}{inputs}{button}</form>'


def _year_spans(counts: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """Return (first year, last year, publications) without gaps, in equal steps."""
    first, last = min(counts), max(counts)
    step = next((step for step in _STEPS if (last - first) // step < _MOST_COLUMNS), _STEPS[-1])
    starts = range(first - first % step, last + 1, step)
    return [(s, s + step - 1, sum(counts.get(year, 0) for year in range(s, s + step))) for s in starts]


def _column(
    span: tuple[int, int, int], left: float, width: float, tallest: int, query: ExploreQuery, *, labelled: bool
) -> str:
    first, last, count = span
    height = max(2, round(count / tallest * (_HEIGHT - 18))) if count else 0
    middle = left + width / 2
    bar = (
        f'<a href="{escape(_year_address(span, query))}" tabindex="-1" class="{_state(span, query)}">'
        f"<title>{_years(first, last)}: {count}</title>"
        f'<rect class="hit" x="{left:.2f}%" y="0" width="{width:.2f}%" height="{_HEIGHT}"/>'
        f'<rect class="bar" x="{left + width * _GAP / 2:.2f}%" y="{_HEIGHT - height}"'
        f' width="{width * (1 - _GAP):.2f}%" height="{height}"/></a>'
        if count
        else ""
    )
    label = f'<text x="{middle:.2f}%" y="{_HEIGHT + 16}">{first}</text>' if labelled else ""
    return f"{bar}{label}"


def _years_row(span: tuple[int, int, int], query: ExploreQuery, language: str) -> str:
    first, last, count = span
    link = _link(_years(first, last), _year_address(span, query), _state(span, query) == "chosen", language)
    return f'<tr><th scope="row">{link}</th><td class="number">{_number(count, language)}</td></tr>'


def _bar_row(name: str, value: str, count: int, widest: int, query: ExploreQuery, language: str) -> str:
    is_chosen = value in getattr(query.filters, name)
    filters = without_value(query.filters, name, value) if is_chosen else with_value(query.filters, name, value)
    link = _link(value, query.filtered(filters).address(), is_chosen, language)
    bar = (
        '<svg width="100%" height="6" aria-hidden="true" focusable="false">'
        f'<rect class="bar" width="{count / widest:.1%}" height="6" rx="2"/></svg>'
    )
    return (
        f'<tr class="{"chosen" if is_chosen else ""}"><th scope="row">{link}{bar}</th>'
        f'<td class="number">{_number(count, language)}</td></tr>'
    )


def _link(shown: str, address: str, is_chosen: bool, language: str) -> str:
    label = text("filters.remove" if is_chosen else "filters.add", language, value=shown)
    current = ' aria-current="true"' if is_chosen else ""
    return f'<a href="{escape(address)}" aria-label="{attribute(label)}"{current}><bdi>{escape(shown)}</bdi></a>'


def _head(field: str, language: str) -> str:
    """Return the heads of the columns, which the eye does without."""
    value, number = escape(text(field, language)), escape(text("explore.publications", language))
    return f'<thead class="unseen"><tr><th scope="col">{value}</th><th scope="col">{number}</th></tr></thead>'


def _year_address(span: tuple[int, int, int], query: ExploreQuery) -> str:
    chosen = _state(span, query) == "chosen"
    filters = without_value(query.filters, "years") if chosen else with_years(query.filters, span[0], span[1])
    return query.filtered(filters).address()


def _state(span: tuple[int, int, int], query: ExploreQuery) -> str:
    years = query.filters.years
    if years is None:
        return ""
    if years == span[:2]:
        return "chosen"
    return "within" if years[0] <= span[0] and span[1] <= years[1] else "outside"


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def _number(count: int, language: str) -> str:
    return escape(text("explore.number", language, count=count))
