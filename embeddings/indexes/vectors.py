"""The index of vectors: FAISS over passages, exact for a collection of any usual size."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, Self

import numpy as np

from embeddings.engine import Float32
from embeddings.indexes.approximate import Rows, inverted_lists, placed_for
from embeddings.reading.embed import Embedded

# Raised when the files or the way of cutting passages change: an index of another format is built anew.
FORMAT = 2
# At 200,000 passages of 384 dimensions exact search takes 29 ms and 300 MB; with inverted lists 5 ms.
FLAT_LIMIT = 200_000
# The lists are placed anew when there are so many times more passages than they were placed for.
_GROWTH = 4
# Up to so many filtered passages are compared one by one, which is exact whatever the filter; at about as many an
# inverted list with a filter takes as long.
GATHER_LIMIT = 20_000
# A filter hides neighbours, so more lists are looked into.
_FILTERED_NPROBE = 4
# Passages looked at for each record wanted; more are fetched where records have many passages.
_PASSAGES_PER_RECORD = 4

_INDEX_FILE, _ROWS_FILE = "vectors.faiss", "passages.npz"


class VectorIndex:
    """Passages by vector. A passage has a row number that is never used again while the index lives."""

    def __init__(self, flat_limit: int = FLAT_LIMIT, gather_limit: int = GATHER_LIMIT) -> None:
        self._flat_limit, self._gather_limit = flat_limit, gather_limit
        self._faiss: Any = None
        self._rows: dict[str, range] = {}
        self._owners: list[str] = []  # by row

    def __len__(self) -> int:
        return len(self._rows)

    @property
    def is_exact(self) -> bool:
        """Tell whether every vector is compared."""
        import faiss

        return not isinstance(self._faiss, faiss.IndexIVF)

    def put(self, records: Sequence[Embedded]) -> None:
        """Add the records, none of which may be there yet."""
        import faiss

        if not records:
            return
        vectors = np.concatenate([record.vectors for record in records]).astype(np.float32)
        if self._faiss is None:
            self._faiss = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
        first = len(self._owners)
        self._faiss.add_with_ids(vectors, np.arange(first, first + len(vectors), dtype=np.int64))
        for record in records:
            self._rows[record.id] = range(len(self._owners), len(self._owners) + len(record.vectors))
            self._owners += [record.id] * len(record.vectors)
        limit = self._flat_limit if self.is_exact else _GROWTH * placed_for(self._faiss.nlist)
        if self._faiss.ntotal > limit:
            self._faiss = inverted_lists(self._faiss, self._rows_of(self._rows))

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the records; one that is not there is passed over."""
        rows = [row for i in ids for row in self._rows.pop(i, ())]
        if rows:
            self._faiss.remove_ids(np.array(rows, dtype=np.int64))

    def ids(self) -> list[str]:
        """Return the id of every record that it holds."""
        return list(self._rows)

    def vectors_of(self, publication_id: str) -> Float32:
        """Return the vectors of the record's passages as they are held, of shape (passages, dimension)."""
        vectors: Float32 = self._faiss.reconstruct_batch(self._rows_of([publication_id]))
        return vectors

    # --- Search -------------------------------------------------------------------------------------------------------

    def search(self, query: Float32, k: int, among: Collection[str] | None = None) -> list[tuple[str, float]]:
        """Return the best `k` records, of all or of those given, as (id, score), best first, ties by id.

        The score of a record is the inner product of the question with its best passage.
        """
        if not self._rows or k < 1:
            return []
        if among is None:
            return self._nearest(query, k, None)
        rows = self._rows_of(among)
        return self._compared(query, rows, k) if len(rows) <= self._gather_limit else self._nearest(query, k, rows)

    def scores(self, query: Float32, ids: Collection[str]) -> dict[str, float]:
        """Return the score of each of the records; one that is not there is passed over."""
        return dict(self._compared(query, self._rows_of(ids), len(ids)))

    def _rows_of(self, ids: Iterable[str]) -> Rows:
        ranges = [self._rows[i] for i in ids if i in self._rows]
        return np.fromiter(chain.from_iterable(ranges), dtype=np.int64)

    def _compared(self, query: Float32, rows: Rows, k: int) -> list[tuple[str, float]]:
        if not len(rows):
            return []
        return self._by_record(rows, self._faiss.reconstruct_batch(rows) @ query, k)

    def _nearest(self, query: Float32, k: int, rows: Rows | None) -> list[tuple[str, float]]:
        parameters = None if rows is None else self._parameters(rows)
        total = self._faiss.ntotal if rows is None else len(rows)
        wanted = k * _PASSAGES_PER_RECORD
        while True:
            wanted = min(wanted, total)
            scores, found = self._faiss.search(query[None], wanted, params=parameters)
            # An empty place comes back as row -1: there is nothing more.
            filled = found[0] >= 0
            records = self._by_record(found[0][filled], scores[0][filled], k)
            if len(records) >= k or wanted == total or not filled.all():
                return records
            wanted *= _PASSAGES_PER_RECORD

    def _parameters(self, rows: Rows) -> Any:
        import faiss

        allowed = np.zeros(len(self._owners), dtype=bool)
        allowed[rows] = True
        selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        if self.is_exact:
            return faiss.SearchParameters(sel=selector)
        nprobe = min(self._faiss.nlist, _FILTERED_NPROBE * self._faiss.nprobe)
        return faiss.SearchParametersIVF(sel=selector, nprobe=nprobe)

    def _by_record(self, rows: Rows, scores: Float32, k: int) -> list[tuple[str, float]]:
        """Return the best `k` records of these passages; those that tie for the last place are cut by id."""
        best: dict[str, float] = {}
        worst = 0.0
        order = np.argsort(-scores)
        for row, score in zip(rows[order].tolist(), scores[order].tolist(), strict=True):
            if len(best) >= k and score < worst:
                break
            owner = self._owners[row]
            if owner not in best:
                best[owner] = worst = score
        return sorted(best.items(), key=lambda found: (-found[1], found[0]))[:k]

    # --- Files --------------------------------------------------------------------------------------------------------

    def save(self, folder: Path) -> None:
        """Write the index into the folder, which is there."""
        import faiss

        if self._faiss is not None:
            faiss.write_index(self._faiss, str(folder / _INDEX_FILE))
        np.savez(
            folder / _ROWS_FILE,
            ids=np.frombuffer("\n".join(self._rows).encode(), dtype=np.uint8),
            firsts=np.array([rows.start for rows in self._rows.values()], dtype=np.int64),
            counts=np.array([len(rows) for rows in self._rows.values()], dtype=np.int64),
            used=np.array(len(self._owners), dtype=np.int64),
        )

    @classmethod
    def load(cls, folder: Path, flat_limit: int = FLAT_LIMIT, gather_limit: int = GATHER_LIMIT) -> Self:
        """Read what `save` has written."""
        import faiss

        index = cls(flat_limit, gather_limit)
        if (folder / _INDEX_FILE).exists():
            index._faiss = faiss.read_index(str(folder / _INDEX_FILE))
        with np.load(folder / _ROWS_FILE, allow_pickle=False) as saved:
            ids = saved["ids"].tobytes().decode().split("\n") if saved["ids"].size else []
            index._owners = [""] * int(saved["used"])
            for i, first, count in zip(ids, saved["firsts"].tolist(), saved["counts"].tolist(), strict=True):
                index._rows[i] = range(first, first + count)
                index._owners[first : first + count] = [i] * count
        return index
