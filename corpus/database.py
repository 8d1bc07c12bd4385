"""The connections to one SQLite file, for many threads, with SQLite's errors in words."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from corpus.errors import StoreFailed
from corpus.migrations import migrate
from corpus.reasons.reason import Reason, Value
from corpus.reasons.system import system_reason

_BUSY_TIMEOUT_S = 10
_SECONDS_BETWEEN = 0.02

_WHY = {
    sqlite3.SQLITE_NOTADB: "store.no_database",
    sqlite3.SQLITE_CORRUPT: "store.damaged",
    sqlite3.SQLITE_CANTOPEN: "store.cannot_open",
    sqlite3.SQLITE_READONLY: "store.not_allowed",
    sqlite3.SQLITE_PERM: "store.not_allowed",
    sqlite3.SQLITE_BUSY: "store.busy",
    sqlite3.SQLITE_FULL: "store.full",
    sqlite3.SQLITE_IOERR: "store.disk",
    sqlite3.SQLITE_TOOBIG: "store.too_big",
}


class Database:
    """One SQLite file with an up-to-date schema. Threads read side by side; one at a time writes.

    `is_read_only` tells that this user may not write it: it is read as it stands, and a write raises `StoreFailed`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._idle: list[sqlite3.Connection] = []
        self._write = threading.RLock()
        self._is_closed = False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreFailed(system_reason(error, str(path.parent))) from error
        with self._in_words():
            _begin(path)
        self.is_read_only = not (_may_write(path) and _may_write(path.parent))
        with self._write, self.reading() as connection, self._in_words():
            migrate(connection, str(path))

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to this thread."""
        with self._in_words():
            try:
                connection = self._idle.pop()
            except IndexError:
                connection = self._connect()
            try:
                yield connection
            finally:
                if self._is_closed:
                    connection.close()
                else:
                    self._idle.append(connection)

    @contextmanager
    def writing(self, beside: Path | None = None) -> Iterator[sqlite3.Connection]:
        """Lend a connection in a transaction that is committed at the end, or undone on any error.

        A database in the file `beside` is attached to it as `backup`.
        """
        with self._write, self.reading() as connection, _attached(connection, beside):
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every connection that is not lent; a lent one closes when it comes back."""
        self._is_closed = True
        while self._idle:
            self._idle.pop().close()

    def _connect(self) -> sqlite3.Connection:
        if self._is_closed:
            raise StoreFailed(f"The collection {self.path} is closed: open it again.")
        connection = sqlite3.connect(
            _address(self.path) if self.is_read_only else self.path,
            uri=self.is_read_only,
            timeout=_BUSY_TIMEOUT_S,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=64,
        )
        if self.is_read_only:
            return connection
        try:
            _begin_log(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException:
            connection.close()
            raise
        return connection

    @contextmanager
    def _in_words(self) -> Iterator[None]:
        """Say in words those errors of SQLite that come from the file and its surroundings; any other is a bug."""
        try:
            yield
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            # That a text is no text any more, or a record no JSON, has no code of its own.
            damaged = "UTF-8" in str(error) or "malformed JSON" in str(error)
            why = _WHY.get(sqlite3.SQLITE_CORRUPT if damaged else code)
            if why is None:
                raise
            values: dict[str, Value] = {"seconds": _BUSY_TIMEOUT_S} if why == "store.busy" else {}
            raise StoreFailed(Reason(why, {"path": str(self.path), **values})) from error


def _begin_log(connection: sqlite3.Connection) -> None:
    """Have the file written ahead in a log; SQLite itself does not wait for who begins the log of a new file."""
    until = monotonic() + _BUSY_TIMEOUT_S
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
            sleep(_SECONDS_BETWEEN)


@contextmanager
def _attached(connection: sqlite3.Connection, path: Path | None) -> Iterator[None]:
    if path is None:
        yield
        return
    connection.execute("ATTACH ? AS backup", (str(path),))
    try:
        yield
    finally:
        connection.execute("DETACH backup")


def _begin(path: Path) -> None:
    """Put an empty collection at the path if nothing is there, at once and whole: what lies there was one before.

    Raises `StoreFailed` for an empty file, which was a collection and is none any more.
    """
    if path.is_file() and path.stat().st_size == 0:
        raise StoreFailed(
            f"The collection {path} is an empty file, which holds nothing of what it was:"
            " put a backup in its place, or remove it to begin anew."
        )
    if path.exists() or not _may_write(path.parent):
        return
    with TemporaryDirectory(dir=path.parent, prefix=".new-") as folder:
        new = Path(folder) / path.name
        connection = sqlite3.connect(new, isolation_level=None)
        try:
            migrate(connection, str(path))
        finally:
            connection.close()
        try:
            # Unlike a renaming it leaves what another process has put there meanwhile.
            os.link(new, path)
        except FileExistsError:
            pass
        except OSError:
            # A file system without links, such as a memory stick's.
            new.replace(path)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _address(path: Path) -> str:
    """Return how to open a collection for reading alone: a closed one needs no file beside it to be made."""
    closed = not path.with_name(f"{path.name}-wal").exists()
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if closed else ''}"
