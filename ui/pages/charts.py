"""The numbers of the catalogue as bars, each a link that filters by it, with the same numbers as a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ui.pages.explore_query import ExploreQuery, with_value, with_years, without_value

_MOST_COLUMNS = 40  # of the years chart; a longer span is drawn in steps of 5, 10, 50 or 100 years
_STEPS = (1, 5, 10, 50, 100)
_MOST_LABELS = 6  # under the columns; more do not fit side by side at 320 pixels
_HEIGHT, _LABEL_HEIGHT = 120, 22  # pixels
_ROOM_ABOVE = 18  # pixels, over the tallest column
_GAP = 0.24  # of a column's width
_FEWEST_COLUMNS = 6  # the widths are those of so many, or one year alone would be a wall
_BARS_SHOWN, _BARS_MORE = 8, 92

State = Literal["", "chosen", "within", "outside"]


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with its number, the address that filters by it or takes it off, and its part of the longest bar."""

    shown: str
    count: int
    address: str
    is_chosen: bool
    part: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """The publications of a span of years, drawn: `left`, `width` in per cent, `height` in pixels."""

    bar: Bar
    state: State
    left: float
    width: float
    height: int
    label: str

    @property
    def middle(self) -> float:
        """Return where the label stands."""
        return self.left + self.width / 2

    @property
    def inner(self) -> tuple[float, float]:
        """Return where the column that is seen begins, and how wide it is, without the gaps on its sides."""
        return self.left + self.width * _GAP / 2, self.width * (1 - _GAP)


@dataclass(frozen=True, slots=True)
class YearsChart:
    """The publications over the years; `hidden` are the query keys that a form for other years keeps."""

    columns: tuple[Column, ...]
    hidden: tuple[tuple[str, str], ...]
    years: tuple[int, int] | None
    height: int = _HEIGHT
    label_height: int = _LABEL_HEIGHT


@dataclass(frozen=True, slots=True)
class BarsChart:
    """The values of a field of the filters: the first ones are shown, `more` on request."""

    name: str
    bars: tuple[Bar, ...]
    more: tuple[Bar, ...]


def years_chart(counts: Mapping[int, int], query: ExploreQuery) -> YearsChart | None:
    """Return the publications over the years as columns without a gap; nothing without any year."""
    if not counts:
        return None
    spans = _year_spans(counts)
    tallest = max(count for _, _, count in spans)
    width = 100 / max(len(spans), _FEWEST_COLUMNS)
    every = -(-len(spans) // _MOST_LABELS)
    columns = tuple(
        Column(
            _years_bar(span, query),
            state=_state(span, query),
            left=position * width,
            width=width,
            height=max(2, round(span[2] / tallest * (_HEIGHT - _ROOM_ABOVE))) if span[2] else 0,
            label=str(span[0]) if position % every == 0 else "",
        )
        for position, span in enumerate(spans)
    )
    kept = query.filtered(without_value(query.filters, "years")).pairs
    return YearsChart(columns, tuple(kept), query.filters.years)


def bars_chart(name: str, counts: Mapping[str | int, int], query: ExploreQuery) -> BarsChart | None:
    """Return the values of a field of the filters, those that are chosen first; nothing without any value.

    `counts` come with the most frequent first.
    """
    if not counts:
        return None
    chosen = getattr(query.filters, name)
    ordered = sorted(counts.items(), key=lambda pair: pair[0] not in chosen)[: _BARS_SHOWN + _BARS_MORE]
    widest = max(counts.values())
    bars = tuple(_bar(name, str(value), count, count / widest, query) for value, count in ordered)
    return BarsChart(name, bars[:_BARS_SHOWN], bars[_BARS_SHOWN:])


def _bar(name: str, value: str, count: int, part: float, query: ExploreQuery) -> Bar:
    is_chosen = value in getattr(query.filters, name)
    filters = without_value(query.filters, name, value) if is_chosen else with_value(query.filters, name, value)
    return Bar(value, count, query.filtered(filters).address(), is_chosen, part)


def _years_bar(span: tuple[int, int, int], query: ExploreQuery) -> Bar:
    first, last, count = span
    is_chosen = _state(span, query) == "chosen"
    filters = without_value(query.filters, "years") if is_chosen else with_years(query.filters, first, last)
    shown = str(first) if first == last else f"{first}–{last}"
    return Bar(shown, count, query.filtered(filters).address(), is_chosen)


def _year_spans(counts: Mapping[int, int]) -> list[tuple[int, int, int]]:
    """Return (first year, last year, publications) without gaps, in equal steps."""
    first, last = min(counts), max(counts)
    step = next((step for step in _STEPS if (last - first) // step < _MOST_COLUMNS), _STEPS[-1])
    starts = range(first - first % step, last + 1, step)
    return [(s, s + step - 1, sum(counts.get(year, 0) for year in range(s, s + step))) for s in starts]


def _state(span: tuple[int, int, int], query: ExploreQuery) -> State:
    years = query.filters.years
    if years is None:
        return ""
    if years == span[:2]:
        return "chosen"
    return "within" if years[0] <= span[0] and span[1] <= years[1] else "outside"
