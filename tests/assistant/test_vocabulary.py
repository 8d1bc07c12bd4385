"""The words of a collection are brought up to date by what changed, and are then those of its records."""

import random
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.collection import vocabulary
from assistant.collection.reading import reader
from assistant.collection.vocabulary import vocabulary_of
from corpus.publication import Publication
from corpus.store import Store
from corpus.terms import Terms
from tests.assistant.rivers import RIVERS
from tests.benchmarks.size_collection import Invented

INVENTED = tuple(Invented().records(40))


def kept(path: Path) -> list[set[tuple[object, ...]]]:
    """What is kept of the words, under names that do not depend on what was there before."""
    with closing(sqlite3.connect(path)) as connection:
        return [
            set(connection.execute("SELECT * FROM term WHERE kind != ''")),
            set(
                connection.execute(
                    "SELECT kind, term, id, detail FROM posting JOIN publication ON arrival = holder"
                    " WHERE kind = 'form' OR kind LIKE '%title%' OR kind LIKE 'explained%' OR kind LIKE '% initials'"
                )
            ),
            set(
                connection.execute(
                    "SELECT kind, term, value, detail FROM posting JOIN value ON number = holder WHERE kind IN"
                    " ('alias', 'part', 'run', 'genre', value.field) OR kind LIKE 'short name%'"
                )
            ),
        ]


def written(path: Path, records: list[Publication]) -> list[set[tuple[object, ...]]]:
    with Store.open(path) as store:
        store.put(records)
        vocabulary_of(store)
    return kept(path)


def test_after_any_changes_the_words_are_those_of_the_records_as_they_are(tmp_path: Path) -> None:
    chance = random.Random(3)
    backup = tmp_path / "backup.sqlite"
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(INVENTED[:20])
        store.backup(backup)
        for step in range(60):
            some = chance.sample(INVENTED, 3)
            other = [p.model_copy(update={"title": f"{p.title} again", "authors": ("Ann Aster",)}) for p in some]
            match chance.randrange(5):
                case 0:
                    store.put(some)
                case 1:
                    store.apply("imported", puts=other)
                case 2:
                    store.remove(p.id for p in some)
                case 3:
                    store.undo()
                case _ if step == 30:
                    store.restore(backup)
            if chance.random() < 0.5:
                vocabulary_of(store)
        vocabulary_of(store)
        records = store.all()
    changed, fresh = kept(store.path), written(tmp_path / "fresh.sqlite", records)
    assert changed[:2] == fresh[:2]
    # Names of authors that no record has any more are kept, and found by nobody.
    assert changed[2] >= fresh[2]


def test_a_name_that_no_record_has_any_more_is_none(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(RIVERS)
        assert "dubois" in vocabulary_of(store).name_parts
        store.remove(["atlas"])
        known = vocabulary_of(store)
        assert "dubois" not in known.name_parts
        assert known.author_aliases.get(("amelie", "dubois")) is None
        assert (known.size, known.countries, known.years) == (2, ("Peru",), (2005, 2005))


def test_one_more_record_is_all_that_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    given = reader()

    def of_record(publication: Publication) -> Terms:
        read.append(publication.id)
        return given.of_record(publication)

    monkeypatch.setattr(vocabulary, "reader", lambda: replace(given, of_record=of_record))
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(INVENTED)
        vocabulary_of(store)
        store.put(RIVERS[:1])
        assert len(read) == len(INVENTED)
        assert vocabulary_of(store).forms["sediment"] == 1
        assert read[len(INVENTED) :] == ["atlas"]


def test_another_way_of_reading_takes_all_words_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "c.sqlite"
    before = written(path, list(RIVERS))
    monkeypatch.setattr(vocabulary, "reader", lambda: replace(reader(), version="next"))
    assert written(path, []) == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT term FROM term WHERE kind = ''").fetchall() == [("next",)]


@pytest.mark.parametrize("table", ["term", "posting", "unread"])
def test_words_that_are_missing_are_taken_again(tmp_path: Path, table: str) -> None:
    path = tmp_path / "c.sqlite"
    before = written(path, list(RIVERS))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"DROP TABLE {table}")
    assert written(path, []) == before


def test_a_collection_that_is_not_to_be_written_is_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    with Store.open(path) as store:
        store.put(RIVERS)
        store._database.is_read_only = True
        assert vocabulary_of(store).name_parts["haddad"] == ("Omar Haddad",)
    assert kept(path) == [set()] * 3
