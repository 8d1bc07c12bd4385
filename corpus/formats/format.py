"""What a format is: its name, how a file of it is told, and its reader."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.draft import Draft, Labels, Rejected
from corpus.formats.source_file import SourceFile


@dataclass(frozen=True, slots=True)
class Format:
    """A format that records are read from.

    `recognises` tells it by what the file holds, and looks at its name only where that leaves it open; it never fails.
    `read` yields every record of the file in order, a draft or why it cannot be taken, and raises `ImportFailed` for a
    file that is not in the format at all. `labels` are what the user says the file's own labels mean; only formats
    whose labels are anybody's (tables, listing pages) look at them.
    """

    name: str
    title: str
    recognises: Callable[[SourceFile], bool]
    read: Callable[[SourceFile, Labels], Iterator[Draft | Rejected]]
