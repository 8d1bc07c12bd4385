"""The program that reads a spreadsheet from its standard input and writes the rows of its sheets, as JSON lines.

A process of its own, since a file of a few kilobytes may claim a cell in the last row and column: the library then asks
for more memory than there is, and its process ends. It imports nothing of the project, so that it starts quickly.
Each sheet is a line with its name (a string), then a line for each of its rows (a list of strings).
"""

import datetime
import io
import json
import sys

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
            for row in workbook.get_sheet_by_name(name).iter_rows():
                print(json.dumps([_text(cell) for cell in row]))
    except PasswordError:
        return 3
    except CalamineError as error:
        print(error, file=sys.stderr)
        return 4
    return 0


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
