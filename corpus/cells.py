r"""How values stand in the cells of the tables that refdesk writes, both ways.

Several values in one cell have "; " between them; a semicolon or a backslash of a value has a backslash before it. What
a spreadsheet would run as a formula has an apostrophe before it, and so has what begins with one.

>>> cell_of(["=1+1", "a; b"]), values_of(r"'=1+1; a\; b")
("'=1+1; a\\; b", ['=1+1', 'a; b'])
"""

import re
from collections.abc import Iterable

_RUN = ("=", "+", "-", "@", "\t", "\r", "'")
_VALUE = re.compile(r"((?:[^\\;]|\\.|\\$)*+)(?:; ?|$)", re.DOTALL)


def safe(text: str) -> str:
    """Return the text so that no spreadsheet runs it."""
    return f"'{text}" if text.startswith(_RUN) else text


def unsafe(text: str) -> str:
    """Return the text that `safe` was given; an apostrophe before anything else is the text's own."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_RUN) else text


def cell_of(values: Iterable[str]) -> str:
    """Return several values as one cell."""
    return "; ".join(safe(value.replace("\\", "\\\\").replace(";", "\\;")) for value in values)


def values_of(cell: str) -> list[str]:
    """Return the values of a cell in order; blank ones are dropped."""
    parts = (re.sub(r"\\(.)", r"\1", found[1], flags=re.DOTALL) for found in _VALUE.finditer(cell))
    return [unsafe(part) for part in parts if part.strip()]
