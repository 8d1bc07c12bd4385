"""What was changed in the file of a collection by anything but the desk is found out, passed over or made anew."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from corpus.checking import store_faults
from corpus.encodings import RecordTokens
from corpus.errors import StoreFailed
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store

RECORDS = [Publication(id=name, title=f"On {name}", abstract="Herons stand still.") for name in ("a", "b", "c")]
OF_VECTORS = ("passage_vectors", "record_tokens", "coming_tokens")
CHANGED = '{"id":"b","title":"On b","abstract":"Herons run away."}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "desk.db") as store:
        store.put(RECORDS)
        store.encodings.put_passages("small", {"f": np.ones((2, 4), np.float32)})
        tokens = RecordTokens(np.array([-1, 0], np.int32), np.ones((2, 4), np.int8))
        store.encodings.put_tokens("small", {"a": "t"}, {"a": tokens})
    return tmp_path / "desk.db"


def damage(path: Path, sql: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(sql, values)


@pytest.mark.parametrize("record", [CHANGED, "{}"], ids=["another word", "no record"])
def test_a_record_that_is_not_as_written_is_passed_over_and_named(path: Path, record: str) -> None:
    damage(path, "UPDATE publication SET record = ? WHERE id = 'b'", record)
    with Store.open(path) as store:
        assert store.damaged() == ["b"]
        assert store.get("b") is None
        assert [p.id for p in store.all()] == ["a", "c"]
        assert [p.id for p in store.get_many(["c", "b", "a"])] == ["c", "a"]
        assert [p.id for p in store.page(Filters(), "arrival", 0, 10)] == ["a", "c"]
        # To import it again mends it, though the import says what the record said.
        assert store.put(RECORDS).updated == ("b",)
        assert store.damaged() == []
        assert store.all() == RECORDS


def test_a_record_that_is_no_text_any_more_is_passed_over(path: Path) -> None:
    held = path.read_bytes()
    assert held.count(b'"title":"On b"') == 1
    path.write_bytes(held.replace(b'"title":"On b"', b'"title":\xff\xfe\x00"b"'))
    with Store.open(path) as store:
        assert store.damaged() == ["b"]
        assert [p.id for p in store.page(Filters(), "-title", 0, 10)] == ["c", "a"]


@pytest.mark.parametrize("meeting", [Filters(), Filters(years=(2000, 2010))])
def test_a_record_that_is_not_as_written_is_nowhere_counted(meeting: Filters, path: Path) -> None:
    with Store.open(path) as store:
        records = [p.model_copy(update={"year": 2001, "authors": ("Ada Byrne", f"Author {p.id}")}) for p in RECORDS]
        store.put(records)
    damage(path, "UPDATE publication SET record = ? WHERE id = 'b'", CHANGED)
    with Store.open(path) as store:
        assert (store.count(meeting), store.ids(meeting)) == (2, ["a", "c"])
        assert store.values("years", meeting) == {2001: 2}
        assert store.values("authors", meeting) == {"Ada Byrne": 2, "Author a": 1, "Author c": 1}
        columns = store.columns()
        assert (columns.arrivals.tolist(), columns.years.tolist()) == ([1, 3], [2001, 2001])
        assert set(columns.holdings[:, 1].tolist()) == {1, 3}
        assert list(store_faults(store)) == ["b: it is not as it was written, and is passed over; import it again"]
        store.put(records)
        assert (store.count(meeting), store.values("authors", meeting)["Ada Byrne"]) == (3, 3)


def test_an_empty_file_is_no_new_collection(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(StoreFailed, match=r"desk\.db is an empty file.*: put a backup in its place, or remove it"):
        Store.open(path)
    assert path.read_bytes() == b""


@pytest.mark.parametrize("table", ["publication", "value", "holding", "change", "setting"])
def test_a_table_that_is_missing_is_named(path: Path, table: str) -> None:
    damage(path, f"DROP TABLE {table}")
    with pytest.raises(StoreFailed, match=f"the table {table} is missing: put a backup"):
        Store.open(path)


@pytest.mark.parametrize("dropped", ["TABLE passage_vectors", "TABLE record_tokens", "INDEX publication_by_title"])
def test_what_is_derived_and_missing_is_made_again(path: Path, dropped: str) -> None:
    damage(path, f"DROP {dropped}")
    with Store.open(path) as store:
        assert store.page(Filters(), "title", 0, 10) == RECORDS
        store.encodings.put_passages("small", {"g": np.ones((1, 4), np.float32)})
        assert set(store.encodings.passages("small", ["g"])) == {"g"}
        assert set(store.encodings.tokens("small", {"a": "t"})) <= {"a"}


@pytest.mark.parametrize("vectors", ["substr(vectors, 2)", "x'00'"])
def test_vectors_that_were_cut_are_not_kept(path: Path, vectors: str) -> None:
    damage(path, f"UPDATE passage_vectors SET vectors = {vectors}")
    damage(path, f"UPDATE record_tokens SET vectors = {vectors}")
    with Store.open(path) as store:
        assert store.encodings.passages("small", ["f"]) == {}
        assert store.encodings.tokens("small", {"a": "t"}) == {}


@pytest.mark.parametrize(
    "change",
    [
        "vectors = CAST(vectors AS TEXT)",
        "dimension = 'x'",
        "dimension = 0",
        "vectors = zeroblob(length(vectors))",
        "checksum = CAST(x'ff' AS TEXT)",
        "fingerprint = CAST(x'ff' AS TEXT)",
    ],
)
def test_vectors_that_were_changed_are_not_kept_and_named(change: str, path: Path) -> None:
    for table in ("passage_vectors", "record_tokens"):
        damage(path, f"UPDATE {table} SET {change}")
    with Store.open(path) as store:
        assert store.encodings.passages("small", ["f"]) == {}
        assert store.encodings.tokens("small", {"a": "t"}) == {}
        if "fingerprint" not in change:
            (fault,) = store.encodings.faults()
            assert fault.startswith("The vectors of 2 records or passages are damaged")
        store.encodings.put_passages("small", {"f": np.ones((2, 4), np.float32)})
        assert set(store.encodings.passages("small", ["f"])) == {"f"}


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE publication SET year = 1066 WHERE id = 'a'", "The table of years does not say"),
        ("UPDATE publication SET id = 'd' WHERE id = 'a'", "The record 'd' stands under an identifier"),
        ("DELETE FROM holding", "The table of authors does not say"),
        ("UPDATE value SET value = 'Somebody'", "The table of authors does not say"),
        ("UPDATE value SET field = 'categories'", "The table of authors does not say"),
        ("UPDATE holding SET field = 'categories'", "The table of authors does not say"),
        ("DELETE FROM change", "The table of changes does not say how the records came"),
        ("UPDATE said SET said = 'x'", "A row of what the sources say cannot be read"),
        ("UPDATE put_aside SET record = 'x' WHERE record IS NOT NULL", "A row of what can be undone cannot be read"),
        ("UPDATE setting SET value = 'a' || char(1)", "The setting 'name' is damaged"),
        ("UPDATE setting SET value = CAST(x'ff41' AS TEXT)", "The setting 'name' is damaged"),
        ("UPDATE setting SET key = CAST(x'ff41' AS TEXT)", "is damaged; restore a backup, or set it again"),
    ],
)
def test_what_the_tables_say_against_the_records_is_named(sql: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "own.db"
    with Store.open(path) as store:
        record = RECORDS[0].model_copy(update={"authors": ("Ada Byrne",), "year": 2001})
        store.apply("an import", [record], said={"a": [record, record]})
        store.apply("another", [record.model_copy(update={"year": 2002})])
        store.set_setting("name", "Herons")
        assert list(store_faults(store)) == []
    damage(path, sql)
    with Store.open(path) as store:
        assert any(fault in found for found in store.file_faults()), store.file_faults()


def test_a_file_that_does_not_say_its_version_is_damaged(path: Path) -> None:
    damage(path, "PRAGMA user_version = 0")
    with pytest.raises(StoreFailed, match="does not say which version it is of: put a backup"):
        Store.open(path)


def set_back(path: Path, version: int) -> None:
    """Make the file one of an earlier schema, before there were tables of words."""
    for table in ("term", "posting", "unread"):
        damage(path, f"DROP TABLE {table}")
    damage(path, f"PRAGMA user_version = {version}")


def test_vectors_of_an_older_collection_are_kept(path: Path) -> None:
    for table in OF_VECTORS:
        damage(path, f"ALTER TABLE {table} DROP COLUMN checksum")
    set_back(path, 4)
    with Store.open(path) as store:
        assert set(store.encodings.passages("small", ["f"])) == {"f"}
        assert set(store.encodings.tokens("small", {"a": "t"})) == {"a"}
        assert list(store.encodings.faults()) == []


def test_a_setting_that_is_no_text_is_said_to_be_damaged(path: Path) -> None:
    damage(path, "INSERT INTO setting VALUES ('name', CAST(x'ff41' AS TEXT))")
    with Store.open(path) as store, pytest.raises(StoreFailed, match="the file is damaged"):
        store.setting("name")


def test_an_older_collection_gets_the_checksums_of_its_records(path: Path) -> None:
    for table in ("publication", *OF_VECTORS):
        damage(path, f"ALTER TABLE {table} DROP COLUMN checksum")
    set_back(path, 3)
    with Store.open(path) as store:
        assert store.all() == RECORDS


def test_a_collection_begins_once(tmp_path: Path) -> None:
    with Store.open(tmp_path / "desk.db") as one, Store.open(tmp_path / "desk.db") as other:
        assert one.is_new
        one.begin(RECORDS[:2], {"name": "Herons"})
        other.begin(RECORDS, {"name": "Others"})
        assert (other.all(), other.setting("name"), other.is_new) == (RECORDS[:2], "Herons", False)


def test_a_beginning_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def stopped() -> Iterator[Publication]:
        yield RECORDS[0]
        raise KeyboardInterrupt

    with Store.open(tmp_path / "desk.db") as store:
        with pytest.raises(KeyboardInterrupt):
            store.begin(stopped(), {"name": "Herons"})
        assert store.is_new
        store.begin(RECORDS, {"name": "Herons"})
        assert (store.all(), store.setting("name")) == (RECORDS, "Herons")


def test_no_other_file_is_left_where_a_collection_is_begun(tmp_path: Path) -> None:
    Store.open(tmp_path / "desk.db").close()
    assert [file.name for file in tmp_path.iterdir()] == ["desk.db"]
