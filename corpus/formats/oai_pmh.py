"""Answers of OAI-PMH, as endpoints give them and as they are saved: ListRecords and GetRecord.

Their records are described in Dublin Core, MODS or MARC XML. One that is marked as deleted is withdrawn by its source.
"""

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from corpus.draft import Draft, Labels, Rejected, Withdrawn
from corpus.errors import ImportFailed
from corpus.formats import marc_xml, mods, oai_dc
from corpus.formats.format import Format
from corpus.formats.safe_xml import local_name, root_of
from corpus.formats.source_file import SourceFile
from corpus.formats.xml_records import XmlRecord, without_namespaces
from corpus.reasons.reason import because

_NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
_OAI = f"{{{_NAMESPACE}}}"


@dataclass(frozen=True)
class Answer(SourceFile):
    """An answer of an endpoint, parsed once for the harvest, which goes on by its token, and for its records.

    Every property raises `ImportFailed` for what is no XML.
    """

    @cached_property
    def root(self) -> etree._Element:
        """Return the root of the answer."""
        return root_of(self)

    @property
    def date(self) -> str:
        """Return when the endpoint says that it answered, empty where it does not."""
        return str(self.root.findtext(f"{_OAI}responseDate", "")).strip()

    @property
    def error(self) -> str:
        """Return the code of the error that the endpoint answers with, empty for none."""
        error = self.root.find(f"{_OAI}error")
        return error.get("code", "") if error is not None else ""

    @property
    def token(self) -> str:
        """Return the token by which the endpoint goes on after this answer, empty after the last one."""
        return str(self.root.findtext(f"*/{_OAI}resumptionToken", "")).strip()


def _recognises(file: SourceFile) -> bool:
    return "<OAI-PMH" in file.head or "openarchives.org/OAI/2.0" in file.head


def _read(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected | Withdrawn]:
    root = (file if isinstance(file, Answer) else Answer(file.name, file.data)).root
    if (error := root.find(f"{_OAI}error")) is not None and error.get("code") != "noRecordsMatch":
        said = ": ".join(filter(None, (error.get("code"), " ".join((error.text or "").split()))))
        raise ImportFailed(because("oai.error", file=file.name, said=said))
    if root.find(f"{_OAI}ListRecords") is None and root.find(f"{_OAI}GetRecord") is None and error is None:
        others = (local_name(child) for child in root if local_name(child) not in ("responseDate", "request"))
        raise ImportFailed(because("oai.no_records", file=file.name, holds=next(others, local_name(root))))
    for number, record in enumerate(root.iterfind(f"*/{_OAI}record"), start=1):
        yield _entry(record, f"record {number}")


def _entry(record: etree._Element, position: str) -> Draft | Rejected | Withdrawn:
    identifier = str(record.findtext(f"{_OAI}header/{_OAI}identifier", "")).strip()
    header, metadata = record.find(f"{_OAI}header"), record.find(f"{_OAI}metadata/*")
    if header is not None and header.get("status") == "deleted":
        return Withdrawn(position, identifier)
    raw = str(etree.tostring(record, encoding="unicode", with_tail=False)).strip()
    if metadata is None:
        return Rejected(position, because("oai.no_metadata"), raw=raw)
    draft_of, element = _reader_of(metadata)
    # Of a copy, since an answer may be read more than once.
    draft = draft_of(XmlRecord(position, raw, without_namespaces(deepcopy(element))))
    if identifier:
        draft.identifiers["oai"] = identifier
    draft.keep("setSpec", *(spec.text or "" for spec in record.iterfind(f"{_OAI}header/{_OAI}setSpec")))
    return draft


def _reader_of(metadata: etree._Element) -> tuple[Callable[[XmlRecord], Draft], etree._Element]:
    """Return what reads the metadata, and the element that it reads: a record may be the only one of a collection."""
    for element in (metadata, *metadata):
        if local_name(element) == "mods":
            return mods.draft_of, element
        if local_name(element) == "record" and any(local_name(field) == "datafield" for field in element):
            return marc_xml.draft_of, element
    return oai_dc.draft_of, metadata


def _rejoined(_file: SourceFile, raws: Sequence[str]) -> str:
    records = "\n".join(raws)
    return f'<OAI-PMH xmlns="{_NAMESPACE}"><ListRecords>\n{records}\n</ListRecords></OAI-PMH>\n'


OAI_PMH = Format("oai-pmh", "OAI-PMH (Dublin Core, MODS, MARC XML)", _recognises, _read, _rejoined)
