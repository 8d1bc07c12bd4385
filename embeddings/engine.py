"""The seams of finding: what turns text into vectors, what searches, and what a search returns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.filters import Filters
from corpus.publication import Publication

Float32 = npt.NDArray[np.float32]
# Called with the number of records done and of all that are to be done.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found; `score` lies between 0 and 1 and compares the hits of one search, no more."""

    publication: Publication
    score: float


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The contextual vectors of a text's tokens, special tokens left out.

    `ids` has shape (tokens,), `vectors` (tokens, dimension) with rows of length 1, and `starts` (tokens,) says at which
    character of the text each token begins. What lies beyond what the model reads has none.
    """

    ids: npt.NDArray[np.int64]
    vectors: Float32
    starts: npt.NDArray[np.int64]


class TokenCounter(Protocol):
    """Counts the tokens of texts."""

    @property
    def longest(self) -> int:
        """Return how many tokens of a text it reads; what lies beyond is lost."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text."""


class TokenEncoder(TokenCounter, Protocol):
    """Reads texts as tokens."""

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return the vectors of each text's tokens."""


class TextEncoder(TokenCounter, Protocol):
    """Turns whole texts into vectors."""

    @property
    def name(self) -> str:
        """Return the name under which its vectors are kept; another model has another name."""

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return one row of length 1 for each text as a passage, of shape (texts, dimension)."""

    def encode_query(self, text: str) -> Float32:
        """Return one vector of length 1 for a question, of shape (dimension,)."""


class Encoder(TextEncoder, TokenEncoder, Protocol):
    """Turns texts into vectors, of one dimension for whole texts, perhaps of another for their tokens."""

    @property
    def token_model(self) -> str:
        """Return the name under which its vectors of tokens are kept."""

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[Float32, list[TokenVectors]]:
        """Return what `encode` and `tokens` return."""


class Engine(Protocol):
    """Searches the records of a collection as they stand, whoever wrote them; threads may share it."""

    def prepare(self, publications: Sequence[Publication], progress: Progress | None = None) -> None:
        """Do ahead of writing the records what takes long about them, and keep it; an interrupted call goes on."""

    def refresh(self, progress: Progress | None = None) -> None:
        """Do ahead of a search what it would do first for the records written since; `progress` hears how far it is."""

    def search(self, text: str, k: int, meeting: Sequence[Filters] = (), missing: Sequence[Filters] = ()) -> list[Hit]:
        """Return the best `k` records that meet all of `meeting` and none of `missing`, best first, ties by id.

        Any text is a query; one without a letter or digit finds nothing.
        """
