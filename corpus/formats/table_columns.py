"""The columns of a table: which row names them, and what they mean."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from corpus.draft import Labels
from corpus.errors import ColumnsUnknown, ImportFailed
from corpus.formats.labels import Meaning, meaning_of, wos_meanings
from corpus.formats.table_text import Row
from corpus.reasons.reason import because

# A table may stand below its own title, a date and a note.
_LAST_HEADER_ROW = 30
_MOST_COLUMNS = 2_000
_MOST_SHOWN = 40
# What stands in a record and not in the name of a column: a year, a DOI, an address, a long text.
_OF_A_RECORD = re.compile(r"\A(?:1[5-9]|20)\d{2}\Z|\b10\.\d{4,9}/|https?://|\A.{100}")
_FEWEST_KNOWN = 2  # column names by which a table is told, where nothing else says that it is one


class Columns(NamedTuple):
    """The row that names the columns, and their meanings in order; None for a column that is not known."""

    row: int
    names: list[str]
    meanings: list[Meaning | None]

    @property
    def titles(self) -> list[int]:
        """Return the places of the columns that hold titles."""
        return [place for place, meaning in enumerate(self.meanings) if meaning and meaning.field == "title"]

    @property
    def are_told(self) -> bool:
        """Tell whether enough of the columns are known that they are no words of a text or of notes."""
        return len({meaning.field for meaning in self.meanings if meaning}) >= _FEWEST_KNOWN

    @property
    def is_one(self) -> bool:
        """Tell whether there is one column only."""
        return sum(map(bool, self.names)) == 1


def columns_of(rows: Iterable[Row], labels: Labels, file: str) -> Columns:
    """Return the columns that one of the first rows names, that with the most known names.

    Raises `ImportFailed`, listing the columns, where none of them is the title.
    """
    best: Columns | None = None
    for number, cells, fault, _ in islice(rows, _LAST_HEADER_ROW):
        names = [cell.strip() for cell in cells[:_MOST_COLUMNS]]
        named = Columns(number, names, _meanings(names, labels))
        if any(names) and not fault and (best is None or _rank(named) > _rank(best)):
            best = named
    if best is None:
        raise ImportFailed(because("table.no_names", file=file))
    if not _has_title(best):
        names = [name for name in best.names if name]
        shown = ", ".join(f'"{name}"' for name in names[:_MOST_SHOWN]) + (", …" if len(names) > _MOST_SHOWN else "")
        if _is_data(best):
            raise ImportFailed(because("table.no_names", file=file))
        unknown = (name for name, meaning in zip(best.names, best.meanings, strict=True) if name and not meaning)
        option = f' (--map "{first}=title")' if (first := next(unknown, "")) else ""
        reason = because("table.unknown_columns", option, file=file, columns=shown)
        raise ColumnsUnknown(reason, tuple(names[:_MOST_SHOWN]))
    return best


def _is_data(columns: Columns) -> bool:
    """Tell whether the row is a record: a column that was named by it would take it away."""
    return not any(columns.meanings) and any(map(_OF_A_RECORD.search, columns.names))


def told_columns(rows: Sequence[Row], labels: Labels, file: str) -> Columns | None:
    """Return the columns of a table among other text, None where it is no table of publications."""
    try:
        columns = columns_of(rows, labels, file)
    except ImportFailed:
        return None
    return columns if columns.are_told and columns.row < rows[-1].number else None


def count_known(row: Sequence[str], labels: Labels) -> int:
    """Return how many cells of the row name a known column; those of Web of Science among them."""
    return sum(meaning is not None for meaning in _meanings(row, labels))


def _meanings(row: Sequence[str], labels: Labels) -> list[Meaning | None]:
    names = [cell.strip() for cell in row[:_MOST_COLUMNS]]
    wos = wos_meanings(names)
    return [wos.get(name) or meaning_of(name, labels) for name in names]


def _rank(columns: Columns) -> tuple[bool, int, bool]:
    known = {meaning.field for meaning in columns.meanings if meaning}
    # Where nothing is known, the names stand in the first row of two cells and more.
    return _has_title(columns), len(known), sum(map(bool, columns.names)) > 1


def _has_title(columns: Columns) -> bool:
    return any(meaning is not None and meaning.field == "title" for meaning in columns.meanings)
