"""The plain text of Web of Science (ISI): a tag of two letters and a value; what goes on is indented."""

import re
from collections.abc import Iterator

from corpus.draft import Draft, Rejected
from corpus.fields.types import type_of
from corpus.formats.accession import accession_of
from corpus.formats.authors import organisation_of, person_of
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.formats.tagged import Grammar, TaggedRecord, flat, items, tagged_records
from corpus.reasons.reason import because

_MARK = re.compile(r"(?:^|[\r\n])[ \t\ufeff]*(?:FN [^\r\n]+[\r\n]+VR \d|PT [A-Z][ \t]*[\r\n]+[A-Z][A-Z0-9] )")
_GRAMMAR = Grammar(re.compile(r"([A-Z][A-Z0-9])(?: (.*)|[ \t]*$)"), begins="PT", ends="ER")
_KINDS = {"J": "article-journal", "B": "book", "S": "chapter", "P": "patent", "C": "paper-conference"}


def _read(file: SourceFile) -> Iterator[Draft | Rejected]:
    for record in tagged_records(file.text, _GRAMMAR):
        # What stands at the head and the foot of the file.
        record.take("FN", "VR", "EF")
        if record.fields:
            yield _draft(record) if record.is_whole else _rejected(record)


def _rejected(record: TaggedRecord) -> Rejected:
    return Rejected(record.position, because("tagged.cut_off"), raw=record.raw)


def _draft(record: TaggedRecord) -> Draft:
    record.take("ER")
    draft = Draft(record.position, record.raw)
    kind = flat(record.take_first("PT"))
    told = items([value for tag, value in record.fields if tag == "DT"])
    draft.type = next(filter(type_of, told), _KINDS.get(kind, ""))
    draft.title = flat(record.take_first("TI"))
    draft.abstract = flat(record.take_first("AB"))
    short, full = record.take("AU") or record.take("BA"), record.take("AF") or record.take("BF")
    draft.authors = [person_of(name) for name in items(full or short)]
    draft.authors += [organisation_of(name) for name in items(record.take("CA", "GP"))]
    day, year = flat(record.take_first("PD")), flat(record.take_first("PY"))
    draft.date = day if year in day else f"{day} {year}".strip()
    draft.container = flat(record.take_first("SO", "JI", "J9"))
    draft.volume, draft.issue = flat(record.take_first("VL")), flat(record.take_first("IS"))
    first, last = flat(record.take_first("BP")), flat(record.take_first("EP"))
    draft.pages = f"{first}-{last}" if first and last else first or flat(record.take_first("PS", "AR"))
    draft.publisher = flat(record.take_first("PU"))
    draft.language = flat(record.take_first("LA"))
    draft.keywords = items([flat(value) for value in record.take("DE", "ID")], ";")
    draft.doi = flat(record.take_first("DI"))
    draft.issn, draft.isbn = record.take("SN", "EI"), record.take("BN")
    for number in map(flat, record.take("UT")):
        draft.identifiers.update([accession_of(number, "")])
    for number in map(flat, record.take("PM")):
        draft.identifiers["pmid"] = number
    for tag in ("C1", "CR"):
        draft.keep(tag, *items(record.take(tag), "\n"))
    record.keep_rest(draft)
    return draft


ISI = Format("isi", "Web of Science (ISI)", lambda f: bool(_MARK.search(f.head)), lambda file, _: _read(file))
