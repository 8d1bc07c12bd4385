"""Documents, PDF and DOCX: their text is the record's, letter for letter as it was extracted, a PDF's by its pages.

What a document says of itself is believed where its first pages show it: programs write names of their own there
("python-docx", "jdoe"). Failing that, the title is the paragraph in the style of one, or the file's name.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath

from corpus.draft import Author, Draft, Labels, Rejected
from corpus.errors import ImportFailed
from corpus.fields.texts import line_of
from corpus.formats.format import Format
from corpus.formats.listing import labels_in, listing_in
from corpus.formats.pdf_text import MOST_PAGES
from corpus.formats.safe_zip import members_of
from corpus.formats.source_file import SourceFile
from corpus.formats.table_records import records_of
from corpus.publication import Publication
from corpus.reasons.reason import because

_LONGEST_READING = 120  # seconds
_FULL = 0.6  # of the longest line of the page
_BEGINNING = 5_000  # characters
_WORDS = re.compile(r"\w+")
_SEPARATORS = re.compile(r"\s*;\s*")
_SENTENCE = re.compile(r"\w{3,}[.!?؟。](?:\s|$)")
_DOCUMENT = "word/document.xml"


def _is_pdf(file: SourceFile) -> bool:
    return b"%PDF-" in file.data[:1024]


def _read_pdf(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    command = [sys.executable, "-m", "corpus.formats.pdf_text"]
    try:
        done = subprocess.run(command, input=file.data, capture_output=True, timeout=_LONGEST_READING, check=True)
        found = json.loads(done.stdout)
    except subprocess.TimeoutExpired as error:
        raise ImportFailed(because("document.slow", file=file.name, most=_LONGEST_READING)) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise ImportFailed(because("document.no_pdf", file=file.name)) from error
    if found["all"] > MOST_PAGES:
        raise ImportFailed(because("document.long", file=file.name, pages=found["all"], most=MOST_PAGES))
    if not any(page.strip() for page in found["pages"]):
        yield Rejected("page 1", because("document.pictures"))
        return
    draft = Draft("page 1", text_pages=[_reflowed(page) for page in found["pages"]], mendings=["extracted"])
    beginning = "\n".join(found["pages"][:2])
    draft.title = _title(found["title"], beginning, file)
    _take_authors(draft, found["author"], beginning)
    yield draft


def _reflowed(page: str) -> str:
    """Return the page with the lines of a paragraph joined: a line that fills its column goes on in the next one."""
    lines = [line.strip() for line in page.splitlines()]
    width = max(map(len, lines), default=0)
    joined = ""
    for line in lines:
        joined += line + (" " if len(line) >= _FULL * width else "\n")
    return joined.strip()


def _is_docx(file: SourceFile) -> bool:
    return file.data.startswith(b"PK") and _DOCUMENT in members_of(file)


def _read_docx(file: SourceFile, labels: Labels) -> Iterator[Publication | Draft | Rejected]:
    """Yield the records of the document's tables of publications, and the document where it is more than those.

    Of one whose paragraphs are a listing page its records.
    """
    from corpus.formats.docx_text import word_of

    word = word_of(file, labels)
    lists = word.lists(labels, file.name)
    for number, (rows, columns) in enumerate(lists, start=1):
        yield from records_of(partial(iter, rows), columns, file.name, f"table {number}" if len(lists) > 1 else "")
    if lists and not any(isinstance(block, str) and _SENTENCE.search(block) for block in word.blocks):
        return  # what stands around a list of publications is its heading
    if not lists and (listed := listing_in(word.lines, file.name, labels, "paragraph")):
        yield from listed
        return
    if not (text := word.text):
        yield Rejected("paragraph 1", because("document.empty"))
        return
    draft = Draft("paragraph 1", abstract=text, mendings=["extracted"])
    draft.title = _title(word.title, text[:_BEGINNING], file, word.styled)
    _take_authors(draft, word.author, text[:_BEGINNING])
    yield draft


def _docx_labels(file: SourceFile, labels: Labels) -> list[str]:
    from corpus.formats.docx_text import word_of

    word = word_of(file, labels)
    if lists := word.lists(labels, file.name):
        return [name for _, columns in lists for name in columns.names]
    return labels_in(word.lines, labels)


def _title(given: str, beginning: str, file: SourceFile, styled: str = "") -> str:
    """Return the title that the document gives itself, if its beginning shows it: programs write their own there."""
    title = line_of(given)
    return title if title and _key(title) in _key(beginning) else styled or PurePath(file.name).stem


def _key(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _take_authors(draft: Draft, given: str, beginning: str) -> None:
    """Take the authors that the document names and its beginning shows, every word of a name; others are kept."""
    shown = {_key(word) for word in _WORDS.findall(beginning)}
    for name in filter(None, _SEPARATORS.split(given)):
        if {_key(word) for word in _WORDS.findall(name)} <= shown:
            draft.authors.append(Author(name))
        else:
            draft.keep("author", name)


PDF = Format("pdf", "PDF", _is_pdf, _read_pdf)
DOCX = Format("docx", "Word (DOCX)", _is_docx, _read_docx, labels_of=_docx_labels)
