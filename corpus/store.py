"""The collection in one SQLite file: the one source of truth. Everything else, such as an index, is derived from it.

Records are kept whole as JSON; the values that are filtered and counted lie beside them in tables of their own. The
sentences are cut anew from the record, which takes well under a millisecond, so that they always fit their text.
Each put or remove leaves a `Change` in the same transaction, by which an index knows what it has missed.
"""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType, TracebackType
from typing import Any, Literal, Self, TypeVar, TypeVarTuple

from pydantic import ValidationError

from corpus import journal
from corpus.backup import checked_copy, copy_to, take_all
from corpus.columns import Columns
from corpus.conditions import ORDERS, Order, condition_of, counted
from corpus.database import Database
from corpus.encodings import Encodings, take_coming_tokens
from corpus.errors import StoreFailed
from corpus.filters import FILTER_FIELDS, Filters
from corpus.latest import Latest
from corpus.publication import Publication
from corpus.record_rows import RECORD, is_new, json_of, put_row, remove_row, whole_records
from corpus.sentences import Sentence, sentences_of
from corpus.set_aside import SetAside
from corpus.table_faults import table_faults
from corpus.terms import KeptTerms

_LISTED_FIELDS = FILTER_FIELDS[1:]


Made = TypeVar("Made")
Given = TypeVarTuple("Given")


@dataclass(frozen=True, slots=True)
class Changes:
    """What a put did, by id, in the order given."""

    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One write: `seq` grows with every write and is never used again."""

    seq: int
    op: Literal["put", "remove"]
    id: str


class Store:
    """An open collection, usable from several threads and processes at once.

    Every method raises `StoreFailed` when the file cannot be read or written. A record that is not as it was written is
    set aside: nothing returns or counts it. `encodings` is what models made of the records' texts, `terms` their words.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self._database = Database(self.path)
        self.encodings = Encodings(self._database)
        self.terms = KeptTerms(self._database)
        self._set_aside = SetAside()
        self._derived: dict[object, Latest[Any]] = {}

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open the collection in the file, which is made if it is not there, with its folder."""
        return cls(path)

    def close(self) -> None:
        """Close the file; a second call does nothing."""
        self._database.close()
        self._derived.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # --- Records ------------------------------------------------------------------------------------------------------

    @property
    def is_read_only(self) -> bool:
        """Tell whether this user may not write the collection."""
        return self._database.is_read_only

    def begin(self, publications: Iterable[Publication], settings: Mapping[str, str]) -> None:
        """Put the records and the settings into a collection that nothing was ever written to, all or none.

        Another process may have been first, or have been stopped before it wrote anything: one of them begins it.
        """
        with self._database.writing() as connection:
            if not is_new(connection):
                return
            for publication in publications:
                put_row(connection, publication)
            connection.executemany("INSERT INTO setting VALUES (?, ?)", list(settings.items()))

    @property
    def is_new(self) -> bool:
        """Tell whether nothing was ever written to the collection."""
        with self._database.reading() as connection:
            return is_new(connection)

    def put(self, publications: Iterable[Publication]) -> Changes:
        """Add or update the records, all of them or none; one that says the same as before is not written.

        An updated record keeps its place in the order of arrival. Of two records with one id the later counts.
        """
        done: dict[str, list[str]] = {"added": [], "updated": [], "unchanged": []}
        given = {publication.id: publication for publication in publications}
        with self._database.writing() as connection:
            for publication in given.values():
                done[put_row(connection, publication)].append(publication.id)
        return Changes(**{what: tuple(ids) for what, ids in done.items()})

    def remove(self, ids: Iterable[str]) -> int:
        """Remove the records, all of them or none, and return how many were there."""
        with self._database.writing() as connection:
            return sum(remove_row(connection, publication_id) for publication_id in dict.fromkeys(ids))

    def apply(
        self,
        what: str,
        puts: Sequence[Publication] = (),
        removes: Sequence[str] = (),
        said: Mapping[str, Sequence[Publication]] = MappingProxyType({}),
    ) -> int:
        """Put and remove records, all of them or none, so that `undo` takes it back; `what` says what is done.

        `said` is what each source says of a record that several describe, by the record's id. Return the number of the
        entry in the journal.
        """
        with self._database.writing() as connection:
            number = journal.begin(connection, what)
            journal.put_aside(connection, number, dict.fromkeys([*(p.id for p in puts), *removes]))
            for publication in puts:
                put_row(connection, publication)
            for publication_id, records in said.items():
                journal.set_said(connection, publication_id, [json_of(record) for record in records])
            for publication_id in removes:
                remove_row(connection, publication_id)
            take_coming_tokens(connection)
        return number

    def undo(self, number: int | None = None) -> journal.Entry | None:
        """Make every record of the last `apply` what it was before, and return which that was; None for none kept.

        With a number it is taken back only if it is still the last.
        """
        with self._database.writing() as connection:
            entry = journal.last(connection)
            if entry is None or number not in (None, entry.number):
                return None
            for before in journal.taken_out(connection, entry.number):
                if before.record is None:
                    remove_row(connection, before.id)
                else:
                    put_row(connection, self._read(before.id, before.record), before.arrival)
                    journal.set_said(connection, before.id, before.sources)
            return entry

    def last_applied(self) -> journal.Entry | None:
        """Return what `undo` would take back, or None."""
        with self._database.reading() as connection:
            return journal.last(connection)

    def said(self) -> dict[str, list[Publication]]:
        """Return what each source says of each record that several describe, in order, by the record's id."""
        with self._database.reading() as connection:
            rows = journal.all_said(connection)
        found: dict[str, list[Publication]] = {}
        for publication_id, record in rows:
            found.setdefault(publication_id, []).append(self._read(publication_id, record))
        return found

    def get(self, publication_id: str) -> Publication | None:
        """Return the record; None where it is not there, or not as it was written."""
        return next(iter(self.get_many([publication_id])), None)

    def get_many(self, ids: Iterable[str]) -> list[Publication]:
        """Return the records in the order of `ids`; an id that is not there, or not as written, is passed over."""
        wanted = list(ids)
        with self._database.reading() as connection:
            rows = connection.execute(
                f"SELECT {RECORD} FROM publication WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(wanted),),
            ).fetchall()
        found = {publication.id: publication for publication in whole_records(rows)}
        return [found[publication_id] for publication_id in wanted if publication_id in found]

    def all(self) -> list[Publication]:
        """Return every record in order of arrival, those left out that are not as they were written."""
        with self._database.reading() as connection:
            return list(
                whole_records(connection.execute(f"SELECT {RECORD} FROM publication ORDER BY arrival").fetchall())
            )

    def damaged(self) -> list[str]:
        """Return the ids of the records that are not as they were written, all of which are read for it."""
        with self._database.reading() as connection:
            rows = connection.execute(f"SELECT {RECORD} FROM publication ORDER BY arrival").fetchall()
        whole = {publication.id for publication in whole_records(rows)}
        return [row[0] for row in rows if row[0] not in whole]

    def sentences(self, publication_id: str) -> list[Sentence]:
        """Return the sentences of the record, the title's first; none if the record is not there."""
        publication = self.get(publication_id)
        return sentences_of(publication) if publication else []

    def _read(self, publication_id: str, record: str) -> Publication:
        try:
            return Publication.model_validate_json(record)
        except ValidationError as error:
            raise StoreFailed(
                f"The collection {self.path}: what is kept of the record {publication_id!r} cannot be read;"
                " remove it and import it again."
            ) from error

    # --- Filters and counts -------------------------------------------------------------------------------------------

    def ids(self, *meeting: Filters, missing: Sequence[Filters] = (), among: Collection[str] = ()) -> list[str]:
        """Return the ids of the records that meet all of `meeting` and none of `missing`, in order of arrival.

        They are among those given, if there are any.
        """
        with self._database.reading() as connection:
            aside = self._set_aside.arrivals(connection)
            condition, values = condition_of(connection, *meeting, missing=missing, without=aside, among=among)
            return [
                row[0] for row in connection.execute(f"SELECT id FROM publication {condition} ORDER BY arrival", values)
            ]

    def count(self, filters: Filters = Filters()) -> int:
        """Return how many records the filters accept."""
        with self._database.reading() as connection:
            condition, values = condition_of(connection, filters, without=self._set_aside.arrivals(connection))
            return int(connection.execute(f"SELECT count(*) FROM publication {condition}", values).fetchone()[0])

    def page(self, filters: Filters, order: Order, offset: int, limit: int) -> list[Publication]:
        """Return a part of the records that the filters accept, in order; a minus turns the whole order round.

        Titles are ordered without regard to the case of ASCII letters; equal ones stand in order of arrival, and
        records without a year before those with one.
        """
        key, index = ORDERS[order.removeprefix("-")]
        by = f"ORDER BY {key} DESC, arrival DESC" if order.startswith("-") else f"ORDER BY {key}, arrival"
        with self._database.reading() as connection:
            condition, values = condition_of(connection, filters, without=self._set_aside.arrivals(connection))
            # The records themselves are read for the part only, not sorted with the rest: one may be unreadable.
            part = f"SELECT arrival FROM publication {index} {condition} {by} LIMIT ? OFFSET ?"
            arrivals = [row[0] for row in connection.execute(part, (*values, limit, offset))]
            wanted = f"SELECT arrival, {RECORD} FROM publication WHERE arrival IN (SELECT value FROM json_each(?))"
            rows = {arrival: row for arrival, *row in connection.execute(wanted, (json.dumps(arrivals),))}
        # Another process may have removed one between the two.
        return list(whole_records(rows[arrival] for arrival in arrivals if arrival in rows))

    def values(self, field: str, filters: Filters = Filters()) -> dict[str | int, int]:
        """Return the values of a field of `Filters` among the records accepted, each with its number of records.

        Years come in their order, other values by falling count, then by spelling.
        """
        if field not in FILTER_FIELDS:
            raise ValueError(f"no field {field!r} to count; there are {', '.join(FILTER_FIELDS)}")
        with self._database.reading() as connection:
            return counted(connection, field, filters, self._set_aside.arrivals(connection))

    def columns(self) -> Columns:
        """Return what is filtered and counted, as it stood at one moment."""
        with self._database.reading() as connection:
            return Columns.read(connection, self._set_aside.arrivals(connection))

    # --- Changes ------------------------------------------------------------------------------------------------------

    def seq(self) -> int:
        """Return the number of the last change, 0 before the first."""
        with self._database.reading() as connection:
            return int(connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0])

    def changes(self, after: int) -> list[Change]:
        """Return the changes past the number `after`, in order."""
        with self._database.reading() as connection:
            return [
                Change(*row)
                for row in connection.execute("SELECT seq, op, id FROM change WHERE seq > ? ORDER BY seq", (after,))
            ]

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint that each record was written with, by id, in order of arrival."""
        with self._database.reading() as connection:
            return dict(connection.execute("SELECT id, fingerprint FROM publication ORDER BY arrival"))

    def derived(self, make: Callable[["Store", *Given], Made], *given: *Given) -> Made:
        """Return what `make` makes of the collection as it stands and of what is given, which is compared by value.

        It is kept till a record changes, something else is given, or the collection is closed; a second thread waits
        for the one that makes it.
        """
        latest = self._derived.setdefault(make, Latest())
        made: Made = latest.get(lambda: (self.seq(), given), lambda: make(self, *given))
        return made

    # --- Settings -----------------------------------------------------------------------------------------------------

    def setting(self, key: str) -> str | None:
        """Return what the collection says about itself under the key (its name, notice, rights, model), or None."""
        with self._database.reading() as connection:
            row = connection.execute("SELECT value FROM setting WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_setting(self, key: str, value: str) -> None:
        """Keep the value under the key."""
        with self._database.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (key, value))

    # --- The whole file -----------------------------------------------------------------------------------------------

    def backup(self, path: Path) -> None:
        """Write the collection as it stands into a new file; others may read and write it meanwhile."""
        with self._database.reading() as connection:
            copy_to(connection, path)

    def restore(self, backup: Path) -> None:
        """Make the collection what it was when the backup was written, all of it or nothing; others may read it."""
        with TemporaryDirectory(dir=self.path.parent) as folder:
            copy = checked_copy(backup, Path(folder))
            with self._database.writing(beside=copy) as connection:
                take_all(connection)
            self._set_aside.forget()

    def file_faults(self) -> list[str]:
        """Return what is wrong with the file, and what its tables say against each other."""
        with self._database.reading() as connection:
            aside = self._set_aside.arrivals(connection)
            return [f"The file {self.path}: {fault}" for fault in table_faults(connection, aside)]
