"""What an index has missed, and the folder in which processes keep from treading on one another."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from corpus.errors import IndexFailed
from corpus.publication import Publication
from corpus.reasons.system import system_reason
from corpus.store import Store
from embeddings.indexes.manifest import Kind, LastChange, Manifest

# Longer than the words of a million abstracts take to index.
_LOCK_TIMEOUT_S = 600
NO_CHANGE: LastChange = (0, "", "")


@dataclass(frozen=True, slots=True)
class Missed:
    """The records written since an index was current, and the last change of all."""

    ids: tuple[str, ...]
    change: LastChange


def missed(store: Store, since: LastChange) -> Missed:
    """Return what the collection has gone through since; since no change at all it is every record that is there."""
    changes = store.changes(since[0])
    # The records are there even where the table of changes was lost.
    ids = store.ids() if since == NO_CHANGE else list(dict.fromkeys(change.id for change in changes))
    if not changes:
        return Missed(tuple(ids), since)
    return Missed(tuple(ids), (changes[-1].seq, changes[-1].op, changes[-1].id))


def holds_all(store: Store, indexed: int) -> bool:
    """Tell whether so many indexed records are all that the collection has, with those or without that are damaged."""
    return indexed == store.count() or indexed == store.count() + len(store.damaged())


class ReadOnce:
    """Gives the records of a collection to both of its indexes, each parsed once as long as nothing is written.

    `seq` is the number of the collection's last change when this was made.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.seq = self._seq_read = store.seq()
        self._records: dict[str, Publication] = {}

    def get_many(self, ids: Sequence[str]) -> list[Publication]:
        """Return the records as `Store.get_many` does; what was read before a later change is read anew."""
        if (seq := self._store.seq()) != self._seq_read:
            self._seq_read, self._records = seq, {}
        unread = [i for i in ids if i not in self._records]
        self._records |= {publication.id: publication for publication in self._store.get_many(unread)}
        return [self._records[i] for i in ids if i in self._records]


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the folder of the indexes, which is made if need be, against other processes.

    Raises `IndexFailed` where the folder cannot be written or another process does not let go of it.
    """
    from filelock import FileLock, Timeout

    try:
        root.mkdir(parents=True, exist_ok=True)
        with FileLock(root / "index.lock", timeout=_LOCK_TIMEOUT_S):
            yield
    except Timeout as error:
        raise IndexFailed(
            f"Another process has been writing the index {root} for {_LOCK_TIMEOUT_S} s: try again when it is done."
        ) from error
    except OSError as error:
        raise IndexFailed(system_reason(error, str(root))) from error


def new_folder(kind: Kind) -> str:
    """Return a name for the folder of an index that no other process uses."""
    return f"{kind}-{uuid4().hex[:12]}"


def sweep(root: Path, kind: Kind, manifest: Manifest) -> None:
    """Remove what earlier indexes and killed processes have left; the folder is locked."""
    for path in root.glob(f"{kind}-*"):
        if path.name != manifest.folder:
            shutil.rmtree(path, ignore_errors=True)
