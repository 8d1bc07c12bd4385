"""The filters that a reader chooses: no more of them than an address holds."""

from typing import Annotated

from pydantic import AfterValidator

from corpus.filters import FILTER_FIELDS, Filters
from ui.pages.explore_query import MOST_VALUES


def _few(filters: Filters) -> Filters:
    if any(len(getattr(filters, field)) > MOST_VALUES for field in (*FILTER_FIELDS[1:], "ids")):
        raise ValueError(f"a filter may have {MOST_VALUES} values at most")
    return filters


Chosen = Annotated[Filters, AfterValidator(_few)]
