"""The rows of one record: how it is written, taken out, and read back only as it was written."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Literal

from pydantic import ValidationError

from corpus.filters import FILTER_FIELDS
from corpus.migrations import checksum
from corpus.publication import Publication

_LISTED_FIELDS = FILTER_FIELDS[1:]

# As bytes: what is no text any more is found out by its checksum, not by SQLite.
RECORD = "id, CAST(record AS BLOB), checksum"


def json_of(publication: Publication) -> str:
    """Return the record as it is kept."""
    return publication.model_dump_json(exclude_defaults=True)


def remove_row(connection: sqlite3.Connection, publication_id: str) -> bool:
    """Remove the record, and tell whether it was there."""
    _put_unread(connection, publication_id)
    was_there = connection.execute("DELETE FROM publication WHERE id = ?", (publication_id,)).rowcount > 0
    if was_there:
        connection.execute("INSERT INTO change (op, id) VALUES ('remove', ?)", (publication_id,))
    return was_there


def whole_records(rows: Iterable[Sequence[Any]]) -> Iterator[Publication]:
    """Yield the records, of rows of `RECORD`, that are as they were written; no other may be quoted."""
    for _, record, written in rows:
        if hashlib.sha256(record).hexdigest() == written:
            with suppress(ValidationError):
                yield Publication.model_validate_json(record)


def is_new(connection: sqlite3.Connection) -> bool:
    """Tell whether nothing was ever written."""
    written = connection.execute("SELECT EXISTS (SELECT 1 FROM change) OR EXISTS (SELECT 1 FROM setting)")
    return not written.fetchone()[0]


def put_row(
    connection: sqlite3.Connection, publication: Publication, place: int | None = None
) -> Literal["added", "updated", "unchanged"]:
    """Write the record if it is new or says something else; a new one comes at the place, by default the next."""
    fingerprint = publication.fingerprint
    record = json_of(publication)
    row = connection.execute(
        "SELECT arrival, fingerprint, CAST(record AS BLOB), checksum FROM publication WHERE id = ?", (publication.id,)
    ).fetchone()
    # One that is damaged is written anew, though it says the same.
    if row and row[1] == fingerprint and hashlib.sha256(row[2]).hexdigest() == row[3]:
        return "unchanged"
    _put_unread(connection, publication.id)
    if row:
        arrival = row[0]
        connection.execute(
            "UPDATE publication SET year = ?, fingerprint = ?, record = ?, checksum = ? WHERE arrival = ?",
            (publication.year, fingerprint, record, checksum(record), arrival),
        )
        connection.execute("DELETE FROM holding WHERE arrival = ?", (arrival,))
    else:
        arrival = connection.execute(
            "INSERT INTO publication (arrival, id, year, fingerprint, record, checksum) VALUES (?, ?, ?, ?, ?, ?)",
            (place, publication.id, publication.year, fingerprint, record, checksum(record)),
        ).lastrowid
    held = [(field, value) for field in _LISTED_FIELDS for value in dict.fromkeys(getattr(publication, field))]
    connection.executemany("INSERT OR IGNORE INTO value (field, value) VALUES (?, ?)", held)
    connection.executemany(
        "INSERT INTO holding (value, arrival, field) SELECT number, ?, field FROM value WHERE field = ? AND value = ?",
        [(arrival, field, value) for field, value in held],
    )
    connection.execute("INSERT INTO change (op, id) VALUES ('put', ?)", (publication.id,))
    return "updated" if row else "added"


def _put_unread(connection: sqlite3.Connection, publication_id: str) -> None:
    """Note that the words of the record are to be taken, and what it is till then, unless it waits already."""
    connection.execute(
        "INSERT OR IGNORE INTO unread SELECT given.id, arrival, record, checksum"
        " FROM (SELECT ? AS id) AS given LEFT JOIN publication USING (id)",
        (publication_id,),
    )
