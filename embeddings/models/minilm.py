"""The packaged model, all-MiniLM-L6-v2, from its weights and its tokenizer alone.

Its vectors are those of sentence-transformers to within 1e-5, and the first question is encoded two seconds after the
start rather than nine.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from embeddings.engine import Float32, TokenVectors
from embeddings.models.batches import by_length, unit_rows
from embeddings.models.bert import hidden_states, padded

if TYPE_CHECKING:
    from tokenizers import Encoding

_HEADS = 12
# What the model was published with; two of them are the special tokens around a text.
_READS = 256
# The vectors of single tokens are taken after so many of the six layers, and projected by a matrix that was trained to
# tell the sentences of a record apart (assistant/training/train_projection.py).
TOKEN_LAYERS = 4
PROJECTION = Path(__file__).parents[1] / "weights" / "token_projection.safetensors"


class MiniLM:
    """The model in its folder, loaded at once; safe to share between threads.

    `projection` is the file of the matrix for the vectors of tokens; None leaves them as they are.
    """

    dimension = 384
    longest = _READS - 2

    def __init__(self, folder: Path, projection: Path | None = PROJECTION) -> None:
        from safetensors.torch import load_file
        from tokenizers import Tokenizer

        self._weights = load_file(folder / "model.safetensors")
        self._projection = load_file(projection)["projection"].float() if projection else None
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def encode(self, texts: Sequence[str]) -> Float32:
        """Return the mean of each text's token vectors, special tokens among them, with length 1."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for i, states in self._states([encoding.ids for encoding in self._read(texts)]):
            rows[i] = states[-1].mean(axis=0)
        return unit_rows(rows)

    def encode_query(self, text: str) -> Float32:
        """Return the vector of a question, which this model reads like any text."""
        row: Float32 = self.encode([text])[0]
        return row

    def encode_with_tokens(self, texts: Sequence[str]) -> tuple[Float32, list[TokenVectors]]:
        """Return what `encode` and `tokens` return, each text read once."""
        encodings = self._read(texts)
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        found: dict[int, TokenVectors] = {}
        for i, states in self._states([encoding.ids for encoding in encodings]):
            rows[i] = states[-1].mean(axis=0)
            found[i] = self._token_vectors(encodings[i], states[TOKEN_LAYERS - 1])
        return unit_rows(rows), [found[i] for i in range(len(texts))]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens left out."""
        return [len(encoding.ids) - 2 for encoding in self._read(texts)]

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return the token vectors of each text, special tokens left out."""
        encodings = self._read(texts)
        states = dict(self._states([encoding.ids for encoding in encodings], TOKEN_LAYERS))
        return [self._token_vectors(encoding, states[i][-1]) for i, encoding in enumerate(encodings)]

    def _token_vectors(self, encoding: "Encoding", states: Float32) -> TokenVectors:
        import torch

        read = slice(1, len(states) - 1)
        starts = np.array([start for start, _ in encoding.offsets[read]], dtype=np.int64)
        vectors = unit_rows(states[read])
        if self._projection is not None:
            # By torch: numpy's own threads, which wait for more at work, would slow the next batch down by half.
            vectors = unit_rows((torch.from_numpy(vectors) @ self._projection).numpy())
        return TokenVectors(np.array(encoding.ids[read]), vectors, starts)

    def _read(self, texts: Sequence[str]) -> "list[Encoding]":
        found: list[Encoding] = self._tokenizer.encode_batch(list(texts))
        return found

    def _states(self, ids: Sequence[list[int]], layers: int | None = None) -> Iterator[tuple[int, list[Float32]]]:
        """Yield the number of each text with its vectors after each of all or so many layers, special tokens too."""
        import torch

        read = [row if len(row) <= _READS else [*row[: _READS - 1], row[-1]] for row in ids]
        for batch in by_length([len(row) for row in read]):
            with torch.inference_mode():
                tokens, mask = padded([read[i] for i in batch])
                types = torch.zeros_like(tokens)
                states = [s.numpy() for s in hidden_states(self._weights, tokens, types, mask, _HEADS, layers)]
            for place, i in enumerate(batch):
                yield i, [layer[place, : len(read[i])] for layer in states]
