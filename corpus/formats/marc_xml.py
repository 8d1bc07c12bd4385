"""MARC XML, as library catalogues answer with: numbered fields of subfields named by a letter."""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from corpus.draft import Author, Draft, Rejected
from corpus.formats.authors import organisation_of, person_of
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.formats.xml_records import XmlRecord, root_name, text_of, xml_records

_MARK = re.compile(r"<(?:[\w.-]+:)?(?:leader|controlfield|datafield)\b")
_ROOTS = ("collection", "record", "searchRetrieveResponse")
_AUTHORS = ("", "aut", "cre", "author", "verfasser", "auteur", "autor")
_KINDS = {"am": "book", "ab": "article-journal", "aa": "chapter"}
# Of the catalogue's own: where its data came from, its copies, codes of form.
_OWN = frozenset("003 005 006 007 040 049 336 337 338 852 912 966".split())


class _Fields:
    """The fields of a record, those taken out of it gone."""

    def __init__(self, root: _Element) -> None:
        self.leader = text_of(root.find("leader"))
        self.left = [field for field in root if field.tag in ("controlfield", "datafield")]

    def take(self, *tags: str) -> list[_Element]:
        """Take out and return the fields with the tags."""
        taken = [field for field in self.left if field.get("tag") in tags]
        self.left = [field for field in self.left if field not in taken]
        return taken

    def subfields(self, tag: str, codes: str) -> list[str]:
        """Take out the fields and return their subfields."""
        return [text for field in self.take(tag) if (text := _joined(field, codes))]


def _joined(field: _Element, codes: str, by: str = " ") -> str:
    """Return the subfields of these codes without the punctuation that cards put between them."""
    parts = (text_of(part) for part in field.iterfind("subfield") if part.get("code", "") in codes)
    return by.join(filter(None, (re.sub(r"\s*[/:;,=]+$", "", part) for part in parts)))


def _read(file: SourceFile) -> Iterator[Draft | Rejected]:
    for record in xml_records(file, ("record",), mark="datafield"):
        yield draft_of(record) if isinstance(record, XmlRecord) else record


def draft_of(record: XmlRecord) -> Draft:
    """Return what the record says."""
    draft, fields = record.draft(), _Fields(record.element)
    # A place of each code: not the text on one line, which has no row of blanks.
    coded = "".join("".join(field.itertext()) for field in fields.take("008"))
    draft.title = next((_joined(title, "abnp", ": ") for title in fields.take("245")), "")
    draft.abstract = "\n".join(fields.subfields("520", "ab"))
    _names(fields, draft)
    imprints = fields.take("260", "264")
    draft.publisher = next((name for imprint in imprints if (name := _joined(imprint, "b"))), "")
    dates = [_joined(imprint, "c") for imprint in imprints]
    draft.date = next(filter(None, dates), coded[7:11] if coded[7:11].isdigit() else "")
    draft.keep("place", *(_joined(imprint, "a") for imprint in imprints))
    draft.isbn, draft.issn = fields.subfields("020", "a"), fields.subfields("022", "a")
    draft.language = next(iter(fields.subfields("041", "a")), coded[35:38] if coded[35:38].isalpha() else "")
    draft.keywords = [_joined(field, "axyzv", " -- ") for field in fields.take("650", "651", "653", "655")]
    theses = fields.subfields("502", "abcd")
    draft.type = "thesis" if theses else _KINDS.get(fields.leader[6:8], "")
    draft.keep("502", *theses)
    _host(fields, draft)
    _identify(fields, draft)
    for field in fields.left:
        if (tag := field.get("tag", "")) not in _OWN:
            draft.keep(tag, text_of(field) if field.tag == "controlfield" else " ".join(map(text_of, field)))
    return draft


def _names(fields: _Fields, draft: Draft) -> None:
    for field in fields.take("100", "110", "700", "710"):
        role = (_joined(field, "4") or _joined(field, "e")).lower().strip(". ")
        name = _joined(field, "abc" if field.get("tag", "")[1] == "1" else "a")
        # Below 700 stand works and editors too; below 100 the one that the record is entered under.
        if role in _AUTHORS and not _joined(field, "t"):
            draft.authors.append(_author(field, name))
        else:
            draft.keep(role or field.get("tag", ""), name)


def _author(field: _Element, name: str) -> Author:
    if field.get("tag", "")[1:] != "00":
        return organisation_of(name)
    return person_of(name) if field.get("ind1") == "1" else Author(name=name)


def _host(fields: _Fields, draft: Draft) -> None:
    """Take the journal or the book that the publication stands in, or its series."""
    for field in fields.take("773"):
        draft.container = draft.container or _joined(field, "t")
        draft.issn += [_joined(field, "x")]
        told = {m[1]: m[2] for m in re.finditer(r"(volume|number|pages|year):([^,;]+)", _joined(field, "g", ";"))}
        draft.volume, draft.issue = draft.volume or told.get("volume", ""), draft.issue or told.get("number", "")
        draft.pages = draft.pages or told.get("pages", "")
        draft.keep("773", _joined(field, "dgw", "; "))
    for field in fields.take("490"):
        if draft.container:
            draft.keep("490", _joined(field, "av", "; "))
        else:
            draft.container, draft.volume = _joined(field, "a"), draft.volume or _joined(field, "v")
        draft.issn += [_joined(field, "x")]


def _identify(fields: _Fields, draft: Draft) -> None:
    for field in fields.take("024"):
        kind, value = _joined(field, "2").lower() or "024", _joined(field, "a")
        if kind == "doi":
            draft.doi = draft.doi or value
        elif value:
            draft.identifiers.setdefault(kind, value)
    urls = [url for field in fields.take("856") if (url := _joined(field, "u"))]
    # A resolver's address is the lasting one.
    urls.sort(key=lambda url: "doi.org/" not in url)
    draft.url, others = (urls[0], urls[1:]) if urls else ("", [])
    draft.keep("856", *others)
    for number in fields.take("001"):
        draft.identifiers["id"] = text_of(number)
    draft.keep("035", *fields.subfields("035", "a"))


def _is_marc(file: SourceFile) -> bool:
    return root_name(file) in _ROOTS and _MARK.search(file.head) is not None


MARC_XML = Format("marc-xml", "MARC XML", _is_marc, lambda file, _: _read(file))
