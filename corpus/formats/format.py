"""What a format is: its name, how a file of it is told, and its reader."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.draft import Draft, Labels, Rejected, Withdrawn
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication


def in_one_file(file: SourceFile, raws: Sequence[str]) -> str:
    """Return the raw texts of records as a file of their own: JSON objects in an array, others one below the other."""
    if all(raw.startswith("{") for raw in raws):
        return "[\n" + ",\n".join(raws) + "\n]\n"
    return "\n\n".join(raw.strip("\r\n") for raw in raws) + "\n"


def no_labels(file: SourceFile, labels: Labels) -> list[str]:
    """Return the labels that the user may map in a file whose labels are its format's own: none."""
    return []


@dataclass(frozen=True, slots=True)
class Format:
    """A format that records are read from; its `title` is the same in every language.

    `recognises` tells it by what the file holds, and looks at its name only where that leaves it open; it never fails.
    `read` yields every record of the file in order, a draft (or refdesk's own record, letter for letter), why it cannot
    be taken, or that its source has withdrawn it, and raises `ImportFailed` for a file that is not in the format at
    all. `labels` are what the user says the file's own labels mean; only formats whose labels are anybody's (tables,
    listing pages) look at them, and `labels_of` names those that a file of theirs has. `rejoined` makes a file of the
    raw texts of some of its records, so that rejected ones can be mended and imported again.
    """

    name: str
    title: str
    recognises: Callable[[SourceFile], bool]
    read: Callable[[SourceFile, Labels], Iterator[Draft | Publication | Rejected | Withdrawn]]
    rejoined: Callable[[SourceFile, Sequence[str]], str] = in_one_file
    labels_of: Callable[[SourceFile, Labels], Sequence[str]] = no_labels
