"""A manifest round trip, and what the state of the indexes is called."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.publication import Publication
from corpus.store import Store
from embeddings.build import build
from embeddings.manifest import Manifest, checksums, index_state, read_manifest, write_manifest
from tests.embeddings.hash_encoder import HashEncoder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "collection.sqlite") as opened:
        opened.put([Publication(id="a", title="Red cross")])
        yield opened


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert read_manifest(tmp_path, "words") is None
    for seq in (1, 2):
        manifest = Manifest("words-1", 1, "", (seq, "put", "a"), {"meta.json": "00ff"})
        write_manifest(tmp_path, "words", manifest)
        assert read_manifest(tmp_path, "words") == manifest
    assert [path.name for path in tmp_path.iterdir()] == ["words.json"]


def test_checksums_are_of_the_bytes_and_trust_what_is_known(tmp_path: Path) -> None:
    (tmp_path / "b").write_bytes(b"")
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "x.lock").write_bytes(b"")
    assert checksums(tmp_path) == {
        "a": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        "b": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    assert checksums(tmp_path, {"a": "known", "gone": "known"})["a"] == "known"
    assert list(checksums(tmp_path, {"gone": "known"})) == ["a", "b"]


def test_the_state_is_said_and_nothing_is_made(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    unbuilt = "not built yet; the first question does"
    assert index_state(store, folder, "hash") == {"words": unbuilt, "vectors": unbuilt}
    assert not folder.exists()
    build(store, HashEncoder(), folder)
    assert index_state(store, folder, "hash") == {"words": "up to date", "vectors": "up to date"}
    assert index_state(store, folder, "other") == {
        "words": "up to date",
        "vectors": "built with the model hash; the next question builds it anew",
    }
    store.put([Publication(id="b", title="New")])
    behind = "1 change behind; the next question brings it in"
    assert index_state(store, folder, "hash") == {"words": behind, "vectors": behind}
    store.remove(["a"])
    behind = "2 changes behind; the next question brings them in"
    assert index_state(store, folder, "hash") == {"words": behind, "vectors": behind}
    next(folder.glob("words-*/meta.json")).write_text("")
    next(folder.glob("vectors-*/vectors.faiss")).unlink()
    damaged = "damaged, or of another collection; the next question builds it anew"
    assert index_state(store, folder, "hash") == {"words": damaged, "vectors": damaged}
