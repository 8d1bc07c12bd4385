"""`refdesk abbreviations`: what short forms stand for, as the records explain them and as the user's own table does."""

import csv
from pathlib import Path

from assistant.collection.abbreviations import explained, own_abbreviations, set_own_abbreviations
from corpus.errors import RefdeskError
from corpus.store import Store


class TableFailed(RefdeskError):
    """A table of abbreviations that cannot be read."""


def read_table(path: Path) -> dict[str, str]:
    """Return the long form of each abbreviation in a CSV file of two columns, without a line of headings.

    Raises `TableFailed`, naming the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(csv.reader(file), start=1)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableFailed(f"{path} cannot be read as a table: {error}.") from error
    table: dict[str, str] = {}
    for number, row in rows:
        if not any(row):
            continue
        if len(row) != len(("short", "long")) or not all(row) or len(row[0].split()) > 1:
            raise TableFailed(
                f"{path}, row {number}: {','.join(row)!r} is not an abbreviation and what it stands for;"
                " write it like SOP,standard operating procedures"
            )
        table[row[0]] = row[1]
    return table


def set_table(store: Store, path: Path) -> int:
    """Make the file the collection's own table, in place of the one before, and return how many it explains."""
    table = read_table(path)
    set_own_abbreviations(store, table)
    return len(table)


def table_text(store: Store) -> str:
    """Return every abbreviation that a question may use, a line each; the user's own ones are marked."""
    own = own_abbreviations(store)
    known = {**{short: found.long for short, found in explained(store.all()).items()}, **own}
    return "\n".join(f"{short}  {known[short]}{'  (own)' if short in own else ''}" for short in sorted(known))
