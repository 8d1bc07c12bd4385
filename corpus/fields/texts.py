"""Texts as a person would type them, from what sources make of them; what was done to one is told with it."""

import re
import unicodedata
from typing import NamedTuple

import ftfy

from corpus.fields.markup import unescaped, without_markup
from corpus.publication import Mending

_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\u00a0\u2028\u2029\x85]+")
# Markup within markup within markup: what an export makes of one is read again, so that another import changes nothing.
_MOST_PASSES = 8


class Text(NamedTuple):
    """A text, and what was done to it."""

    text: str
    mendings: tuple[Mending, ...] = ()


def text_of(raw: str) -> Text:
    """Return the text without markup, broken characters and stray blanks; its lines and paragraphs are kept."""
    text, mendings = raw, dict[Mending, None]()
    for _ in range(_MOST_PASSES if raw else 0):
        read = _read_once(text)
        mendings |= dict.fromkeys(read.mendings)
        if read.text == text or not read.mendings:
            return Text(read.text, tuple(mendings))
        text = read.text
    return Text(text, tuple(mendings))


def _read_once(raw: str) -> Text:
    mendings: list[Mending] = []
    text = re.sub(r"\r\n?", "\n", raw)
    plain = unescaped(without_markup(text))
    if plain != text:
        mendings.append("markup")
    # ASCII is read in the same way in every encoding that is mistaken for another.
    decoded = plain if plain.isascii() else ftfy.fix_encoding(plain)
    if decoded != plain:
        mendings.append("mojibake")
    typed = unicodedata.normalize("NFC", _INVISIBLE.sub("", decoded))
    typed = _CONTROLS.sub(" ", typed.translate(_LIGATURES))
    if typed != decoded:
        mendings.append("characters")
    lines = (_SPACES.sub(" ", line).strip() for line in typed.split("\n"))
    return Text(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), tuple(mendings))


def line_of(raw: str) -> str:
    """Return the text on one line."""
    return " ".join(text_of(raw).text.split())
