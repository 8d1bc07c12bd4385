"""What a terminal may be sent: text, and nothing that it would carry out."""

import json
import unicodedata
from typing import Any

_KEPT = frozenset("\n\t")
# Controls, among them those that begin an escape sequence, what is no character at all, and the marks that turn the
# direction of what follows. Joiners and the marks of single letters stay: scripts and emoji are written with them.
_CONTROLS = frozenset(["Cc", "Cs", "Zl", "Zp"])
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(text: str) -> str:
    r"""Return the text with a question mark in a box for each character that a terminal would carry out.

    >>> printable("A\x1b]0;title\x07 B")
    'A�]0;title� B'
    """
    return "".join("\ufffd" if _acts(character) else character for character in text)


def json_text(value: Any) -> str:
    r"""Return the value as JSON on one line, with an escape of JSON for each character that a terminal would carry out.

    >>> json_text({"title": "é\x9b2J"})
    '{"title": "é\\u009b2J"}'
    """
    written = json.dumps(value, ensure_ascii=False)
    return "".join(f"\\u{ord(character):04x}" if _acts(character) else character for character in written)


def _acts(character: str) -> bool:
    if character in _KEPT:
        return False
    return character in _TURNING or unicodedata.category(character) in _CONTROLS
