"""A token encoder whose vectors can be worked out by hand: each word is one token on an axis of its own."""

import re
from collections.abc import Sequence

import numpy as np

from embeddings.engine import TokenVectors
from tests.embeddings.hash_encoder import HashEncoder

_AXES = 512
# The number of the first word, among the rare ones.
_FIRST = 10_000


class WordEncoder(HashEncoder):
    """Gives equal words equal vectors, and different words vectors at right angles."""

    def __init__(self, longest: int = 256) -> None:
        super().__init__(longest=longest)
        self._places: dict[str, int] = {}

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return one unit vector for each word of each text."""
        return [self._vectors(list(re.finditer(r"\w+", text))) for text in texts]

    def _vectors(self, words: Sequence[re.Match[str]]) -> TokenVectors:
        places = [self._places.setdefault(word[0].casefold(), len(self._places)) for word in words]
        ids = np.array([_FIRST + place for place in places], dtype=np.int64)
        starts = np.array([word.start() for word in words], dtype=np.int64)
        return TokenVectors(ids, np.eye(_AXES, dtype=np.float32)[places], starts)
