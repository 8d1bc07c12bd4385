"""A collection written into one file while it is in use, and put back."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus.errors import StoreFailed
from corpus.migrations import APPLICATION_ID, lost_tables, migrate
from corpus.terms import forget_terms

# What SQLite keeps beside a database; it belongs to the file that was there before.
_BESIDE = ("", "-wal", "-shm")


def copy_to(connection: sqlite3.Connection, path: Path) -> None:
    """Write the database as it stands at one moment into a new file, whole or not at all.

    Raises `StoreFailed` for a file that is there already or cannot be written.
    """
    if path.exists():
        raise StoreFailed(f"{path} is there already: name a file that is not.")
    part = path.with_name(f"{path.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(part)) as target:
            connection.backup(target)
            # One file, which can be copied and opened without others beside it.
            target.execute("PRAGMA journal_mode = DELETE")
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.rename(path)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreFailed(f"The backup {path} cannot be written ({error}): name another file.") from error


def refuse_unsound(backup: Path) -> None:
    """Raise `StoreFailed` for what is no sound backup of a collection."""
    try:
        backup.open("rb").close()
        # As it is, without files beside it: the backup may lie where nothing can be written.
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?immutable=1", uri=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            is_sound = connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    except OSError as error:
        raise StoreFailed(f"The backup {backup} cannot be read ({error.strerror}): check the name.") from error
    except sqlite3.DatabaseError as error:
        raise StoreFailed(f"{backup} is no backup of a collection, or a damaged one ({error}).") from error
    if application != APPLICATION_ID:
        raise StoreFailed(f"{backup} is no backup of a collection: name a file that `refdesk backup` wrote.")
    if not is_sound:
        raise StoreFailed(f"The backup {backup} is damaged: name another one.")


def checked_copy(backup: Path, folder: Path) -> Path:
    """Return a copy of a backup in the folder, sound and in today's schema; the backup itself is not touched.

    Raises `StoreFailed` for what is no sound backup of a collection, and where the copy cannot be written.
    """
    refuse_unsound(backup)
    copy = folder / "backup.sqlite"
    try:
        shutil.copyfile(backup, copy)
    except OSError as error:
        raise StoreFailed(f"The backup {backup} cannot be copied to {folder} ({error.strerror}): make room.") from error
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        migrate(connection, str(backup))
    return copy


def take_all(connection: sqlite3.Connection) -> None:
    """Put everything of the attached database `backup` in the place of what is here; in a transaction.

    Each record that is here or comes is a change, so that indexes and open pages follow. What was done before cannot be
    undone any more.
    """
    for statement in (
        "INSERT INTO change (op, id) SELECT 'remove', id FROM publication"
        " WHERE id NOT IN (SELECT id FROM backup.publication) ORDER BY arrival",
        "INSERT INTO change (op, id) SELECT 'put', id FROM backup.publication ORDER BY arrival",
        "DELETE FROM publication",
        "DELETE FROM value",
        "DELETE FROM setting",
        "DELETE FROM journal",
        *(
            f"INSERT INTO {table} SELECT * FROM backup.{table}"
            for table in ("publication", "value", "holding", "said", "record_tokens", "setting")
        ),
        "INSERT OR IGNORE INTO passage_vectors SELECT * FROM backup.passage_vectors",
    ):
        connection.execute(statement)
    forget_terms(connection)


def set_damaged_aside(database: Path) -> None:
    """Rename a database that is damaged beyond opening, so that a backup can come in its place."""
    try:
        is_empty = database.is_file() and database.stat().st_size == 0
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if not is_empty and version and not lost_tables(connection):
                return
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            return
    for ending in _BESIDE:
        path = database.with_name(database.name + ending)
        if path.exists():
            path.replace(path.with_name(f"{path.name}.damaged"))
