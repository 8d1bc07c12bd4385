"""Files that were given to the page and wait for a decision, and imports under way; kept in memory, and few."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from corpus.draft import Labels
from corpus.errors import RefdeskError
from corpus.formats import format_of
from corpus.formats.listing_record import UNKNOWN_LABEL
from corpus.formats.source_file import SourceFile
from corpus.formats.table import SPREADSHEET, TABLE
from corpus.importing.plan import Plan, plan
from corpus.importing.sources import SourceRead, read_source
from corpus.reasons.reason import Said, because
from corpus.store import Store
from embeddings.engine import Progress

LARGEST_UPLOAD = 64 * 2**20  # bytes of all files given at once
MOST_FILES = 50
_MOST_WAITING = 5
_MOST_LABELS = 100
# Under these names refdesk itself keeps what a source wrote for a value that was put in one form.
_OWN_LABELS = ("date", "countries", "url")


@dataclass
class Upload:
    """Files with what they hold, and what becomes of it once the owner says so.

    `running` is the import under way: `done` of `total` records, `failure` says why it ended before its time.
    """

    name: str
    files: tuple[SourceFile, ...]
    labels: Labels = field(default_factory=dict)
    sources: list[SourceRead] = field(default_factory=list)
    plan: Plan = field(default_factory=Plan)
    running: threading.Thread | None = None
    done: int = 0
    total: int = 0
    failure: Said = ""

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
    def is_finished(self) -> bool:
        """Tell whether its import has come to an end, good or bad."""
        return self.running is not None and not self.running.is_alive()

    @property
    def formats(self) -> list[str]:
        """Return what format each file is in, "" for one that could not be read."""
        pairs = zip(self.files, self.sources, strict=True)
        return ["" if source.failure else format_of(file, self.labels).title for file, source in pairs]

    def read(self, store: Store, labels: Labels) -> None:
        """Read the files with these labels, and plan what becomes of the records."""
        self.labels = labels
        self.sources = [read_source(file, labels) for file in self.files]
        self.plan = plan(self.sources, store)

    @property
    def what(self) -> str:
        """Return what its import is called in the journal."""
        return "import of " + ", ".join(file.name for file in self.files)

    def start(self, carry_out: Callable[[Progress], None]) -> None:
        """Carry the import out in the background, once."""
        if self.running is None:
            self.running = threading.Thread(target=self._run, args=(carry_out,), name=self.what, daemon=True)
            self.running.start()

    def _run(self, carry_out: Callable[[Progress], None]) -> None:
        def progress(done: int, total: int) -> None:
            self.done, self.total = done, total

        try:
            carry_out(progress)
        except RefdeskError as error:
            self.failure = error.said
        except BaseException:
            self.failure = because("import.failed")
            raise


class Uploads:
    """The last few uploads by their names, which nobody can guess."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Upload] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, files: Sequence[SourceFile]) -> Upload:
        """Keep the files under a new name; the oldest ones that are not being imported go."""
        upload = Upload(secrets.token_urlsafe(12), tuple(files))
        with self._lock:
            self._kept[upload.name] = upload
            for name in [n for n, kept in self._kept.items() if kept.running is None or kept.is_finished]:
                if len(self._kept) <= _MOST_WAITING:
                    break
                del self._kept[name]
        return upload

    def get(self, name: str) -> Upload | None:
        """Return the upload of this name, None for one that is not kept any more."""
        return self._kept.get(name)
