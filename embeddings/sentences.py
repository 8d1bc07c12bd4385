"""The engine of questions in other languages: records and their sentences by meaning alone, since no word is shared."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from corpus.filters import Filters
from corpus.publication import Publication
from corpus.sentences import spans
from corpus.store import Store
from embeddings.engine import Float32, Progress, TextEncoder
from embeddings.indexes.current_vectors import CurrentVectors
from embeddings.indexes.replay import ReadOnce
from embeddings.reading.embed import embedded_sentences

# Records that the index puts forward by their nearest vector, of which the score then says which are best.
_CANDIDATES = 100
# Under this key the collection remembers the encoder of these vectors.
_SETTING = "languages_model"


@dataclass(frozen=True, slots=True)
class ReadHit:
    """A record with the cosine of each sentence of its abstract, in order; `score` is what records are ranked by.

    It is the mean of the cosines of the best passage and the best sentence.
    """

    publication: Publication
    score: float
    sentences: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The best records for a question, the best first, and the vector of the question."""

    hits: tuple[ReadHit, ...]
    query: Float32


class SentenceEngine:
    """Searches the records of a collection by an encoder that reads many languages; safe to share between threads.

    The index opens, and the encoder is loaded, with the first search, which brings in what was written since.
    """

    def __init__(self, store: Store, encoder: TextEncoder, folder: Path) -> None:
        self._store, self._encoder = store, encoder
        embed = partial(embedded_sentences, store, encoder)
        self._vectors = CurrentVectors(store, encoder, folder, embed, _SETTING)
        self._lock = threading.Lock()

    def refresh(self, progress: Progress | None = None) -> None:
        """Bring the index up to date, which a search does too; `progress` is called where records are encoded."""
        with self._lock:
            self._vectors.index(ReadOnce(self._store), progress)

    def search(self, text: str, k: int, meeting: Sequence[Filters] = (), missing: Sequence[Filters] = ()) -> Found:
        """Return the best `k` records that meet all of `meeting` and none of `missing`, ties by id.

        Raises `IndexFailed` and `ModelFailed`.
        """
        among = self._store.ids(*meeting, missing=missing) if any(meeting) or missing else None
        query = self._encoder.encode_query(text)
        with self._lock:
            index = self._vectors.index(ReadOnce(self._store))
            nearest = [] if among == [] else [i for i, _ in index.search(query, _CANDIDATES, among)]
            publications = self._store.get_many(nearest)
            hits = [_read(publication, index.vectors_of(publication.id) @ query) for publication in publications]
        return Found(tuple(sorted(hits, key=lambda hit: (-hit.score, hit.publication.id))[:k]), query)


def _read(publication: Publication, cosines: Float32) -> ReadHit:
    sentences = len(spans(publication.abstract))
    passages, own = np.split(cosines, [len(cosines) - sentences])
    return ReadHit(publication, _score(passages, own), tuple(own.tolist()))


def _score(passages: Float32, sentences: Float32) -> float:
    best = float(passages.max())
    return (best + float(sentences.max())) / 2 if len(sentences) else best
