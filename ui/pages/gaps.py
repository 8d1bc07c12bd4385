"""The owner's page of what was asked and not answered, by reason and theme."""

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from itertools import groupby

from corpus.store import Store
from ui.gaps import Gap, are_kept
from ui.pages.document import Frame
from ui.pages.plain import safe_cell
from ui.pages.templates import render
from ui.words.strings import text

_MOST_SHOWN = 500  # the file has all


@dataclass(frozen=True, slots=True)
class GapsView:
    """The questions by kind, and in each by theme; `total` counts all of them, of which the first are shown."""

    are_kept: bool
    total: int
    kinds: Sequence[tuple[str, Sequence[tuple[str, Sequence[Gap]]]]]


def gaps_page(store: Store, gaps: Sequence[Gap], language: str) -> str:
    """Return the page; `gaps` are in the order in which they are shown."""
    kinds = [
        (kind, [(theme, tuple(of_theme)) for theme, of_theme in groupby(of_kind, key=lambda gap: gap.theme)])
        for kind, of_kind in groupby(gaps[:_MOST_SHOWN], key=lambda gap: gap.kind)
    ]
    frame = Frame(text("gaps.heading", language), "manage", store.setting("name") or "", ("manage.css",))
    return render("gaps.html", language, frame=frame, view=GapsView(are_kept(store), len(gaps), kinds))


def gaps_csv(gaps: Sequence[Gap]) -> str:
    """Return the questions as CSV with a line of heads, for a spreadsheet: no cell can start a formula."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([field.name for field in fields(Gap)])
    for gap in gaps:
        write([safe_cell(str(value)) for value in astuple(gap)])
    return out.getvalue()
