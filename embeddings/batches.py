"""Batches of texts of about one length, so that little is filled up, and rows of length 1."""

from collections.abc import Iterator, Sequence

import numpy as np

from embeddings.engine import Float32

# Seconds of one core for 167 passages of SciFact in batches of 8: 8.0, 16: 8.2, 32: 9.3, 64: 10.0, 128: 11.7.
BATCH = 16


def by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of the texts in batches, the longest first, so that want of memory shows at once."""
    order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
    for first in range(0, len(order), BATCH):
        yield order[first : first + BATCH]


def unit_rows(rows: Float32) -> Float32:
    """Return the rows with length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Float32 = (rows / np.maximum(lengths, np.finfo(np.float32).tiny)).astype(np.float32)
    return unit
