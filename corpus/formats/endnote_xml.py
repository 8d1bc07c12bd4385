"""EndNote's XML, which Bookends, Zotero and others write too."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from corpus.draft import Author, Draft, Rejected
from corpus.fields.identifiers import isbns_of, issns_of
from corpus.formats.accession import accession_of
from corpus.formats.authors import author_of, organisation_of
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.formats.tagged import items
from corpus.formats.xml_records import (
    XmlRecord,
    keep_rest,
    lines_of,
    root_name,
    text_at,
    text_of,
    texts_at,
    xml_records,
)

# What has a field of its own, or tells of the library that the record came from.
_TAKEN = frozenset(
    """
    ref-type titles contributors dates periodical volume number pages publisher language keywords abstract isbn
    electronic-resource-num urls accession-num label rec-number database source-app foreign-keys
    """.split()
)
_TITLES = ("title", "secondary-title")


def _read(file: SourceFile) -> Iterator[Draft | Rejected]:
    for record in xml_records(file, ("record",)):
        yield _draft(record) if isinstance(record, XmlRecord) else record


def _draft(record: XmlRecord) -> Draft:
    draft, root = record.draft(), record.element
    kind = root.find("ref-type")
    draft.type = kind.get("name", "") if kind is not None else ""
    draft.title = text_at(root, "titles/title")
    draft.abstract = _lines(root.find("abstract"))
    draft.authors = [_author(author) for author in root.iterfind("contributors/authors/author")]
    draft.editors = [_author(editor) for editor in root.iterfind("contributors/secondary-authors/author")]
    year, day = text_at(root, "dates/year"), text_at(root, "dates/pub-dates/date")
    draft.date = day if year in day else f"{day} {year}".strip()
    draft.container = text_at(root, "titles/secondary-title", "periodical/full-title", "titles/tertiary-title")
    draft.volume, draft.issue = text_at(root, "volume"), text_at(root, "number")
    draft.pages = text_at(root, "pages")
    draft.publisher = text_at(root, "publisher")
    draft.language = text_at(root, "language")
    draft.keywords = items([_lines(keyword) for keyword in root.iterfind("keywords/keyword")])
    draft.doi = text_at(root, "electronic-resource-num")
    urls = [url for url in texts_at(root, "urls//url") if url]
    draft.url, others = (urls[0], urls[1:]) if urls else ("", [])
    draft.keep("url", *others)
    numbers = items([_lines(number) for number in root.iterfind("isbn")])
    draft.issn, draft.isbn = numbers, numbers
    draft.keep("isbn", *(number for number in numbers if not (issns_of([number]) or isbns_of([number]))))
    for number in texts_at(root, "rec-number"):
        draft.identifiers["id"] = number
    for number in texts_at(root, "accession-num"):
        draft.identifiers.update([accession_of(number, " ".join((draft.url, *texts_at(root, "remote-database-name"))))])
    draft.keep("label", *texts_at(root, "label"))
    for part, taken in ((root, _TAKEN), *((titles, _TITLES) for titles in root.iterfind("titles"))):
        keep_rest(draft, part, taken)
    for people in root.iterfind("contributors/*"):
        if people.tag not in ("authors", "secondary-authors"):
            draft.keep(people.tag, *map(text_of, people))
    return draft


def _lines(element: _Element | None) -> str:
    """Return the text with its line breaks; a line that is indented only shows the nesting of the file."""
    text = lines_of(element).strip()
    return re.sub(r"\s*\n[ \t]+", " ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _author(author: _Element) -> Author:
    if corporate := author.get("corp-name", ""):
        return organisation_of(corporate)
    return author_of(text_of(author))


ENDNOTE_XML = Format(
    "endnote-xml",
    "EndNote (XML)",
    lambda file: root_name(file) == "xml" and "<record" in file.head,
    lambda file, _: _read(file),
)
