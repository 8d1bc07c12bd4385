"""What the state of the indexes is called."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.publication import Publication
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from embeddings.indexes.state import index_state
from tests.embeddings.hash_encoder import HashEncoder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "collection.sqlite") as opened:
        opened.put([Publication(id="a", title="Red cross")])
        yield opened


def test_the_state_is_said_and_nothing_is_made(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    unbuilt = "not built yet; the first question does"
    assert index_state(store, folder, "hash") == {"words": unbuilt, "vectors": unbuilt}
    assert not folder.exists()
    HybridEngine(store, HashEncoder(), folder).refresh()
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
    for kind in ("words", "vectors"):
        manifest = json.loads((folder / f"{kind}.json").read_text())
        (folder / f"{kind}.json").write_text(json.dumps({**manifest, "format": 0}))
    other = "of another version of refdesk; the next question builds it anew"
    assert index_state(store, folder, "hash") == {"words": other, "vectors": other}
