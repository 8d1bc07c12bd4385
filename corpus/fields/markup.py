"""Markup of HTML, JATS and MathML taken out of a text; what only looks like it ("adults <age 5 and >12") stays.

A tag is one by its known name and its attributes with values. One that elements need not close is taken as it is, any
other only where the text closes it too: "if a <b and c> d" and "write to <email>" hold none.
"""

import html
import html.entities
import re
from collections.abc import Callable
from itertools import pairwise

from corpus.fields.scripts import lowered, raised

# Not `html.unescape`, which reads "&copy" and "&section=3" as well.
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31}\d{0,2});", re.IGNORECASE)
# "&amp;amp;lt;" at once, or a long one would be read a thousand times.
_AMPERSANDS = re.compile(r"&(?:(?:amp|#0{0,9}38|#x0{0,9}26);)+", re.IGNORECASE)
_DECLARATION = re.compile(r"<\?(?:xml|php)\b[^<>]*\?>|<!DOCTYPE\b[^<>]*>", re.IGNORECASE)
# What no reader of a page sees, by where it begins and ends.
_UNSEEN = [
    (re.compile("<!--"), re.compile("-->")),
    *(
        (re.compile(rf"<(?:mml:)?{name}\b[^<>]*>", re.IGNORECASE), re.compile(rf"</(?:mml:)?{name}\s*>", re.IGNORECASE))
        for name in ("script", "style", "annotation")
    ),
]
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_CLOSING = re.compile(r"</(?:\w+:)?([a-z][\w-]*)\s*>", re.IGNORECASE)
_VALUE = r"(?:\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}'|[^\s\"'<>]{1,2000})"
_ATTRIBUTE = rf"\s+(?:[a-z_:][\w:.-]{{0,60}}\s*=\s*{_VALUE}|nowrap|noshade|compact|reversed|hidden|disabled)"
_TAG = re.compile(
    rf"<(?P<close>/?)(?:(?P<space>jats|mml|m|xhtml|html|ns\d{{1,2}}|o|v|w|dc):)?(?P<name>[a-z][\w-]{{0,40}})"
    rf"(?:{_ATTRIBUTE}){{0,40}}\s*/?>",
    re.IGNORECASE,
)
_UNCLOSED = frozenset("br hr img wbr p li td th tr dt dd col thead tbody tfoot break".split())
_MATH = frozenset(
    "math mi mn mo ms mrow mtext mspace mfenced msup msub msubsup mfrac msqrt mroot mover munder munderover mstyle"
    " semantics mtable mtr mtd mpadded mphantom".split()
)
_LINE_ENDS = frozenset("p sec title div li h1 h2 h3 h4 h5 h6".split())
_BLOCKS = _LINE_ENDS | frozenset(
    "hr tr ul ol dl dt dd table thead tbody tfoot caption blockquote section article header footer list list-item"
    " def-list disp-quote disp-formula fig table-wrap figure figcaption pre address abstract body main aside".split()
)
_INLINE = frozenset(
    "a abbr acronym alternatives b bdi bdo big br break center cite code col colgroup data def del dfn em email"
    " ext-link fn font html i img inline-formula inline-graphic graphic ins institution italic kbd label link mark"
    " monospace named-content nobr overline q related-article roman s samp sans-serif sc small span strike strong"
    " styled-content sub sup td tex-math th time tt u underline uri var wbr xref".split()
)
_DEEPEST = 50  # elements within one another
_NAMES = _BLOCKS | _INLINE | _MATH
_SCRIPTS: dict[str, Callable[[str], str]] = {"sup": raised, "sub": lowered}


def unescaped(text: str) -> str:
    """Return the text with the characters that its entities stand for."""
    return _ENTITY.sub(_character, _AMPERSANDS.sub("&", text)) if "&" in text else text


def without_markup(text: str) -> str:
    """Return the text without its tags, its blocks on lines of their own, and raised signs as such."""
    if "<" not in text:
        return text
    for begin, end in _UNSEEN:
        text = _without(text, begin, end)
    text = _DECLARATION.sub("", text)
    text = _CDATA.sub("", text) if "<![CDATA[" in text else text
    closed = {name.lower() for name in _CLOSING.findall(text)}
    page = _Page()
    at = 0
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        is_tag = bool(tag["space"]) or name in _NAMES
        if is_tag and (tag["space"] or name in _UNCLOSED or name in closed or tag[0].endswith("/>")):
            page.write(text[at : tag.start()])
            at = tag.end()
            page.end(name) if tag["close"] else page.begin(name, is_empty=tag[0].endswith("/>"))
    page.write(text[at:])
    return page.text


def _without(text: str, begin: re.Pattern[str], end: re.Pattern[str]) -> str:
    parts, at = [], 0
    for found in begin.finditer(text):
        if found.start() < at:
            continue
        if (closing := end.search(text, found.end())) is None:
            break
        parts.append(text[at : found.start()])
        at = closing.end()
    return "".join((*parts, text[at:]))


def _character(entity: re.Match[str]) -> str:
    is_known = entity[0][1] == "#" or entity[0][1:] in html.entities.html5
    return html.unescape(entity[0]) if is_known else entity[0]


class _Page:
    """The text as far as it is written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._is_at_line_start = True
        # Elements whose parts have a place of their own: their names, where they begin, and where their parts do.
        self._open: list[tuple[str, int, list[int]]] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def write(self, text: str) -> None:
        if text:
            self._parts.append(text)
        if bare := text.rstrip(" \t"):
            self._is_at_line_start = bare.endswith("\n")

    def begin(self, name: str, *, is_empty: bool) -> None:
        """Begin an element."""
        if name in ("br", "break") or (name in _BLOCKS and not self._is_at_line_start):
            self.write("\n")
        if name in _MATH and self._open:
            self._open[-1][2].append(len(self._parts))
        if (name in _MATH or name in _SCRIPTS) and not is_empty and len(self._open) < _DEEPEST:
            self._open.append((name, len(self._parts), []))

    def end(self, name: str) -> None:
        """End an element."""
        if name in _LINE_ENDS or (name in _BLOCKS and not self._is_at_line_start):
            self.write("\n")
        elif name in ("td", "th", "mtd"):
            self.write(" ")
        elif self._open and self._open[-1][0] == name:
            _, start, places = self._open.pop()
            if name in _SCRIPTS:
                self._parts[start:] = [_SCRIPTS[name](unescaped("".join(self._parts[start:])))]
            elif name in _FORMULAS and len(places) == _FORMULAS[name][0]:
                bounds = pairwise((*places, len(self._parts)))
                parts = (unescaped("".join(self._parts[begin:end]).strip()) for begin, end in bounds)
                self._parts[start:] = [_FORMULAS[name][1](*parts)]


def _in_brackets(part: str) -> str:
    return part if re.fullmatch(r"\w+", part) else f"({part})"


_FORMULAS: dict[str, tuple[int, Callable[..., str]]] = {
    "msup": (2, lambda base, above: base + raised(above)),
    "msub": (2, lambda base, below: base + lowered(below)),
    "msubsup": (3, lambda base, below, above: base + lowered(below) + raised(above)),
    "mfrac": (2, lambda above, below: f"{_in_brackets(above)}/{_in_brackets(below)}"),
}
