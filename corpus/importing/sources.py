"""What the files of one import hold, read before anything is decided."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.draft import NO_LABELS, Labels, Rejected
from corpus.errors import ImportFailed
from corpus.formats import entries
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication

# What an import writes beside its sources; a folder that is imported again is read without them.
REJECTED_PREFIX = "refdesk-rejected-"


@dataclass(slots=True)
class SourceRead:
    """One file with what was found in it, in its order; `failure` says why it could not be read to its end."""

    file: SourceFile
    found: list[Publication | Rejected] = field(default_factory=list)
    failure: str = ""

    @property
    def publications(self) -> list[Publication]:
        """Return the good records."""
        return [entry for entry in self.found if isinstance(entry, Publication)]

    @property
    def rejected(self) -> list[Rejected]:
        """Return the records that cannot be taken."""
        return [entry for entry in self.found if isinstance(entry, Rejected)]

    @property
    def first_fault(self) -> str:
        """Return in a sentence the first thing that cannot be taken, "" for none."""
        for entry in self.rejected:
            return f"{self.file.name}, {entry.position}: {entry.reason}."
        return self.failure


def read_paths(paths: Iterable[Path], labels: Labels = NO_LABELS) -> Iterator[SourceRead]:
    """Read files, and those of folders, one after the other; what cannot be read says so and hinders no other."""
    found = list(files_in(paths))
    names = [path.name for path in found]
    for path in found:
        # Records are told apart by their file's name, so that two of one name go by more of their paths.
        name = path.name if names.count(path.name) == 1 else path.as_posix()
        try:
            file = replace(SourceFile.open(path), name=name)
        except ImportFailed as error:
            yield SourceRead(SourceFile(name, b""), failure=str(error))
        else:
            yield read_source(file, labels)


def read_source(file: SourceFile, labels: Labels = NO_LABELS) -> SourceRead:
    """Read one file as far as it can be read."""
    source = SourceRead(file)
    try:
        source.found.extend(entries(file, labels))
    except ImportFailed as error:
        source.failure = str(error)
    return source


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files, and of folders every file at any depth in order of name; hidden ones and links are left out.

    Raises `ImportFailed` for a folder that cannot be read.
    """

    def fail(error: OSError) -> None:
        raise ImportFailed(f"The folder {error.filename} cannot be read ({error.strerror}): check your rights to it.")

    for given in paths:
        if not given.is_dir():
            yield given
            continue
        for folder, folders, names in os.walk(given, onerror=fail):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder, name)
                if not name.startswith((".", REJECTED_PREFIX)) and path.is_file():
                    yield path
