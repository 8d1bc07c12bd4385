"""The rows of a table that is text: CSV and its kin, the separator and the quoting told by what the text holds."""

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count, islice
from typing import Literal, NamedTuple

from corpus.errors import ImportFailed
from corpus.publication import LONGEST_TEXT
from corpus.reasons.reason import Reason, because

SEPARATORS = ",;\t|"
_SAMPLE = 50
_LINES = re.compile(r"[^\r\n]++(?:\r\n?|\n)?|\r\n?|\n")
_SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=([,;|\t])"?\s*[\r\n]', re.IGNORECASE)


class Row(NamedTuple):
    """A row with its number, as a spreadsheet counts; `fault` says what is wrong in one that cannot be parted.

    `above` are the columns in which a cell of a spreadsheet is one with the cell above it.
    """

    number: int
    cells: list[str]
    fault: Reason | None = None
    above: tuple[int, ...] = ()


class _Standard(csv.Dialect):
    doublequote = True
    lineterminator = "\n"
    quotechar: str | None = '"'
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL
    strict = True


class _Lenient(_Standard):
    strict = False


class _Escaped(_Standard):
    doublequote = False
    escapechar = "\\"


class _Unquoted(_Standard):
    quoting = csv.QUOTE_NONE
    quotechar = None


def separator_of(head: str, known: Callable[[list[str]], int]) -> str | None:
    """Return the separator under which a row of the text has the most `known` names and the rows are the most even.

    None where nothing parts the text into two columns and more.
    """
    if found := _SEPARATOR_LINE.match(head):
        return found[1]
    scores = {}
    for separator in SEPARATORS:
        rows = rows_of_head(head, separator)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        if widths:
            scores[separator] = (max(map(known, rows)), max(widths.values()) / len(rows), max(widths))
    return max(scores, key=scores.__getitem__, default=None)


def rows_of_head(head: str, separator: str) -> list[list[str]]:
    """Return the rows with which a text begins, whatever is wrong with them and wherever it was cut off."""
    lines = [match.group() for match in islice(_LINES.finditer(head), _SAMPLE)]
    return list(csv.reader(lines, _dialect(_Lenient, separator)))


def rows_of(text: str, separator: str, file: str) -> Iterator[Row]:
    """Yield the rows that are not blank, in order.

    Raises `ImportFailed` for a line that is too long, and for a quotation mark that nobody closes.
    """
    # For the whole process, but nothing else in it reads CSV of strangers; the default ends in the middle of a report.
    csv.field_size_limit(LONGEST_TEXT)
    if found := _SEPARATOR_LINE.match(text):
        text = text[found.end() :]
    form = _quoting_of(text, separator, file)
    for row in _read(text, _dialect(form, separator), file):
        if row.fault or any(cell.strip() for cell in row.cells):
            yield row


def _quoting_of(text: str, separator: str, file: str) -> type[csv.Dialect]:
    """Return how the text is quoted: as CSV is, with backslashes, or (between tabs and bars) not at all."""
    forms = [_Standard, *([_Escaped] if '\\"' in text else []), *([_Unquoted] if separator in "\t|" else [])]
    for form in forms:
        try:
            if not any(row.fault for row in _read(text, _dialect(form, separator), file)):
                return form
        except ImportFailed:
            continue
    return _Standard


def _read(text: str, dialect: type[csv.Dialect], file: str) -> Iterator[Row]:
    """Yield every row; one with quotation marks in wrong places has a fault, and the next line begins the next row."""
    reader = csv.reader(_lines(text, file), dialect)
    end = 0
    for number in count(1):
        try:
            cells = next(reader, None)
            if cells is None:
                return
            yield Row(number, cells)
        except csv.Error as error:
            if "expected after" not in str(error):
                raise ImportFailed(because("table.open_quote", file=file, line=str(end + 1))) from error
            lines = islice(_LINES.finditer(text), end, reader.line_num)
            yield Row(number, ["".join(line.group() for line in lines)], because("table.inner_quote"))
        end = reader.line_num


def _dialect(form: type[csv.Dialect], separator: str) -> type[csv.Dialect]:
    return type(form.__name__, (form,), {"delimiter": separator})


def _lines(text: str, file: str) -> Iterator[str]:
    for number, match in enumerate(_LINES.finditer(text), start=1):
        if match.end() - match.start() > LONGEST_TEXT:
            raise ImportFailed(because("table.long_line", file=file, line=str(number), most=LONGEST_TEXT))
        yield match.group()
