"""An encoder whose rankings one can predict: a vector counts words, so a dot product counts shared words.

Its tokens are words too, each on an axis of its own.
"""

import hashlib
import re
from collections.abc import Sequence

import numpy as np

from embeddings.engine import Float32, TokenVectors

_WORD = re.compile(r"\w+")
_AXES = 512
# The number of the first word, among the rare ones.
_FIRST = 10_000


class HashEncoder:
    """Each word counts in one place of the vector, chosen by its hash; rows have length 1.

    A text without a word has its own fixed place, so that every row has a direction. `encoded` keeps every text that
    was given to `encode`, so that a test sees what was encoded again.
    """

    def __init__(self, name: str = "hash", dimension: int = 4096, longest: int = 256) -> None:
        self._name, self._dimension, self._longest = name, dimension, longest
        self.encoded: list[str] = []
        self._places: dict[str, int] = {}

    @property
    def name(self) -> str:
        return self._name

    @property
    def token_model(self) -> str:
        return f"{self._name}, tokens"

    @property
    def longest(self) -> int:
        return self._longest

    def encode(self, texts: Sequence[str]) -> Float32:
        self.encoded += texts
        rows = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORD.findall(text.lower())[: self._longest] or [""]:
                row[self.place(word)] += 1
            row /= np.linalg.norm(row)
        return rows

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[Float32, list[TokenVectors]]:
        return self.encode(texts), self.tokens(texts)

    def encode_query(self, text: str) -> Float32:
        encoded = self.encoded[:]
        row: Float32 = self.encode([text])[0]
        self.encoded = encoded
        return row

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(_WORD.findall(text)) for text in texts]

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return one unit vector for each word of each text, equal for equal words."""
        return [self._vectors(list(_WORD.finditer(text))) for text in texts]

    def _vectors(self, words: Sequence[re.Match[str]]) -> TokenVectors:
        places = [self._places.setdefault(word[0].casefold(), len(self._places)) for word in words]
        ids = np.array([_FIRST + place for place in places], dtype=np.int64)
        starts = np.array([word.start() for word in words], dtype=np.int64)
        vectors = np.zeros((len(words), _AXES), dtype=np.float32)
        vectors[np.arange(len(words)), np.array(places, dtype=np.int64) % _AXES] = 1
        return TokenVectors(ids, vectors, starts)

    def place(self, word: str) -> int:
        """Return the place in which the word counts."""
        return int.from_bytes(hashlib.sha256(word.encode("utf-8", "surrogatepass")).digest()[:4]) % self._dimension
