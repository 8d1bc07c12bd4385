"""The engine that ships: words and vectors, each from its own index, fused by their scores."""

import threading
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder, Hit, Progress
from embeddings.indexes.current_vectors import CurrentVectors
from embeddings.indexes.current_words import CurrentWords
from embeddings.indexes.lexical import WordIndex, sound
from embeddings.indexes.replay import ReadOnce
from embeddings.indexes.vectors import VectorIndex
from embeddings.reading.embed import embedded, prepare

# nDCG@10 of 0.6 dense + 0.4 BM25 on SciFact .740, MED .803, CISI .465, Cranfield .565; weights from .5 to .7 lie
# within .005, and rank fusion (k 60) gives .719, .787, .441, .555.
DENSE_WEIGHT = 0.6
# Records that each half of the search puts forward; both halves then score all of them, which gains .01 over taking a
# score for the least where its half did not put the record forward. nDCG@10 on SciFact's training claims: .745 for 50,
# .747 for 100, .749 for 200, .750 for 1,000.
CANDIDATES = 200
# Scores that differ by less are equal, so that the order is the same on every machine.
_DIGITS = 6


class HybridEngine:
    """Searches a collection on this machine; safe to share between threads, and to run beside other processes.

    It opens the indexes, and loads the encoder, with the first search, and brings in what was written to the store
    since, by whomever, before each search.
    """

    def __init__(self, store: Store, encoder: Encoder, folder: Path) -> None:
        self._store, self._encoder = store, encoder
        self._words = CurrentWords(store, folder)
        self._vectors = CurrentVectors(store, encoder, folder, partial(embedded, store, encoder))
        self._lock = threading.RLock()

    def prepare(self, publications: Sequence[Publication], progress: Progress | None = None) -> None:
        """Encode the records before they are written, and keep the vectors; what is kept is not encoded again."""
        prepare(self._store, self._encoder, publications, progress)

    def refresh(self, progress: Progress | None = None) -> None:
        """Bring both indexes up to date, which a search does too; `progress` is called where records are encoded."""
        with self._lock:
            self._indexes(progress)

    def search(self, text: str, k: int, meeting: Sequence[Filters] = (), missing: Sequence[Filters] = ()) -> list[Hit]:
        """Return the best `k` records that meet all of `meeting` and none of `missing`, best first, ties by id.

        Any text is a query; one without a letter or digit finds nothing. Raises `IndexFailed` and `ModelFailed`.
        """
        text = sound(text)
        if k < 1 or not any(character.isalnum() for character in text):
            return []
        among = self._store.ids(*meeting, missing=missing) if any(meeting) or missing else None
        if among == []:
            return []
        query = self._encoder.encode_query(text)
        depth = max(k, CANDIDATES)
        with self._lock:
            words, vectors = self._indexes()
            candidates = dict(words.search(text, depth, meeting, missing)) | dict(vectors.search(query, depth, among))
            scores = fused(vectors.scores(query, candidates), words.scores(text, candidates))
        ranked = sorted(scores, key=lambda i: (-scores[i], i))[:k]
        return [Hit(publication, scores[publication.id]) for publication in self._store.get_many(ranked)]

    def _indexes(self, progress: Progress | None = None) -> tuple[WordIndex, VectorIndex]:
        records = ReadOnce(self._store)
        return self._words.index(records), self._vectors.index(records, progress)


def fused(dense: Mapping[str, float], words: Mapping[str, float]) -> dict[str, float]:
    """Return the fused score, from 0 to 1, of each record; both scores are of the same records."""
    dense, words = _normalised(dense), _normalised(words)
    return {i: round(DENSE_WEIGHT * dense[i] + (1 - DENSE_WEIGHT) * words[i], _DIGITS) for i in dense}


def _normalised(scores: Mapping[str, float]) -> dict[str, float]:
    """Return the scores moved and stretched to lie from 0 to 1; where all are equal they are 1, or 0 if they are 0."""
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    return {i: (score - low) / (high - low) if high > low else float(score > 0) for i, score in scores.items()}
