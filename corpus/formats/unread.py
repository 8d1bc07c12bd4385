"""Formats that are known and not read: what each is told by, and what to do instead."""

import re
from typing import NamedTuple

from corpus.errors import ImportFailed
from corpus.formats.source_file import SourceFile


class _Unread(NamedTuple):
    title: str
    next_step: str
    mark: str = r"(?!)"
    suffixes: tuple[str, ...] = ()


_UNREAD = (
    _Unread(
        "a Citavi project or its backup",
        "open it in Citavi and export it as RIS or BibTeX",
        suffixes=(".ctv5", ".ctv6", ".ctv5bak", ".ctv6bak"),
    ),
    _Unread(
        "a list of sources of Microsoft Word",
        "open it in JabRef and export it as BibTeX",
        r"\A\s*(?:<\?[^>]*>\s*)?<[^>]*/officeDocument/2006/bibliography",
    ),
    _Unread(
        "an export of Ovid as text",
        "export the records from Ovid as RIS",
        r"\A\s*(?:<\d+>\s*)?(?:Score|Accession Number|Author|Title|Source)[ \t]*\r?\n[ \t]{2,}\S",
    ),
    _Unread(
        "an export of Biblioscape",
        "export the records from Biblioscape as RIS or BibTeX",
        r"^--[A-Z]{2}-- ",
    ),
    _Unread(
        "a report of RePEc's NEP",
        "export the papers from IDEAS as RIS or BibTeX",
        r"\A\s*(?:From \S+ at )?nep\.repec\.org",
    ),
    _Unread(
        "an export of Inspec as text",
        "export the records from Inspec as RIS",
        r"\A\s*Record.*INSPEC",
    ),
    _Unread(
        "a citation file of a software (CFF)",
        "convert it to BibTeX with cffconvert",
        r"^cff-version:",
        suffixes=(".cff",),
    ),
    _Unread(
        "a recording of answers from the web (YAML)",
        "save an answer itself, as JSON",
        r"\A(?:---\s+)?(?:http_)?interactions:\s*\n- request:",
    ),
    _Unread(
        "an export of Copac as text",
        "export the records from the library's catalogue as RIS or BibTeX",
        r"\A\s*(?:TI|AU)- (?=[\s\S]*^(?:PU|SE|HL)- )",
    ),
)


def refuse_unread(file: SourceFile) -> None:
    """Raise `ImportFailed`, saying what to do, for a file in a format that is known and not read."""
    head = file.head
    for unread in _UNREAD:
        if file.suffix in unread.suffixes or re.search(unread.mark, head, re.MULTILINE):
            raise ImportFailed(f"{file.name} is {unread.title}, which refdesk does not read: {unread.next_step}.")
