"""The audit of an answer: each statement beside the slice of the record that it rests on, for an evaluator to judge."""

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.answer import Answer, Citation, Statement
from ui.records import quote_address
from ui.strings import text

Check = Literal["identical", "different", "own_words"]
Mark = Literal["", "right", "wrong", "unsure"]
MARKS: tuple[Mark, ...] = ("right", "wrong", "unsure")

_CONTEXT = 160  # characters on either side of the slice: about a sentence of the default collection
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+!|~$&-])")
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
class AuditRow:
    """One statement of an answer: `shown` is what the reader saw, `slice` what the record holds there.

    `number` counts the statements from 1; `sources` are the numbers of the records cited. Words of the desk's own have
    no slice, and a field, offsets and an address only where there is a slice.
    """

    number: int
    shown: str
    sources: tuple[int, ...]
    check: Check
    publication_id: str = ""
    title: str = ""
    field: str = ""
    start: int | None = None
    end: int | None = None
    before: str = ""
    slice: str = ""
    after: str = ""
    address: str = ""
    mark: Mark = ""
    note: str = ""


def audit_rows(answer: Answer, marks: Mapping[int, tuple[Mark, str]] | None = None) -> list[AuditRow]:
    """Return a row for each statement, with the marks and notes given by the statement's number."""
    given = marks or {}
    rows = []
    for number, statement in enumerate(answer.statements, start=1):
        mark, note = given.get(number, ("", ""))
        rows.append(_row(number, statement, mark, note))
    return rows


def audit_csv(answer: Answer, rows: Sequence[AuditRow], language: str = "en") -> str:
    """Return the audit as CSV with a line of heads, for a spreadsheet: no cell can start a formula."""
    out = io.StringIO()
    write = csv.writer(out, lineterminator="\r\n").writerow
    write([text("ask.question", language), *_heads(language)])
    for row in rows:
        write([_cell(value) for value in (answer.question, *_values(row, language))])
    return out.getvalue()


def audit_markdown(answer: Answer, rows: Sequence[AuditRow], language: str = "en") -> str:
    """Return the audit as Markdown: the question, then a section for each statement; no text of it is markup."""
    heads = dict(zip(_COLUMNS, _heads(language), strict=True))
    parts = [f"# {text('audit.heading', language)}", f"**{text('ask.question', language)}:** {_plain(answer.question)}"]
    for row in rows:
        shown = dict(zip(_COLUMNS, _values(row, language), strict=True))
        lines = [f"- **{heads[key]}:** {_plain(shown[key])}" for key in _COLUMNS[2:] if shown[key].strip()]
        parts.append("\n".join([f"## {row.number}", "", f"> {_plain(row.shown)}", "", *lines]))
    return "\n\n".join(parts) + "\n"


def _row(number: int, statement: Statement, mark: Mark, note: str) -> AuditRow:
    citation = statement.citation
    if citation is None:
        return AuditRow(number, statement.text, statement.citations, "own_words", mark=mark, note=note)
    whole = citation.publication.text(citation.field)
    return AuditRow(
        number,
        statement.text,
        statement.citations,
        check_of(statement.text, citation),
        publication_id=citation.publication.id,
        title=citation.publication.title,
        field=citation.field,
        start=citation.start,
        end=citation.end,
        before=whole[max(0, citation.start - _CONTEXT) : citation.start],
        slice=whole[citation.start : citation.end],
        after=whole[citation.end : citation.end + _CONTEXT],
        address=quote_address(citation),
        mark=mark,
        note=note,
    )


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
        ", ".join(str(number) for number in row.sources),
        f"{row.title} ({row.publication_id})" if row.publication_id else "",
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


def _cell(value: str) -> str:
    """Return the value so that a spreadsheet shows it as text: an apostrophe stands before what would be a formula."""
    return f"'{value}" if value.lstrip(" \u00a0\ufeff").startswith(_FORMULA) else value


def _plain(value: str) -> str:
    """Return the value on one line, with every mark of Markdown and HTML escaped."""
    line = " ".join(value.split())
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", _MARKDOWN.sub(r"\\\1", line))
