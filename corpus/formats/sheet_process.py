"""The program that reads a spreadsheet from its standard input and writes the rows of its sheets, as JSON lines.

A process of its own, since a file of a few kilobytes may claim a cell in the last row and column: the library then asks
for more memory than there is, and its process ends. It imports nothing of the project, so that it starts quickly.
Each sheet is a line with its name (a string), then a line for each of its rows: a list of strings, and a list of the
columns in which a cell is one with the cell above it. Such a cell has the value of the first.
"""

import datetime
import io
import json
import sys
from collections.abc import Iterator
from typing import Any

_MOST_MEMORY = 2 * 2**30
_MOST_SECONDS = 120
_MOST_WRITTEN = 512 * 2**20


def main() -> int:
    """Read and write all sheets; return 0, 3 for a workbook with a password, 4 for one that cannot be read."""
    _limit()
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
        for name in workbook.sheet_names:
            print(json.dumps(name))
            sheet = workbook.get_sheet_by_name(name)
            merged = sorted(((*first, last) for first, (last, _) in sheet.merged_cell_ranges or ()), reverse=True)
            for row in _rows(sheet, merged):
                print(json.dumps(row))
    except PasswordError:
        return 3
    except CalamineError as error:
        print(error, file=sys.stderr)
        return 4
    return 0


def _rows(sheet: Any, merged: list[tuple[int, int, int]]) -> Iterator[tuple[list[str], list[int]]]:
    """Yield the cells of each row as texts, and the columns of those that are one with the cell above them.

    `merged` are the first row, the column and the last row of cells that were put together, the first of them last.
    """
    going_on: dict[int, tuple[int, str]] = {}  # by column: the last row, and the value
    for number, row in enumerate(sheet.iter_rows()):
        cells = [_text(cell) for cell in row]
        going_on = {column: going for column, going in going_on.items() if going[0] >= number}
        above = [column for column in going_on if column < len(cells)]
        for column in above:
            cells[column] = going_on[column][1]
        while merged and merged[-1][0] <= number:
            _, column, last = merged.pop()
            if column < len(cells):
                going_on[column] = (last, cells[column])
        yield cells, above


def _text(cell: object) -> str:
    """Return a cell as a person reads it: 2019 for 2019.0, a day as in ISO 8601; a faulty formula is empty already."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat() if cell.time() == datetime.time() else cell.isoformat(sep=" ")
    return str(cell)


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits.
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_MOST_WRITTEN, _MOST_WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
