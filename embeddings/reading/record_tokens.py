"""The token vectors of whole records, kept with the collection: what late interaction reads."""

import hashlib
from collections.abc import Sequence

import numpy as np

from corpus.encodings import RecordTokens
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder, TokenEncoder, TokenVectors
from embeddings.reading.passages import Passage, passages_of

# Half a byte for each number: 189 calibration questions and 112 of the shelf are ranked as well as with a whole one.
_LARGEST = 7


def encoded_tokens(encoder: TokenEncoder, publications: Sequence[Publication]) -> list[RecordTokens]:
    """Return the token vectors of each record, read now."""
    passages = passages_of(publications, encoder)
    tokens = iter(encoder.tokens([passage.text for found in passages for passage in found]))
    return [joined(found, [next(tokens) for _ in found]) for found in passages]


def kept_tokens(store: Store, encoder: Encoder, publications: Sequence[Publication]) -> list[RecordTokens]:
    """Return the token vectors of each record; those that the store does not keep yet are read now and kept."""
    prints = fingerprints(publications)
    kept = store.encodings.tokens(encoder.token_model, prints)
    if missing := [publication for publication in publications if publication.id not in kept]:
        read = encoded_tokens(encoder, missing)
        new = {publication.id: tokens for publication, tokens in zip(missing, read, strict=True)}
        store.encodings.put_tokens(encoder.token_model, prints, new)
        kept |= new
    return [kept[publication.id] for publication in publications]


def fingerprints(publications: Sequence[Publication]) -> dict[str, str]:
    """Return for each id the SHA-256 of what is read of the record, whatever passages it is cut into."""
    texts = {publication.id: f"{publication.title}\n{publication.abstract}" for publication in publications}
    return {publication_id: hashlib.sha256(text.encode()).hexdigest() for publication_id, text in texts.items()}


def joined(passages: Sequence[Passage], tokens: Sequence[TokenVectors]) -> RecordTokens:
    """Return the tokens of a record from those of its passages; the title, which each begins with, counts once."""
    starts, vectors = [], []
    for passage, found in zip(passages, tokens, strict=True):
        # The abstract stands at the end of the passage's text.
        begins = len(passage.text) - (passage.end - passage.start)
        places = np.where(found.starts < begins, -1, found.starts - begins + passage.start)
        kept = slice(None) if passage is passages[0] else places >= 0
        starts.append(places[kept])
        vectors.append(found.vectors[kept])
    rows = np.concatenate(vectors)
    largest = np.maximum(np.abs(rows).max(axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return RecordTokens(np.concatenate(starts).astype(np.int32), np.rint(rows / largest * _LARGEST).astype(np.int8))
