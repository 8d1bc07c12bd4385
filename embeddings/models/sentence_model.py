"""Any other model, through sentence-transformers."""

import threading
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelFailed
from embeddings.engine import Float32, TokenVectors
from embeddings.models.batches import BATCH, by_length, unit_rows

Ids = npt.NDArray[np.int64]


class SentenceModel:
    """A sentence-transformers model in its folder, loaded at once; safe to share between threads.

    Raises `ModelFailed` where the library cannot load it. `name` is what the user called it.
    """

    def __init__(self, folder: Path, name: str) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        try:
            self._model = SentenceTransformer(str(folder), model_kwargs={"use_safetensors": True}, **options)
        except Exception as error:  # The libraries raise nearly anything on a damaged or foreign folder.
            reason = str(error).strip().split("\n")[0]
            raise ModelFailed(f"The model {name} cannot be loaded ({reason}): name another one.") from error
        # Its tokenizer is set anew by every call, and must not be while another one uses it.
        self._lock = threading.Lock()

    @cached_property
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
        """Return one row of length 1 for each text, with the prompt that the model has for passages."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            rows = self._model.encode_document(
                list(texts), batch_size=BATCH, show_progress_bar=False, normalize_embeddings=True
            )
        return np.asarray(rows, dtype=np.float32)

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[Float32, list[TokenVectors]]:
        """Return what `encode` and `tokens` return; the texts are read once for each."""
        return self.encode(texts), self.tokens(texts)

    def encode_query(self, text: str) -> Float32:
        """Return one vector of length 1, with the prompt that the model has for questions."""
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
        """Return the token vectors of each text, special tokens and prompts left out."""
        import torch

        found: dict[int, TokenVectors] = {}
        for batch in by_length(self.count_tokens(texts)):
            with self._lock, torch.inference_mode():
                rows = list(self._token_rows([texts[i] for i in batch]))
            for i, row in zip(batch, rows, strict=True):
                found[i] = TokenVectors(*row)
        return [found[i] for i in range(len(texts))]

    def _token_rows(self, texts: list[str]) -> Iterator[tuple[Ids, Float32, Ids]]:
        model = self._model
        prepared = model.preprocess(texts).items()
        features = {key: value.to(model.device) for key, value in prepared if hasattr(value, "to")}
        states = model[0](dict(features))["token_embeddings"].float().cpu().numpy()
        # A word that the tokenizer does not know is a token all the same.
        special = np.setdiff1d(model.tokenizer.all_special_ids, [model.tokenizer.unk_token_id])
        masks = features["attention_mask"].cpu().numpy().astype(bool)
        for text, ids, mask, vectors in zip(texts, features["input_ids"].cpu().numpy(), masks, states, strict=True):
            offsets = model.tokenizer(text, return_offsets_mapping=True)["offset_mapping"]
            starts = np.array([start for start, _ in offsets[: mask.sum()]], dtype=np.int64)
            kept = ~np.isin(ids[mask], special)
            yield ids[mask][kept], unit_rows(vectors[mask][kept]), starts[kept]
