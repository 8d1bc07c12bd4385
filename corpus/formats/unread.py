"""Formats that are known and not read: what each is told by, and the reason that says what to do instead."""

import re
from typing import NamedTuple

from corpus.errors import ImportFailed
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because


class _Unread(NamedTuple):
    reason: str
    mark: str = r"(?!)"
    suffixes: tuple[str, ...] = ()


_UNREAD = (
    _Unread("unread.citavi", suffixes=(".ctv5", ".ctv6", ".ctv5bak", ".ctv6bak")),
    _Unread("unread.word_sources", r"\A\s*(?:<\?[^>]*>\s*)?<[^>]*/officeDocument/2006/bibliography"),
    _Unread("unread.ovid", r"\A\s*(?:<\d+>\s*)?(?:Score|Accession Number|Author|Title|Source)[ \t]*\r?\n[ \t]{2,}\S"),
    _Unread("unread.biblioscape", r"^--[A-Z]{2}-- "),
    _Unread("unread.nep", r"\A\s*(?:From \S+ at )?nep\.repec\.org"),
    _Unread("unread.inspec", r"\A\s*Record.*INSPEC"),
    _Unread("unread.cff", r"^cff-version:", suffixes=(".cff",)),
    _Unread("unread.recording", r"\A(?:---\s+)?(?:http_)?interactions:\s*\n- request:"),
    _Unread("unread.copac", r"\A\s*(?:TI|AU)- (?=[\s\S]*^(?:PU|SE|HL)- )"),
    _Unread("unread.word", suffixes=(".doc", ".dot", ".odt")),
    _Unread("unread.rtf", r"\A\s*\{\\rtf\d", suffixes=(".rtf",)),
    _Unread("unread.web_archive", suffixes=(".mht", ".mhtml", ".webarchive")),
    # A leader of MARC: its length, its kind, and how its directory is written.
    _Unread("unread.marc", r"\A\s*\d{5}[a-z][a-z][a-z ].{12}4500", suffixes=(".mrc", ".marc")),
    _Unread("unread.zotero_rdf", r"<rdf:RDF\b[^>]*(?:purl\.org/net/biblio|zotero\.org/namespaces)"),
    _Unread("unread.dublin_core", r"\A\s*(?:<\?[^>]*>\s*)?<(?:dublin_core|(?:oai_)?dc:dc|simpledc)\b"),
)
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/[^\s,;\"]+", re.IGNORECASE)
_LINES = 1_000  # of a list of DOIs that tell it


def refuse_unread(file: SourceFile) -> None:
    """Raise `ImportFailed`, saying what to do, for a file in a format that is known and not read."""
    head = file.head
    for unread in _UNREAD:
        if file.suffix in unread.suffixes or re.search(unread.mark, head, re.MULTILINE):
            raise ImportFailed(because(unread.reason, file=file.name))
    if _holds_only_dois(head):
        raise ImportFailed(because("unread.dois", f" (refdesk import doi:{file.name})", file=file.name))


def refuse_archive(file: SourceFile) -> None:
    """Raise `ImportFailed` for an archive that is no document and no spreadsheet."""
    if file.data.startswith(b"PK\x03\x04"):
        raise ImportFailed(because("unread.zip", file=file.name))


def _holds_only_dois(head: str) -> bool:
    """Tell whether each line is a DOI, below a heading at most."""
    lines = list(filter(None, (line.strip(' \t",;') for line in head.splitlines()[:_LINES])))
    dois = lines[1:] if lines and is_heading_of_dois(lines[0]) else lines
    return bool(dois) and all(map(_DOI.fullmatch, dois))


def is_heading_of_dois(line: str) -> bool:
    """Tell whether the line only says that DOIs stand below it."""
    return line.strip(' \t",;').casefold() in ("doi", "dois")
