"""Files that were given to the page, or fetched for it, and wait for a decision; kept in memory, and few."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial

from corpus.draft import Draft, Labels
from corpus.errors import ImportFailed
from corpus.formats import format_of
from corpus.formats.listing_record import UNKNOWN_LABEL
from corpus.formats.source_file import SourceFile
from corpus.formats.table import SPREADSHEET, TABLE
from corpus.importing.decisions import Plan
from corpus.importing.plan import plan
from corpus.importing.sources import SourceRead, read_source
from corpus.reasons.reason import Said, because
from corpus.store import Store
from embeddings.engine import Progress
from ui.background import Background
from ui.importing import named

LARGEST_UPLOAD = 64 * 2**20  # bytes of all files given, or fetched, at once
MOST_FILES = 50
_LONGEST_FETCHING = 30 * 60.0  # seconds for everything that an address leads to
_MOST_WAITING = 5
_MOST_LABELS = 100
# Under these names refdesk itself keeps what a source wrote for a value that was put in one form.
_OWN_LABELS = frozenset(field.name for field in fields(Draft))


@dataclass
class Upload:
    """Files with what they hold, and what becomes of it once the owner says so.

    `source` is what the owner named for the files to be fetched from, and `fault` why not all could be. `fetching` and
    `importing` are the work under way.
    """

    name: str
    files: tuple[SourceFile, ...] = ()
    source: str = ""
    fault: Said = ""
    labels: Labels = field(default_factory=dict)
    sources: list[SourceRead] = field(default_factory=list)
    plan: Plan = field(default_factory=Plan)
    fetching: Background | None = None
    importing: Background | None = None
    is_left: bool = False

    @property
    def unknown(self) -> list[str]:
        """Return the labels whose meaning the owner may say: those of files that nothing knows, or that were told."""
        found = dict.fromkeys(self.labels)
        for source, format in zip(self.sources, self.formats, strict=True):
            found |= dict.fromkeys(source.columns)
            reasons = (entry.reason for entry in source.rejected)
            found |= {str(reason.values["label"]): None for reason in reasons if reason.key == UNKNOWN_LABEL}
            if format in (TABLE.title, SPREADSHEET.title):
                kept = (label for publication in source.publications for label in publication.extra)
                found |= dict.fromkeys(label for label in kept if label not in _OWN_LABELS)
        return list(found)[:_MOST_LABELS]

    @property
    def is_read(self) -> bool:
        """Tell whether the files are all there and were read."""
        return self.fetching is None or (self.fetching.is_finished and not self.fetching.failure)

    @property
    def formats(self) -> list[str]:
        """Return what format each file is in, "" for one that could not be read."""
        pairs = zip(self.files, self.sources, strict=True)
        return ["" if source.failure else format_of(file, self.labels).title for file, source in pairs]

    def fetch(self, files: Iterable[SourceFile], store: Store) -> None:
        """Take the files as they come, in the background, and read them."""
        self.fetching = Background(f"fetching {self.name}", partial(self._take, files, store), self.source)

    def _take(self, files: Iterable[SourceFile], store: Store, progress: Progress) -> None:
        until, size = time.monotonic() + _LONGEST_FETCHING, 0
        try:
            for file in files:
                size += len(file.data)
                if self.is_left:
                    return
                if size > LARGEST_UPLOAD or time.monotonic() > until:
                    most, minutes = LARGEST_UPLOAD // 2**20, int(_LONGEST_FETCHING / 60)
                    raise ImportFailed(because("upload.large", most=most, minutes=minutes))
                # Without what a harvest made of it.
                self.files += (replace(file),)
                progress(len(self.files), 0)
        except ImportFailed as error:
            self.fault = error.said
        self.read(store, self.labels)

    def read(self, store: Store, labels: Labels) -> None:
        """Read the files with these labels, and plan what becomes of the records."""
        self.labels = labels
        # Of copies, so that nothing that is made of a file stays with it.
        self.sources = [replace(read_source(replace(file), labels), source=self.source) for file in self.files]
        self.plan = plan(self.all_read, store)

    @property
    def all_read(self) -> list[SourceRead]:
        """Return what the files hold, and after them why more could not be fetched."""
        missing = SourceRead(SourceFile(self.source, b""), failure=self.fault, source=self.source)
        return [*self.sources, missing] if self.fault else self.sources

    @property
    def what(self) -> str:
        """Return what its import is called in the journal."""
        return f"import of {named(file.name for file in self.files)}"

    def start(self, carry_out: Callable[[Progress], None], place: str) -> None:
        """Carry the import out in the background, once; `place` is the folder that it writes in."""
        if self.importing is None:
            self.importing = Background(self.what, carry_out, place)


class Uploads:
    """The last few uploads by their names, which nobody can guess."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Upload] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, files: Sequence[SourceFile] = (), source: str = "") -> Upload:
        """Keep the files, or those to come of a source, under a new name.

        The oldest ones that are not being imported go, and with them the fetching of their files.
        """
        upload = Upload(secrets.token_urlsafe(12), tuple(files), source)
        with self._lock:
            self._kept[upload.name] = upload
            for name in [n for n, kept in self._kept.items() if not kept.importing or kept.importing.is_finished]:
                if len(self._kept) <= _MOST_WAITING:
                    break
                self.leave(name)
        return upload

    def leave(self, name: str) -> None:
        """Keep the upload of this name no longer, and fetch no more for it; an import under way goes on."""
        if upload := self._kept.pop(name, None):
            upload.is_left = True

    def get(self, name: str) -> Upload | None:
        """Return the upload of this name, None for one that is not kept any more."""
        return self._kept.get(name)
