"""MODS, the Library of Congress's schema for the records of libraries and repositories."""

from collections.abc import Iterator

from lxml.etree import _Element

from corpus.draft import Author, Draft, Rejected
from corpus.fields.languages import language_of
from corpus.fields.types import type_of
from corpus.formats.authors import organisation_of, person_of
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.formats.xml_records import XmlRecord, keep_rest, root_name, text_at, text_of, texts_at, xml_records

_NAMESPACE = "http://www.loc.gov/mods/"
_AUTHORS = frozenset(("", "aut", "author", "cre", "creator"))
_TAKEN = frozenset(
    "titleInfo name genre originInfo language abstract subject relatedItem identifier location accessCondition part"
    " recordInfo physicalDescription typeOfResource".split()
)
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def _read(file: SourceFile) -> Iterator[Draft | Rejected]:
    for record in xml_records(file, ("mods",)):
        yield draft_of(record) if isinstance(record, XmlRecord) else record


def draft_of(record: XmlRecord) -> Draft:
    """Return what the record says."""
    draft, root = record.draft(), record.element
    titles = [_title(title) for title in root.iterfind("titleInfo") if not title.get("type")]
    draft.title = next(filter(None, titles), "")
    draft.keep("titleInfo", *(_title(title) for title in root.iterfind("titleInfo[@type]")))
    _abstracts(root, draft)
    _names(root, draft)
    origins = (*root.iterfind("originInfo"), *root.iterfind("relatedItem[@type='host']/originInfo"))
    dates = ("*[@keyDate='yes']", "dateIssued", "copyrightDate", "dateCreated")
    draft.date = next((text for name in dates for origin in origins if (text := text_at(origin, name))), "")
    draft.publisher = next((text for origin in origins if (text := text_at(origin, "publisher"))), "")
    draft.keep("place", *texts_at(root, "originInfo/place/placeTerm[@type='text']"))
    draft.language = text_at(root, "language/languageTerm[@type='code']", "language/languageTerm", "language")
    draft.keywords = texts_at(root, "subject/topic") + texts_at(root, "subject/geographic")
    draft.keep("subject", *texts_at(root, "subject/hierarchicalGeographic"), *texts_at(root, "subject/name"))
    draft.rights = text_at(root, "accessCondition")
    kinds = texts_at(root, "genre")
    draft.type = next(filter(type_of, kinds), "book" if text_at(root, "originInfo/issuance") == "monographic" else "")
    draft.keep("genre", *(kind for kind in kinds if kind != draft.type))
    _host(root, draft)
    _identify(root, draft)
    keep_rest(draft, root, _TAKEN)
    return draft


def _title(info: _Element) -> str:
    title = " ".join(filter(None, (text_at(info, "nonSort"), text_at(info, "title"))))
    rest = [text_at(info, name) for name in ("subTitle", "partNumber", "partName")]
    return ": ".join(filter(None, (title, *rest)))


def _abstracts(root: _Element, draft: Draft) -> None:
    """Take the abstract, and those in other languages where the record names the language of each."""
    for abstract in root.iterfind("abstract"):
        text, tag = text_of(abstract), language_of(abstract.get(_XML_LANGUAGE) or abstract.get("lang") or "")
        if not draft.abstract:
            draft.abstract = text
        elif tag and tag not in draft.abstracts:
            draft.abstracts[tag] = text
        else:
            draft.keep("abstract", text)


def _names(root: _Element, draft: Draft) -> None:
    for name in root.iterfind("name"):
        author, roles = _author(name), {role.lower() for role in texts_at(name, "role/roleTerm")} or {""}
        # A conference is named with the authors, and is none.
        if _AUTHORS & roles and name.get("type") != "conference":
            draft.authors.append(author)
        else:
            role = max(roles, key=len) or name.get("type", "name")
            draft.keep(role, author.name or f"{author.family}, {author.given}".strip(", "))


def _author(name: _Element) -> Author:
    parts = {kind: text_at(name, f"namePart[@type='{kind}']") for kind in ("family", "given")}
    whole = " ".join(text_of(part) for part in name.iterfind("namePart") if not part.get("type"))
    if name.get("type") == "corporate":
        return organisation_of(whole)
    if parts["family"]:
        return Author(family=parts["family"], given=parts["given"])
    return person_of(whole.rstrip(" ,"))


def _host(root: _Element, draft: Draft) -> None:
    """Take the journal, the series or the book that the publication is a part of."""
    items = [*root.iterfind("relatedItem[@type='host']"), *root.iterfind("relatedItem[@type='series']")]
    for place, item in enumerate(items):
        titles = [_title(title) for title in item.iterfind("titleInfo") if title.get("type") != "abbreviated"]
        draft.container = draft.container or next(filter(None, titles), "")
        if place:
            draft.keep("relatedItem", *titles)
    for part in (*root.iterfind("part"), *(part for item in items for part in item.iterfind("part"))):
        draft.volume = draft.volume or text_at(part, "detail[@type='volume']/number")
        draft.issue = draft.issue or text_at(part, "detail[@type='issue']/number")
        first, last = text_at(part, "extent/start"), text_at(part, "extent/end")
        draft.pages = draft.pages or (f"{first}-{last}" if first and last else first)
    draft.issn = texts_at(root, ".//identifier[@type='issn']")


def _identify(root: _Element, draft: Draft) -> None:
    draft.isbn = texts_at(root, "identifier[@type='isbn']")
    urls = texts_at(root, "location/url")
    for identifier in root.iterfind("identifier"):
        kind, value = identifier.get("type", ""), text_of(identifier)
        if kind == "doi":
            draft.doi = draft.doi or value
        elif kind == "uri":
            urls.append(value)
        elif value and kind not in ("isbn", "issn"):
            kept = draft.identifiers.setdefault(identifier.get("displayLabel") or kind or "identifier", value)
            draft.keep("identifier", *([value] if kept != value else []))
    draft.url, others = (urls[0], urls[1:]) if urls else ("", [])
    draft.keep("url", *(url for url in others if url != draft.url))
    if key := text_at(root, "recordInfo/recordIdentifier"):
        draft.identifiers["record"] = key


def _is_mods(file: SourceFile) -> bool:
    return root_name(file) in ("mods", "modsCollection") or (
        root_name(file) == "searchRetrieveResponse" and _NAMESPACE in file.head
    )


MODS = Format("mods", "MODS", _is_mods, lambda file, _: _read(file))
