"""A second engine, written to the protocol alone: exact, in memory, words only, with nothing to bring up to date."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from math import sqrt

from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Hit, Progress

_ENDING = re.compile(r"(?:ing|ed|ers?|s)$")


class WordEngine:
    """Ranks every record by the cosine of its counts of words with those of the question."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def prepare(self, publications: Sequence[Publication], progress: Progress | None = None) -> None:
        pass

    def refresh(self, progress: Progress | None = None) -> None:
        pass

    def search(self, text: str, k: int, meeting: Sequence[Filters] = (), missing: Sequence[Filters] = ()) -> list[Hit]:
        asked = counted(text)
        if not asked:
            return []
        hits = [
            Hit(publication, cosine(asked, counted(f"{publication.title}\n{publication.abstract}")))
            for publication in self._store.all()
            if all(filters.accept(publication) for filters in meeting)
            and not any(filters.accept(publication) for filters in missing)
        ]
        return sorted(hits, key=lambda hit: (-hit.score, hit.publication.id))[:k]


def counted(text: str) -> Counter[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return Counter(_ENDING.sub("", word) for word in re.findall(r"\w+", plain))


def cosine(one: Counter[str], other: Counter[str]) -> float:
    shared = sum(count * other[word] for word, count in one.items())
    lengths = [sqrt(sum(count * count for count in counts.values())) for counts in (one, other)]
    return round(min(1.0, shared / (lengths[0] * lengths[1])), 6)
