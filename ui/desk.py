"""The wiring: which collection, encoder, engine and scorer, put together in one place."""

import atexit
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from assistant.assistant import Assistant
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.foreign import ForeignReader
from assistant.evidence.reader import ContentReader
from assistant.evidence.sentences import EvidenceReader
from assistant.understanding.intents.second_opinion import SecondOpinion
from corpus.collection import load_default
from corpus.errors import RefdeskError
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Engine, Progress
from embeddings.hybrid import HybridEngine
from embeddings.indexes.current_vectors import other_model
from embeddings.models.encoder import SentenceEncoder
from embeddings.models.multilingual import MultilingualEncoder
from embeddings.reading.record_tokens import kept_tokens
from embeddings.sentences import SentenceEngine
from ui.budget import check_time
from ui.settings import DEFAULT, Settings

# Under this key a collection keeps by which model questions in other languages are read, if they are.
_LANGUAGES, _PACKAGED = "languages", "packaged"


@dataclass
class Desk:
    """One open collection with everything that answers questions on it.

    What is heavy is loaded by the first question that needs it, and the indexes ahead of it by `warm`; whoever only
    writes records brings the indexes up to date by `engine.refresh`.
    """

    settings: Settings
    store: Store

    def __post_init__(self) -> None:
        self._loading = threading.Lock()
        self._stores = {self.settings.database: self.store}

    def move_to(self, settings: Settings) -> None:
        """Open another collection in the place of this one; what is being answered from this one is answered."""
        with self._loading:
            if settings.database not in self._stores:
                self._stores[settings.database] = open_desk(settings, own_collection=True).store
            self.settings, self.store = settings, self._stores[settings.database]
            for made_of_the_other in ("assistant", "engine", "_reader", "_languages"):
                self.__dict__.pop(made_of_the_other, None)

    def close(self) -> None:
        """Close every collection that was opened."""
        for store in self._stores.values():
            store.close()

    @cached_property
    def assistant(self) -> Assistant:
        """Return what answers questions; it loads the model when a question first needs it."""
        # The second opinion is trained on the vectors of the packaged model.
        own = not self.settings.model
        opinion = SecondOpinion(self.encoder.encode) if own else None
        return Assistant(
            self.store, self._reader_in_time, english_only=own, second_opinion=opinion, foreign=self._foreign_reader
        )

    @property
    def ready(self) -> bool:
        """Tell whether the model and the indexes are loaded."""
        return "_reader" in self.__dict__

    def warm(self) -> ContentReader:
        """Return what answers content questions; the first call makes ready what it reads, and others wait for it."""
        with self._loading:
            if not self.ready:
                self.engine.refresh()
                if self.reads_languages:
                    self._languages.refresh()
                vocabulary_of(self.store)
            return self._reader

    def _reader_in_time(self) -> ContentReader:
        """Return what answers content questions, so long as the request has time left: one question may be several."""
        check_time()
        return self.warm()

    def other_model(self) -> str | None:
        """Return the model that the collection was embedded with, if it is another one; no model is loaded for it."""
        return other_model(self.store, self.encoder)

    def examples(self) -> tuple[str, ...]:
        """Return the questions that the collection offers to a first visit."""
        return tuple(question for question in (self.store.setting("questions") or "").splitlines() if question)

    def nearest(self, publication: Publication, count: int) -> list[Publication]:
        """Return the records nearest to one, nearest first; none while the model is still loading."""
        if not self.ready:
            return []
        hits = self.engine.search(publication.title, count + 1)
        return [hit.publication for hit in hits if hit.publication.id != publication.id][:count]

    @cached_property
    def encoder(self) -> SentenceEncoder:
        """Return what turns texts into vectors."""
        return SentenceEncoder(self.settings.model)

    @cached_property
    def engine(self) -> Engine:
        """Return what searches the records."""
        return HybridEngine(self.store, self.encoder, self._index)

    @property
    def reads_languages(self) -> bool:
        """Tell whether questions in other languages than English are read."""
        return bool(self.store.setting(_LANGUAGES))

    def read_languages(self, model: str, progress: Progress | None = None) -> None:
        """Read questions in other languages from now on, by the packaged model or by the one named."""
        engine = self._sentence_engine(model)
        engine.refresh(progress)
        self.store.set_setting(_LANGUAGES, model or _PACKAGED)
        self.__dict__["_languages"] = engine

    def read_english_only(self) -> None:
        """Read questions in other languages no longer."""
        self.store.set_setting(_LANGUAGES, "")

    def _foreign_reader(self) -> ForeignReader | None:
        return ForeignReader(self._languages) if self.reads_languages else None

    @cached_property
    def _languages(self) -> SentenceEngine:
        model = self.store.setting(_LANGUAGES) or _PACKAGED
        return self._sentence_engine("" if model == _PACKAGED else model)

    def _sentence_engine(self, model: str) -> SentenceEngine:
        return SentenceEngine(self.store, MultilingualEncoder(model), self._index / "languages")

    @cached_property
    def _index(self) -> Path:
        """Return the folder of the indexes: one that goes with the desk where the collection is not to be written."""
        if not self.store.is_read_only:
            return self.settings.index
        folder = mkdtemp(prefix="refdesk-")
        atexit.register(rmtree, folder, ignore_errors=True)
        return Path(folder)

    @cached_property
    def _reader(self) -> ContentReader:
        evidence = EvidenceReader(self.encoder, CrossEncoder(), partial(kept_tokens, self.store, self.encoder))
        return ContentReader(self.engine, evidence)


def open_desk(settings: Settings, own_collection: bool = False) -> Desk:
    """Open the collection in the data folder; one that nothing was written to begins with the default collection.

    With `own_collection` it begins empty instead, as an import into a new folder does.
    """
    begins = not settings.database.exists()
    if begins and not own_collection and settings.collection not in ("", DEFAULT):
        raise RefdeskError(
            f"There is no collection {settings.collection!r}: `refdesk collections` lists those there are."
        )
    with suppress(OSError):  # of which the store says more
        settings.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    store = Store.open(settings.database)
    begins_by_itself = not own_collection and settings.collection in ("", DEFAULT)
    if store.is_new and not store.is_read_only:
        if begins_by_itself:
            load_default().put_into(store)
        elif own_collection:
            # An import that is stopped before it writes a record leaves a collection of its owner's, an empty one.
            store.begin((), {"begun": "own"})
    return Desk(settings, store)
