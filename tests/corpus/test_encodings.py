from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.encodings import RecordTokens
from corpus.publication import Publication
from corpus.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put([Publication(id="a", title="Red routes"), Publication(id="b", title="Shelters")])
        yield store


def tokens(*rows: list[int]) -> RecordTokens:
    return RecordTokens(np.arange(len(rows), dtype=np.int32) - 1, np.array(rows, dtype=np.int8).reshape(-1, 2))


def test_vectors_are_kept_by_model_and_fingerprint(store: Store) -> None:
    kept, seq = store.encodings, store.seq()
    two_passages = np.array([[1.0, 0.5], [0.25, -1.0]], dtype=np.float32)
    kept.put_passages("small", {"a": two_passages, "b": two_passages[:1], "none": np.empty((0, 2), np.float32)})
    kept.put_passages("large", {"a": np.ones((1, 3), np.float32)})
    found = kept.passages("small", ["a", "none", "missing"])
    assert set(found) == {"a", "none"}
    assert found["a"].dtype == np.float16
    assert found["a"].tolist() == two_passages.tolist()
    assert found["none"].shape == (0, 2)
    assert kept.passages("large", ["a", "b"])["a"].tolist() == [[1.0, 1.0, 1.0]]
    kept.put_passages("small", {"a": two_passages[1:]})
    assert kept.passages("small", ["a"])["a"].tolist() == [[0.25, -1.0]]
    assert store.seq() == seq


def test_tokens_are_kept_for_the_text_and_model_that_they_are_of(store: Store) -> None:
    kept, prints = store.encodings, {"a": "text of a", "b": "text of b"}
    kept.put_tokens("small", prints, {"a": tokens([7, -7], [0, 4]), "b": tokens()})
    found = kept.tokens("small", prints)
    assert (found["a"].starts.tolist(), found["a"].vectors.tolist()) == ([-1, 0], [[7, -7], [0, 4]])
    assert found["b"].vectors.shape == (0, 2)
    assert list(kept.tokens("small", {"a": "another text", "b": "text of b"})) == ["b"]
    assert kept.tokens("large", prints) == {}
    kept.put_tokens("large", prints, {"a": tokens([5, 6])})
    assert kept.tokens("large", prints)["a"].vectors.tolist() == [[5, 6]]
    assert list(kept.tokens("small", prints)) == ["b"]


@pytest.mark.parametrize("dimension", [1, 2, 7, 128])
def test_any_direction_comes_back_from_half_bytes(store: Store, dimension: int) -> None:
    vectors = np.random.default_rng(7).integers(-7, 8, size=(15, dimension), dtype=np.int8)
    store.encodings.put_tokens("small", {"a": "text"}, {"a": RecordTokens(np.arange(15, dtype=np.int32), vectors)})
    assert store.encodings.tokens("small", {"a": "text"})["a"].vectors.tolist() == vectors.tolist()


def test_tokens_go_with_their_record_and_stay_when_it_changes_elsewhere(store: Store) -> None:
    kept, prints = store.encodings, {"a": "text of a", "b": "text of b"}
    kept.put_tokens("small", prints, {i: tokens([1, 2]) for i in prints})
    store.put([Publication(id="a", title="Red routes", year=2019)])
    assert set(kept.tokens("small", prints)) == {"a", "b"}
    store.remove(["a"])
    store.put([Publication(id="a", title="Red routes")])
    assert set(kept.tokens("small", prints)) == {"b"}


def test_tokens_of_a_record_that_is_gone_are_not_kept(store: Store) -> None:
    store.encodings.put_tokens("small", {"gone": "text"}, {"gone": tokens([1, 2])})
    assert store.encodings.tokens("small", {"gone": "text"}) == {}
