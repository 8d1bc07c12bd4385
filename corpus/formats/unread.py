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
)


def refuse_unread(file: SourceFile) -> None:
    """Raise `ImportFailed`, saying what to do, for a file in a format that is known and not read."""
    head = file.head
    for unread in _UNREAD:
        if file.suffix in unread.suffixes or re.search(unread.mark, head, re.MULTILINE):
            raise ImportFailed(because(unread.reason, file=file.name))
