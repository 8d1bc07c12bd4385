"""An answer as text to paste into a report: the question, what was said with its numbers, then the references."""

from collections.abc import Mapping

from assistant.answer import Answer
from corpus.references import formatted


def copied_text(answer: Answer, numbers: Mapping[str, int], language: str = "en", style: str = "apa") -> str:
    """Return the answer with its references; `numbers` are those of the conversation, by the id of the record."""
    shown = {source.number: numbers[source.publication.id] for source in answer.sources}
    lines = [answer.question, *filter(None, (answer.notice_in(language), answer.reason_in(language)))]
    for statement in answer.statements:
        cites = "".join(f" [{shown[number]}]" for number in statement.citations if number in shown)
        said = statement.said(language)
        lines.append(f"“{said}”{cites}" if statement.citation else f"{said}{cites}")
    references = sorted((numbers[p.id], formatted(p, style)) for p in answer.publications)
    lines += [f"[{number}] {reference}" for number, reference in references]
    return "\n\n".join(lines)
