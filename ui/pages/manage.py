"""The owner's page: bring publications in, look at what an import will do, and keep the collections."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from assistant.evidence.threshold import CHOICES, choice_of
from corpus.importing.decisions import OUTCOMES, Decision
from corpus.importing.keys import without_page
from corpus.importing.rejected import rejected_name, with_rejected
from corpus.journal import Entry
from corpus.sources.files import address_of
from corpus.store import Store
from ui.collections import ABOUT, Listed, about
from ui.pages.document import Frame
from ui.pages.templates import render
from ui.uploads import Upload
from ui.words.answering import answering_text
from ui.words.strings import text

_STYLES = ("manage.css",)
# Of each list of a preview; the rest is counted.
MOST_SHOWN = 50
# Of an address, or a list of DOIs, that somebody types or pastes.
LONGEST_SOURCE = 10_000
# What a column of a table may be said to hold, the usual ones first.
MAPPABLE = (
    *("title", "abstract", "authors", "date", "countries", "regions", "categories", "keywords"),
    *("publisher", "container", "volume", "issue", "pages", "url", "doi", "language", "isbn", "issn", "rights"),
)


@dataclass(frozen=True, slots=True)
class ManageView:
    """The state of the collection in use, and of those beside it; `notice` is what was just done or refused.

    `answering` says how readily it answers, `choice` what the owner chose of that, empty for as it comes.
    """

    publications: int
    answering: str
    choice: str
    last: Entry | None
    about: dict[str, str]
    collections: Sequence[Listed]
    notice: str
    is_refusal: bool


def manage_page(store: Store, listed: Sequence[Listed], language: str, notice: str = "", refused: str = "") -> str:
    """Return the page; `notice` says what was done, `refused` why something was not."""
    view = ManageView(
        publications=store.count(),
        answering=answering_text(store, language),
        choice=choice_of(store) or "",
        last=store.last_applied(),
        about=about(store),
        collections=listed,
        notice=refused or notice,
        is_refusal=bool(refused),
    )
    return render(
        "manage.html",
        language,
        frame=_frame(store, language),
        view=view,
        about_fields=ABOUT,
        choices=CHOICES,
        longest_source=LONGEST_SOURCE,
    )


def preview_page(upload: Upload, store: Store, language: str, begins: bool) -> str:
    """Return what the import of the upload will do, before it does anything.

    With `begins` it is into a collection of its own, unless the owner chooses the one in use.
    """
    return render(
        "preview.html",
        language,
        frame=_frame(store, language),
        upload=upload,
        counts=[(outcome, upload.plan.count(outcome)) for outcome in OUTCOMES],
        shown={outcome: _shown(upload, outcome) for outcome in OUTCOMES if outcome != "unchanged"},
        fields=MAPPABLE,
        begins=begins,
        suggested=_suggested(upload)[:64],
        rejected=upload.plan.rejected[:MOST_SHOWN],
        rejected_files=_rejected_files(upload),
        withdrawn=upload.plan.withdrawn[:MOST_SHOWN],
        formats=dict.fromkeys(
            (without_page(file.name), format) for file, format in zip(upload.files, upload.formats, strict=True)
        ),
    )


def progress_page(upload: Upload, store: Store, language: str) -> str:
    """Return how far the fetching or the import is, or how it ended; the page of one under way asks again by itself."""
    return render(
        "progress.html",
        language,
        frame=_frame(store, language),
        upload=upload,
        work=upload.importing or upload.fetching,
        address=address_of(upload.source) if upload.source else "",
        rejected_files=_rejected_files(upload),
    )


def closed_page(collection: str, language: str) -> str:
    """Return the page for who is not the owner."""
    frame = Frame(text("tab.manage", language), "manage", collection, _STYLES)
    return render("missing.html", language, frame=frame, how=text("manage.closed", language))


def _frame(store: Store, language: str) -> Frame:
    return Frame(text("tab.manage", language), "manage", store.setting("name") or "", _STYLES)


def _suggested(upload: Upload) -> str:
    """Return what a collection of the upload may be called: as its host, or as its first file."""
    if not upload.files:
        return ""
    name = without_page(upload.files[0].name)
    if upload.source:
        return urlsplit(upload.source.removeprefix("oai:")).hostname or name
    return PurePath(name).stem.replace("_", " ").replace("-", " ")


def _rejected_files(upload: Upload) -> list[str]:
    """Return the names of the files of rejected records that can be downloaded, each at its place."""
    return [rejected_name(source) for source in with_rejected(upload.sources)[:MOST_SHOWN]]


def _shown(upload: Upload, outcome: str) -> list[Decision]:
    return [decision for decision in upload.plan.decisions if decision.outcome == outcome][:MOST_SHOWN]
