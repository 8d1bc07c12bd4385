"""Texts as a person would type them, from what sources make of them; what was done to one is told with it."""

import html
import re
import unicodedata
from typing import NamedTuple

import ftfy

from corpus.publication import Mending

# A tag of HTML or JATS: "<jats:p>", "</i>", "<br/>"; not "p < .05" nor "<5 years".
_TAG = re.compile(r"</?[A-Za-z][\w:-]{0,40}(?:\s[^<>]{0,500})?/?>")
_BLOCK_ENDS = re.compile(r"</(?:jats:)?(?:p|sec|title|div|li|h\d)\s*>|<br\s*/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\u00a0\u2028\u2029\x85]+")


class Text(NamedTuple):
    """A text, and what was done to it."""

    text: str
    mendings: tuple[Mending, ...] = ()


def text_of(raw: str) -> Text:
    """Return the text without markup, broken characters and stray blanks; its lines and paragraphs are kept."""
    if not raw:
        return Text("")
    mendings: list[Mending] = []
    text = re.sub(r"\r\n?", "\n", raw)
    plain = html.unescape(_TAG.sub("", _BLOCK_ENDS.sub("\n", text))) if _TAG.search(text) else text
    if _ENTITY.search(plain):
        plain = html.unescape(plain)
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
