"""The audit of an answer as a table: what was shown beside what the record holds, to be judged row by row."""

from collections.abc import Sequence
from html import escape

from assistant.answer import Answer
from corpus.publication import Publication
from ui.pages.audit import MARKS, AuditRow
from ui.pages.document import attribute, record_address
from ui.words.strings import text


def audit_html(answer: Answer, rows: Sequence[AuditRow], language: str) -> str:
    """Return the inside of the dialogue in which an evaluator checks the sources of an answer."""

    def say(key: str) -> str:
        return escape(text(key, language))

    heads = "".join(f'<th scope="col">{say(f"audit.{name}")}</th>' for name in ("statement", "slice", "check", "mark"))
    body = "".join(_row(row, language) for row in rows)
    return f"""<div class="audit-head"><h2 id="audit-heading" tabindex="-1">{say("audit.heading")}</h2>
<button type="button" class="button" data-act="close-audit">{say("button.close")}</button></div>
<p class="quiet">{say("audit.how")}</p><p class="asked" dir="auto">{escape(answer.question)}</p>
<div class="audit-scroll" tabindex="0" role="region" aria-labelledby="audit-heading"><table>
<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>
<p class="actions"><button type="button" class="button" data-act="audit-csv">{say("audit.export_csv")}</button>
<button type="button" class="button" data-act="audit-md">{say("audit.export_markdown")}</button></p>"""


def _row(row: AuditRow, language: str) -> str:
    checked = escape(text(f"audit.check.{row.check}", language))
    return (
        f'<tr data-row="{row.number}"><td dir="auto">{escape(row.shown)}</td><td>{_slice(row, language)}</td>'
        f'<td class="is-{row.check}">{checked}</td><td>{_judgement(row, language)}</td></tr>'
    )


def _slice(row: AuditRow, language: str) -> str:
    if not row.field:
        cited = zip(row.sources, row.records, strict=True)
        listed = "".join(f"<li>{_record(number, record, record_address(record.id))}</li>" for number, record in cited)
        return f'<ul class="rests quiet">{listed}</ul>' if listed else ""
    field = escape(text(f"field.{row.field}", language))
    whole, end = row.records[0].text(row.field), (row.end or 0) + len(row.after)
    before = "… " if row.start and row.start > len(row.before) else ""
    after = " …" if end < len(whole) else ""
    return (
        f'<p class="around" dir="auto">{before}{escape(row.before)}<mark>{escape(row.slice)}</mark>'
        f"{escape(row.after)}{after}</p>"
        f'<p class="quiet">{_record(row.sources[0], row.records[0], row.address)} · {field}, {row.start}–{row.end}</p>'
    )


def _record(number: int, record: Publication, address: str) -> str:
    link = f'<a href="{address}" target="_blank" rel="noopener" dir="auto">{escape(record.title)}</a>'
    return f'<span class="n">{number}</span> {link}'


def _judgement(row: AuditRow, language: str) -> str:
    label = attribute(f"{text('audit.mark', language)} {row.number}")
    marks = "".join(
        f'<label><input type="radio" name="mark-{row.number}" value="{mark}"{" checked" if row.mark == mark else ""}>'
        f"{escape(text(f'audit.mark.{mark}', language))}</label>"
        for mark in MARKS
    )
    note = attribute(f"{text('audit.note', language)} {row.number}")
    return (
        f'<div class="marks" role="radiogroup" aria-label="{label}">{marks}</div>'
        f'<input class="note" aria-label="{note}" placeholder="{escape(text("audit.note", language))}"'
        f' value="{escape(row.note)}" maxlength="500">'
    )
