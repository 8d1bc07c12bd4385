"""The encoder: a sentence-transformers model, loaded when it is first used."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelFailed
from embeddings.engine import Float32
from embeddings.model_files import PACKAGED_NAME, find_model, fingerprint_of

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# 16, 32 and 64 encode 500 abstracts within 5 % of one another on two cores; the smallest keeps memory low.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The contextual vectors of a text's tokens, special tokens left out.

    `ids` has shape (tokens,), `vectors` (tokens, dimension) with rows of length 1. `truncated` says that the text was
    longer than the model reads, so that its end has no vectors.
    """

    ids: npt.NDArray[np.int64]
    vectors: Float32
    truncated: bool


class SentenceEncoder:
    """Encodes texts with a sentence-transformers model; safe to share between threads.

    `model` is empty for the packaged all-MiniLM-L6-v2, otherwise a folder or a name on the Hugging Face hub; only a
    name that is not on this machine yet goes online. Everything but the constructor raises `ModelFailed` where the
    model cannot be loaded or must not be.
    """

    def __init__(self, model: str = "") -> None:
        self._given = model
        self._lock = threading.RLock()

    @cached_property
    def name(self) -> str:
        """Return the model's name, with a digest of its files unless it is the packaged one; this loads no model."""
        if not self._given:
            return PACKAGED_NAME
        return f"{self._given.rstrip('/')}@{fingerprint_of(self._folder)}"

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    @cached_property
    def longest(self) -> int:
        """Return how many tokens of a text the model reads, special tokens left out."""
        tokenizer = self._model.tokenizer
        limit = self._model.max_seq_length or tokenizer.model_max_length
        return int(limit) - int(tokenizer.num_special_tokens_to_add())

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return one row of length 1 for each text as a passage, of shape (texts, dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            rows = self._model.encode_document(
                list(texts), batch_size=_BATCH, show_progress_bar=False, normalize_embeddings=True
            )
        return np.asarray(rows, dtype=np.float32)

    def encode_query(self, text: str) -> Float32:
        """Return one vector of length 1 for a question, of shape (dimension,)."""
        with self._lock:
            row = self._model.encode_query(text, show_progress_bar=False, normalize_embeddings=True)
        return np.asarray(row, dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens left out."""
        if not texts:
            return []
        with self._lock:
            return [len(ids) for ids in self._model.tokenizer(list(texts), add_special_tokens=False)["input_ids"]]

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return the token vectors of each text, for late interaction."""
        import torch

        counts = self.count_tokens(texts)
        found: dict[int, TokenVectors] = {}
        by_length = sorted(range(len(texts)), key=lambda i: -counts[i])
        with self._lock, torch.inference_mode():
            for first in range(0, len(texts), _BATCH):
                batch = by_length[first : first + _BATCH]
                rows = self._token_rows([texts[i] for i in batch])
                found.update(
                    (i, TokenVectors(ids, vectors, counts[i] > self.longest))
                    for i, (ids, vectors) in zip(batch, rows, strict=True)
                )
        return [found[i] for i in range(len(texts))]

    def _token_rows(self, texts: list[str]) -> Iterator[tuple[npt.NDArray[np.int64], Float32]]:
        model = self._model
        prepared = model.preprocess(texts).items()
        features = {key: value.to(model.device) for key, value in prepared if hasattr(value, "to")}
        output = model[0](dict(features))["token_embeddings"].float().cpu().numpy()
        # A word that the tokenizer does not know is a token all the same.
        special = np.setdiff1d(model.tokenizer.all_special_ids, [model.tokenizer.unk_token_id])
        masks = features["attention_mask"].cpu().numpy().astype(bool)
        for ids, mask, vectors in zip(features["input_ids"].cpu().numpy(), masks, output, strict=True):
            kept = mask & ~np.isin(ids, special)
            rows = vectors[kept]
            yield ids[kept], rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.finfo(np.float32).tiny)

    @cached_property
    def _folder(self) -> Path:
        return find_model(self._given)

    @property
    def _model(self) -> "SentenceTransformer":
        with self._lock:
            return self._loaded

    @cached_property
    def _loaded(self) -> "SentenceTransformer":
        folder = self._folder
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        try:
            return SentenceTransformer(str(folder), model_kwargs={"use_safetensors": True}, **options)
        except Exception as error:  # The libraries raise nearly anything on a damaged or foreign folder.
            reason = str(error).strip().split("\n")[0]
            name = self._given or folder
            raise ModelFailed(f"The model {name} cannot be loaded ({reason}): name another one.") from error
