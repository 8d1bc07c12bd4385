"""What the sources of one import hold, read before anything is decided."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from corpus.draft import NO_LABELS, Labels, Rejected, Withdrawn
from corpus.errors import ColumnsUnknown, ImportFailed
from corpus.formats import entries_with_ids, format_of
from corpus.formats.labels import key_of
from corpus.formats.oai_pmh import Answer
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication
from corpus.reasons.reason import Said, because
from corpus.sources.files import fetched_files, is_path, paths_of

# What an import writes beside its sources; a folder that is imported again is read without them.
REJECTED_PREFIX = "refdesk-rejected-"
_MOST_SHOWN = 40  # labels


@dataclass(slots=True)
class SourceRead:
    """One file with what was found in it, in its order; `failure` says why it could not be read to its end.

    `columns` are those of a table that cannot be read before it is told which of them holds the titles, `labels` what
    the user said of them, and `own_labels` those that the file has for the user to map. `source` is what the user named
    that the file was fetched from, `answered` when an endpoint says that it answered. `own_ids` are the identifiers
    that an export of refdesk's gives its records, `guessed_encoding` is that of a text that does not tell its own. The
    bytes of a file are kept only where records of it were rejected.
    """

    file: SourceFile
    found: list[Publication | Rejected | Withdrawn] = field(default_factory=list)
    failure: Said = ""
    columns: tuple[str, ...] = ()
    labels: Labels = field(default_factory=dict)
    own_labels: tuple[str, ...] = ()
    source: str = ""
    answered: str = ""
    own_ids: set[str] = field(default_factory=set)
    guessed_encoding: str = ""

    @property
    def publications(self) -> list[Publication]:
        """Return the good records."""
        return [entry for entry in self.found if isinstance(entry, Publication)]

    @property
    def rejected(self) -> list[Rejected]:
        """Return the records that cannot be taken."""
        return [entry for entry in self.found if isinstance(entry, Rejected)]

    @property
    def withdrawn(self) -> list[Withdrawn]:
        """Return the records that the source says it does not hold any more."""
        return [entry for entry in self.found if isinstance(entry, Withdrawn)]

    @property
    def first_fault(self) -> str:
        """Return in a sentence the first thing that cannot be taken, "" for none."""
        for entry in self.rejected:
            return f"{self.file.name}, {entry.position}: {entry.reason}."
        return str(self.failure)


def read_sources(
    sources: Iterable[str],
    labels: Labels = NO_LABELS,
    allowed_hosts: Iterable[str] = (),
    openalex_key: str = "",
    since: str = "",
) -> Iterator[SourceRead]:
    """Read sources, written as `corpus.sources.files` says, one file after the other; `since` is as said there.

    What cannot be read says so and hinders no other. Raises `ImportFailed` last for a label that none of them has.
    """
    missing = {key_of(label): label for label in labels}
    own: dict[str, None] = {}
    for read in _read_each(sources, labels, allowed_hosts, openalex_key, since):
        own |= dict.fromkeys(read.own_labels)
        # What could not be read may have any label.
        missing = {} if read.failure and not read.columns else missing
        yield read
    if unknown := [label for key, label in missing.items() if key not in map(key_of, own)]:
        shown = tuple(f'"{label}"' for label in list(filter(None, own))[:_MOST_SHOWN])
        reason = because("labels.missing", label=unknown[0], labels=shown) if shown else None
        raise ImportFailed(reason or because("labels.none", label=unknown[0]))


def _read_each(
    sources: Iterable[str], labels: Labels, allowed_hosts: Iterable[str], openalex_key: str, since: str
) -> Iterator[SourceRead]:
    paths: list[Path] = []
    for source in sources:
        try:
            if is_path(source):
                paths += _paths(source)
            else:
                for file in fetched_files(source, allowed_hosts, openalex_key, since):
                    yield replace(read_source(file, labels), source=source)
        except ImportFailed as error:
            yield SourceRead(SourceFile(source, b""), failure=error.said, source=source)
    names = Counter(path.name for path in paths)
    for path in paths:
        # Records are told apart by their file's name, so that two of one name go by more of their paths.
        name = path.name if names[path.name] == 1 else path.as_posix()
        try:
            file = replace(SourceFile.open(path), name=name)
        except ImportFailed as error:
            yield SourceRead(SourceFile(name, b""), failure=error.said)
        else:
            yield read_source(file, labels)


def read_source(file: SourceFile, labels: Labels = NO_LABELS) -> SourceRead:
    """Read one file as far as it can be read."""
    source = SourceRead(file, labels=labels)
    try:
        for entry, has_id in entries_with_ids(file, labels):
            source.found.append(entry)
            if has_id and isinstance(entry, Publication):
                source.own_ids.add(entry.id)
        if labels:
            source.own_labels = tuple(format_of(file, labels).labels_of(file, labels))
        source.answered = file.date if isinstance(file, Answer) else ""
    except ImportFailed as error:
        source.failure = error.said
        source.columns = source.own_labels = error.columns if isinstance(error, ColumnsUnknown) else ()
    source.guessed_encoding = file.guessed_encoding
    # Without what was made of it either, such as its text.
    source.file = SourceFile(file.name, file.data if source.rejected else b"")
    return source


def _paths(source: str) -> list[Path]:
    path = Path(source)
    found = list(paths_of(path))
    return [one for one in found if one == path or not one.name.startswith(REJECTED_PREFIX)]
