"""The filters that are set, as chips that take them off."""

import json
from dataclasses import dataclass

from corpus.filters import Filters
from ui.pages.explore_query import filter_pairs
from ui.words.strings import text


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter: its field and value as the page's script reads them, and what is shown of it."""

    field: str
    value: str
    shown: str


def filter_chips(filters: Filters, language: str) -> list[Chip]:
    """Return a chip for each value; the selected records are one, whose value is a JSON list of their ids."""
    pairs = filter_pairs(filters.model_copy(update={"ids": ()}))
    chips = [Chip(field, value, value) for field, value in pairs]
    if filters.ids:
        chips.append(Chip("ids", json.dumps(filters.ids), text("filters.selected", language, count=len(filters.ids))))
    return chips
