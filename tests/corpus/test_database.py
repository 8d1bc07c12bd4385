import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus import database
from corpus.encodings import RecordTokens
from corpus.errors import StoreFailed
from corpus.migrations import APPLICATION_ID, MIGRATIONS
from corpus.publication import Publication
from corpus.store import Store

RECORD = Publication(id="a", title="A title")


def test_a_new_collection_makes_its_folder_and_has_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "desk.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_every_connection_is_durable_and_keeps_its_references(tmp_path: Path) -> None:
    base = database.Database(tmp_path / "desk.db")
    with base.reading() as first, base.reading() as second:
        assert first is not second
        for connection in (first, second):
            assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
            assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
    base.close()


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Some notes that are no database at all. " * 50)
    with pytest.raises(StoreFailed, match=r"notes\.txt: it is no database of refdesk: name another file"):
        Store.open(path)
    assert path.read_text().startswith("Some notes")


def test_the_database_of_another_program_is_refused_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (url)")
    with pytest.raises(StoreFailed, match="is the database of another program"):
        Store.open(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("bookmark",)]


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    known = len(MIGRATIONS)
    newer = rf"written by a newer refdesk \(schema {known + 1}, and this one knows {known}\): upgrade"
    with pytest.raises(StoreFailed, match=newer):
        Store.open(path)


def test_a_collection_of_the_first_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        record = RECORD.model_dump_json(exclude_defaults=True)
        connection.execute("INSERT INTO publication (id, fingerprint, record) VALUES ('a', 'f', ?)", (record,))
    with Store.open(path) as store:
        assert store.all() == [RECORD]
        tokens = RecordTokens(np.array([-1], np.int32), np.array([[7, 0]], np.int8))
        store.encodings.put_tokens("small", {"a": "text"}, {"a": tokens})
        assert store.encodings.tokens("small", {"a": "text"})["a"].vectors.tolist() == [[7, 0]]


def test_a_folder_or_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed, match="it cannot be opened"):
        Store.open(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(StoreFailed, match=r"file cannot be read or written \(File exists\): check its folder"):
        Store.open(tmp_path / "file" / "desk.db")


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder with a collection in it that the tests may not write in, even where they run as root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Store.open(folder / "desk.db").close()
        folder.chmod(0o555)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(user)
            folder.chmod(0o755)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has other rights")
def test_a_folder_without_the_right_to_write_is_refused(locked_folder: Path) -> None:
    with pytest.raises(StoreFailed, match=r"new\.db: it cannot be opened: .* may write in it"):
        Store.open(locked_folder / "new.db")
    with pytest.raises(StoreFailed, match=r"desk\.db: it cannot be "):
        Store.open(locked_folder / "desk.db").put([RECORD])


def test_a_damaged_file_is_said_to_be_damaged(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Store.open(path) as store:
        store.put([Publication(id=f"p{n}", title="T", abstract="word " * 500) for n in range(50)])
    data = bytearray(path.read_bytes())
    data[4096 * 12 :] = os.urandom(len(data) - 4096 * 12)
    path.write_bytes(data)
    with pytest.raises(StoreFailed, match="the file is damaged"), Store.open(path) as store:
        store.all()


def test_a_writer_that_waits_too_long_is_told_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_BUSY_TIMEOUT_S", 0.05)
    path = tmp_path / "desk.db"
    with Store.open(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreFailed, match="another process has been writing it"):
            store.put([RECORD])
        assert store.all() == []
        other.execute("ROLLBACK")
        store.put([RECORD])
        assert store.all() == [RECORD]


def test_a_closed_collection_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "desk.db")
    store.close()
    store.close()
    with pytest.raises(StoreFailed, match="is closed: open it again"):
        store.count()


def test_an_error_of_our_own_is_no_store_failure(tmp_path: Path) -> None:
    base = database.Database(tmp_path / "desk.db")
    with pytest.raises(sqlite3.OperationalError, match="no such table"), base.reading() as connection:
        connection.execute("SELECT * FROM nowhere")
    base.close()
