"""Dublin Core of OAI-PMH, as endpoints answer it and as it is saved: ListRecords and GetRecord.

A record that is marked as deleted is passed over. Of several descriptions that of the record's own language is the
abstract, and the others are kept by their language.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from corpus.draft import Author, Draft, Labels, Rejected
from corpus.errors import ImportFailed
from corpus.fields.languages import language_of
from corpus.formats.format import Format
from corpus.formats.safe_xml import local_name, root_of, text_within
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TYPE = re.compile(r"^(?:info:eu-repo/semantics/|doc-type:)")
_DATE = re.compile(r"[12]\d{3}")
# Dates of Dublin Core are also those of the record's life: "info:eu-repo/date/embargoEnd/2020-01-01".
_OTHER_DATE = re.compile(r"embargo|T\d\d:\d\d:\d\d")

Values = dict[str, list[tuple[str, str]]]


def _recognises(file: SourceFile) -> bool:
    return "<OAI-PMH" in file.head or "openarchives.org/OAI/2.0" in file.head


def _read(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    root = root_of(file)
    if (error := root.find(f"{_OAI}error")) is not None and error.get("code") != "noRecordsMatch":
        said = ": ".join(filter(None, (error.get("code"), " ".join((error.text or "").split()))))
        raise ImportFailed(because("oai.error", file=file.name, said=said))
    if root.find(f"{_OAI}ListRecords") is None and root.find(f"{_OAI}GetRecord") is None and error is None:
        others = (local_name(child) for child in root if local_name(child) not in ("responseDate", "request"))
        raise ImportFailed(because("oai.no_records", file=file.name, holds=next(others, local_name(root))))
    for number, record in enumerate(root.iter(f"{_OAI}record"), start=1):
        header, metadata = record.find(f"{_OAI}header"), record.find(f"{_OAI}metadata")
        if header is not None and header.get("status") == "deleted":
            continue
        position = f"record {number}"
        if metadata is None or not len(metadata):
            yield Rejected(position, because("oai.no_metadata"), raw=_raw(record))
            continue
        identifier = header.findtext(f"{_OAI}identifier", "") if header is not None else ""
        sets = [spec.text or "" for spec in header.iter(f"{_OAI}setSpec")] if header is not None else []
        yield _draft(position, identifier, sets, metadata[0], _raw(record))


def _draft(position: str, identifier: str, sets: list[str], metadata: etree._Element, raw: str) -> Draft:
    values: Values = defaultdict(list)
    for element in metadata.iter():
        text = "" if len(element) else " ".join(text_within(element).split())
        if text and (name := local_name(element)):
            values[name].append((text, element.get(_LANG, "")))
    draft = Draft(position, raw, title=_first(values, "title"), language=_first(values, "language"))
    draft.authors = [Author(name) for name, _ in values.pop("creator", [])]
    draft.keywords = [text for text, _ in values.pop("subject", [])]
    draft.publisher = _first(values, "publisher")
    draft.rights = _first(values, "rights")
    draft.container = _first(values, "isPartOf")
    _take_date(draft, values)
    _take_type(draft, values)
    _take_descriptions(draft, values)
    _take_identifiers(draft, identifier, values)
    draft.keep("setSpec", *sets)
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


def _take_identifiers(draft: Draft, identifier: str, values: Values) -> None:
    if identifier.strip():
        draft.identifiers["oai"] = identifier.strip()
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


def _raw(record: etree._Element) -> str:
    return str(etree.tostring(record, encoding="unicode")).strip()


def next_page(file: SourceFile) -> str:
    """Return the token by which the endpoint goes on after this answer, empty after the last one."""
    token = root_of(file).find(f".//{_OAI}resumptionToken")
    return (token.text or "").strip() if token is not None else ""


OAI_DC = Format("oai-dc", "OAI-PMH (Dublin Core)", _recognises, _read)
