"""What the tables of a collection say against each other, told by SQLite, without a record being parsed."""

import json
import re
import sqlite3
from collections.abc import Collection, Iterator

from corpus.filters import FILTER_FIELDS

_BY_IMPORT = "restore a backup, or import again"
# Those that are damaged are named as such, and may be no JSON.
_SOUND = "(SELECT * FROM publication WHERE arrival NOT IN (SELECT value FROM json_each(:aside)))"
_SAID = f"SELECT arrival, each.value FROM {_SOUND} AS p, json_each(p.record, '$.' || :field) AS each"
_HELD = (
    "SELECT arrival, value.value FROM holding JOIN value ON value.number = holding.value"
    f" WHERE value.field = :field AND holding.field = :field AND arrival IN (SELECT arrival FROM {_SOUND})"
)
_KEY = re.compile(r"[a-z][a-z_.:-]{0,60}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


def table_faults(connection: sqlite3.Connection, aside: Collection[int]) -> Iterator[str]:
    """Yield every fault in words; `aside` are the arrivals of the damaged records."""
    yield from _file_faults(connection)
    yield from _column_faults(connection, json.dumps(sorted(aside)))
    for kept, what in (("said", "what the sources say"), ("put_aside", "what can be undone")):
        if _any(connection, f"SELECT 1 FROM {kept} WHERE NOT json_valid(said)"):
            yield f"A row of {what} cannot be read; {_BY_IMPORT}"
    if _any(connection, "SELECT 1 FROM put_aside WHERE record NOT NULL AND NOT json_valid(record)"):
        yield "A row of what can be undone cannot be read; restore a backup, or leave `refdesk undo` alone"
    yield from _setting_faults(connection)


def _file_faults(connection: sqlite3.Connection) -> Iterator[str]:
    for (found,) in connection.execute("PRAGMA integrity_check"):
        if found != "ok":
            yield f"{found}; restore a backup"
    loose = dict.fromkeys(row[0] for row in connection.execute("PRAGMA foreign_key_check"))
    yield from (f"rows of {table} belong to no record; restore a backup" for table in loose)


def _column_faults(connection: sqlite3.Connection, aside: str) -> Iterator[str]:
    wrong = f"SELECT id FROM {_SOUND} WHERE json_extract(record, '$.id') IS NOT id"
    for (found,) in connection.execute(wrong, {"aside": aside}):
        yield f"The record {found!r} stands under an identifier that is not its own; {_BY_IMPORT}"
    years = f"SELECT 1 FROM {_SOUND} WHERE json_extract(record, '$.year') IS NOT year"
    if _any(connection, years, aside=aside):
        yield f"The table of years does not say what the records say; {_BY_IMPORT}"
    for field in FILTER_FIELDS[1:]:
        both = (f"{_SAID} EXCEPT {_HELD}", f"{_HELD} EXCEPT {_SAID}")
        if any(_any(connection, sql, aside=aside, field=field) for sql in both):
            yield f"The table of {field} does not say what the records say; {_BY_IMPORT}"
    if _any(connection, "SELECT 1 FROM publication WHERE NOT EXISTS (SELECT 1 FROM change)"):
        yield f"The table of changes does not say how the records came; {_BY_IMPORT}"


def _setting_faults(connection: sqlite3.Connection) -> Iterator[str]:
    for key, value in connection.execute("SELECT CAST(key AS BLOB), CAST(value AS BLOB) FROM setting"):
        name, said = (part.decode("utf-8", "replace") for part in (key, value))
        if not _KEY.fullmatch(name) or _CONTROL.search(said):
            yield f"The setting {name!r} is damaged; restore a backup, or set it again"


def _any(connection: sqlite3.Connection, sql: str, **bound: str) -> bool:
    return connection.execute(f"{sql} LIMIT 1", bound).fetchone() is not None
