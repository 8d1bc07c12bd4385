"""The words of records and of their values, kept in the file of the collection and brought up to date by what changed.

What the words are, and which kinds of them there are, is told by whoever reads the texts; here they are counted and
looked up. A record that is written waits in the table `unread`, with what it was when its words were last taken.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.database import Database
from corpus.publication import Publication
from corpus.record_rows import RECORD, whole_records

# Records, and values, whose words are taken in one transaction: a second, in which no other process can write.
_AT_ONCE = 500
# The kind under which stands which reader took the words, and the number of the last value that it has read.
_READER = ""
_IS_LIKE = "kind = ? AND term >= ? AND term < ? AND length(term) BETWEEN ? AND ?"
_WAITING = "SELECT id, arrival, CAST(record AS BLOB), checksum FROM unread LIMIT ?"
# A value that no record has any more keeps its words.
_IS_HELD = "EXISTS (SELECT 1 FROM holding WHERE holding.value = value.number)"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is read of one text: how often each term of a kind is `counted`, and what is to be `found` by one.

    Of each (kind, term, detail) in `found` the holder is the record, or the value, that was read.
    """

    counted: Mapping[tuple[str, str], int] = field(default_factory=dict)
    found: frozenset[tuple[str, str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class TermReader:
    """What takes the words of a record, and those of a value of a field; another `version` takes others."""

    version: str
    of_record: Callable[[Publication], Terms]
    of_value: Callable[[str, str], Terms]


class KeptTerms:
    """The words of a collection; every method raises `StoreFailed` when the file fails."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def is_level(self, reader: TermReader) -> bool:
        """Tell whether the words of all records are taken, as the reader takes them."""
        with self._database.reading() as connection:
            last = _last_value(connection, reader)
            waiting = "SELECT EXISTS (SELECT 1 FROM unread) OR EXISTS (SELECT 1 FROM value WHERE number > ?)"
            return last is not None and not connection.execute(waiting, (last,)).fetchone()[0]

    def bring_up(self, reader: TermReader) -> None:
        """Take the words of what was written since, some at a time, so that others may write in between."""
        while not self.is_level(reader):
            with self._database.writing() as connection:
                _read_some(connection, reader)

    def counts(self, kind: str, terms: Iterable[str]) -> dict[str, int]:
        """Return how often each of the terms is counted; one that is not is left out."""
        sql = "SELECT term, count FROM term WHERE kind = ? AND term IN (SELECT value FROM json_each(?))"
        return self._pairs(sql, kind, json.dumps(list(terms)))

    def counted_like(self, kind: str, letter: str, lengths: range) -> dict[str, int]:
        """Return how often each term is counted that begins with the letter and is as long as one of `lengths`."""
        return self._pairs(f"SELECT term, count FROM term WHERE {_IS_LIKE}", *_like(kind, letter, lengths))

    def found_like(self, kind: str, letter: str, lengths: range) -> list[str]:
        """Return the terms by which something is found, that begin with the letter and are as long as `lengths` say."""
        rows = self._rows(f"SELECT DISTINCT term FROM posting WHERE {_IS_LIKE}", *_like(kind, letter, lengths))
        return [term for (term,) in rows]

    def first(self, kind: str, term: str) -> tuple[str, str] | None:
        """Return the id of the first record, in order of arrival, that is found by the term, with the detail."""
        sql = (
            "SELECT id, detail FROM posting JOIN publication ON arrival = holder WHERE kind = ? AND term = ?"
            " ORDER BY holder, detail LIMIT 1"
        )
        return next(iter(self._rows(sql, kind, term)), None)

    def details(self, kind: str, term: str) -> list[str]:
        """Return the details of what is found by the term, each once, those of the first holder first."""
        sql = "SELECT detail FROM posting WHERE kind = ? AND term = ? GROUP BY detail ORDER BY min(holder)"
        return [detail for (detail,) in self._rows(sql, kind, term)]

    def ids(self, kind: str, term: str) -> list[str]:
        """Return the ids of the records that are found by the term, in order of arrival."""
        sql = "SELECT id FROM posting JOIN publication ON arrival = holder WHERE kind = ? AND term = ? ORDER BY holder"
        return [publication_id for (publication_id,) in self._rows(sql, kind, term)]

    def ids_of_each(self, kind: str, terms: Iterable[Collection[str]]) -> list[str]:
        """Return the ids of the records that are found by one term of each set, in order of arrival."""
        one_of = "arrival IN (SELECT holder FROM posting WHERE kind = ? AND term IN (SELECT value FROM json_each(?)))"
        bound = [part for among in terms for part in (kind, json.dumps(list(among)))]
        if not bound:
            return []
        sql = f"SELECT id FROM publication WHERE {' AND '.join([one_of] * (len(bound) // 2))} ORDER BY arrival"
        return [publication_id for (publication_id,) in self._rows(sql, *bound)]

    def records(self, kind: str, terms: Collection[str]) -> dict[str, str]:
        """Return the details of the records that are found by any of the terms, by id."""
        sql = (
            "SELECT id, detail FROM posting JOIN publication ON arrival = holder"
            " WHERE kind = ? AND term IN (SELECT value FROM json_each(?))"
        )
        return dict(self._rows(sql, kind, json.dumps(list(terms))))

    def sharing(self, kind: str, weights: Mapping[str, float], least: float) -> dict[str, float]:
        """Return the sum of the weights of those terms by which each record is found, by id, where it is `least`."""
        sql = (
            "SELECT id, shared FROM (SELECT holder, sum(given.value) AS shared FROM json_each(?) AS given"
            " CROSS JOIN posting ON kind = ? AND term = given.key GROUP BY holder HAVING shared >= ?)"
            " CROSS JOIN publication ON arrival = holder"
        )
        return dict(self._rows(sql, json.dumps(dict(weights)), kind, least))

    def values(self, kind: str, term: str) -> list[tuple[str, str]]:
        """Return the values that are found by the term and that a record has, with the details, the oldest first."""
        sql = (
            "SELECT value, detail FROM posting JOIN value ON number = holder WHERE kind = ? AND term = ?"
            f" AND {_IS_HELD} ORDER BY number, detail"
        )
        return self._rows(sql, kind, term)

    def held(self, field: str) -> list[str]:
        """Return the values of the field that a record has, the oldest first."""
        sql = f"SELECT value FROM value WHERE field = ? AND {_IS_HELD} ORDER BY number"
        return [value for (value,) in self._rows(sql, field)]

    def _rows(self, sql: str, *bound: object) -> list[Any]:
        with self._database.reading() as connection:
            return connection.execute(sql, bound).fetchall()

    def _pairs(self, sql: str, *bound: object) -> dict[str, int]:
        with self._database.reading() as connection:
            return dict(connection.execute(sql, bound).fetchall())


def _like(kind: str, letter: str, lengths: range) -> tuple[str, str, str, int, int]:
    return kind, letter, chr(ord(letter) + 1), lengths.start, lengths.stop - 1


def forget_terms(connection: sqlite3.Connection) -> None:
    """Have the words of every record taken anew."""
    for table in ("term", "posting", "unread"):
        connection.execute(f"DELETE FROM {table}")
    connection.execute("INSERT INTO unread (id) SELECT id FROM publication ORDER BY arrival")


def _last_value(connection: sqlite3.Connection, reader: TermReader) -> int | None:
    sql = "SELECT count FROM term WHERE kind = ? AND term = ?"
    row = connection.execute(sql, (_READER, reader.version)).fetchone()
    return row[0] if row else None


def _read_some(connection: sqlite3.Connection, reader: TermReader) -> None:
    last = _last_value(connection, reader)
    if last is None:
        forget_terms(connection)
        last = 0
    change = _Change()
    new = "SELECT number, field, value FROM value WHERE number > ? ORDER BY number LIMIT ?"
    for number, name, value in connection.execute(new, (last, _AT_ONCE)).fetchall():
        change.add(number, reader.of_value(name, value))
        last = number
    waiting = connection.execute(_WAITING, (_AT_ONCE,)).fetchall()
    if not change.take_out_before(waiting, reader):
        connection.execute("DELETE FROM term WHERE kind = ?", (_READER,))
        return
    ids = json.dumps([publication_id for publication_id, *_ in waiting])
    now = f"SELECT arrival, {RECORD} FROM publication WHERE id IN (SELECT value FROM json_each(?)) ORDER BY arrival"
    for arrival, *record in connection.execute(now, (ids,)).fetchall():
        for publication in whole_records([record]):
            change.add(arrival, reader.of_record(publication))
    change.write(connection)
    connection.execute("DELETE FROM unread WHERE id IN (SELECT value FROM json_each(?))", (ids,))
    connection.execute("INSERT OR REPLACE INTO term VALUES (?, ?, ?)", (_READER, reader.version, last))


class _Change:
    """What becomes otherwise by some records."""

    def __init__(self) -> None:
        self._counted: Counter[tuple[str, str]] = Counter()
        self._removed: set[tuple[str, str, int, str]] = set()
        self._added: set[tuple[str, str, int, str]] = set()

    def add(self, holder: int, terms: Terms) -> None:
        self._counted.update(terms.counted)
        self._added |= {(kind, term, holder, detail) for kind, term, detail in terms.found}

    def take_out_before(self, waiting: Sequence[tuple[str, int, bytes, str]], reader: TermReader) -> bool:
        """Take out what the records said before, and tell whether that could be read of all."""
        for publication_id, arrival, record, checksum in waiting:
            if record is None:
                continue
            before = next(whole_records([(publication_id, record, checksum)]), None)
            if before is None:
                return False
            terms = reader.of_record(before)
            self._counted.subtract(terms.counted)
            self._removed |= {(kind, term, arrival, detail) for kind, term, detail in terms.found}
        return True

    def write(self, connection: sqlite3.Connection) -> None:
        """Write it, in the order of the tables' keys, which is four times as fast as any other."""
        connection.executemany(
            "DELETE FROM posting WHERE kind = ? AND term = ? AND holder = ? AND detail = ?",
            sorted(self._removed - self._added),
        )
        connection.executemany("INSERT OR IGNORE INTO posting VALUES (?, ?, ?, ?)", sorted(self._added - self._removed))
        counted = sorted((kind, term, count) for (kind, term), count in self._counted.items() if count)
        connection.executemany(
            "INSERT INTO term VALUES (?, ?, ?) ON CONFLICT (kind, term) DO UPDATE SET count = count + excluded.count",
            counted,
        )
        fewer = [(kind, term) for kind, term, count in counted if count < 0]
        connection.executemany("DELETE FROM term WHERE kind = ? AND term = ? AND count <= 0", fewer)
