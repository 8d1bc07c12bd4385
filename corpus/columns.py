"""What is filtered and counted of all records at once, as columns."""

import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Columns:
    """What is filtered and counted, as columns: for each record its arrival, in order, its id and its year, 0 for none.

    `values` are (number, field, value); `holdings` are rows of a value's number and a record's arrival, in that order.
    """

    arrivals: npt.NDArray[np.int64]
    ids: npt.NDArray[np.object_]
    years: npt.NDArray[np.int64]
    values: tuple[tuple[int, str, str], ...]
    holdings: npt.NDArray[np.int64]

    @classmethod
    def read(cls, connection: sqlite3.Connection, without: Collection[int] = ()) -> Self:
        """Return the columns as they stand at one moment, those of the records with the arrivals `without` left out."""
        connection.execute("BEGIN")
        try:
            records = connection.execute(
                "SELECT arrival, coalesce(year, 0), id FROM publication ORDER BY arrival"
            ).fetchall()
            values = connection.execute("SELECT number, field, value FROM value").fetchall()
            holdings = connection.execute("SELECT value, arrival FROM holding ORDER BY value, arrival").fetchall()
        finally:
            connection.execute("COMMIT")
        arrivals, years = np.array([row[:2] for row in records], dtype=np.int64).reshape(-1, 2).T
        ids = np.array([row[2] for row in records], dtype=np.object_)
        held = np.array(holdings, dtype=np.int64).reshape(-1, 2)
        if without:
            left_out = np.array(sorted(without), dtype=np.int64)
            kept = ~np.isin(arrivals, left_out)
            arrivals, ids, years, held = arrivals[kept], ids[kept], years[kept], held[~np.isin(held[:, 1], left_out)]
        return cls(arrivals, ids, years, tuple(values), held)
