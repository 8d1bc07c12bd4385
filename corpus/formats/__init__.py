"""The formats that publications are read from, each told by what its files hold."""

from collections.abc import Iterator
from pathlib import Path

from corpus.draft import NO_LABELS, Draft, Labels, Rejected, Withdrawn
from corpus.errors import ImportFailed
from corpus.fields.publication import publication_of
from corpus.formats.bibtex import BIBTEX
from corpus.formats.crossref import CROSSREF
from corpus.formats.csl_json import CSL_JSON
from corpus.formats.documents import DOCX, PDF
from corpus.formats.endnote_xml import ENDNOTE_XML
from corpus.formats.format import Format
from corpus.formats.isi import ISI
from corpus.formats.listing import LISTING, LISTING_HTML
from corpus.formats.marc_xml import MARC_XML
from corpus.formats.mods import MODS
from corpus.formats.nbib import NBIB
from corpus.formats.oai_pmh import OAI_PMH
from corpus.formats.openalex import OPENALEX
from corpus.formats.own_json import OWN_JSON
from corpus.formats.pubmed_xml import PUBMED_XML
from corpus.formats.refer import REFER
from corpus.formats.ris import RIS
from corpus.formats.source_file import SourceFile
from corpus.formats.table import SPREADSHEET, TABLE, is_table
from corpus.formats.unread import refuse_archive, refuse_unread
from corpus.formats.zotero_json import ZOTERO_JSON
from corpus.publication import Publication
from corpus.reasons.reason import because

# In the order in which they are tried: what is told by a mark first, what takes any text last.
FORMATS: tuple[Format, ...] = (
    PDF,
    DOCX,
    SPREADSHEET,
    OAI_PMH,
    PUBMED_XML,
    ENDNOTE_XML,
    MODS,
    MARC_XML,
    LISTING_HTML,
    # Before what is told by a line anywhere: a cell may hold one.
    TABLE,
    RIS,
    NBIB,
    ISI,
    REFER,
    ZOTERO_JSON,
    OPENALEX,
    CROSSREF,
    CSL_JSON,
    OWN_JSON,
    BIBTEX,
    LISTING,
)


def format_of(file: SourceFile, labels: Labels = NO_LABELS) -> Format:
    """Return the format of the file; raises `ImportFailed` for one that is empty, no text, or in none.

    A table may be known by the columns alone that the user's labels name.
    """
    if not file.data.strip():
        raise ImportFailed(because("file.empty", file=file.name))
    refuse_unread(file)
    if not (DOCX.recognises(file) or SPREADSHEET.recognises(file)):
        refuse_archive(file)
    for format in FORMATS:
        if format.recognises(file) or (format is TABLE and labels and is_table(file, labels)):
            return format
    file.text.isascii()  # says it of what is no text
    raise ImportFailed(because("file.no_format", file=file.name))


def entries(file: SourceFile, labels: Labels = NO_LABELS) -> Iterator[Publication | Rejected | Withdrawn]:
    """Yield every record of the file in order, as a publication, or why it is none.

    Raises `ImportFailed` for a file that cannot be read in its format, naming the place and the next step.
    """
    for entry, _ in entries_with_ids(file, labels):
        yield entry


def entries_with_ids(
    file: SourceFile, labels: Labels = NO_LABELS
) -> Iterator[tuple[Publication | Rejected | Withdrawn, bool]]:
    """Yield what `entries` does, and whether the file gives the record an identifier of refdesk's own."""
    for found in format_of(file, labels).read(file, labels):
        if isinstance(found, Draft):
            yield publication_of(found, file.name), bool(found.id)
        else:
            yield found, isinstance(found, Publication)


def read(path: str | Path, labels: Labels = NO_LABELS) -> list[Publication]:
    """Return the publications of a file, all of whose records must be good.

    Raises `ImportFailed` for a file that cannot be read, and for its first record that cannot, naming the file, the
    place and the next step.
    """
    file = SourceFile.open(path)
    found = []
    for entry in entries(file, labels):
        if isinstance(entry, Rejected):
            raise ImportFailed(f"{file.name}, {entry.position}: {entry.reason}.")
        if isinstance(entry, Publication):
            found.append(entry)
    return found
