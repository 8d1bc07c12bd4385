"""The engine of one machine: words and vectors, each from its own index, fused by their scores."""

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder, Hit
from embeddings.indexes.build import Built
from embeddings.indexes.current_vectors import CurrentVectors
from embeddings.indexes.current_words import CurrentWords
from embeddings.indexes.lexical import sound
from embeddings.reading.embed import Progress

# nDCG@10 of 0.6 dense + 0.4 BM25 on SciFact .740, MED .803, CISI .465, Cranfield .565; weights from .5 to .7 lie
# within .005, and rank fusion (k 60) gives .719, .787, .441, .555.
DENSE_WEIGHT = 0.6
# Records that each half of the search puts forward; both halves then score all of them, which gains .01 over taking a
# score for the least where its half did not put the record forward. nDCG@10 on SciFact's training claims: .745 for 50,
# .747 for 100, .749 for 200, .750 for 1,000.
CANDIDATES = 200
# Scores that differ by less are equal, so that the order is the same on every machine.
_DIGITS = 6


class LocalEngine:
    """Searches a collection on this machine; safe to share between threads, and to run beside other processes.

    It opens the indexes, and loads the encoder, with the first search, and brings in what was written to the store
    since, by whomever, before each search.
    """

    def __init__(self, store: Store, encoder: Encoder, folder: Path) -> None:
        self._store, self._encoder = store, encoder
        self._words = CurrentWords(store, folder)
        self._vectors = CurrentVectors(store, encoder, folder)
        self._lock = threading.RLock()

    def add(self, publications: Iterable[Publication]) -> None:
        """Add the records to the collection and the indexes; one whose id is there is updated."""
        self._store.put(publications)
        self.refresh()

    def remove(self, ids: Iterable[str]) -> None:
        """Remove the records; an id that is not there is passed over."""
        self._store.remove(ids)
        self.refresh()

    def refresh(self, progress: Progress | None = None) -> Built:
        """Bring both indexes up to date, which a search does too; `progress` is called where records are encoded."""
        with self._lock:
            self._words.index()
            vectors, encoded = self._vectors.index(progress)
            return Built(encoded, len(vectors))

    def search(self, text: str, filters: Filters = Filters(), k: int = 10) -> list[Hit]:
        """Return the best `k` records among those that the filters accept, best first, ties by id.

        Any text is a query; one without a letter or digit finds nothing. Raises `IndexFailed` and `ModelFailed`.
        """
        text = sound(text)
        if k < 1 or not any(character.isalnum() for character in text):
            return []
        among = self._store.ids(filters) if filters else None
        if among == []:
            return []
        query = self._encoder.encode_query(text)
        depth = max(k, CANDIDATES)
        with self._lock:
            words = self._words.index()
            vectors, _ = self._vectors.index()
            words_ranks = _ranks(i for i, _ in words.search(text, filters, depth))
            vectors_ranks = _ranks(found.id for found in vectors.search(query, depth, among))
            best = vectors.best(query, words_ranks | vectors_ranks)
            bm25 = words.scores(text, best)
        scores = fused({i: found.score for i, found in best.items()}, bm25)
        ranked = sorted(scores, key=lambda i: (-scores[i], i))[:k]
        return [
            Hit(p, best[p.id].start, best[p.id].end, scores[p.id], words_ranks.get(p.id), vectors_ranks.get(p.id))
            for p in self._store.get_many(ranked)
        ]

    def search_words(self, text: str, filters: Filters = Filters(), k: int = 10) -> list[Hit]:
        """Return the best `k` records by words alone, which needs no encoder; the passage is the whole abstract."""
        with self._lock:
            found = self._words.index().search(text, filters, max(k, CANDIDATES))[:k]
        scores = _normalised(dict(found))
        ranks = _ranks(scores)
        return [Hit(p, 0, len(p.abstract), scores[p.id], ranks[p.id], None) for p in self._store.get_many(scores)]


def fused(
    dense: Mapping[str, float], words: Mapping[str, float], dense_weight: float = DENSE_WEIGHT
) -> dict[str, float]:
    """Return the fused score, from 0 to 1, of each record; both scores are of the same records."""
    dense, words = _normalised(dense), _normalised(words)
    return {i: round(dense_weight * dense[i] + (1 - dense_weight) * words[i], _DIGITS) for i in dense}


def _normalised(scores: Mapping[str, float]) -> dict[str, float]:
    """Return the scores moved and stretched to lie from 0 to 1; where all are equal they are 1, or 0 if they are 0."""
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {i: (score - low) / (high - low) if high > low else float(score > 0) for i, score in scores.items()}


def _ranks(ids: Iterable[str]) -> dict[str, int]:
    return {i: rank for rank, i in enumerate(ids, start=1)}
