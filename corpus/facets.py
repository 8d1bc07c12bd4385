"""How many records hold which values, under any filters, counted in memory.

At 100,000 records one page of the catalogue asks for six counts. SQL takes about 0.2 s for each under a wide filter;
here the columns are loaded once after a change (0.6 s) and each count then takes 2 ms.
"""

import numpy as np
import numpy.typing as npt

from corpus.columns import Columns
from corpus.filters import FILTER_FIELDS, Filters
from corpus.store import Store

_LISTED_FIELDS = FILTER_FIELDS[1:]

Mask = npt.NDArray[np.bool_]


def facets(store: Store) -> "Facets":
    """Return the counts of the collection as it is now."""
    return store.derived(_facets)


class Facets:
    """The columns of a collection that are filtered and counted. Nothing in it changes, so threads may share it."""

    def __init__(self, columns: Columns) -> None:
        self._ids, self._years = columns.ids, columns.years
        self._holders = np.searchsorted(columns.arrivals, columns.holdings[:, 1])
        self._held = columns.holdings[:, 0]
        self._numbers = {field: {value: n for n, f, value in columns.values if f == field} for field in _LISTED_FIELDS}

    def count(self, filters: Filters = Filters()) -> int:
        """Return how many records the filters accept."""
        return int(np.count_nonzero(self._accepted(filters)))

    def counts(self, field: str, filters: Filters = Filters()) -> dict[str | int, int]:
        """Return the values of a field among the records accepted, as `Store.values` does."""
        accepted = self._accepted(filters)
        if field == "years":
            years, numbers = np.unique(self._years[accepted & (self._years > 0)], return_counts=True)
            return dict(zip(years.tolist(), numbers.tolist(), strict=True))
        counted = np.bincount(self._held[accepted[self._holders]], minlength=1)
        found = [
            (value, int(counted[number]))
            for value, number in self._numbers[field].items()
            if number < len(counted) and counted[number]
        ]
        return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))

    def _accepted(self, filters: Filters) -> Mask:
        accepted = np.ones(len(self._years), dtype=np.bool_)
        if filters.years is not None:
            accepted &= (self._years >= filters.years[0]) & (self._years <= filters.years[1])
        if filters.ids:
            accepted &= np.isin(self._ids, np.array(filters.ids, dtype=np.object_))
        for field in _LISTED_FIELDS:
            if wanted := getattr(filters, field):
                holding = np.zeros(len(self._years), dtype=np.bool_)
                for number in (self._numbers[field].get(value) for value in wanted):
                    if number is not None:
                        # The holdings stand in the order of their values.
                        first, last = np.searchsorted(self._held, (number, number + 1))
                        holding[self._holders[first:last]] = True
                accepted &= holding
        return accepted


def _facets(store: Store) -> Facets:
    return Facets(store.columns())
