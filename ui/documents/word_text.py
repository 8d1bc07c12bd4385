"""Text in a Word file: runs in their own direction, links, and the look of a style.

Word writes a run from right to left only where it is told to, so a text of both directions becomes several runs.
"""

import re
import unicodedata
from collections.abc import Iterator

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

ACCENT, _INK, _MUTED = RGBColor(0x0C, 0x5A, 0x5E), RGBColor(0x25, 0x21, 0x1A), RGBColor(0x5C, 0x54, 0x46)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(value: str) -> str:
    """Return the text with a sign in the place of each character that XML cannot hold."""
    return _NO_XML.sub("\ufffd", value)


def begin_at(paragraph: Paragraph, said: str, way: str = "") -> Paragraph:
    """Return the paragraph, which begins on the right where the text, or `way`, is from right to left."""
    if (way or next((way for way in map(_way, said) if way), "ltr")) == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    return paragraph


def add_text(paragraph: Paragraph, said: str) -> None:
    """Add the text."""
    for piece, is_rtl in _pieces(xml_text(said)):
        _shaped(paragraph.add_run(piece), is_rtl)


def add_link(
    paragraph: Paragraph,
    said: str,
    address: str = "",
    bookmark: str = "",
    language: str = "",
    color: RGBColor | None = None,
) -> None:
    """Add the text as a link to an address, or to a bookmark of the file; `language` is the tag of the text's."""
    link = OxmlElement("w:hyperlink")
    if address:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), bookmark)
    for piece, is_rtl in _pieces(xml_text(said)):
        run = Run(OxmlElement("w:r"), paragraph)
        run.text = piece
        _shaped(run, is_rtl, language)
        if color:
            run.font.color.rgb = color
        link.append(run._r)
    paragraph._p.append(link)


def shape(style: ParagraphStyle, points: float, before: float, after: float, is_bold: bool) -> None:
    """Give the style its look, which letters written from right to left have settings of their own for."""
    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(points), is_bold, False
    font.color.rgb = ACCENT if style.name.startswith(("Title", "Heading")) else _INK
    if style.name in ("Subtitle", "Footer"):
        font.color.rgb = _MUTED
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    font.cs_bold, font.cs_italic = is_bold, False
    size = style.element.rPr.find(qn("w:sz"))
    for old in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(old)
    own = OxmlElement("w:szCs")
    own.set(qn("w:val"), size.get(qn("w:val")))
    size.addnext(own)


def _shaped(run: Run, is_rtl: bool, language: str = "") -> None:
    if is_rtl:
        run.font.rtl = True
    if language:
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:bidi" if is_rtl else "w:val"), xml_text(language)[:35])
        run._r.get_or_add_rPr().append(spoken)


def _pieces(said: str) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces of one direction; what has none of its own goes with what stands before it."""
    begun, way = 0, ""
    for place, character in enumerate(said):
        if (own := _way(character)) and own != way:
            if way:
                yield said[begun:place], way == "rtl"
                begun = place
            way = own
    if said:
        yield said[begun:], way == "rtl"


def _way(character: str) -> str:
    kind = unicodedata.bidirectional(character)
    return "rtl" if kind in ("R", "AL") else "ltr" if kind == "L" else ""
