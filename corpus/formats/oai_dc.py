"""Dublin Core, as a record of OAI-PMH describes its publication: the elements in any order and number.

Of several descriptions that of the record's own language is the abstract, and the others are kept by their language.
"""

import re
from collections import defaultdict

from corpus.draft import Author, Draft
from corpus.fields.languages import language_of
from corpus.formats.safe_xml import local_name, text_within
from corpus.formats.xml_records import XmlRecord

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = re.compile(r"^(?:info:eu-repo/semantics/|doc-type:)")
_DATE = re.compile(r"[12]\d{3}")
# Dates of Dublin Core are also those of the record's life: "info:eu-repo/date/embargoEnd/2020-01-01".
_OTHER_DATE = re.compile(r"embargo|T\d\d:\d\d:\d\d")

Values = dict[str, list[tuple[str, str]]]


def draft_of(record: XmlRecord) -> Draft:
    """Return what the record says."""
    draft = record.draft()
    values: Values = defaultdict(list)
    for element in record.element.iter():
        text = "" if len(element) else " ".join(text_within(element).split())
        if text and (name := local_name(element)):
            values[name].append((text, element.get(_LANG, "")))
    draft.title, draft.language = _first(values, "title"), _first(values, "language")
    draft.authors = [Author(name) for name, _ in values.pop("creator", [])]
    draft.keywords = [text for text, _ in values.pop("subject", [])]
    draft.publisher = _first(values, "publisher")
    draft.rights = _first(values, "rights")
    draft.container = _first(values, "isPartOf")
    _take_date(draft, values)
    _take_type(draft, values)
    _take_descriptions(draft, values)
    _take_identifiers(draft, values)
    for name, rest in values.items():
        draft.keep(f"dc:{name}", *(text for text, _ in rest))
    return draft


def _first(values: Values, name: str) -> str:
    """Take the first value of the element; the others stay."""
    return values[name].pop(0)[0] if values.get(name) else ""


def _take_date(draft: Draft, values: Values) -> None:
    for name in ("issued", "date"):
        for place, (text, _) in enumerate(values.get(name, [])):
            if not draft.date and _DATE.search(text) and not _OTHER_DATE.search(text):
                draft.date = text
                del values[name][place]
                break


def _take_type(draft: Draft, values: Values) -> None:
    kinds = [_TYPE.sub("", text) for text, _ in values.pop("type", [])]
    if kinds:
        draft.type, *others = kinds
        draft.keep("dc:type", *others)


def _take_descriptions(draft: Draft, values: Values) -> None:
    found = values.pop("abstract", []) + values.pop("description", [])
    own = language_of(draft.language)
    in_own = [text for text, tag in found if tag and language_of(tag) == own]
    unmarked = [text for text, tag in found if not tag]
    first, *others = [*in_own, *unmarked, *(text for text, _ in found)] or [""]
    draft.abstract = first
    tags = {text: language_of(tag) for text, tag in found}
    for text in dict.fromkeys(others):
        if text == first:
            continue
        if tags[text] and tags[text] not in (own, *draft.abstracts):
            draft.abstracts[tags[text]] = text
        else:
            draft.keep("dc:description", text)


def _take_identifiers(draft: Draft, values: Values) -> None:
    kept = []
    for text, tag in values.pop("identifier", []):
        if re.search(r"\b10\.\d{4,9}/", text) and not draft.doi:
            draft.doi = text
        elif re.match(r"https?://", text) and not draft.url:
            draft.url = text
        elif found := re.match(r"(?i)(?:urn:)?(isbn|issn)[:\s]", text):
            getattr(draft, found[1].lower()).append(text)
        else:
            kept.append((text, tag))
    if kept:
        values["identifier"] = kept
