"""Encoding what is new: the vectors are kept in the store under what was read, so that no text is encoded twice."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from corpus.encodings import RecordTokens
from corpus.store import Store
from embeddings.engine import Encoder
from embeddings.reading.passages import Passage, fingerprint, passages_of
from embeddings.reading.record_tokens import fingerprints, joined

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
    kept = store.encodings.passages(encoder.name, prints)
    missing = {p: found for p, found in zip(prints, passages, strict=True) if p not in kept}
    new = _encoded(encoder, missing) if missing else {}
    if new:
        store.encodings.put_passages(encoder.name, {key: vectors for key, (vectors, _) in new.items()})
        tokens = {p.id: new[key][1] for p, key in zip(publications, prints, strict=True) if key in new}
        store.encodings.put_tokens(encoder.token_model, fingerprints(publications), tokens)
    return [
        Embedded(publication.id, found, new[key][0] if key in new else kept[key], is_new=key in new)
        for publication, found, key in zip(publications, passages, prints, strict=True)
    ]


def _encoded(
    encoder: Encoder, passages: dict[str, list[Passage]]
) -> dict[str, tuple[npt.NDArray[np.float16], RecordTokens]]:
    """Read the passages in one call: their vectors, at the half precision of the store, and those of their tokens."""
    rows, tokens = encoder.encode_with_tokens([p.text for found in passages.values() for p in found])
    ends = np.cumsum([len(found) for found in passages.values()])
    return {
        key: (rows[end - len(found) : end].astype(np.float16), joined(found, tokens[end - len(found) : end]))
        for (key, found), end in zip(passages.items(), ends, strict=True)
    }
