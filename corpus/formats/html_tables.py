"""The tables of publications in a saved web page: those whose first rows name the columns."""

from typing import NamedTuple

from bs4.element import Tag

from corpus.draft import Labels
from corpus.formats.html_lines import address_of, linked, parsed
from corpus.formats.labels import Meaning
from corpus.formats.source_file import SourceFile
from corpus.formats.table_columns import Columns, told_columns
from corpus.formats.table_text import Row
from corpus.reasons.reason import because

_MOST_SPANNED = 100


class HtmlTable(NamedTuple):
    """A table with its rows; `place` is its number where the page has several."""

    rows: list[Row]
    columns: Columns
    place: str


class _Cell(NamedTuple):
    """What stands in one place of a table; `link` is the first address in the cell."""

    text: str = ""
    link: str = ""


def html_tables(file: SourceFile, labels: Labels) -> list[HtmlTable]:
    """Return the page's tables of publications; raises `ImportFailed` for a page that cannot be read as HTML."""
    if "<table" not in file.text.lower():
        return []
    page = parsed(file.text, file.name, "lxml")  # which knows where a cell ends that has no end
    address = address_of(page)
    found = []
    for table in page.find_all("table"):
        # One around another is there for the layout of the page.
        if table.find("table") is None and (told := _told(table, address, labels, file.name)):
            found.append(told)
    return [HtmlTable(*told, f"table {n}" if len(found) > 1 else "") for n, told in enumerate(found, start=1)]


def _told(table: Tag, address: str, labels: Labels, file: str) -> tuple[list[Row], Columns] | None:
    """Return the rows and columns of a table of publications, None for any other."""
    rows, links = [], []
    for number, (cells, above, is_heading) in enumerate(_rows(table, address), start=1):
        fault = because("table.heading") if is_heading else None
        rows.append(Row(number, [cell.text for cell in cells], fault, above))
        links.append([cell.link for cell in cells])
    columns = told_columns(rows, labels, file)
    return _with_links(rows, links, columns) if columns else None


def _with_links(rows: list[Row], links: list[list[str]], columns: Columns) -> tuple[list[Row], Columns]:
    """Return the rows with the addresses that their cells link to: of the column of links, or of the titles."""
    width = len(columns.names)
    urls = [place for place, meaning in enumerate(columns.meanings) if meaning and meaning.field == "url"]
    complete = []
    for row, row_links in zip(rows, links, strict=True):
        cells = row.cells + [""] * (width - len(row.cells))
        row_links += [""] * (width - len(row_links))
        for place in urls if row.number > columns.row else ():
            cells[place] = row_links[place] or cells[place]
        own = [] if urls else ["url" if row.number == columns.row else row_links[columns.titles[0]]]
        complete.append(row._replace(cells=[*cells[:width], *own, *cells[width:]]))
    if urls:
        return complete, columns
    return complete, columns._replace(names=[*columns.names, "url"], meanings=[*columns.meanings, Meaning("url")])


def _rows(table: Tag, address: str) -> list[tuple[list[_Cell], tuple[int, ...], bool]]:
    """Return the cells of each row, the columns of those that go on from above, and whether it is one cell alone."""
    rows = []
    going_on: dict[int, tuple[int, _Cell]] = {}  # by column: the rows that are left, and the cell
    for row in table.find_all("tr"):
        cells: list[_Cell] = []
        above = _go_on(cells, going_on)
        given = row.find_all(["td", "th"], recursive=False)
        for tag in given:
            cell = _Cell(_text(tag), linked(tag.find("a", href=True), address))
            if (down := _span(tag, "rowspan") - 1) > 0:
                going_on[len(cells)] = (down, cell)
            cells += [cell, *[_Cell()] * (_span(tag, "colspan") - 1)]
            above += _go_on(cells, going_on)
        while any(column >= len(cells) for column in going_on):
            cells.append(_Cell())  # the row leaves its last cells out
            above += _go_on(cells, going_on)
        if cells:
            rows.append((cells, tuple(above), len(given) == 1 and len(cells) > 1 and not above))
    return rows


def _go_on(cells: list[_Cell], going_on: dict[int, tuple[int, _Cell]]) -> list[int]:
    """Put the cells that go on from the rows above where the row has come to, and return their columns."""
    columns = []
    while going := going_on.pop(len(cells), None):
        columns.append(len(cells))
        rows_left, cell = going
        if rows_left > 1:
            going_on[len(cells)] = (rows_left - 1, cell)
        cells.append(cell)
    return columns


def _span(cell: Tag, name: str) -> int:
    written = str(cell.get(name, "1"))
    return min(max(int(written), 1), _MOST_SPANNED) if written.isdecimal() else 1


def _text(cell: Tag) -> str:
    for line_break in cell.find_all("br"):
        line_break.replace_with("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in cell.get_text().split("\n"))))
