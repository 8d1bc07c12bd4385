"""A reason: why something cannot be taken, by the key of its text, and the values in the text's places.

`str()` says it in English, for the command line and its JSON; the page says it in its own language
(`ui.words.reasons`). A text counts nothing, so that it needs no plural forms.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something cannot be taken, in no language yet.

    An integer is a number; that of a line is a string. A tuple is enumerated. `aside` is what only the command line
    adds, in English: an option of its own, or the words of a library.
    """

    key: str
    values: Mapping[str, "Value"] = field(default_factory=dict)
    aside: str = ""

    def __str__(self) -> str:
        values = {name: _in_english(value) for name, value in self.values.items()}
        return _english()[self.key].format_map({**values, "aside": self.aside})


Part = int | str | Reason
Value = Part | tuple[Part, ...]
# What an error says: a sentence in English where only the command line ever says it.
Said = Reason | str


def because(key: str, aside: str = "", /, **values: Value) -> Reason:
    """Return the reason with these values."""
    return Reason(key, values, aside)


class ValueRefused(ValueError):
    """A value that cannot be taken; `reason` says why, and what to do."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(str(reason))
        self.reason = reason


def _in_english(value: Value) -> str:
    if isinstance(value, tuple):
        *most, last = map(_in_english, value)
        return f"{', '.join(most)} and {last}" if most else last
    return f"{value:,}" if isinstance(value, int) else str(value)


@cache
def _english() -> dict[str, str]:
    texts: dict[str, str] = json.loads((FOLDER / "en.json").read_text(encoding="utf-8"))
    return texts
