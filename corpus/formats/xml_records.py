"""The records of an XML file, each parsed on its own: a broken one costs no other, and memory holds one at a time.

No DTD is ever read and no entity of a file is resolved; those of HTML such as "&eacute;" are put in as characters.
"""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain

from lxml import etree

from corpus.draft import Draft, Rejected
from corpus.fields.markup import unescaped, without_markup
from corpus.formats.safe_xml import parser, refuse_entities
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because

# The groups are atomic: the head of a file is passed in linear time.
_ROOT = re.compile(
    r"[\s\ufeff]*+(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*+(?:\[.*?\]\s*+)?>)\s*+)*+<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)",
    re.DOTALL,
)
_DECLARED = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)")
_ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z]\w{1,30};")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);)")
_PREFIX = re.compile(r"[<\s/]([A-Za-z_][\w.-]*):[\w.-]+(?=[\s=/>])")
_SCRIPTS = frozenset("sup sub math mi mn mo mrow mtext msup msub msubsup mfrac".split())
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """An element that is a record, its names without their namespaces, and where it stands."""

    position: str
    raw: str
    element: etree._Element

    def draft(self) -> Draft:
        """Return an empty draft of the record."""
        return Draft(self.position, self.raw)


def root_name(file: SourceFile) -> str:
    """Return the name of the file's root element without its namespace, empty for a file that is no XML."""
    found = _ROOT.match(file.head)
    return found[1] if found else ""


def xml_records(file: SourceFile, names: Collection[str], mark: str = "") -> Iterator[XmlRecord | Rejected]:
    """Yield the elements of these names in order, or why one cannot be read.

    An element of the name that ends nowhere and does not hold `mark` is no record, but what other records are wrapped
    in. Raises `ImportFailed` for a file that declares entities of its own.
    """
    refuse_entities(file)
    text = _text(file)
    tag = re.compile(rf"<(/?)(?:[\w.-]+:)?(?:{'|'.join(names)})(?=[\s/>])[^<>]*>")
    start: int | None = None
    counted, line = 0, 1
    for found in chain(tag.finditer(text), [None]):
        begins = found is None or not found[1]
        if start is not None:
            line += text.count("\n", counted, start)
            counted = start
            raw = text[start : found.start() if found and begins else found.end() if found else len(text)].rstrip()
            if not begins:
                yield _parsed(raw, f"line {line}")
            elif mark in raw:
                yield Rejected(f"line {line}", because("xml.cut_off"), raw=raw)
            start = None
        if found and begins and not found[0].endswith("/>"):
            start = found.start()


def _text(file: SourceFile) -> str:
    """Return the text, in the encoding that the file itself declares where it is not Unicode."""
    declared = _DECLARED.match(file.data[:200])
    if declared and not file.encoding.startswith("utf"):
        try:
            return file.data.decode(declared[1].decode())
        except (LookupError, UnicodeDecodeError):
            pass
    return file.text


def _parsed(raw: str, position: str) -> XmlRecord | Rejected:
    text = _ENTITY.sub(lambda found: html.unescape(found[0]), _ILLEGAL.sub(" ", raw))
    text = _AMPERSAND.sub("&amp;", text)
    prefixes = "".join(f' xmlns:{prefix}="{prefix}"' for prefix in set(_PREFIX.findall(text)) - {"xml", "xmlns"})
    try:
        element = etree.fromstring(f"<records{prefixes}>{text}</records>", parser())[0]
    except (etree.XMLSyntaxError, IndexError) as error:
        return Rejected(position, because("xml.broken", f" ({_first_line(error)})"), raw=raw)
    return XmlRecord(position, raw, without_namespaces(element))


def without_namespaces(element: etree._Element) -> etree._Element:
    """Take the namespaces from the names of the element and of all within it, and return it."""
    for each in element.iter(etree.Element):
        each.tag = etree.QName(each).localname
    return element


def _first_line(error: Exception) -> str:
    return re.sub(r", line \d+.*", "", str(error).partition("\n")[0]) or "it is empty"


def text_of(element: etree._Element | None) -> str:
    """Return all text in the element on one line."""
    return " ".join(lines_of(element).split())


def lines_of(element: etree._Element | None) -> str:
    """Return all text in the element with its line breaks, what stands above or below the line as such signs."""
    if element is None:
        return ""
    has_scripts = any(_script_of(each) for each in element.iter(etree.Element))
    return unescaped(without_markup(_marked(element))) if has_scripts else "".join(element.itertext())


def _marked(element: etree._Element) -> str:
    """Return the text escaped, with the tags of HTML or MathML around what does not stand on the line."""
    inner = html.escape(element.text or "", quote=False)
    for child in element:
        inner += (_marked(child) if isinstance(child.tag, str) else "") + html.escape(child.tail or "", quote=False)
    tag = _script_of(element)
    return f"<{tag}>{inner}</{tag}>" if tag else inner


def _script_of(element: etree._Element) -> str:
    """Return the tag of HTML or MathML for it; EndNote has a style instead; "" for one on the line."""
    if element.tag == "style":
        return {"superscript": "sup", "subscript": "sub"}.get(element.get("face", ""), "")
    return str(element.tag) if element.tag in _SCRIPTS else ""


def text_at(element: etree._Element, *paths: str) -> str:
    """Return the text at the first of the paths that has any."""
    return next((text for path in paths for text in texts_at(element, path)), "")


def texts_at(element: etree._Element, path: str) -> list[str]:
    """Return the texts at the path that are not blank."""
    return [text for found in element.iterfind(path) if (text := text_of(found))]


def keep_rest(draft: Draft, element: etree._Element, taken: Collection[str]) -> None:
    """Keep the children that are not among the taken under their names, one value for each of their own children."""
    for child in element:
        if child.tag not in taken:
            draft.keep(child.tag, *map(text_of, child if len(child) else [child]))
