"""Encoding what is new: the vectors are kept in the store under what was read, and nothing is ever encoded twice."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.store import Store
from embeddings.engine import Encoder
from embeddings.passages import Passage, fingerprint, passages_of

# Called with the number of records done and of all that are to be done.
Progress = Callable[[int, int], None]

# Records encoded before they are kept: so much is lost when the process is killed.
_CHUNK = 64


@dataclass(frozen=True, slots=True)
class Embedded:
    """A record's passages with their vectors at half precision, of shape (passages, dimension)."""

    id: str
    passages: list[Passage]
    vectors: npt.NDArray[np.float16]
    is_new: bool


def embedded(
    store: Store, encoder: Encoder, ids: Sequence[str], progress: Progress | None = None
) -> Iterator[list[Embedded]]:
    """Yield the records with their vectors, some at a time, encoded now where the store keeps none.

    A missing id is passed over.
    """
    for first in range(0, len(ids), _CHUNK):
        yield _chunk(store, encoder, ids[first : first + _CHUNK])
        if progress:
            progress(min(first + _CHUNK, len(ids)), len(ids))


def _chunk(store: Store, encoder: Encoder, ids: Sequence[str]) -> list[Embedded]:
    publications = store.get_many(ids)
    passages = passages_of(publications, encoder)
    prints = [fingerprint(found) for found in passages]
    kept = store.vectors(encoder.name, prints)
    missing = {p: found for p, found in zip(prints, passages, strict=True) if p not in kept}
    new = _encoded(encoder, missing)
    if new:
        store.put_vectors(encoder.name, new)
    return [
        Embedded(publication.id, found, new[key] if key in new else kept[key], is_new=key in new)
        for publication, found, key in zip(publications, passages, prints, strict=True)
    ]


def _encoded(encoder: Encoder, passages: dict[str, list[Passage]]) -> dict[str, npt.NDArray[np.float16]]:
    """Encode the passages in one call, at the half precision of the store, so that a reopened index is the same."""
    rows = encoder.encode([p.text for found in passages.values() for p in found]).astype(np.float16)
    ends = np.cumsum([len(found) for found in passages.values()])
    return dict(zip(passages, np.split(rows, ends[:-1]), strict=True)) if passages else {}
