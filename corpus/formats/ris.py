"""RIS, as Web of Science, Scopus, PubMed, EndNote, Zotero and Covidence write it.

    TY  - JOUR
    TI  - A title
    ER  -

Exporters disagree on the tags: a title is TI or T1, an abstract AB or N2, a journal JF, T2, JO, JA, J1 or J2.
"""

import re
from collections.abc import Iterator

from corpus.draft import Draft, Rejected
from corpus.fields.dates import date_of
from corpus.fields.identifiers import isbns_of, issns_of
from corpus.formats.accession import accession_of
from corpus.formats.authors import author_of
from corpus.formats.format import Format
from corpus.formats.source_file import SourceFile
from corpus.formats.tagged import Grammar, TaggedRecord, flat, items, tagged_records
from corpus.reasons.reason import because
from corpus.remainder import restore, without_subjects

_MARK = re.compile(r"(?:^|[\r\n])[ \t\ufeff]*(?:TY[ \t]{1,3}-[ \t]*[A-Z]|ER  -[ \t]*(?:[\r\n]|$))")
# Two blanks, as the format says; another number only where the first line of a record has it, since "EU - a union"
# may stand in an abstract.
_GAP = re.compile(r"(?:^|[\r\n])[ \t\ufeff]*TY([ \t]{1,3})-")
_OWN_NOTE = "refdesk: "
_DATES = ("PY", "Y1", "DA")
_CONTAINERS = ("JF", "T2", "BT", "JO", "JA", "J1", "J2", "T3")
_NAMED_IDENTIFIER = re.compile(r"(\S+)\s*\[([A-Za-z]+)\]")


def _read(file: SourceFile) -> Iterator[Draft | Rejected]:
    gap = _GAP.search(file.text)
    blanks = f"(?:  |{re.escape(gap[1])})" if gap else "  "
    grammar = Grammar(re.compile(rf"[ \t]{{0,2}}([A-Z][A-Z0-9]){blanks}-(?:[ \t](.*)|$)"), begins="TY", ends="ER")
    for record in tagged_records(file.text, grammar):
        yield _draft(record) if record.is_whole else _rejected(record)


def _rejected(record: TaggedRecord) -> Rejected:
    begins = record.fields[0].tag == "TY"
    reason = because("tagged.no_end") if begins else because("tagged.no_beginning")
    return Rejected(record.position, reason, raw=record.raw)


def _draft(record: TaggedRecord) -> Draft:
    record.take("ER")
    draft = Draft(record.position, record.raw)
    draft.type = flat(record.take_first("TY"))
    draft.title = flat(record.take_first("TI", "T1", "CT", "BT", "ST"))
    draft.abstract = _paragraphs(record.take_first("AB", "N2"))
    draft.authors = [author_of(value) for value in record.take("AU", "A1")]
    draft.editors = [author_of(value) for value in record.take("ED", "A2")]
    draft.date = _date(record)
    draft.container = flat(record.take_first(*_CONTAINERS))
    draft.volume, draft.issue = flat(record.take_first("VL")), flat(record.take_first("IS"))
    draft.pages = _pages(flat(record.take_first("SP")), flat(record.take_first("EP")))
    draft.publisher = flat(record.take_first("PB"))
    draft.language = flat(record.take_first("LA"))
    draft.keywords = items(record.take("KW"))
    draft.doi = _doi(record)
    numbers = record.take("SN")
    draft.issn, draft.isbn = numbers, numbers
    draft.keep("SN", *(number for number in numbers if not (issns_of([number]) or isbns_of([number]))))
    # Only before an address: a semicolon may stand in one.
    urls = [flat(url) for value in record.take("UR") for url in re.split(r";\s*(?=https?:)|\n", value)]
    draft.url, others = (urls[0], urls[1:]) if urls else ("", [])
    draft.keep("UR", *others)
    own = _take_own(record, draft)
    _identify(record, draft)
    record.keep_rest(draft)
    if own:
        restore(draft, own)
    return draft


def _take_own(record: TaggedRecord, draft: Draft) -> str:
    """Take what refdesk itself put into the custom tags, and return its note's JSON; "" for the files of others."""
    note = next((field for field in record.fields if field.tag == "N1" and field.value.startswith(_OWN_NOTE)), None)
    if note is None:
        return ""
    record.fields.remove(note)
    record.take("ID")
    draft.countries, draft.regions, draft.categories = record.take("C1"), record.take("C2"), record.take("C3")
    draft.keywords = without_subjects(draft.keywords, draft)
    return note.value.removeprefix(_OWN_NOTE)


def _paragraphs(value: str) -> str:
    """Return the text with its own line breaks; an indented line only goes on."""
    return re.sub(r"\n[ \t]+", " ", value)


def _date(record: TaggedRecord) -> str:
    """Take the finest of the dates in the first year that is told; one without a year ("Mar 3") is of that year."""
    told = [field for field in record.fields if field.tag in _DATES and field.value.strip()]
    year = next((date.year for field in told if (date := date_of(field.value)).year), None)
    if year is None:
        return flat(record.take_first(*_DATES))
    dates = {field: value if date_of(value := flat(field.value)).year else f"{value} {year}" for field in told}
    of_year = [field for field in told if date_of(dates[field]).year == year]
    finest = max(of_year, key=lambda field: len(date_of(dates[field]).iso))
    chosen = date_of(dates[finest]).iso
    said = [f for f in told if date_of(dates[f]).iso == chosen or re.fullmatch(rf"{year}[/ ]*", f.value.strip())]
    record.fields = [field for field in record.fields if field not in said]
    return re.sub(r"^[\d/]+$", lambda date: date[0].rstrip("/").replace("/", "-"), dates[finest])


def _pages(first: str, last: str) -> str:
    return f"{first}-{last}" if first and last and last != first and "-" not in first else first or last


def _doi(record: TaggedRecord) -> str:
    """Take the DOI; some publishers put it into a note of its own."""
    if doi := flat(record.take_first("DO", "DI")):
        return doi
    notes = (flat(value) for tag, value in record.fields if tag in ("M3", "N1", "L3"))
    return next((note for note in notes if re.match(r"(?:doi: ?)?10\.", note, re.IGNORECASE)), "")


def _identify(record: TaggedRecord, draft: Draft) -> None:
    """Take the identifiers of the databases that the record went through."""
    if key := record.take_first("ID"):
        draft.identifiers["id"] = key
    if accession := flat(record.take_first("AN")):
        databases = (field.value for field in record.fields if field.tag == "DB")
        name, number = accession_of(accession, " ".join((draft.url, *databases)))
        draft.identifiers[name] = number
    for field in [field for field in record.fields if field.tag in ("U1", "U2", "U3", "U4", "U5", "C1", "C2")]:
        if named := _NAMED_IDENTIFIER.fullmatch(field.value.strip()):
            draft.identifiers.setdefault(named[2].lower(), named[1])
            record.fields.remove(field)


RIS = Format("ris", "RIS", lambda file: bool(_MARK.search(file.head)), lambda file, _: _read(file))
