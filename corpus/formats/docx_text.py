"""The paragraphs and tables of a Word document, in its order."""

import io
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from corpus.draft import Labels
from corpus.errors import ImportFailed
from corpus.formats.listing_lines import Line, label_of
from corpus.formats.safe_zip import check_unpacked
from corpus.formats.source_file import SourceFile
from corpus.formats.table_columns import Columns, told_columns
from corpus.formats.table_text import Row
from corpus.reasons.reason import because

_HEADINGS = ("Heading", "Title")  # as built-in styles are called in Word of every language


class Word(NamedTuple):
    """What a Word document holds: the text of each paragraph and the rows of each table, and all as a listing's lines.

    `title` and `author` are what it says of itself, `styled` is its paragraph in the style of a title.
    """

    blocks: list[str | list[Row]]
    lines: list[Line]
    title: str
    author: str
    styled: str

    @property
    def text(self) -> str:
        """Return all its text, with an empty line between paragraphs."""
        return "\n\n".join(filter(None, (b if isinstance(b, str) else _text_of_rows(b) for b in self.blocks)))

    def lists(self, labels: Labels, file: str) -> list[tuple[list[Row], Columns]]:
        """Return its tables of publications."""
        tables = [block for block in self.blocks if not isinstance(block, str)]
        return [(rows, columns) for rows in tables if (columns := told_columns(rows, labels, file))]


def word_of(file: SourceFile, labels: Labels) -> Word:
    """Return what the document holds; raises `ImportFailed` for one that cannot be read."""
    check_unpacked(file)
    try:
        document = docx.Document(io.BytesIO(file.data))
        said = document.core_properties
        styled = (p.text.strip() for p in document.paragraphs if p.style is not None and p.style.name == "Title")
        shown = next(filter(None, styled), "")
        blocks, lines = list(_blocks_of(document)), _lines_of(document, labels)
        return Word(blocks, lines, said.title or "", said.author or "", shown)
    except (OpcError, LxmlError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ImportFailed(because("document.no_docx", f" ({error})", file=file.name)) from error


def _blocks_of(container: Document | _Cell) -> Iterator[str | list[Row]]:
    """Yield the text of every paragraph, and the rows of every table."""
    for block in container.iter_inner_content():
        yield block.text.strip() if isinstance(block, Paragraph) else _rows(block)


def _lines_of(document: Document, labels: Labels) -> list[Line]:
    """Return the document as the lines of a listing, numbered by its paragraphs, with those that are headings."""
    lines: list[Line] = []
    follows_blank = False
    for number, block in enumerate(document.iter_inner_content(), start=1):
        texts = block.text.split("\n") if isinstance(block, Paragraph) else _cells(_rows(block))
        for text in map(str.strip, texts):
            if text:
                lines.append(Line(number, text, follows_blank, _is_heading(block), label_of(text, labels)))
            follows_blank = not text
    return lines


def _is_heading(block: Paragraph | Table) -> bool:
    return isinstance(block, Paragraph) and (block.style is not None and (block.style.name or "").startswith(_HEADINGS))


def _cells(rows: list[Row]) -> list[str]:
    return [line for row in rows for cell in row.cells for line in cell.split("\n")]


def _text_of_rows(rows: list[Row]) -> str:
    """Return a table as text, its rows below each other."""
    lines = (" | ".join(" ".join(cell.split()) for cell in row.cells if cell) for row in rows)
    return "\n".join(filter(None, lines))


def _rows(table: Table) -> list[Row]:
    """Return the rows of a table; a cell that spans several columns stands in the first of them."""
    rows: list[Row] = []
    over: list[object] = []
    for number, row in enumerate(table.rows, start=1):
        # A cell that is one with others is the same element in all of their places.
        elements = [cell._tc for cell in row.cells]
        cells = ["" if elements[:place][-1:] == [cell._tc] else _text(cell) for place, cell in enumerate(row.cells)]
        above = tuple(place for place, element in enumerate(elements) if element in over[place : place + 1])
        rows.append(Row(number, cells, above=above))
        over = [*elements]
    return rows


def _text(cell: _Cell) -> str:
    blocks = (block if isinstance(block, str) else _text_of_rows(block) for block in _blocks_of(cell))
    return "\n".join(filter(None, blocks))
