"""Tables of publications, as text or as spreadsheets: columns are found by their names, never by their places."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from corpus.draft import NO_LABELS, Draft, Labels, Rejected
from corpus.errors import ImportFailed
from corpus.formats.filling import fill
from corpus.formats.format import Format
from corpus.formats.own_table import is_own, own_record
from corpus.formats.sheets import is_spreadsheet, sheets_of
from corpus.formats.source_file import SourceFile
from corpus.formats.table_columns import Columns, columns_of, count_known
from corpus.formats.table_text import Row, rows_of, rows_of_head, separator_of
from corpus.formats.value_lists import NameOrder, Unclear, name_order
from corpus.publication import Publication, Source
from corpus.reasons.reason import Reason, because

_SUFFIXES = (".csv", ".tsv", ".tab")
_FEWEST_KNOWN = 2  # column names by which a table is told, where its file's name does not say that it is one
_SAMPLE = 2_000  # rows whose authors tell which part of a name comes first


def read_table(file: SourceFile, labels: Labels) -> Iterator[Publication | Draft | Rejected]:
    """Yield the records of a table that is text.

    Raises `ImportFailed` for one that cannot be read, and for one without a column of titles.
    """
    text = file.text
    separator = _separator(file, labels) or ","
    columns = columns_of(rows_of(text, separator, file.name), labels, file.name)
    yield from _entries(partial(rows_of, text, separator, file.name), columns, file.name)


def read_spreadsheet(file: SourceFile, labels: Labels) -> Iterator[Publication | Draft | Rejected]:
    """Yield the records of the first sheet that has a column of titles; as `read_table`."""
    refusals = []
    for _, rows in sheets_of(file):
        try:
            columns = columns_of(rows, labels, file.name)
        except ImportFailed as refusal:
            refusals.append((bool(rows), refusal))
            continue
        yield from _entries(partial(iter, rows), columns, file.name)
        return
    # What the first sheet that holds something lacks is what the user has to mend.
    raise next((refusal for has_rows, refusal in refusals if has_rows), refusals[0][1])


def _entries(
    rows: Callable[[], Iterable[Row]], columns: Columns, file: str
) -> Iterator[Publication | Draft | Rejected]:
    places = [p for p, meaning in enumerate(columns.meanings) if meaning and meaning.field == "authors"]
    sample = islice(rows(), _SAMPLE)
    order = name_order(r.cells[p] for r in sample if r.number > columns.row for p in places if p < len(r.cells))
    has_own, header = is_own(columns.names), _csv(columns.names)
    for row in rows():
        if row.number <= columns.row or [cell.strip() for cell in row.cells] == columns.names:
            continue
        position, raw = f"row {row.number}", header + _csv(row.cells)
        own = dict(zip(columns.names, row.cells, strict=False)) if has_own else {}
        if fault := _fault(row, len(columns.names)):
            yield Rejected(position, fault, row.cells[0], header + row.cells[0] if row.fault else raw)
        elif own.get("id"):
            yield own_record(own, Source(file=file, position=position), raw)
        else:
            yield _draft(Draft(position, raw), row.cells, columns, order)


def _fault(row: Row, width: int) -> Reason | None:
    """Return what keeps the values of the row from being told apart."""
    # A row may leave its last separator out, and write more where nothing follows.
    if not row.fault and (len(row.cells) < width - 1 or any(cell.strip() for cell in row.cells[width:])):
        return because("table.uneven", values=len(row.cells), columns=width)
    return row.fault


def _draft(draft: Draft, row: list[str], columns: Columns, order: NameOrder) -> Draft | Rejected:
    """Fill the draft with the cells of its row."""
    cells = list(zip(columns.names, columns.meanings, row, strict=False))
    known = [(name, meaning, cell) for name, meaning, cell in cells if meaning is not None]
    try:
        for name, meaning, cell in sorted(known, key=lambda k: (k[1].field == "organisations", k[1].rank)):
            fill(draft, meaning, name, cell, order)
    except Unclear as unclear:
        return Rejected(draft.position, unclear.reason, raw=draft.raw)
    for place, (name, meaning_of_cell, cell) in enumerate(cells, start=1):
        if meaning_of_cell is None:
            draft.keep(name or f"column {place}", cell.strip())
    return draft


def _csv(row: list[str]) -> str:
    """Return a row as CSV; below the names of its columns, a rejected one can be mended and imported."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(row)
    return written.getvalue()


def _rejoined(_file: SourceFile, raws: Sequence[str]) -> str:
    """Return rows that were rejected as one table, below the names of their columns."""
    reader = csv.reader(io.StringIO(raws[0], newline=""))
    next(reader)
    header = "".join(raws[0].splitlines(keepends=True)[: reader.line_num])
    return header + "".join(raw.removeprefix(header).rstrip("\r\n") + "\n" for raw in raws)


def _separator(file: SourceFile, labels: Labels) -> str | None:
    return separator_of(file.head, lambda row: count_known(row, labels))


def is_table(file: SourceFile, labels: Labels = NO_LABELS) -> bool:
    """Tell whether a text is a table: by its file's name, by its columns, or by one that the user names."""
    if file.suffix in _SUFFIXES:
        return True
    # A line of JSON has commas too.
    if file.head.lstrip().startswith(("{", "[", "<")):
        return False
    separator = _separator(file, labels)
    if separator is None:
        return False
    rows = [Row(number, cells) for number, cells in enumerate(rows_of_head(file.head, separator), start=1)]
    try:
        columns = columns_of(rows, labels, file.name)
    except ImportFailed:
        return False
    # A label alone in its line may be a listing page's.
    is_told = len(columns.names) > 1 and count_known(columns.names, labels) > count_known(columns.names, NO_LABELS)
    return is_told or len({m.field for m in columns.meanings if m}) >= _FEWEST_KNOWN


SPREADSHEET = Format("spreadsheet", "XLSX, XLS, ODS", is_spreadsheet, read_spreadsheet, _rejoined)
TABLE = Format("table", "CSV, TSV", is_table, read_table, _rejoined)
