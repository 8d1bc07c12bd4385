"""`refdesk evaluate`: ask the questions of a file of judgements and report how well they were answered."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.evaluation.judged import Failure, Judged, KindReport, Report
from assistant.evaluation.metrics import Figure
from ui.terminal.ask import QuestionsFailed, ask_all, read_rows

_LONGEST_SHOWN = 400
_EXAMPLE = '{"id": "1", "kind": "content", "question": "…", "answerable": true, "titles": ["…"], "quotes": ["…"]}'


def read_judged(path: Path) -> list[Judged]:
    """Return the judged questions of a JSON Lines file; raises `QuestionsFailed`, naming the line."""
    judged = read_rows(path, Judged, _EXAMPLE)
    if not judged:
        raise QuestionsFailed(f"{path} holds no question: give one JSON object a line, as in {_EXAMPLE}.")
    return judged


def answers(assistant: Assistant, judged: Sequence[Judged]) -> Iterator[tuple[Judged, Answer]]:
    """Yield each question with the desk's answer, asked after the questions of its history."""
    for row in judged:
        yield row, ask_all(assistant, row.question, row.history)


def report_json(report: Report) -> dict[str, Any]:
    """Return the report as plain values."""
    return asdict(report)


def report_text(report: Report) -> str:
    """Return a table of the figures by kind, and the failures below it."""
    lines = [f"{'':24} {'mean':>5}  95 % interval  questions"]
    for kind in report.kinds:
        lines += ["", _kind_line(kind), *map(_figure_line, kind.figures)]
    lines += ["", "all", *map(_figure_line, report.figures)]
    lines += ["", f"Quotes that are exact slices: {report.exact} of {report.quotes}."]
    lines += [f"Median time of an answer: {report.median_ms:.0f} ms.", f"Failures: {len(report.failures)}."]
    return "\n".join([*lines, *map(_failure_text, report.failures)])


def _kind_line(report: KindReport) -> str:
    return f"{report.kind}: {report.answered} answered, {report.refused} not answered"


def _figure_line(figure: Figure) -> str:
    return f"  {figure.name:22} {figure.mean:5.2f}  [{figure.low:.2f}, {figure.high:.2f}] {figure.count:10}"


def _failure_text(failure: Failure) -> str:
    return (
        f"\n{failure.id or '-'}  {failure.question}\n  fails     {', '.join(failure.measures)}\n"
        f"  expected  {_shortened(failure.expected)}\n  got       {_shortened(failure.got)}"
    )


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
