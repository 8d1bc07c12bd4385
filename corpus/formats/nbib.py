"""PubMed's text format (MEDLINE, nbib): four columns of a tag, a hyphen, a value; what goes on is indented."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from corpus.draft import Draft, Rejected
from corpus.fields.languages import language_of
from corpus.fields.types import type_of
from corpus.formats.authors import organisation_of, person_of
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.formats.tagged import Grammar, TaggedRecord, flat, items, tagged_records

_MARK = re.compile(r"(?:^|[\r\n])[ \t\ufeff]*(?:PMID|PMC |PMCR)-[ \t]*\d")
_GRAMMAR = Grammar(
    re.compile(r"(?=[A-Z0-9 ]{4}-)([A-Z][A-Z0-9]{1,3}) {0,2}-[ \t]*(.*)"), begins="PMID", parted_by_blanks=True
)
_INITIALS_BEHIND = re.compile(r" ([A-Z]{1,4}(?: (?:Jr|Sr|2nd|3rd|4th))?)$")
_NO_ABSTRACT = "Abstract available from the publisher"


def _read(file: SourceFile) -> Iterator[Draft | Rejected]:
    for record in tagged_records(file.text, _GRAMMAR):
        yield _draft(record)


def _draft(record: TaggedRecord) -> Draft:
    draft = Draft(record.position, record.raw)
    titles = record.take("TI") or record.take("BTI")
    draft.title = " ".join(map(flat, titles))
    draft.abstract = "\n".join(map(flat, record.take("AB")))
    _other_abstracts(record, draft)
    _authors(record, draft)
    # Where the month is a number it would else be lost: "2013 06 10".
    draft.date = re.sub(r"^(\d{4}) (\d\d)(?: (\d\d))?$", r"\1-\2-\3", flat(record.take_first("DP", "DEP"))).rstrip("-")
    draft.container = flat(record.take_first("JT", "BTI", "CTI", "TA"))
    draft.volume, draft.issue = flat(record.take_first("VI")), flat(record.take_first("IP"))
    draft.pages = flat(record.take_first("PG"))
    draft.publisher = flat(record.take_first("PB"))
    draft.language = flat(record.take_first("LA"))
    draft.keywords = items(record.take("OT", "MH"), "\n")
    draft.issn, draft.isbn = record.take("IS"), record.take("ISBN")
    draft.rights = flat(record.take_first("CI"))
    kinds = record.take("PT")
    draft.type = next(filter(type_of, kinds), "")
    draft.keep("PT", *(kind for kind in kinds if kind != draft.type))
    _identify(record, draft)
    record.keep_rest(draft)
    return draft


def _other_abstracts(record: TaggedRecord, draft: Draft) -> None:
    for text, language in zip_longest(record.take("OAB"), record.take("OABL"), fillvalue=""):
        tag = language_of(language)
        if tag and tag not in draft.abstracts and _NO_ABSTRACT not in text:
            draft.abstracts[tag] = flat(text)
        else:
            draft.keep("OAB", text)
            draft.keep("OABL", language)


def _authors(record: TaggedRecord, draft: Draft) -> None:
    """Take the authors in their order: full names where there are any, and organisations."""
    short = record.take("AU")
    full = "FAU" if any(field.tag == "FAU" for field in record.fields) else ""
    named = [field for field in record.fields if field.tag in (full, "CN") and field.value.strip()]
    draft.authors = [person_of(f.value) if f.tag == "FAU" else organisation_of(f.value) for f in named]
    if not full:
        # "Long V": the family name comes first, and what is an initial is not marked.
        draft.authors = [person_of(_INITIALS_BEHIND.sub(r", \1", flat(name))) for name in short] + draft.authors
    record.take("FAU", "CN")


def _identify(record: TaggedRecord, draft: Draft) -> None:
    for tag, name in (("PMID", "pmid"), ("PMC", "pmcid"), ("PMCR", "pmcid"), ("MID", "mid")):
        if value := flat(record.take_first(tag)):
            draft.identifiers.setdefault(name, value)
    for value in map(flat, record.take("LID", "AID")):
        named = re.fullmatch(r"(.+?) ?\[(\w+)\]|doi:\s*(.+)", value)
        if named and (named[3] or named[2] == "doi"):
            draft.doi = draft.doi or named[3] or named[1]
        elif named:
            draft.identifiers.setdefault(named[2], named[1])
        else:
            draft.keep("AID", value)


NBIB = Format("nbib", "PubMed (nbib)", lambda file: bool(_MARK.search(file.head)), lambda file, _: _read(file))
