"""XML from anybody: read without entities, external files or endless depth."""

import re

from lxml import etree

from corpus.errors import ImportFailed
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because

_DECLARES_ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
_PROLOG = 64 * 2**10


def root_of(file: SourceFile) -> etree._Element:
    """Return the root of the document.

    Raises `ImportFailed` for what is no XML, naming the line, and for a document that declares entities of its own:
    it can grow without end, or read other files.
    """
    refuse_entities(file)
    try:
        return etree.fromstring(file.data, parser())
    except etree.XMLSyntaxError as error:
        line = str(error.lineno or 1)
        raise ImportFailed(because("xml.broken_file", f" ({error.msg})", file=file.name, line=line)) from error


def refuse_entities(file: SourceFile) -> None:
    """Raise `ImportFailed` for a document that declares entities of its own."""
    # A text in two bytes a letter hides the declaration from a search in its bytes.
    if _DECLARES_ENTITIES.search(file.data.replace(b"\0", b"")[:_PROLOG]):
        raise ImportFailed(because("xml.entities", file=file.name))


def parser() -> etree.XMLParser:
    """Return a parser that reads no other file, puts in no entity and bounds the depth and the length of a text."""
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True, remove_comments=True
    )


def local_name(element: etree._Element) -> str:
    """Return the name of the element without its namespace; empty for a comment."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def text_within(element: etree._Element) -> str:
    """Return all the text in the element, its children's too."""
    return "".join(str(text) for text in element.itertext())
