"""The schema of a collection, as ordered migrations: number n brings a database from `user_version` n to n + 1.

A migration that has been released is never changed; the next change of the schema is the next migration.
"""

import hashlib
import sqlite3
from functools import cache

from corpus.errors import StoreFailed

APPLICATION_ID = 0x52664473  # "RfDs": tells a collection from the database of another program

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE publication (
            arrival INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            year INTEGER,
            fingerprint TEXT NOT NULL,
            record TEXT NOT NULL
        )""",
        "CREATE INDEX publication_by_year ON publication (year)",
        "CREATE INDEX publication_by_title ON publication (json_extract(record, '$.title') COLLATE NOCASE)",
        # A value once seen keeps its row; what a record holds is counted and matched by the small integers.
        """CREATE TABLE value (
            number INTEGER PRIMARY KEY,
            field TEXT NOT NULL,
            value TEXT NOT NULL,
            UNIQUE (field, value)
        )""",
        """CREATE TABLE holding (
            value INTEGER NOT NULL REFERENCES value,
            arrival INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
            field TEXT NOT NULL,
            PRIMARY KEY (value, arrival)
        ) WITHOUT ROWID""",
        "CREATE INDEX holding_by_arrival ON holding (arrival, field, value)",
        """CREATE TABLE change (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            op TEXT NOT NULL CHECK (op IN ('put', 'remove')),
            id TEXT NOT NULL
        )""",
        """CREATE TABLE passage_vectors (
            model TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            dimension INTEGER NOT NULL,
            vectors BLOB NOT NULL,
            PRIMARY KEY (model, fingerprint)
        )""",
        "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ),
    (
        # One row for a record, of the model that read it last; it goes with the record.
        """CREATE TABLE record_tokens (
            arrival INTEGER PRIMARY KEY REFERENCES publication ON DELETE CASCADE,
            model TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            dimension INTEGER NOT NULL,
            starts BLOB NOT NULL,
            vectors BLOB NOT NULL
        )""",
    ),
    (
        # What the last changes by the owner can be undone with; `record` is NULL where there was no record.
        "CREATE TABLE journal (number INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, what TEXT NOT NULL)",
        """CREATE TABLE put_aside (
            number INTEGER NOT NULL REFERENCES journal ON DELETE CASCADE,
            id TEXT NOT NULL,
            arrival INTEGER,
            record TEXT,
            said TEXT NOT NULL,
            PRIMARY KEY (number, id)
        )""",
        # What each source says of a record that several describe.
        """CREATE TABLE said (
            arrival INTEGER NOT NULL REFERENCES publication ON DELETE CASCADE,
            place INTEGER NOT NULL,
            said TEXT NOT NULL,
            PRIMARY KEY (arrival, place)
        )""",
        # The tokens of records that are about to come: read before any of them is written.
        """CREATE TABLE coming_tokens (
            id TEXT PRIMARY KEY,
            model TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            dimension INTEGER NOT NULL,
            starts BLOB NOT NULL,
            vectors BLOB NOT NULL
        )""",
    ),
    (
        "ALTER TABLE publication ADD COLUMN checksum TEXT NOT NULL DEFAULT ''",
        "UPDATE publication SET checksum = sha256(record)",
    ),
    # By which vectors are known to be as they were written; those before have none.
    tuple(
        f"ALTER TABLE {table} ADD COLUMN checksum INTEGER"
        for table in ("passage_vectors", "record_tokens", "coming_tokens")
    ),
    (
        # The words of records and values, by kinds that their reader knows: how often each is said, and who is found
        # by it, a record by its arrival or a value by its number.
        """CREATE TABLE term (
            kind TEXT NOT NULL,
            term TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (kind, term)
        ) WITHOUT ROWID""",
        """CREATE TABLE posting (
            kind TEXT NOT NULL,
            term TEXT NOT NULL,
            holder INTEGER NOT NULL,
            detail TEXT NOT NULL,
            PRIMARY KEY (kind, term, holder, detail)
        ) WITHOUT ROWID""",
        # Records whose words are not taken since they were written, and what they were when they last were.
        "CREATE TABLE unread (id TEXT PRIMARY KEY, arrival INTEGER, record TEXT, checksum TEXT)",
    ),
)
# What is made anew from the records where it is missing; the other tables hold what stands nowhere else.
_TERMS = frozenset(["term", "posting", "unread"])
_DERIVED = frozenset(["passage_vectors", "record_tokens", "coming_tokens"]) | _TERMS


def migrate(connection: sqlite3.Connection, path: str) -> None:
    """Bring the schema up to date, in one transaction.

    Tables of what is derived, and indexes, that are missing are made again. Raises `StoreFailed` for the database of
    another program, for one that a newer refdesk has written, and for one that lacks a table.
    """
    if _version(connection, path) == len(MIGRATIONS) and not _missing(connection, path):
        return
    connection.create_function("sha256", 1, checksum, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Read again under the lock: another process may have been first.
        for statements in MIGRATIONS[_version(connection, path) :]:
            for statement in statements:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        missing = _missing(connection, path)
        for statement in missing.values():
            connection.execute(statement)
        if not _TERMS.isdisjoint(missing):
            # Of words only some of which are there the next question takes all anew.
            connection.execute("DELETE FROM term")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def checksum(text: str) -> str:
    """Return the SHA-256 of a text, in hexadecimal, by which its last reader knows that it is as it was written."""
    return hashlib.sha256(text.encode()).hexdigest()


def lost_tables(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the tables that an up-to-date collection lacks, and that nothing can make again."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != len(MIGRATIONS):
        return []
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    tables = {name for name, made in _schema().items() if made.startswith("CREATE TABLE")}
    return sorted(tables - there - _DERIVED)


def _missing(connection: sqlite3.Connection, path: str) -> dict[str, str]:
    """Return the statements that make what the up-to-date schema lacks, by the name of what they make."""
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    missing = {name: made for name, made in _schema().items() if name not in there}
    if lost := lost_tables(connection):
        raise StoreFailed(
            f"The collection {path}: the file is damaged, the table {lost[0]} is missing:"
            " put a backup in its place, or remove it and import again."
        )
    return missing


@cache
def _schema() -> dict[str, str]:
    """Return the statements that make the tables and indexes of the up-to-date schema, by name, tables first."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.create_function("sha256", 1, checksum, deterministic=True)
        for statements in MIGRATIONS:
            for statement in statements:
                connection.execute(statement)
        return dict(
            connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql NOT NULL ORDER BY type DESC").fetchall()
        )
    finally:
        connection.close()


def _version(connection: sqlite3.Connection, path: str) -> int:
    # Whose file it is comes last: what another process makes of a new file meanwhile is then read as ours.
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    if application != APPLICATION_ID and (application or version or tables):
        raise StoreFailed(f"{path} is the database of another program: name a file that refdesk wrote, or a new one.")
    if tables and not version:
        raise StoreFailed(
            f"The collection {path}: the file is damaged, it does not say which version it is of:"
            " put a backup in its place, or remove it and import again."
        )
    if version > len(MIGRATIONS):
        raise StoreFailed(
            f"{path} was written by a newer refdesk (schema {version}, and this one knows {len(MIGRATIONS)}):"
            " upgrade refdesk."
        )
    return int(version)
