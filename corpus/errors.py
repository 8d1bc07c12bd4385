"""The errors that a user can cause, as one small tree.

RefdeskError
├── ImportFailed        a file that cannot be read as publications
│   └── ColumnsUnknown  a table whose columns must be told
├── StoreFailed         a collection that cannot be opened or written
├── ModelFailed         an encoder that cannot be loaded or must not be
└── IndexFailed         an index that cannot be built or read

Each message is one sentence or two that hold the value, the place and the next step. Only `ui` catches these; anything
else is a bug and crashes.
"""

from corpus.reasons.reason import Reason, Said


class RefdeskError(Exception):
    """Bad input or a bad environment, said in words for the person who caused it; `said` is what the page says."""

    def __init__(self, said: Said) -> None:
        super().__init__(str(said))
        self.said = said


class ImportFailed(RefdeskError):
    """A file that cannot be read as publications; the collection is as it was."""


class ColumnsUnknown(ImportFailed):
    """A table none of whose columns is known to hold the titles; `columns` are their names, in order."""

    def __init__(self, reason: Reason, columns: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.columns = columns


class StoreFailed(RefdeskError):
    """A collection that cannot be opened or written."""


class ModelFailed(RefdeskError):
    """An encoder that cannot be loaded, or that must not be."""


class IndexFailed(RefdeskError):
    """A search index that cannot be built or read."""
