"""Enumerations as each language writes them."""

import re
from collections.abc import Sequence

from babel.lists import format_list

from assistant.messages.texts import locale_of

# Spanish says "e" for "y" before the sound i, and "u" for "o" before the sound o; Babel's patterns do not.
_SPANISH = {
    "and": (" y ", " e ", re.compile(r"\W*(?:i|hi(?![aeou]))", re.I)),
    "or": (" o ", " u ", re.compile(r"\W*h?o", re.I)),
}


def enumerated(parts: Sequence[str], last: str, language: str) -> str:
    """Return the parts as an enumeration; `last` says whether "and" or "or" stands before the last.

    >>> enumerated(["a", "b", "c"], "and", "en"), enumerated(["Peru", "Iraq"], "and", "es")
    ('a, b and c', 'Peru e Iraq')
    """
    if len(parts) < 2:
        return "".join(parts)
    listed = format_list(parts, "standard" if last == "and" else "or", locale_of(language))
    usual, before_sound, sound = _SPANISH[last]
    if language == "es" and sound.match(parts[-1]):
        return f"{listed.removesuffix(usual + parts[-1])}{before_sound}{parts[-1]}"
    return listed
