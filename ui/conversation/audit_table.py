"""The audit of an answer as a table: what was shown beside what the record holds, to be judged row by row."""

from collections.abc import Sequence

from assistant.answer import Answer
from ui.pages.audit import MARKS, AuditRow
from ui.pages.templates import render


def audit_html(answer: Answer, rows: Sequence[AuditRow], language: str) -> str:
    """Return the inside of the dialogue in which an evaluator checks the sources of an answer."""
    return render("audit.html", language, question=answer.question, rows=rows, MARKS=MARKS)
