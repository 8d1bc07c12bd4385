"""The paragraphs and tables of a Word document, in its order."""

from collections.abc import Iterator

from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from corpus.formats.table_text import Row


def blocks_of(container: Document | _Cell) -> Iterator[str | list[Row]]:
    """Yield the text of every paragraph, and the rows of every table."""
    for block in container.iter_inner_content():
        yield block.text.strip() if isinstance(block, Paragraph) else _rows(block)


def text_of_rows(rows: list[Row]) -> str:
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
    blocks = (block if isinstance(block, str) else text_of_rows(block) for block in blocks_of(cell))
    return "\n".join(filter(None, blocks))
