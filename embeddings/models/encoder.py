"""The encoder: the packaged model or the one that the user names, loaded when it is first used."""

import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from embeddings.engine import Float32, TokenVectors
from embeddings.models.minilm import PROJECTION, MiniLM
from embeddings.models.model_files import PACKAGED_NAME, find_model, fingerprint_of
from embeddings.models.sentence_model import SentenceModel


class SentenceEncoder:
    """Encodes texts; safe to share between threads.

    `model` is empty for the packaged all-MiniLM-L6-v2, otherwise a folder or a name on the Hugging Face hub; only a
    name that is not on this machine yet goes online. Everything but the constructor raises `ModelFailed` where the
    model cannot be loaded or must not be.
    """

    def __init__(self, model: str = "") -> None:
        self._given = model
        self._loading = threading.Lock()
        self._loaded: MiniLM | SentenceModel | None = None

    @cached_property
    def name(self) -> str:
        """Return the model's name, with a digest of its files unless it is the packaged one; this loads no model."""
        return f"{Path(self._given).name}@{fingerprint_of(self._folder)}" if self._given else PACKAGED_NAME

    @cached_property
    def token_model(self) -> str:
        """Return the name under which vectors of tokens are kept; it tells the projection, and this loads no model."""
        return self.name if self._given else f"{PACKAGED_NAME}@{fingerprint_of(PROJECTION.parent)}"

    @property
    def longest(self) -> int:
        """Return how many tokens of a text the model reads, special tokens left out."""
        return self._model.longest

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return one row of length 1 for each text as a passage, of shape (texts, dimension)."""
        return self._model.encode(texts)

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[Float32, list[TokenVectors]]:
        """Return what `encode` and `tokens` return, with the packaged model in the time that `encode` takes."""
        return self._model.encode_with_tokens(texts)

    def encode_query(self, text: str) -> Float32:
        """Return one vector of length 1 for a question, of shape (dimension,)."""
        return self._model.encode_query(text)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens left out."""
        return self._model.count_tokens(texts)

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return the token vectors of each text, for late interaction."""
        return self._model.tokens(texts)

    @cached_property
    def _folder(self) -> Path:
        return find_model(self._given)

    @property
    def _model(self) -> MiniLM | SentenceModel:
        with self._loading:
            if self._loaded is None:
                self._loaded = SentenceModel(self._folder, self._given) if self._given else MiniLM(self._folder)
            return self._loaded
