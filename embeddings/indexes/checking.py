"""The indexes on the disk checked against the collection; nothing is changed, and none is brought up to date."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder
from embeddings.indexes.lexical import FORMAT as WORDS_FORMAT
from embeddings.indexes.lexical import WordIndex
from embeddings.indexes.manifest import is_intact, is_of, read_manifest
from embeddings.indexes.vectors import FORMAT as VECTORS_FORMAT
from embeddings.indexes.vectors import VectorIndex
from embeddings.reading.passages import fingerprint, passages_of

_CHUNK = 256
_MEND = "remove the folder of the index, and the next question builds it anew"


def index_faults(store: Store, encoder: Encoder, root: Path) -> Iterator[str]:
    """Yield what the indexes hold that the records do not say, and the other way round.

    One that is behind, of another version or of another model is no fault: the next question sees to it.
    """
    ids = store.ids()
    words = read_manifest(root, "words")
    if words is not None and words.format == WORDS_FORMAT and words.seq == store.seq() and is_of(store, words):
        if not is_intact(root, words):
            yield f"The index of words in {root} is damaged; {_MEND}"
        else:
            yield from _differences("words", root, ids, WordIndex.open(root / words.folder).ids())
    vectors = read_manifest(root, "vectors")
    if vectors is None or (vectors.format, vectors.model) != (VECTORS_FORMAT, encoder.name):
        return
    if not is_of(store, vectors):
        return
    if not is_intact(root, vectors):
        yield f"The index of vectors in {root} is damaged; {_MEND}"
        return
    index = VectorIndex.load(root / vectors.folder)
    # The file may lag behind by what is replayed at the start.
    changed = {change.id for change in store.changes(vectors.seq)}
    same = [i for i in ids if i not in changed]
    yield from _differences("vectors", root, same, [i for i in index.ids() if i not in changed])
    held = set(index.ids())
    for first in range(0, len(same), _CHUNK):
        publications = store.get_many([i for i in same[first : first + _CHUNK] if i in held])
        yield from _vector_faults(store, encoder, root, index, publications)


def _differences(kind: str, root: Path, ids: list[str], indexed: list[str]) -> Iterator[str]:
    for publication_id in sorted(set(ids) - set(indexed)):
        yield f"The index of {kind} in {root} lacks {publication_id}; {_MEND}"
    for publication_id in sorted(set(indexed) - set(ids)):
        yield f"The index of {kind} in {root} holds {publication_id}, which is no record; {_MEND}"
    if len(indexed) != len(set(indexed)):
        yield f"The index of {kind} in {root} holds a record twice; {_MEND}"


def _vector_faults(
    store: Store, encoder: Encoder, root: Path, index: VectorIndex, publications: list[Publication]
) -> Iterator[str]:
    prints = [fingerprint(passages) for passages in passages_of(publications, encoder)]
    kept = store.encodings.passages(encoder.name, prints)
    for publication, key in zip(publications, prints, strict=True):
        indexed = index.vectors_of(publication.id)
        # Beyond a certain size the index holds the vectors in eight bits, which only their number can be checked of.
        is_same = key in kept and (
            np.allclose(kept[key].astype(np.float32), indexed) if index.is_exact else len(kept[key]) == len(indexed)
        )
        if not is_same:
            yield f"The index of vectors in {root} does not hold the passages of {publication.id}; {_MEND}"
