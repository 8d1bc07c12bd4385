"""The index of vectors, exact and approximate, against a comparison one by one."""

from pathlib import Path

import numpy as np
import pytest

from embeddings.engine import Float32
from embeddings.indexes.approximate import lists_for, placed_for
from embeddings.indexes.vectors import VectorIndex
from embeddings.reading.embed import Embedded

DIMENSION = 32


def unit(rows: list[list[float]]) -> Float32:
    array = np.array(rows, dtype=np.float32)
    normed: Float32 = array / np.linalg.norm(array, axis=1, keepdims=True)
    return normed


@pytest.fixture(scope="module")
def cloud() -> Float32:
    """Vectors in sixty clumps, as texts lie: 4,000 rows."""
    random = np.random.default_rng(0)
    clumps = random.normal(size=(60, DIMENSION))[random.integers(0, 60, 4000)]
    rows = unit((clumps + 0.6 * random.normal(size=(4000, DIMENSION))).tolist())
    return rows.astype(np.float16).astype(np.float32)


def record(publication_id: str, vectors: Float32) -> Embedded:
    return Embedded(publication_id, vectors.astype(np.float16))


def filled(cloud: Float32, flat_limit: int = 10**6, gather_limit: int = 10**6) -> VectorIndex:
    """An index of 2,000 records with two passages each."""
    index = VectorIndex(flat_limit, gather_limit)
    index.put([record(f"r{n // 2:04}", cloud[n : n + 2]) for n in range(0, len(cloud), 2)])
    return index


def one_by_one(cloud: Float32, query: Float32, k: int, ids: list[str] | None = None) -> list[str]:
    best = (cloud @ query).reshape(-1, 2).max(axis=1)
    wanted = ids or [f"r{n:04}" for n in range(len(best))]
    return sorted(wanted, key=lambda i: (-best[int(i[1:])], i))[:k]


def recall(cloud: Float32, index: VectorIndex, among: list[str] | None = None) -> float:
    shared = 0
    for query in cloud[::40]:
        found = {i for i, _ in index.search(query, 10, among)}
        shared += len(found & set(one_by_one(cloud, query, 10, among)))
    return shared / 1000


def test_a_record_scores_as_its_best_passage() -> None:
    index = VectorIndex()
    index.put([record("a", unit([[1, 0], [0, 1]])), record("b", unit([[3, 4]]))])
    found = index.search(unit([[0, 1]])[0], 2)
    assert [i for i, _ in found] == ["a", "b"]
    # Half precision keeps three digits.
    assert dict(found) == pytest.approx({"a": 1, "b": 4 / 5}, abs=1e-3)
    assert index.scores(unit([[1, 0]])[0], ["b", "missing"]) == pytest.approx({"b": 3 / 5}, abs=1e-3)


def test_of_two_records_with_one_score_the_id_decides() -> None:
    index = VectorIndex()
    index.put([record(publication_id, unit([[1, 0], [1, 0]])) for publication_id in ("b", "a")])
    assert [i for i, _ in index.search(unit([[1, 0]])[0], 2)] == ["a", "b"]
    assert [i for i, _ in index.search(unit([[1, 0]])[0], 1)] == ["a"]


def test_an_empty_index_finds_nothing_before_and_after() -> None:
    index = VectorIndex()
    query = unit([[1, 0]])[0]
    assert (index.search(query, 5), index.search(query, 5, ["a"]), index.scores(query, ["a"])) == ([], [], {})
    index.put([record("a", unit([[1, 0], [0, 1]]))])
    index.remove(["a"])
    assert (len(index), index.search(query, 5), index.search(query, 5, ["a"])) == (0, [], [])


@pytest.mark.parametrize("gather_limit", [0, 10**6])
def test_exact_search_is_exact_with_and_without_a_filter(cloud: Float32, gather_limit: int) -> None:
    index = filled(cloud, gather_limit=gather_limit)
    some = [f"r{n:04}" for n in range(0, 2000, 7)]
    assert index.is_exact
    for query in cloud[:20]:
        assert [i for i, _ in index.search(query, 10)] == one_by_one(cloud, query, 10)
        assert [i for i, _ in index.search(query, 10, some)] == one_by_one(cloud, query, 10, some)
        assert [i for i, _ in index.search(query, 10, some[:3])] == one_by_one(cloud, query, 3, some[:3])


def test_many_passages_of_one_record_do_not_crowd_out_the_others() -> None:
    index = VectorIndex()
    index.put([record("many", unit([[1, 0]] * 500)), *(record(name, unit([[0, 1]])) for name in "xyz")])
    assert [i for i, _ in index.search(unit([[1, 0.1]])[0], 4)] == ["many", "x", "y", "z"]


def test_past_the_limit_lists_are_used_and_hold_the_recall(cloud: Float32) -> None:
    index = filled(cloud, flat_limit=3999, gather_limit=100)
    assert not index.is_exact
    assert recall(cloud, index) >= 0.95
    # A filter that leaves a third, and one that leaves few enough to compare one by one.
    assert recall(cloud, index, [f"r{n:04}" for n in range(0, 2000, 3)]) >= 0.95
    assert recall(cloud, index, [f"r{n:04}" for n in range(0, 2000, 50)]) >= 0.95


def test_lists_are_left_out_below_the_limit(cloud: Float32) -> None:
    assert filled(cloud, flat_limit=4000).is_exact


def test_lists_are_placed_anew_when_outgrown(cloud: Float32) -> None:
    assert (lists_for(900), placed_for(lists_for(900))) == (4 * 30, 900)
    index = VectorIndex(flat_limit=899)
    lists = []
    for first in range(0, 4000, 100):
        index.put([record(f"r{n // 2:04}", cloud[n : n + 2]) for n in range(first, first + 100, 2)])
        lists.append(0 if index.is_exact else index._faiss.nlist)
    # Exact up to 899 passages, then lists for 900, which serve up to four times as many.
    assert lists == [0] * 8 + [lists_for(900)] * 28 + [lists_for(3700)] * 4
    assert recall(cloud, index) >= 0.95


@pytest.mark.parametrize("flat_limit", [100, 10**6])
def test_removed_records_are_gone_and_what_is_added_after_is_found(cloud: Float32, flat_limit: int) -> None:
    index = filled(cloud, flat_limit=flat_limit)
    index.remove([f"r{n:04}" for n in range(1000)])
    index.remove(["r0000", "never there"])
    assert len(index) == 1000
    assert all(int(i[1:]) >= 1000 for query in cloud[:50] for i, _ in index.search(query, 10))
    index.put([record("r0000", cloud[:2])])
    assert index.search(cloud[0], 1)[0][0] == "r0000"


@pytest.mark.parametrize("flat_limit", [100, 10**6])
def test_a_saved_index_finds_the_same_and_goes_on(cloud: Float32, flat_limit: int, tmp_path: Path) -> None:
    index = filled(cloud, flat_limit=flat_limit)
    index.remove(["r0001", "r0003"])
    index.save(tmp_path)
    loaded = VectorIndex.load(tmp_path, flat_limit)
    assert (len(loaded), loaded.is_exact) == (1998, flat_limit == 10**6)
    for again in (index, loaded):
        again.put([record("r0001", cloud[2:4])])
    for query in cloud[:20]:
        assert loaded.search(query, 10) == index.search(query, 10)
        assert loaded.scores(query, ["r0001", "r0002"]) == index.scores(query, ["r0001", "r0002"])


def test_an_empty_index_is_saved_and_loaded(tmp_path: Path) -> None:
    VectorIndex().save(tmp_path)
    loaded = VectorIndex.load(tmp_path)
    loaded.put([record("a", unit([[1, 0], [0, 1]]))])
    assert [i for i, _ in loaded.search(unit([[1, 0]])[0], 1)] == ["a"]
