"""What building the indexes of a collection does, and whether it has to be done anew."""

from dataclasses import dataclass

from corpus.store import Store
from embeddings.engine import Encoder
from embeddings.indexes.current_vectors import MODEL_SETTING


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the records that it encoded, of all that there are."""

    encoded: int
    records: int


def other_model(store: Store, encoder: Encoder) -> str | None:
    """Return the model that the collection was last encoded with, if it is another one than the encoder."""
    before = store.setting(MODEL_SETTING)
    return before if before and before != encoder.name else None
