"""The records of a table whose columns are known: one a row."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from corpus.draft import Draft, Rejected
from corpus.formats.filling import fill_all
from corpus.formats.own_table import is_own, own_record
from corpus.formats.table_columns import Columns
from corpus.formats.table_text import Row
from corpus.formats.value_lists import Habits, Unclear, habits_of
from corpus.publication import Publication, Source
from corpus.reasons.reason import Reason, because

_SAMPLE = 2_000  # rows whose values tell how the table writes names and lists
_TOTAL = re.compile(
    r"(?:(?:grand|sub)[\s-]?)?totals?|sum|summe|gesamt|insgesamt|somme|suma|somma|totaal|totale|итого|всего|المجموع|الإجمالي",
    re.IGNORECASE,
)


def records_of(
    rows: Callable[[], Iterable[Row]], columns: Columns, file: str, place: str = ""
) -> Iterator[Publication | Draft | Rejected]:
    """Yield the records below the names of the columns; `place` names the table where a file has several."""
    habits = _habits(rows, columns)
    has_own, header = is_own(columns.names), _csv(columns.names)
    for row in rows():
        if row.number <= columns.row or [cell.strip() for cell in row.cells] == columns.names:
            continue
        position, raw = f"row {row.number}{place and f' ({place})'}", header + _csv(row.cells)
        own = dict(zip(columns.names, row.cells, strict=False)) if has_own else {}
        if fault := _fault(row, columns):
            yield Rejected(position, fault, row.cells[0], header + row.cells[0] if row.fault else raw)
        elif own.get("id"):
            yield own_record(own, Source(file=file, position=position), raw)
        else:
            yield _draft(Draft(position, raw), row.cells, columns, habits)


def _habits(rows: Callable[[], Iterable[Row]], columns: Columns) -> Habits:
    """Return how the table writes names and lists."""
    sample = [row.cells for row in islice(rows(), _SAMPLE) if row.number > columns.row]

    def cells(field: str) -> Iterator[str]:
        places = [p for p, meaning in enumerate(columns.meanings) if meaning and meaning.field == field]
        return (row[p] for row in sample for p in places if p < len(row))

    return habits_of(cells("authors"), cells("keywords"))


def _fault(row: Row, columns: Columns) -> Reason | None:
    """Return what keeps the values of the row from being told apart, or the row from being a record."""
    width = len(columns.names)
    # A row may leave its last separator out, and write more where nothing follows.
    if not row.fault and (len(row.cells) < width - 1 or any(cell.strip() for cell in row.cells[width:])):
        return because("table.uneven", values=len(row.cells), columns=width)
    if not row.fault and set(columns.titles) & set(row.above):
        return because("table.merged_title")
    return row.fault or (because("table.total") if _is_total(row.cells, columns) else None)


def _is_total(cells: list[str], columns: Columns) -> bool:
    """Tell whether the row sums up those above it: it says so, and holds nothing but numbers beside."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    says_so = any(_TOTAL.fullmatch(cell.rstrip(":")) for cell in filled)
    return says_so and len(filled) > 1 and sum(not re.fullmatch(r"[\d\s.,%]+", cell) for cell in filled) == 1


def _draft(draft: Draft, row: list[str], columns: Columns, habits: Habits) -> Draft | Rejected:
    """Fill the draft with the cells of its row."""
    cells = list(zip(columns.names, columns.meanings, row, strict=False))
    try:
        fill_all(draft, [(meaning, name, cell) for name, meaning, cell in cells if meaning is not None], habits)
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


def as_one_table(raws: Sequence[str]) -> str:
    """Return rows that were rejected, each below the names of its columns, as one table below the names of all.

    A row that cannot be parted is put as it stands below the names of its own table's columns.
    """
    headers = [_header(raw) for raw in raws]
    if len(set(headers)) == 1:
        return headers[0] + "".join(raw.removeprefix(headers[0]).rstrip("\r\n") + "\n" for raw in raws)
    rows: list[dict[tuple[str, int], str]] = []
    for raw in raws:
        names, cells = islice(csv.reader(io.StringIO(raw, newline="")), 2)
        rows.append(
            {(name, names[:place].count(name)): c for place, (name, c) in enumerate(zip(names, cells, strict=False))}
        )
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = [[name for name, _ in columns], *([row.get(column, "") for column in columns] for row in rows)]
    return "".join(map(_csv, lines))


def _header(raw: str) -> str:
    reader = csv.reader(io.StringIO(raw, newline=""))
    next(reader)
    return "".join(raw.splitlines(keepends=True)[: reader.line_num])
