"""Building the indexes of a collection ahead of the first question."""

from dataclasses import dataclass
from pathlib import Path

from corpus.store import Store
from embeddings.current_vectors import MODEL_SETTING, CurrentVectors
from embeddings.current_words import CurrentWords
from embeddings.embed import Progress
from embeddings.engine import Encoder


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the records that it encoded, of all that there are."""

    encoded: int
    records: int


def build(store: Store, encoder: Encoder, folder: Path, progress: Progress | None = None) -> Built:
    """Bring both indexes in the folder up to date, encoding only the texts that this encoder has not seen.

    Where the collection remembers another model (`other_model`) every record is encoded. Raises `IndexFailed`.
    """
    CurrentWords(store, folder).index()
    vectors, encoded = CurrentVectors(store, encoder, folder).index(progress)
    return Built(encoded, len(vectors))


def other_model(store: Store, encoder: Encoder) -> str | None:
    """Return the model that the collection was last encoded with, if it is another one than the encoder."""
    before = store.setting(MODEL_SETTING)
    return before if before and before != encoder.name else None
