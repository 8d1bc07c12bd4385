"""The forward pass of BERT over a dictionary of published weights (Devlin et al. 2019), in inference.

It stands here because importing the library that has it takes five seconds, which every command would wait for.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from torch import Tensor

_EPSILON = 1e-12


def hidden_states(
    weights: "Mapping[str, Tensor]",
    ids: "Tensor",
    types: "Tensor",
    mask: "Tensor",
    heads: int,
    layers: int | None = None,
) -> "list[Tensor]":
    """Return the vectors after each layer, all or so many, each of shape (texts, tokens, dimension).

    `ids`, `types` (the segment of each token) and `mask` (False where a text has ended) have shape (texts, tokens).
    `weights` has the names of a published BertModel, and as many layers as it names.
    """
    from torch.nn import functional

    def linear(x: "Tensor", name: str) -> "Tensor":
        return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def normed(x: "Tensor", name: str) -> "Tensor":
        return functional.layer_norm(x, x.shape[-1:], weights[f"{name}.weight"], weights[f"{name}.bias"], _EPSILON)

    x = (
        weights["embeddings.word_embeddings.weight"][ids]
        + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][types]
    )
    x = normed(x, "embeddings.LayerNorm")
    states: list[Tensor] = []
    while f"encoder.layer.{len(states)}.output.dense.weight" in weights and len(states) != layers:
        name = f"encoder.layer.{len(states)}"
        query, key, value = (
            linear(x, f"{name}.attention.self.{part}").reshape(*ids.shape, heads, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        attended = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        attended = linear(attended.transpose(1, 2).flatten(-2), f"{name}.attention.output.dense")
        x = normed(x + attended, f"{name}.attention.output.LayerNorm")
        raised = functional.gelu(linear(x, f"{name}.intermediate.dense"))
        x = normed(x + linear(raised, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        states.append(x)
    return states


def padded(rows: Sequence[Sequence[int]]) -> "tuple[Tensor, Tensor]":
    """Return rows of token ids as one tensor, filled up with 0, and the mask of what is not filled up."""
    import torch

    lengths = np.array([len(row) for row in rows])
    ids = np.zeros((len(rows), int(lengths.max())), dtype=np.int64)
    for filled, row in zip(ids, rows, strict=True):
        filled[: len(row)] = row
    return torch.from_numpy(ids), torch.from_numpy(np.arange(ids.shape[1]) < lengths[:, None])
