"""Encoding what is new: the vectors are kept in the store under what was read, so that no text is encoded twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt

from corpus.encodings import RecordTokens
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder, Progress, TextEncoder
from embeddings.reading.passages import Passage, fingerprint, passages_of, with_sentences
from embeddings.reading.record_tokens import fingerprints, joined

# Records encoded before they are kept: so much is lost when the process is killed.
_CHUNK = 64
_KeepTokens = Callable[[str, Mapping[str, str], Mapping[str, RecordTokens]], None]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of a record's passages at half precision, of shape (passages, dimension)."""

    id: str
    vectors: npt.NDArray[np.float16]


def embedded(
    store: Store, encoder: Encoder, publications: Sequence[Publication], progress: Progress | None = None
) -> Iterator[list[Embedded]]:
    """Yield the records' vectors in order, some at a time, encoded now where the store keeps none."""
    chunk = partial(_chunk, store, encoder, keep_tokens=store.encodings.put_tokens)
    yield from _in_chunks(chunk, publications, progress)


def embedded_sentences(
    store: Store, encoder: TextEncoder, publications: Sequence[Publication], progress: Progress | None = None
) -> Iterator[list[Embedded]]:
    """Yield the vectors of the records' passages and, behind them, of their sentences, as `embedded` does."""
    yield from _in_chunks(partial(_chunk_of_sentences, store, encoder), publications, progress)


def prepare(
    store: Store, encoder: Encoder, publications: Sequence[Publication], progress: Progress | None = None
) -> None:
    """Encode records that are not in the store yet, some at a time, and keep their vectors for when they are.

    What was kept before an interruption is not encoded again.
    """
    chunk = partial(_chunk, store, encoder, keep_tokens=store.encodings.put_coming_tokens)
    for _ in _in_chunks(chunk, publications, progress):
        pass


def _in_chunks(
    chunk: Callable[[Sequence[Publication]], list[Embedded]],
    publications: Sequence[Publication],
    progress: Progress | None,
) -> Iterator[list[Embedded]]:
    for first in range(0, len(publications), _CHUNK):
        yield chunk(publications[first : first + _CHUNK])
        if progress:
            progress(min(first + _CHUNK, len(publications)), len(publications))


def _chunk(
    store: Store, encoder: Encoder, publications: Sequence[Publication], keep_tokens: _KeepTokens
) -> list[Embedded]:
    passages = passages_of(publications, encoder)
    prints = [fingerprint(found) for found in passages]
    kept = store.encodings.passages(encoder.name, prints)
    # Vectors that were cut off in the file are made anew.
    missing = {p: found for p, found in zip(prints, passages, strict=True) if len(kept.get(p, ())) != len(found)}
    new = _encoded(encoder, missing) if missing else {}
    if new:
        store.encodings.put_passages(encoder.name, {key: vectors for key, (vectors, _) in new.items()})
        tokens = {p.id: new[key][1] for p, key in zip(publications, prints, strict=True) if key in new}
        keep_tokens(encoder.token_model, fingerprints(publications), tokens)
    return [
        Embedded(publication.id, new[key][0] if key in new else kept[key])
        for publication, key in zip(publications, prints, strict=True)
    ]


def _chunk_of_sentences(store: Store, encoder: TextEncoder, publications: Sequence[Publication]) -> list[Embedded]:
    passages = with_sentences(publications, encoder)
    prints = [fingerprint(found) for found in passages]
    kept = store.encodings.passages(encoder.name, prints)
    missing = {p: found for p, found in zip(prints, passages, strict=True) if len(kept.get(p, ())) != len(found)}
    if missing:
        rows = encoder.encode([passage.text for found in missing.values() for passage in found]).astype(np.float16)
        ends = np.cumsum([len(found) for found in missing.values()])
        new = {key: rows[end - len(missing[key]) : end] for key, end in zip(missing, ends, strict=True)}
        store.encodings.put_passages(encoder.name, new)
        kept |= new
    return [Embedded(p.id, kept[key]) for p, key in zip(publications, prints, strict=True)]


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
