"""BibTeX and BibLaTeX, as reference managers and databases write them.

An entry whose key another one has is a record of its own, since keys tell works apart only within one person's file.
Entries that only lend their values to others (@xdata), or list others (@set), are no records.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from corpus.draft import Draft, Labels, Rejected
from corpus.errors import ImportFailed
from corpus.fields.bibtex_types import TYPE_OF_ENTRY
from corpus.formats.bibtex_names import Told, authors_of, told_by
from corpus.formats.bibtex_values import Entries, ValueFailed
from corpus.formats.format import Format
from corpus.formats.latex import LatexFailed, plain
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because
from corpus.remainder import restore, without_subjects

_BEGINS = re.compile(r"^[ \t]*@[a-z]{1,40}[ \t]*[{(][^\n=]{0,400}(?:,|=|$)", re.IGNORECASE | re.MULTILINE)
_NO_RECORDS = ("xdata", "set")
# Addresses are not LaTeX: a "%" or a "_" in one is itself.
_VERBATIM = frozenset("url doi file eprint refdesk pdf verba verbb verbc issn isbn".split())
_CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle", "series")
_PUBLISHERS = ("publisher", "institution", "school", "organization")
# An entry without a key: its first field follows the brace at once.
_KEYLESS = re.compile(r"(@(?!string\b)\w{1,40}[ \t]*[{(])(?=\s*[\w-]{1,40}\s*=)", re.IGNORECASE)
_IDENTIFIERS = ("pmid", "pmcid")
_OWN_LISTS = ("countries", "regions", "categories")


def _read(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    from bibtexparser.model import Entry, ParsingFailedBlock

    text = _KEYLESS.sub(r"\1,", re.sub(r"\r\n?", "\n", file.text.lstrip("\ufeff")))
    library = _parsed(text)
    entries = Entries(library)
    told = told_by(entries.all())
    for block in library.blocks:
        failed = isinstance(block, ParsingFailedBlock)
        entry = block.ignore_error_block if failed else block
        if isinstance(entry, Entry):
            if entry.entry_type not in _NO_RECORDS:
                yield _record(entry, entries, told)
        elif failed and entry is None:
            yield _broken(block)
    if not library.entries and not library.failed_blocks:
        raise ImportFailed(because("bibtex.no_entry", file=file.name))


def _parsed(text: str) -> Any:
    from bibtexparser import parse_string

    # What it cannot parse is told as rejected, and needs no word of its own on the terminal.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    return parse_string(text, parse_stack=[])


def _rejoined(file: SourceFile, raws: Sequence[str]) -> str:
    """Return the entries as a file, below the strings that they may name."""
    strings = [string.raw for string in _parsed(file.text).strings]
    return "\n\n".join((*strings, *raws)) + "\n"


def _broken(block: Any) -> Rejected:
    why = re.sub(r"\s+", " ", str(block.error.abort_reason)).strip(" .")
    reason = because("bibtex.not_whole", f" ({why})")
    return Rejected(f"line {block.start_line + 1}", reason, block.raw[:80].split("\n")[0], block.raw)


def _record(entry: Any, entries: Entries, told: Told) -> Draft | Rejected:
    position = f"line {entry.start_line + 1}"
    try:
        fields = entries.fields(entry)
        draft = _draft(position, entry, fields, told)
        for name, value in entries.all_fields(entry):
            if value != fields[name]:
                draft.keep(name, _value(name, value))
        return draft
    except (LatexFailed, ValueFailed) as error:
        return Rejected(position, error.reason, entry.key[:200], entry.raw)


def _draft(position: str, entry: Any, written: dict[str, str], told: Told) -> Draft:
    fields = {name: _value(name, value) for name, value in written.items() if name not in ("author", "editor")}

    def take(*names: str) -> str:
        name = next((name for name in names if fields.get(name, "").strip()), "")
        return fields.pop(name, "").strip()

    draft = Draft(position, entry.raw, title=": ".join(filter(None, (take("title"), take("subtitle")))))
    draft.authors = list(authors_of(written.get("author", ""), told))
    try:
        draft.editors = list(authors_of(written.get("editor", ""), told))
    except ValueFailed:
        draft.keep("editor", _value("editor", written["editor"]))
    draft.abstract, draft.volume = take("abstract"), take("volume")
    draft.language = take("langid", "language", "hyphenation")
    draft.date = _date(take("date"), take("year"), take("month"), take("day"))
    draft.container, draft.publisher = take(*_CONTAINERS), take(*_PUBLISHERS)
    draft.issue = take("number", "issue")
    draft.pages = take("pages").replace("–", "-") if "--" in written.get("pages", "") else take("pages")
    draft.rights = take("copyright", "rights", "license")
    draft.doi, draft.url = _address(take("doi")), _address(take("url"))
    draft.issn, draft.isbn = [take("issn", "eissn")], [take("isbn")]
    draft.identifiers = {name: take(name) for name in _IDENTIFIERS}
    # By the archive's name: "arxiv", "pubmed".
    draft.identifiers[take("eprinttype", "archiveprefix").lower() or "eprint"] = take("eprint")
    for name in _OWN_LISTS:
        setattr(draft, name, _values_in(take(name)))
    draft.keywords = without_subjects(_values_in(take("keywords", "keyword")), draft)
    draft.type = TYPE_OF_ENTRY.get(entry.entry_type, "")
    if entry.entry_type not in TYPE_OF_ENTRY or entry.entry_type == "mastersthesis":
        draft.keep("entrytype", entry.entry_type)
    left = fields.pop("refdesk", "")
    for name, value in fields.items():
        if name not in ("crossref", "xdata"):
            draft.keep(name, value)
    if left:
        restore(draft, left)
    return draft


def _value(name: str, written: str) -> str:
    """Return the value as people read it: its lines are only those of the file, but for paragraphs of an abstract."""
    if name in _VERBATIM:
        return written.strip()
    paragraphs = re.split(r"\n[ \t]*\n", plain(written)) if name == "abstract" else [plain(written)]
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)


def _values_in(text: str) -> list[str]:
    """Return the values of a list in one text: between semicolons, or where there is none, between commas."""
    return [value.strip() for value in text.split(";" if ";" in text else ",") if value.strip()]


def _date(date: str, year: str, month: str, day: str) -> str:
    """Return BibLaTeX's date, or the parts that BibTeX has for it."""
    if date or not month:
        return date or year
    if re.fullmatch(r"\d{1,2}", month):
        return "-".join((year, month.zfill(2), *([day.zfill(2)] if re.fullmatch(r"\d{1,2}", day) else [])))
    return " ".join(filter(None, (day, month, year)))


def _address(written: str) -> str:
    r"""Return an address or a DOI, whose signs some programs escape all the same, without `\url{}` around it."""
    plain_signs = re.sub(r"\\([_%&#~])", r"\1", written)
    found = re.search(r"https?://[^\s{}]+", plain_signs)
    return found[0] if found else plain_signs


def _recognises(file: SourceFile) -> bool:
    return _BEGINS.search(file.head.replace("\r", "\n")) is not None or file.suffix == ".bib"


BIBTEX = Format("bibtex", "BibTeX", _recognises, _read, _rejoined)
