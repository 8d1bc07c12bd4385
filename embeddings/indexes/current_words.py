"""The index of words, kept level with the collection."""

from pathlib import Path

from corpus.errors import IndexFailed
from corpus.store import Store
from embeddings.indexes.lexical import FORMAT, WordIndex
from embeddings.indexes.manifest import Manifest, checksums, is_intact, is_of, read_manifest, write_manifest
from embeddings.indexes.replay import NO_CHANGE, ReadOnce, holds_all, locked, missed, new_folder, sweep

# tantivy writes these again in place; every other file is written once, under a name of its own.
_REWRITTEN = ("meta.json", ".managed.json")


class CurrentWords:
    """The index of words of a collection: opened, replayed and rebuilt as needed."""

    def __init__(self, store: Store, root: Path) -> None:
        self._store, self._root = store, root
        self._manifest: Manifest | None = None
        self._index: WordIndex | None = None

    def index(self, records: ReadOnce) -> WordIndex:
        """Return the index as the collection stands now; what is new is taken from `records`.

        Raises `IndexFailed` where it can be neither read nor built.
        """
        if self._index is None or self._manifest is None or self._manifest.seq != records.seq:
            with locked(self._root):
                level = self._level(records)
                self._index = self._rebuilt(records) if level is None else level
        return self._index

    def _level(self, records: ReadOnce) -> WordIndex | None:
        """Return what is on the disk with what it has missed, or None at any doubt."""
        found = read_manifest(self._root, "words")
        if found is None:
            return None
        try:
            if self._index is None or found != self._manifest:
                if found.format != FORMAT or not is_of(self._store, found) or not is_intact(self._root, found):
                    return None
                self._index, self._manifest = WordIndex.open(self._root / found.folder), found
            return self._replayed(self._index, found, records)
        except (ValueError, OSError):
            # A process that was killed in mid-commit can leave what tantivy refuses to open or to write on.
            return None

    def _rebuilt(self, records: ReadOnce) -> WordIndex:
        try:
            empty = Manifest(new_folder("words"), FORMAT, "", NO_CHANGE)
            index = self._replayed(WordIndex.create(self._root / empty.folder), empty, records)
        except ValueError as error:
            raise IndexFailed(f"The index of words in {self._root} cannot be built: {error}.") from error
        if index is None:
            raise IndexFailed(f"The index of words in {self._root} does not hold the records: remove the folder.")
        return index

    def _replayed(self, index: WordIndex, manifest: Manifest, records: ReadOnce) -> WordIndex | None:
        past = missed(self._store, manifest.change)
        if past.ids:
            puts = records.get_many(past.ids)
            index.apply(puts, set(past.ids) - {publication.id for publication in puts})
        if not holds_all(self._store, len(index)) and self._store.seq() == past.change[0]:
            return None
        if past.change != manifest.change or not manifest.files:
            known = {name: digest for name, digest in manifest.files.items() if name not in _REWRITTEN}
            files = checksums(self._root / manifest.folder, known)
            self._manifest = Manifest(manifest.folder, FORMAT, "", past.change, files)
            write_manifest(self._root, "words", self._manifest)
            sweep(self._root, "words", self._manifest)
        return index
