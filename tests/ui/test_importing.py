"""An import that is interrupted at any moment leaves the collection as it was, and goes on where it stopped."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from corpus.errors import IndexFailed, RefdeskError, StoreFailed
from corpus.formats.source_file import SourceFile
from corpus.importing.plan import plan
from corpus.importing.sources import SourceRead
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Float32, TokenVectors
from embeddings.hybrid import HybridEngine
from tests.corpus.importing.exports import record
from tests.embeddings.hash_encoder import HashEncoder
from ui.importing import bring_in, take_out

ROOT = Path(__file__).resolve().parents[2]
NEW = [
    record("new.ris", n, f"Report {n} on wells", 2001 + n % 20, abstract=f"Well {n} was dug. It holds {n} cubits.")
    for n in range(200)
]
OLD = record("old.ris", 1, "Lime kilns", 1990, abstract="Kilns smoked all night.")
CHANGED = record("old.ris", 1, "Lime kilns", 1990, abstract="Kilns smoked all day.")


class FailingEncoder(HashEncoder):
    """Raises an error in the middle of its work, as often as it is asked to."""

    def __init__(self, error: BaseException | None = None, after: int = 70) -> None:
        super().__init__()
        self.error, self.after = error, after

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[Float32, list[TokenVectors]]:
        if self.error and len(self.encoded) >= self.after:
            raise self.error
        return super().encode_with_tokens(texts)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "collection.sqlite") as opened:
        yield opened


def planned(store: Store, *found: Publication) -> object:
    files = dict.fromkeys(p.source.file for p in found)
    sources = [SourceRead(SourceFile(f, b""), [p for p in found if p.source.file == f]) for f in files]
    return plan(sources, store)


def run(store: Store, engine: HybridEngine, *found: Publication) -> None:
    bring_in(planned(store, *found), store, engine, "an import")  # type: ignore[arg-type]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), RuntimeError("model")])
def test_an_encoder_that_fails_in_the_middle_leaves_all_as_it_was_and_its_work_is_kept(
    error: BaseException, store: Store, tmp_path: Path
) -> None:
    encoder = FailingEncoder()
    engine = HybridEngine(store, encoder, tmp_path / "index")
    run(store, engine, OLD)
    before, seq = store.all(), store.seq()
    encoder.error, encoder.encoded = error, []
    with pytest.raises(type(error)):
        run(store, engine, *NEW, CHANGED)
    assert (store.all(), store.seq()) == (before, seq)
    assert engine.search("kilns smoked night", 5)[0].publication == OLD
    done = len(encoder.encoded)
    encoder.error, encoder.encoded = None, []
    run(store, engine, *NEW, CHANGED)
    assert 0 < done < len(NEW)
    assert len(encoder.encoded) == len(NEW) + 1 - done
    assert (store.count(), store.get(OLD.id)) == (201, CHANGED.model_copy(update={"id": OLD.id}))
    # What was read for the passages was read for the tokens too, and is not read again by the first question.
    with closing(sqlite3.connect(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM record_tokens").fetchone() == (201,)
        assert connection.execute("SELECT count(*) FROM coming_tokens").fetchone() == (0,)


def test_a_database_that_fails_in_the_middle_leaves_all_as_it_was(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = HybridEngine(store, HashEncoder(), tmp_path / "index")
    run(store, engine, OLD)
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL

    def fail(connection: object) -> None:
        raise full

    monkeypatch.setattr("corpus.store.take_coming_tokens", fail)
    with pytest.raises(StoreFailed, match="the disk is full"):
        run(store, engine, *NEW)
    assert store.all() == [OLD]


@pytest.mark.parametrize(
    "error", [IndexFailed("The index cannot be written."), KeyboardInterrupt(), OSError(28, "full")]
)
def test_an_index_that_fails_takes_the_records_back(
    error: BaseException, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = HybridEngine(store, HashEncoder(), tmp_path / "index")
    run(store, engine, OLD)
    with monkeypatch.context() as patched:
        patched.setattr("embeddings.indexes.current_words.CurrentWords.index", _raising(error))
        with pytest.raises(type(error)):
            run(store, engine, *NEW, CHANGED)
        assert store.all() == [OLD]
        with pytest.raises(type(error)):
            take_out([OLD.id], store, engine)
    assert store.all() == [OLD]
    assert [hit.publication for hit in engine.search("kilns wells", 5)] == [OLD]


def test_where_the_records_cannot_even_be_taken_back_it_is_said(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = HybridEngine(store, HashEncoder(), tmp_path / "index")
    monkeypatch.setattr(engine, "refresh", _raising(IndexFailed("The index cannot be written.")))
    monkeypatch.setattr(store, "undo", _raising(StoreFailed("The disk is full.")))
    with pytest.raises(RefdeskError, match=r"could not be taken back \(The disk is full\.\)"):
        run(store, engine, OLD)


def _raising(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


# A whole import in a process of its own, whose every step is as slow as a real one and says what it does.
SLOW_IMPORT = """
import sys
import time
from pathlib import Path
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from tests.ui.test_importing import CHANGED, NEW, FailingEncoder, run

class Slow(FailingEncoder):
    def encode_with_tokens(self, texts):
        time.sleep(0.15)
        return super().encode_with_tokens(texts)

folder = Path(sys.argv[1])
with Store.open(folder / "collection.sqlite") as store:
    print("begun", flush=True)
    run(store, HybridEngine(store, Slow(), folder / "index"), *NEW, CHANGED)
print("done", flush=True)
"""


def test_a_killed_import_leaves_all_or_nothing_and_the_same_import_completes_it(tmp_path: Path) -> None:
    with Store.open(tmp_path / "collection.sqlite") as store:
        run(store, HybridEngine(store, HashEncoder(), tmp_path / "index"), OLD)
    seen = set()
    for delay in (0.0, 0.2, 0.4, 0.6, 0.9):
        process = subprocess.Popen(
            [sys.executable, "-c", SLOW_IMPORT, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        time.sleep(delay)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with Store.open(tmp_path / "collection.sqlite") as store:
            texts = {publication.abstract for publication in store.all()}
            assert texts in ({OLD.abstract}, {CHANGED.abstract, *(p.abstract for p in NEW)})
            seen.add(len(texts))
            assert store.file_faults() == []
            engine = HybridEngine(store, HashEncoder(), tmp_path / "index")
            assert {hit.publication.abstract for hit in engine.search("kilns smoked wells dug", 300)} <= texts
    assert 1 in seen
    with Store.open(tmp_path / "collection.sqlite") as store:
        run(store, HybridEngine(store, HashEncoder(), tmp_path / "index"), *NEW, CHANGED)
        assert store.count() == 201
