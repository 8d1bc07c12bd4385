"""The wiring: which collection, which encoder, which engine, put together in one place."""

import threading
from dataclasses import dataclass
from functools import cached_property

from assistant.assistant import Assistant
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.reader import ContentReader
from corpus.collection import load_default
from corpus.publication import Publication
from corpus.store import Store
from embeddings.hybrid import LocalEngine
from embeddings.indexes.build import other_model
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.embed import Progress
from ui.settings import Settings


@dataclass
class Desk:
    """One open collection with everything that answers questions on it.

    The model and the indexes are loaded by the first question that needs them, or ahead of it by `warm`.
    """

    settings: Settings
    store: Store

    def __post_init__(self) -> None:
        self._loading = threading.Lock()

    @cached_property
    def assistant(self) -> Assistant:
        """Return what answers questions; it loads the model when a question first needs it."""
        return Assistant(self.store, self.warm, english_only=not self.settings.model)

    @property
    def ready(self) -> bool:
        """Tell whether the model and the indexes are loaded."""
        return "_reader" in self.__dict__

    def warm(self, progress: Progress | None = None) -> ContentReader:
        """Load the model and bring the indexes up to date; a second caller waits for the first."""
        with self._loading:
            self._engine.refresh(progress)
            vocabulary_of(self.store)
            return self._reader

    def other_model(self) -> str | None:
        """Return the model that the collection was embedded with, if it is another one; no model is loaded for it."""
        return other_model(self.store, self._encoder)

    def examples(self) -> tuple[str, ...]:
        """Return the questions that the collection offers to a first visit."""
        return tuple(question for question in (self.store.setting("questions") or "").splitlines() if question)

    def nearest(self, publication: Publication, count: int) -> list[Publication]:
        """Return the records nearest to one, nearest first; none while the model is still loading."""
        if not self.ready:
            return []
        hits = self._engine.search(publication.title, k=count + 1)
        return [hit.publication for hit in hits if hit.publication.id != publication.id][:count]

    @cached_property
    def _reader(self) -> ContentReader:
        return ContentReader(self.store, self._engine, self._encoder)

    @cached_property
    def _engine(self) -> LocalEngine:
        return LocalEngine(self.store, self._encoder, self.settings.index)

    @cached_property
    def _encoder(self) -> SentenceEncoder:
        return SentenceEncoder(self.settings.model)


def open_desk(settings: Settings, own_collection: bool = False) -> Desk:
    """Open the collection in the data folder; one that is not there yet begins with the default collection.

    With `own_collection` it begins empty instead, as an import into a new folder does.
    """
    begins = not settings.database.exists()
    store = Store.open(settings.database)
    if begins and not own_collection:
        load_default().put_into(store)
    return Desk(settings, store)
