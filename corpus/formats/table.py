"""Tables of publications, as text or as spreadsheets: columns are found by their names, never by their places."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial

from corpus.draft import NO_LABELS, Draft, Labels, Rejected
from corpus.errors import ColumnsUnknown, ImportFailed
from corpus.formats.format import Format
from corpus.formats.sheets import is_spreadsheet, sheets_of
from corpus.formats.source_file import SourceFile
from corpus.formats.table_columns import Columns, columns_of, count_known
from corpus.formats.table_records import as_one_table, records_of
from corpus.formats.table_text import Row, rows_of, rows_of_head, separator_of
from corpus.publication import Publication
from corpus.reasons.reason import because

_SUFFIXES = (".csv", ".tsv", ".tab")


def read_table(file: SourceFile, labels: Labels) -> Iterator[Publication | Draft | Rejected]:
    """Yield the records of a table that is text.

    Raises `ImportFailed` for one that cannot be read, and for one without a column of titles.
    """
    rows = _rows(file, labels)
    yield from records_of(rows, columns_of(rows(), labels, file.name), file.name)


def _rows(file: SourceFile, labels: Labels) -> Callable[[], Iterator[Row]]:
    return partial(rows_of, file.text, _separator(file, labels) or ",", file.name)


def _labels(file: SourceFile, labels: Labels) -> list[str]:
    return columns_of(_rows(file, labels)(), labels, file.name).names


def _sheet_labels(file: SourceFile, labels: Labels) -> list[str]:
    found: list[str] = []
    for _, rows in sheets_of(file):
        with suppress(ImportFailed):
            found += columns_of(rows, labels, file.name).names
    return found


def read_spreadsheet(file: SourceFile, labels: Labels) -> Iterator[Publication | Draft | Rejected]:
    """Yield the records of all sheets that have a column of titles, as `read_table`, and why another is not read.

    A workbook may have a sheet for each year, and sheets of notes beside them.
    """
    found: list[tuple[str, list[Row], Columns]] = []
    left: list[tuple[str, list[Row], ImportFailed]] = []
    for name, rows in sheets_of(file):
        try:
            found.append((name, rows, columns_of(rows, labels, file.name)))
        except ImportFailed as refusal:
            left.append((name, rows, refusal))
    if not found:
        # What the first sheet that holds something lacks is what the user has to mend.
        raise next((refusal for _, rows, refusal in left if rows), left[0][2])
    filled = [sheet for sheet in found if sheet[1][-1].number > sheet[2].row]
    has_told = any(columns.are_told for *_, columns in filled)
    for name, rows, columns in filled:
        # Notes on the columns name one of them in their first row.
        if has_told and not (columns.are_told or columns.is_one):
            yield from _unread(name, rows, [column for column in columns.names if column])
        else:
            yield from records_of(partial(iter, rows), columns, file.name, f'"{name}"' if len(filled) > 1 else "")
    for name, rows, why in left:
        yield from _unread(name, rows, why.columns if isinstance(why, ColumnsUnknown) else ())


def _unread(sheet: str, rows: Sequence[Row], columns: Sequence[str]) -> Iterator[Rejected]:
    """Say that a sheet is not read, where its rows are a table and no notes that stand below each other."""
    if columns and sum(sum(map(bool, map(str.strip, row.cells))) > 1 for row in rows) > 1:
        shown, option = ", ".join(f'"{column}"' for column in columns), f' (--map "{columns[0]}=title")'
        reason = because("sheet.unknown", option, sheet=sheet, columns=shown)
        yield Rejected(f'row {rows[0].number} ("{sheet}")', reason)


def _rejoined(_file: SourceFile, raws: Sequence[str]) -> str:
    return as_one_table(raws)


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
    return is_told or columns.are_told


SPREADSHEET = Format("spreadsheet", "XLSX, XLS, ODS", is_spreadsheet, read_spreadsheet, _rejoined, _sheet_labels)
TABLE = Format("table", "CSV, TSV", is_table, read_table, _rejoined, _labels)
