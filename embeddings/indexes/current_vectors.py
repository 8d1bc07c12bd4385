"""The index of vectors, kept level with the collection; only texts that are new are encoded."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from corpus.errors import IndexFailed
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder, Progress, TextEncoder
from embeddings.indexes.manifest import (
    Manifest,
    checksums,
    is_intact,
    is_of,
    read_manifest,
    sync_files,
    write_manifest,
)
from embeddings.indexes.replay import NO_CHANGE, Missed, ReadOnce, holds_all, locked, missed, new_folder, sweep
from embeddings.indexes.vectors import FORMAT, VectorIndex
from embeddings.reading.embed import Embedded

# The share of the records that may have changed before the file is written again; till then they are replayed at the
# start from the vectors in the store, and the work of writing stays in proportion to that of changing.
_UNSAVED_SHARE = 0.05
# Under this key the collection remembers the encoder of its vectors.
MODEL_SETTING = "model"
# Gives the vectors of records, some at a time.
Embed = Callable[[Sequence[Publication], Progress | None], Iterator[list[Embedded]]]


class CurrentVectors:
    """The index of vectors of a collection under one encoder: loaded, replayed and rebuilt as needed."""

    def __init__(
        self, store: Store, encoder: TextEncoder, root: Path, embed: Embed, setting: str = MODEL_SETTING
    ) -> None:
        """Take what gives the vectors of records, and under what the collection remembers the encoder's name."""
        self._store, self._encoder, self._root = store, encoder, root
        self._embed, self._setting = embed, setting
        self._index: VectorIndex | None = None
        self._change = NO_CHANGE
        self._unsaved = 0

    def index(self, records: ReadOnce, progress: Progress | None = None) -> VectorIndex:
        """Return the index as the collection stands now; what is new is taken from `records`.

        The encoder is not used where nothing is new. Raises `IndexFailed` where the folder cannot be written.
        """
        if self._index is not None and self._change[0] == records.seq:
            return self._index
        index = self._loaded() if self._index is None else self._index
        # Until it is level again the index in memory is in doubt.
        self._index = None
        if index is not None:
            self._replay(index, missed(self._store, self._change), records, progress)
        if index is None or not self._is_level(index):
            index, self._change = VectorIndex(), NO_CHANGE
            self._replay(index, missed(self._store, NO_CHANGE), records, progress)
            self._unsaved = len(index) + 1
        if self._unsaved > _UNSAVED_SHARE * len(index):
            self._save(index)
        self._index = index
        return index

    def _loaded(self) -> VectorIndex | None:
        """Return what is on the disk, or None at any doubt."""
        with locked(self._root):  # Another process may be about to sweep the files away.
            found = read_manifest(self._root, "vectors")
            if found is None or (found.format, found.model) != (FORMAT, self._encoder.name):
                return None
            if not is_of(self._store, found) or not is_intact(self._root, found):
                return None
            self._change, self._unsaved = found.change, 0
            return VectorIndex.load(self._root / found.folder)

    def _replay(self, index: VectorIndex, past: Missed, records: ReadOnce, progress: Progress | None) -> None:
        index.remove(past.ids)
        for chunk in self._embed(records.get_many(past.ids), progress):
            index.put(chunk)
        self._change = past.change
        self._unsaved += len(past.ids)

    def _is_level(self, index: VectorIndex) -> bool:
        return holds_all(self._store, len(index)) or self._store.seq() != self._change[0]

    def _save(self, index: VectorIndex) -> None:
        with locked(self._root):
            folder = self._root / new_folder("vectors")
            folder.mkdir()
            try:
                index.save(folder)
            except RuntimeError as error:  # FAISS says so where a file cannot be written.
                raise IndexFailed(f"The index of vectors in {self._root} cannot be written: {error}.") from error
            sync_files(folder)
            manifest = Manifest(folder.name, FORMAT, self._encoder.name, self._change, checksums(folder))
            write_manifest(self._root, "vectors", manifest)
            sweep(self._root, "vectors", manifest)
        self._unsaved = 0
        if not self._store.is_read_only and self._store.setting(self._setting) != self._encoder.name:
            self._store.set_setting(self._setting, self._encoder.name)


def other_model(store: Store, encoder: Encoder) -> str | None:
    """Return the model that the collection was last encoded with, if it is another one than the encoder."""
    before = store.setting(MODEL_SETTING)
    return before if before and before != encoder.name else None
