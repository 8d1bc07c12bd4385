"""The hybrid engine on the disk: what it finds again, what it encodes again, and what it survives."""

import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus.errors import IndexFailed
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Float32, Hit
from embeddings.hybrid import CANDIDATES, HybridEngine, fused
from embeddings.indexes.current_vectors import other_model
from embeddings.indexes.current_words import CurrentWords
from embeddings.indexes.lexical import WordIndex
from embeddings.indexes.manifest import checksums
from embeddings.indexes.replay import ReadOnce
from embeddings.indexes.vectors import VectorIndex
from tests.embeddings.hash_encoder import HashEncoder

RECORDS = [
    Publication(id=f"r{n}", title=f"Record {n}", abstract=f"About topic{n}. Nothing more.", year=2000 + n)
    for n in range(12)
]


class Untouched(HashEncoder):
    """An encoder that must not be asked for anything but its name."""

    def encode(self, texts: Sequence[str]) -> Float32:
        raise AssertionError("a text was encoded")

    def encode_query(self, text: str) -> Float32:
        raise AssertionError("a question was encoded")

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        raise AssertionError("tokens were counted")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "collection.sqlite") as opened:
        yield opened


@pytest.fixture
def index(store: Store, tmp_path: Path) -> Path:
    folder = tmp_path / "index"
    filled(store, folder, RECORDS)
    return folder


def filled(store: Store, folder: Path, records: Sequence[Publication]) -> None:
    store.put(records)
    HybridEngine(store, HashEncoder(), folder).refresh()


def search(engine: HybridEngine, text: str = "topic3") -> list[Hit]:
    return engine.search(text, 1000)


def ids_by_words(store: Store, index: Path, text: str) -> list[str]:
    return sorted(i for i, _ in CurrentWords(store, index).index(ReadOnce(store)).search(text, 1000))


# --- Opening again ----------------------------------------------------------------------------------------------------


def test_a_reopened_index_finds_the_same_and_encodes_nothing(store: Store, index: Path) -> None:
    fresh = HashEncoder()
    hits = search(HybridEngine(store, fresh, index))
    assert hits[0].publication.id == "r3"
    assert len(hits) == len(RECORDS)
    assert fresh.encoded == []
    assert search(HybridEngine(store, HashEncoder(), index)) == hits


def test_opening_alone_touches_neither_encoder_nor_index(store: Store, tmp_path: Path) -> None:
    HybridEngine(store, Untouched(), tmp_path / "index")
    assert not (tmp_path / "index").exists()


def test_changes_made_without_the_engine_are_found_and_only_new_texts_encoded(store: Store, index: Path) -> None:
    store.put([Publication(id="late", title="Whistleblowers"), RECORDS[3].model_copy(update={"year": 1999})])
    store.remove(["r5"])
    encoder = HashEncoder()
    engine = HybridEngine(store, encoder, index)
    assert search(engine, "whistleblowers")[0].publication.id == "late"
    assert len(search(engine)) == len(RECORDS)
    assert [hit.publication.id for hit in engine.search("topic3", 5, [Filters(years=(1999, 1999))])] == ["r3"]
    assert encoder.encoded == ["Whistleblowers"]


def test_a_few_changes_are_replayed_and_many_written(store: Store, index: Path) -> None:
    # Twenty-four of 480 are the twentieth part: one record more is written.
    engine = HybridEngine(store, HashEncoder(), index)
    store.put(Publication(id=f"many-{n}", title=f"Many {n}") for n in range(468))
    engine.refresh()
    written = (index / "vectors.json").read_text()
    store.put(Publication(id=f"few-{n}", title=f"Few {n}") for n in range(20))
    engine.refresh()
    assert (index / "vectors.json").read_text() == written
    assert search(HybridEngine(store, HashEncoder(), index), "few 7")[0].publication.id == "few-7"
    store.put(Publication(id=f"more-{n}", title=f"More {n}") for n in range(10))
    engine.refresh()
    assert (index / "vectors.json").read_text() != written


# --- Doubt ------------------------------------------------------------------------------------------------------------


def _damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)


def _files(index: Path) -> list[Path]:
    return sorted(
        path for path in index.rglob("*") if path.is_file() and path.suffix != ".lock" and path.stat().st_size
    )


def test_a_damaged_cut_or_missing_file_is_noticed_and_made_good_without_encoding(store: Store, index: Path) -> None:
    expected = search(HybridEngine(store, HashEncoder(), index))
    assert {path.name for path in _files(index)} >= {"vectors.json", "words.json", "vectors.faiss", "meta.json"}
    for number in range(len(_files(index))):
        for harm in (_damage, lambda path: path.write_bytes(path.read_bytes()[:-1]), Path.unlink):
            path = _files(index)[number]
            harm(path)
            encoder = HashEncoder()
            assert search(HybridEngine(store, encoder, index)) == expected, f"{harm} of {path}"
            assert encoder.encoded == []


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"change": 1}', '{"change": [1, "put", "r1"], "x": 2}', "null"])
@pytest.mark.parametrize("kind", ["words", "vectors"])
def test_a_manifest_that_is_none_is_made_good(store: Store, index: Path, kind: str, manifest: str) -> None:
    expected = search(HybridEngine(store, HashEncoder(), index))
    (index / f"{kind}.json").write_text(manifest)
    assert search(HybridEngine(store, HashEncoder(), index)) == expected


def test_an_index_that_lacks_a_record_is_built_anew(store: Store, index: Path) -> None:
    expected = search(HybridEngine(store, HashEncoder(), index))
    words = json.loads((index / "words.json").read_text())
    WordIndex.open(index / words["folder"]).apply([], ["r3"])
    (index / "words.json").write_text(json.dumps({**words, "files": checksums(index / words["folder"])}))
    vectors = json.loads((index / "vectors.json").read_text())
    loaded = VectorIndex.load(index / vectors["folder"])
    loaded.remove(["r3"])
    loaded.save(index / vectors["folder"])
    (index / "vectors.json").write_text(json.dumps({**vectors, "files": checksums(index / vectors["folder"])}))
    assert search(HybridEngine(store, HashEncoder(), index)) == expected


def test_the_index_of_an_emptied_collection_is_written_once(store: Store, index: Path) -> None:
    engine = HybridEngine(store, HashEncoder(), index)
    store.remove(store.ids())
    engine.refresh()
    written = [(index / f"{kind}.json").stat().st_mtime_ns for kind in ("words", "vectors")]
    assert search(engine) == search(HybridEngine(store, HashEncoder(), index)) == []
    assert [(index / f"{kind}.json").stat().st_mtime_ns for kind in ("words", "vectors")] == written


def test_an_index_of_another_format_is_built_anew(store: Store, index: Path) -> None:
    for kind in ("words", "vectors"):
        manifest = json.loads((index / f"{kind}.json").read_text())
        (index / f"{kind}.json").write_text(json.dumps({**manifest, "format": 0}))
    folders = {path.name for path in index.iterdir() if path.is_dir()}
    assert len(search(HybridEngine(store, HashEncoder(), index))) == len(RECORDS)
    assert not folders & {path.name for path in index.iterdir() if path.is_dir()}


def test_a_collection_put_back_from_a_backup_is_indexed_anew(tmp_path: Path) -> None:
    path, backup, folder = tmp_path / "collection.sqlite", tmp_path / "backup.sqlite", tmp_path / "index"
    with Store.open(path) as store:
        filled(store, folder, RECORDS[:3])
    shutil.copy(path, backup)
    with Store.open(path) as store:
        filled(store, folder, RECORDS[3:5])
    shutil.copy(backup, path)
    with Store.open(path) as store:
        # As many changes as before the backup came back, but others.
        store.put(RECORDS[5:7])
        hits = search(HybridEngine(store, HashEncoder(), folder))
        assert sorted(hit.publication.id for hit in hits) == ["r0", "r1", "r2", "r5", "r6"]


def test_a_folder_that_cannot_be_made_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexFailed, match=r"file/index cannot be read or written \(Not a directory\)"):
        filled(store, tmp_path / "file" / "index", RECORDS)


# --- Building and models ----------------------------------------------------------------------------------------------


def test_a_refresh_encodes_what_is_new_and_tells_how_far_it_is(store: Store, tmp_path: Path) -> None:
    store.put(Publication(id=f"p{n}", title=f"Title {n}") for n in range(150))
    told: list[tuple[int, int]] = []

    def refreshed(encoder: HashEncoder) -> list[str]:
        told.clear()
        HybridEngine(store, encoder, tmp_path / "index").refresh(lambda *at: told.append(at))
        return encoder.encoded

    assert (len(refreshed(HashEncoder())), told) == (150, [(64, 150), (128, 150), (150, 150)])
    assert (refreshed(Untouched()), told) == ([], [])
    store.put([Publication(id="p0", title="Another title")])
    assert (refreshed(HashEncoder()), told) == (["Another title"], [(1, 1)])


def test_the_same_text_is_encoded_once(store: Store, tmp_path: Path) -> None:
    encoder = HashEncoder()
    store.put([Publication(id="one", title="Same", year=2001), Publication(id="two", title="Same", year=2002)])
    engine = HybridEngine(store, encoder, tmp_path / "index")
    assert len(search(engine, "same")) == 2
    assert encoder.encoded == ["Same"]


def test_another_model_encodes_everything_and_the_first_is_not_forgotten(store: Store, index: Path) -> None:
    first, other = HashEncoder(), HashEncoder("other", dimension=512)
    assert (other_model(store, first), other_model(store, other)) == (None, "hash")
    HybridEngine(store, other, index).refresh()
    assert (len(other.encoded), other_model(store, other)) == (12, None)
    assert search(HybridEngine(store, other, index))[0].publication.id == "r3"
    HybridEngine(store, first, index).refresh()
    assert (first.encoded, other_model(store, other)) == ([], "hash")


def test_what_was_encoded_before_an_interruption_is_kept(store: Store, tmp_path: Path) -> None:
    store.put(Publication(id=f"p{n}", title=f"Title {n}") for n in range(150))

    def interrupt(done: int, total: int) -> None:
        if done == 128:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        HybridEngine(store, HashEncoder(), tmp_path / "index").refresh(interrupt)
    encoder = HashEncoder()
    HybridEngine(store, encoder, tmp_path / "index").refresh()
    assert encoder.encoded == [f"Title {n}" for n in range(128, 150)]


def test_an_engine_whose_refresh_was_interrupted_is_whole_afterwards(store: Store, index: Path) -> None:
    engine = HybridEngine(store, HashEncoder(), index)
    expected = search(engine)
    store.put([RECORDS[3].model_copy(update={"abstract": "Changed to whistleblowers."})])

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.refresh(interrupt)
    store.put([RECORDS[3]])
    assert search(engine) == expected


# --- Beside others ----------------------------------------------------------------------------------------------------


def test_two_engines_on_one_folder_see_one_another(store: Store, index: Path) -> None:
    one, two = HybridEngine(store, HashEncoder(), index), HybridEngine(store, HashEncoder(), index)
    for turn, engine in enumerate([one, two, one, two]):
        store.put([Publication(id=f"turn-{turn}", title=f"Turn {turn}")])
        engine.refresh()
        for other in (one, two):
            assert search(other, f"turn {turn}")[0].publication.id == f"turn-{turn}"
            assert len(search(other)) == len(RECORDS) + turn + 1


_WRITER = """
import sys
from pathlib import Path
from corpus.publication import Publication
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from tests.embeddings.hash_encoder import HashEncoder
folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
with Store.open(folder / "collection.sqlite") as store:
    engine = HybridEngine(store, HashEncoder(), folder / "index")
    print("ready", flush=True)
    for n in range(count):
        store.put([Publication(id=f"{name}-{n}", title=f"{name} {n}")])
        engine.refresh()
        if n % 3 == 2:
            store.remove([f"{name}-{n - 1}"])
            engine.refresh()
"""


def _writer(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, str(folder), name, str(count)]
    root = Path(__file__).resolve().parents[2]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root)


def test_processes_that_write_at_once_do_not_harm_one_another(store: Store, index: Path, tmp_path: Path) -> None:
    writers = [_writer(tmp_path, name, 9) for name in ("alpha", "beta")]
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    assert len(ids_by_words(store, index, "alpha beta")) == 12
    assert len(search(HybridEngine(store, HashEncoder(), index))) == len(RECORDS) + 12


def _is_whole(store: Store, index: Path) -> None:
    """The reopened index holds every record, and nothing else, in both halves."""
    engine = HybridEngine(store, HashEncoder(), index)
    ids = sorted(store.ids())
    assert sorted(hit.publication.id for hit in search(engine, "topic3")) == ids
    alpha = sorted(i for i in ids if i.startswith("alpha"))
    assert ids_by_words(store, index, "alpha") == alpha
    if alpha:
        assert search(engine, alpha[-1].replace("-", " "))[0].publication.id == alpha[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("kills", [4, pytest.param(40, marks=pytest.mark.slow)])
def test_a_killed_writer_leaves_an_index_that_is_whole(store: Store, index: Path, tmp_path: Path, kills: int) -> None:
    for number in range(kills):
        writer = _writer(tmp_path, "alpha", 1000)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.02 + 0.31 * number / kills)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        _is_whole(store, index)


def test_threads_share_an_engine(store: Store, index: Path) -> None:
    engine = HybridEngine(store, HashEncoder(), index)
    wrong: list[object] = []

    def ask(number: int) -> None:
        for _ in range(10):
            hits = search(engine, f"topic{number}")
            if hits[0].publication.id != f"r{number}":
                wrong.append(hits[0])

    def write() -> None:
        for n in range(10):
            store.put([Publication(id=f"new-{n}", title=f"New {n}")])
            engine.refresh()

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)] + [threading.Thread(target=write)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(search(engine)) == len(RECORDS) + 10


# --- Reading and conditions -------------------------------------------------------------------------------------------


def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The list that the JSON of every record is added to when it is parsed."""
    texts: list[str] = []
    parse = Publication.model_validate_json

    def listening(text: str) -> Publication:
        texts.append(text)
        return parse(text)

    monkeypatch.setattr(Publication, "model_validate_json", listening)
    return texts


def test_both_indexes_are_made_of_records_parsed_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.put(Publication(id=f"p{n}", title=f"Title {n}") for n in range(150))
    texts = parsed(monkeypatch)
    engine = HybridEngine(store, HashEncoder(), tmp_path / "index")
    engine.refresh()
    assert len(texts) == len(set(texts)) == 150
    store.put([Publication(id="p7", title="Another title")])
    texts.clear()
    engine.refresh()
    assert len(texts) == 1


def test_a_search_asks_once_whether_the_collection_has_changed(
    store: Store, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = HybridEngine(store, HashEncoder(), index)
    engine.refresh()
    times = 0
    seq = store.seq

    def counting() -> int:
        nonlocal times
        times += 1
        return seq()

    monkeypatch.setattr(store, "seq", counting)
    assert search(engine)[0].publication.id == "r3"
    assert times == 1


def test_a_record_that_changes_during_a_refresh_is_found_as_it_is_then(store: Store, tmp_path: Path) -> None:
    """What was parsed for the index of words is not what the vectors are made of, if something was written since."""
    store.put([Publication(id="one", title="Before"), Publication(id="two", title="Other")])
    records = ReadOnce(store)
    assert [p.title for p in records.get_many(["one", "two"])] == ["Before", "Other"]
    store.put([Publication(id="one", title="After")])
    store.remove(["two"])
    assert [p.title for p in records.get_many(["one", "two", "never there"])] == ["After"]

    class Writing(HashEncoder):
        def encode(self, texts: Sequence[str]) -> Float32:
            store.put([Publication(id="one", title="Whistleblowers")])
            return super().encode(texts)

    engine = HybridEngine(store, Writing(), tmp_path / "index")
    engine.refresh()
    assert [hit.publication.title for hit in search(engine, "whistleblowers")] == ["Whistleblowers"]
    assert ids_by_words(store, tmp_path / "index", "whistleblowers") == ["one"]


def test_records_left_out_do_not_crowd_out_the_others_however_many_they_are(store: Store, tmp_path: Path) -> None:
    many = 2 * CANDIDATES
    store.put(Publication(id=f"many-{n}", title="Red cross guide", year=2019) for n in range(many))
    store.put([Publication(id="few-1", title="Red"), Publication(id="few-2", title="Red guide", year=2020)])
    engine = HybridEngine(store, HashEncoder(), tmp_path / "index")
    hits = engine.search("red cross guide", 2, missing=[Filters(years=(2019, 2019))])
    assert [hit.publication.id for hit in hits] == ["few-2", "few-1"]


# --- Fusion -----------------------------------------------------------------------------------------------------------


def test_scores_are_stretched_and_weighed() -> None:
    # Dense 1/2 lies 2/3 of the way from 1/4 to 5/8; BM25 4 halfway from 2 to 6.
    assert fused({"a": 5 / 8, "b": 1 / 2, "c": 1 / 4}, {"b": 6.0, "c": 4.0, "a": 2.0}) == {
        "a": 0.6,
        "b": round(0.6 * 2 / 3 + 0.4, 6),
        "c": 0.2,
    }


def test_scores_that_are_all_equal_are_whole_and_scores_of_nothing_are_none() -> None:
    assert fused({"a": 0.9}, {"a": 3.0}) == {"a": 1.0}
    assert fused({"a": 0.9, "b": 0.9}, {"a": 0.0, "b": 0.0}) == {"a": 0.6, "b": 0.6}
    assert fused({"a": 0.9, "b": 0.1}, {"a": 0.0, "b": 3.0}) == {"a": 0.6, "b": 0.4}
    assert fused({}, {}) == {}
