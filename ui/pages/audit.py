"""The audit of an answer: each statement beside the slice of the record that it rests on, for an evaluator to judge."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from assistant.answer import Answer, Citation, CitedSource, Statement
from corpus.publication import Publication, TextField
from ui.pages.plain import markdown_text, safe_cell
from ui.pages.records import anchor, labels_of, quote_address
from ui.words.strings import text

Check = Literal["identical", "different", "own_words"]
Mark = Literal["", "right", "wrong", "unsure"]
MARKS: tuple[Mark, ...] = ("right", "wrong", "unsure")

_CONTEXT = 160  # characters on either side of the slice: about a sentence of the default collection
_COLUMNS = (
    "number",
    "statement",
    "source",
    "record",
    "field",
    "start",
    "end",
    "before",
    "slice",
    "after",
    "check",
    "mark",
    "note",
)


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, of which collection, with which version of the program and by whom an answer was audited."""

    collection: str
    version: str
    reviewer: str
    day: date

    def told(self, language: str) -> list[tuple[str, str]]:
        """Return what is known of it, each with its name in the language; the day as ISO 8601 has it."""
        values = (self.collection, self.day.isoformat(), self.version, self.reviewer)
        names = ("collection", "day", "version", "reviewer")
        return [(text(f"audit.{name}", language), value) for name, value in zip(names, values, strict=True)]


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One statement of an answer: `shown` is what the reader saw, `slice` what the record holds there.

    `number` counts the statements from 1; `sources` are the numbers of the records in the answer, in the order of
    `records`, with the letter of the quote where a record has several. Words of the desk's own have no slice: a field,
    offsets and an address only go with a slice.
    """

    number: int
    shown: str
    sources: tuple[str, ...]
    check: Check
    records: tuple[Publication, ...] = ()
    field: TextField | Literal[""] = ""
    start: int | None = None
    end: int | None = None
    before: str = ""
    slice: str = ""
    after: str = ""
    address: str = ""
    mark: Mark = ""
    note: str = ""

    @property
    def is_cut_before(self) -> bool:
        """Tell whether the record's text begins before what is shown of it."""
        return bool(self.start and self.start > len(self.before))

    @property
    def is_cut_after(self) -> bool:
        """Tell whether the record's text goes on after what is shown of it."""
        end = (self.end or 0) + len(self.after)
        return self.field != "" and end < len(self.records[0].text(self.field))


def audit_rows(
    answer: Answer,
    marks: Mapping[int, tuple[Mark, str]] | None = None,
    language: str = "en",
) -> list[AuditRow]:
    """Return a row for each statement, in the language, with the marks and notes given by the statement's number."""
    sources = {source.number: source for source in answer.sources}
    rows = []
    for number, statement in enumerate(answer.statements, start=1):
        row = _row(number, statement, tuple(sources[n] for n in statement.citations if n in sources), language)
        mark, note = (marks or {}).get(number, ("", ""))
        rows.append(replace(row, mark=mark, note=note))
    return rows


def audit_csv(answer: Answer, rows: Sequence[AuditRow], occasion: Occasion, language: str = "en") -> str:
    """Return the audit as CSV with a line of heads, for a spreadsheet: no cell can start a formula.

    Nor can one where it is split at semicolons or tabs. It begins with the mark by which Excel knows UTF-8.
    """
    told = occasion.told(language)
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([text("ask.question", language), *_heads(language), *(name for name, _ in told)])
    for row in rows:
        values = (answer.question, *_values(row, language), *(value for _, value in told))
        write([safe_cell(value) for value in values])
    return f"\ufeff{out.getvalue()}"


def audit_markdown(answer: Answer, rows: Sequence[AuditRow], occasion: Occasion, language: str = "en") -> str:
    """Return the audit as Markdown: the question, then a section for each statement; no text of it is markup."""
    heads = dict(zip(_COLUMNS, _heads(language), strict=True))
    parts = [
        f"# {text('audit.heading', language)}",
        f"**{text('ask.question', language)}:** {markdown_text(answer.question)}",
        *(f"**{name}:** {markdown_text(value)}" for name, value in occasion.told(language) if value.strip()),
    ]
    for row in rows:
        shown = dict(zip(_COLUMNS, _values(row, language), strict=True))
        lines = [f"- **{heads[key]}:** {markdown_text(shown[key])}" for key in _COLUMNS[2:] if shown[key].strip()]
        parts.append("\n".join([f"## {row.number}", "", f"> {markdown_text(row.shown)}", "", *lines]))
    return "\n\n".join(parts) + "\n"


def _row(number: int, statement: Statement, cited: tuple[CitedSource, ...], language: str) -> AuditRow:
    citation, records = statement.citation, tuple(source.publication for source in cited)
    if citation is None:
        numbers = tuple(str(source.number) for source in cited)
        return AuditRow(number, statement.said(language), numbers, "own_words", records)
    name = anchor(citation.field, citation.start, citation.end)
    whole = citation.publication.text(citation.field)
    first, last = _around(whole, citation.start, citation.end)
    return AuditRow(
        number,
        statement.text,
        tuple(labels_of(source)[name] for source in cited),
        check_of(statement.text, citation),
        records,
        field=citation.field,
        start=citation.start,
        end=citation.end,
        before=whole[first : citation.start],
        slice=whole[citation.start : citation.end],
        after=whole[citation.end : last],
        address=quote_address(citation),
    )


def _around(whole: str, start: int, end: int) -> tuple[int, int]:
    """Return where the text around the slice begins and ends; it is cut between words."""
    first, last = max(0, start - _CONTEXT), min(len(whole), end + _CONTEXT)
    while 0 < first < start and not whole[first - 1].isspace():
        first += 1
    while end < last < len(whole) and not whole[last].isspace():
        last -= 1
    return first, last


def check_of(shown: str, citation: Citation) -> Check:
    """Compare the words shown with the record, letter for letter."""
    held = citation.publication.text(citation.field)[citation.start : citation.end]
    return "identical" if shown == held else "different"


def _heads(language: str) -> list[str]:
    return ["#", *(text(f"audit.{column}", language) for column in _COLUMNS[1:])]


def _values(row: AuditRow, language: str) -> list[str]:
    return [
        str(row.number),
        row.shown,
        ", ".join(row.sources),
        "; ".join(f"{record.title} ({record.id})" for record in row.records),
        text(f"field.{row.field}", language) if row.field else "",
        "" if row.start is None else str(row.start),
        "" if row.end is None else str(row.end),
        row.before,
        row.slice,
        row.after,
        text(f"audit.check.{row.check}", language),
        text(f"audit.mark.{row.mark}", language) if row.mark else "",
        row.note,
    ]
