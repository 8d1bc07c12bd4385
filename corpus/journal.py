"""The journal of a collection: what each of the last changes by its owner put aside, so that the last can be undone.

Beside it lies what each source says of a record that several sources describe, by which the record is put together
anew when one of them changes.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

# How many changes can be undone, one after the other.
KEPT = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One change by the owner of the collection: its number, when it was made (ISO 8601, UTC), and what it was."""

    number: int
    at: str
    what: str


@dataclass(frozen=True, slots=True)
class Before:
    """What a record was: its place in the order of arrival, its JSON, and that of its sources, all None for no record.

    The texts are those of the tables.
    """

    id: str
    arrival: int | None
    record: str | None
    sources: tuple[str, ...]


def begin(connection: sqlite3.Connection, what: str) -> int:
    """Begin an entry, drop those that are too old, and return its number."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    number = connection.execute("INSERT INTO journal (at, what) VALUES (?, ?)", (now, what)).lastrowid
    assert number is not None
    connection.execute("DELETE FROM journal WHERE number <= ?", (number - KEPT,))
    return number


def put_aside(connection: sqlite3.Connection, number: int, ids: Iterable[str]) -> None:
    """Keep under the number what the records are now."""
    connection.executemany(
        """INSERT INTO put_aside
        SELECT ?, given.id, arrival, record, (
            SELECT json_group_array(said) FROM (
                SELECT said FROM said WHERE said.arrival = publication.arrival ORDER BY place
            )
        ) FROM (SELECT ? AS id) AS given LEFT JOIN publication USING (id)""",
        ((number, publication_id) for publication_id in ids),
    )


def last(connection: sqlite3.Connection) -> Entry | None:
    """Return the last change that can be undone, or None."""
    row = connection.execute("SELECT number, at, what FROM journal ORDER BY number DESC LIMIT 1").fetchone()
    return Entry(*row) if row else None


def taken_out(connection: sqlite3.Connection, number: int) -> list[Before]:
    """Return what was put aside under the number, and forget the entry."""
    rows = connection.execute("SELECT id, arrival, record, said FROM put_aside WHERE number = ?", (number,)).fetchall()
    connection.execute("DELETE FROM journal WHERE number = ?", (number,))
    return [Before(i, arrival, record, tuple(json.loads(said))) for i, arrival, record, said in rows]


def set_said(connection: sqlite3.Connection, publication_id: str, said: Sequence[str]) -> None:
    """Keep what each source says of the record, as JSON in the order in which they came."""
    sql = "SELECT arrival FROM publication WHERE id = ?"
    (arrival,) = connection.execute(sql, (publication_id,)).fetchone()
    connection.execute("DELETE FROM said WHERE arrival = ?", (arrival,))
    connection.executemany(
        "INSERT INTO said VALUES (?, ?, ?)", [(arrival, place, record) for place, record in enumerate(said)]
    )


def all_said(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Return (id, JSON) for each source of each record that has several, in order."""
    sql = "SELECT id, said FROM said JOIN publication USING (arrival) ORDER BY arrival, place"
    return connection.execute(sql).fetchall()
