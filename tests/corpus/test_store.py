import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.filters import FILTER_FIELDS, Filters
from corpus.migrations import migrate
from corpus.publication import Publication, Source
from corpus.sentences import sentences_of
from corpus.store import Change, Changes, Store

SOPS = Publication(
    id="sops",
    title="SOPs",
    abstract="Drafted in Lebanon. Validated there.",
    year=2013,
    countries=("Lebanon",),
    regions=("Middle East", "North Africa"),
    authors=("M. Hagen",),
)
MANUAL = Publication(
    id="manual",
    title="Manual",
    year=2019,
    countries=("Worldwide",),
    regions=("Worldwide",),
    authors=("M. Hagen", "I. Heinzl"),
)
NOTE = Publication(id="note", title="Note", regions=("Worldwide",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "desk.db") as opened:
        yield opened


def test_records_come_back_in_order_of_arrival(store: Store) -> None:
    assert store.put([SOPS, MANUAL]) == Changes(added=("sops", "manual"))
    assert store.put([NOTE]) == Changes(added=("note",))
    assert store.all() == [SOPS, MANUAL, NOTE]
    assert store.ids() == ["sops", "manual", "note"]
    assert store.get_many(["note", "missing", "sops", "note"]) == [NOTE, SOPS, NOTE]
    assert (store.get("manual"), store.get("missing"), store.count()) == (MANUAL, None, 3)
    assert store.sentences("sops") == sentences_of(SOPS)
    assert store.sentences("missing") == []


def test_the_same_records_again_write_nothing(store: Store) -> None:
    store.put([SOPS, MANUAL])
    moved = SOPS.model_copy(update={"source": Source(file="another.txt", position="line 9")})
    assert store.put([moved, MANUAL]) == Changes(unchanged=("sops", "manual"))
    assert store.seq() == 2
    assert store.get("sops") == SOPS


def test_an_update_keeps_the_place_and_moves_the_values(store: Store) -> None:
    store.put([SOPS, MANUAL])
    changed = SOPS.model_copy(update={"countries": ("Jordan",), "year": 2014, "abstract": "New."})
    assert store.put([changed]) == Changes(updated=("sops",))
    assert store.all() == [changed, MANUAL]
    assert store.values("countries") == {"Jordan": 1, "Worldwide": 1}
    assert store.values("years") == {2014: 1, 2019: 1}
    assert store.ids(Filters(countries=("Lebanon",))) == []


def test_of_two_records_with_one_id_the_later_counts(store: Store) -> None:
    later = SOPS.model_copy(update={"year": 2014})
    assert store.put([SOPS, later]) == Changes(added=("sops",))
    assert store.all() == [later]


def test_removing_takes_the_values_along(store: Store) -> None:
    store.put([SOPS, MANUAL])
    assert store.remove(["sops", "missing", "sops"]) == 1
    assert store.all() == [MANUAL]
    assert store.values("authors") == {"I. Heinzl": 1, "M. Hagen": 1}
    assert store.values("regions") == {"Worldwide": 1}
    assert store.put([SOPS]) == Changes(added=("sops",))
    assert store.ids() == ["manual", "sops"]


def test_every_write_is_a_change(store: Store) -> None:
    assert (store.seq(), store.changes(0)) == (0, [])
    store.put([SOPS, MANUAL])
    store.remove(["sops"])
    store.put([MANUAL.model_copy(update={"year": 2020})])
    assert store.changes(1) == [Change(2, "put", "manual"), Change(3, "remove", "sops"), Change(4, "put", "manual")]
    assert store.seq() == 4


def test_values_are_counted_by_record_the_most_frequent_first(store: Store) -> None:
    store.put([SOPS, MANUAL, NOTE])
    assert list(store.values("regions").items()) == [("Worldwide", 2), ("Middle East", 1), ("North Africa", 1)]
    assert list(store.values("years").items()) == [(2013, 1), (2019, 1)]
    assert store.values("authors", Filters(years=(2019, 2020))) == {"I. Heinzl": 1, "M. Hagen": 1}
    assert store.values("years", Filters(authors=("I. Heinzl",), regions=("Worldwide", "Asia"))) == {2019: 1}
    assert store.values("countries", Filters(countries=("Nowhere",))) == {}
    with pytest.raises(ValueError, match="no field 'title' to count"):
        store.values("title")


def test_a_filter_value_counts_letter_for_letter(store: Store) -> None:
    store.put([SOPS])
    assert store.ids(Filters(countries=("lebanon",))) == []
    assert store.ids(Filters(countries=("Lebanon",))) == ["sops"]
    assert store.ids(Filters(countries=("Leban\ud800", "Lebanon' OR 1=1 --"))) == []
    assert store.get("\ud800") is None


VALUES = st.lists(st.text(alphabet="aé\x00' ", min_size=1, max_size=3).filter(str.strip), max_size=3).map(tuple)
RECORDS = st.lists(
    st.builds(
        Publication,
        id=st.from_regex(r"[a-z0-9][a-z0-9._-]{0,2}", fullmatch=True),
        title=st.text(min_size=1, max_size=30).filter(str.strip),
        abstract=st.text(max_size=200),
        year=st.none() | st.integers(2000, 2004),
        countries=VALUES,
        regions=VALUES,
        authors=VALUES,
        categories=VALUES,
        doi=st.text(max_size=5),
        source=st.builds(Source, file=st.text(max_size=5)),
    ),
    max_size=8,
)
FILTERS = st.builds(
    Filters,
    years=st.none()
    | st.tuples(st.integers(2000, 2004), st.integers(2000, 2004)).map(lambda pair: (min(pair), max(pair))),
    countries=VALUES,
    regions=VALUES,
)


@settings(max_examples=40, deadline=None)
@given(RECORDS, RECORDS, FILTERS)
def test_any_records_come_back_and_filters_mean_what_they_say(
    tmp_path_factory: pytest.TempPathFactory, first: list[Publication], second: list[Publication], filters: Filters
) -> None:
    kept = {publication.id: publication for publication in first}
    for publication in {p.id: p for p in second}.values():
        if publication.id not in kept or kept[publication.id].fingerprint != publication.fingerprint:
            kept[publication.id] = publication
    with Store.open(tmp_path_factory.mktemp("round") / "desk.db") as store:
        store.put(first)
        store.put(second)
        assert store.all() == list(kept.values())
        accepted = [publication for publication in kept.values() if filters.accept(publication)]
        assert store.ids(filters) == [publication.id for publication in accepted]
        assert store.values("years", filters) == Counter(p.year for p in accepted if p.year is not None)
        for field in FILTER_FIELDS[1:]:
            assert store.values(field, filters) == Counter(v for p in accepted for v in set(getattr(p, field)))


@settings(max_examples=40, deadline=None)
@given(RECORDS, st.lists(FILTERS, max_size=3), st.lists(FILTERS, max_size=3))
def test_ids_are_those_that_meet_all_conditions_and_none_of_the_others(
    tmp_path_factory: pytest.TempPathFactory,
    records: list[Publication],
    meeting: list[Filters],
    missing: list[Filters],
) -> None:
    with Store.open(tmp_path_factory.mktemp("conditions") / "desk.db") as store:
        store.put(records)
        assert store.ids(*meeting, missing=missing) == [
            p.id for p in store.all() if all(f.accept(p) for f in meeting) and not any(f.accept(p) for f in missing)
        ]


def test_a_long_abstract_comes_back(store: Store) -> None:
    long = SOPS.model_copy(update={"abstract": "A sentence about it. " * 10_000})
    store.put([long])
    assert store.get("sops") == long
    assert len(store.sentences("sops")) == 1 + 10_000


def test_settings_are_kept(tmp_path: Path) -> None:
    with Store.open(tmp_path / "desk.db") as store:
        assert store.setting("name") is None
        store.set_setting("name", "First")
        store.set_setting("name", "Référence")
    with Store(tmp_path / "desk.db") as store:
        assert store.setting("name") == "Référence"


def test_an_error_in_a_put_leaves_everything_as_it_was(store: Store) -> None:
    store.put([SOPS])
    half_a_pair = Publication.model_construct(id="broken", title="A title", abstract="\ud800", source=Source())
    with pytest.raises(UnicodeEncodeError):
        store.put([MANUAL, half_a_pair])
    assert (store.all(), store.seq(), store.values("regions")) == ([SOPS], 1, {"Middle East": 1, "North Africa": 1})


def test_threads_read_while_others_write(store: Store) -> None:
    def write(worker: int) -> None:
        for n in range(20):
            store.put([Publication(id=f"w{worker}-{n}", title="T", countries=(f"C{n % 3}",))])

    def read(_: int) -> None:
        for _ in range(20):
            ids = store.ids()
            assert len(store.get_many(ids)) == len(ids) <= sum(store.values("countries").values())

    with ThreadPoolExecutor(8) as pool:
        for done in [*pool.map(write, range(4)), *pool.map(read, range(4))]:
            assert done is None
    assert (store.count(), store.seq()) == (80, 80)
    assert store.values("countries") == {"C0": 28, "C1": 28, "C2": 24}


def test_a_new_collection_can_be_opened_by_many_at_once(tmp_path: Path) -> None:
    together = threading.Barrier(6)

    def open_and_put(worker: int) -> None:
        together.wait()
        with Store.open(tmp_path / "desk.db") as store:
            store.put([Publication(id=f"p{worker}", title="T")])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(open_and_put, range(6)))
    with Store.open(tmp_path / "desk.db") as store:
        assert sorted(store.ids()) == [f"p{worker}" for worker in range(6)]


def test_a_new_collection_that_another_process_is_writing_is_waited_for(tmp_path: Path) -> None:
    Store.open(tmp_path / "desk.db").close()
    other = sqlite3.connect(tmp_path / "desk.db", isolation_level=None, check_same_thread=False)
    # As the file is before the first connection that writes has begun its log.
    other.execute("PRAGMA journal_mode = DELETE")
    other.execute("BEGIN IMMEDIATE")
    end = threading.Timer(0.3, other.execute, ["ROLLBACK"])
    end.start()
    with Store.open(tmp_path / "desk.db") as store:
        assert store.ids() == []
    end.join()
    other.close()


@pytest.mark.parametrize("read", range(1, 4))
def test_a_file_that_another_process_makes_meanwhile_is_ours(tmp_path: Path, read: int) -> None:
    connection = sqlite3.connect(tmp_path / "desk.db", isolation_level=None)
    statements = 0

    def other_process(_: str) -> None:
        nonlocal statements
        statements += 1
        if statements == read:
            Store.open(tmp_path / "desk.db").close()

    connection.set_trace_callback(other_process)
    migrate(connection, "desk.db")
    assert statements >= read
    connection.close()


KILLED = """
import sys
from corpus.publication import Publication
from corpus.store import Store
import corpus.store

store = Store.open(sys.argv[1])
put = corpus.store.put_row
def watched(connection, publication):
    if publication.id == "p1500":
        print("half written", flush=True)
        sys.stdin.read()
    return put(connection, publication)
corpus.store.put_row = watched
store.put(Publication(id=f"p{n}", title="T", abstract="word " * 2000, countries=("C",)) for n in range(3000))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_kill_in_the_middle_of_a_put_leaves_nothing_of_it(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Store.open(path) as store:
        store.put([SOPS])
    command = [sys.executable, "-c", KILLED, str(path)]
    root = Path(__file__).resolve().parents[2]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half written\n"
        # More than the page cache holds has gone to the log, uncommitted.
        assert (tmp_path / "desk.db-wal").stat().st_size > 1_000_000
        os.kill(writer.pid, signal.SIGKILL)
    with Store.open(path) as store:
        assert (store.all(), store.seq(), store.values("countries")) == ([SOPS], 1, {"Lebanon": 1})
        assert store.put([MANUAL]).added == ("manual",)
