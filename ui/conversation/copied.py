"""An answer as text to paste into a report: the question, what was said with its numbers, then the references."""

from collections.abc import Mapping

from assistant.answer import Answer
from corpus.references import formatted


def copied_text(answer: Answer, numbers: Mapping[str, int], style: str = "apa") -> str:
    """Return the answer with its references; `numbers` are those of the conversation, by the id of the record."""
    shown = {source.number: numbers[source.publication.id] for source in answer.sources}
    lines = [answer.question, *([answer.notice] if answer.notice else []), *([answer.reason] if answer.reason else [])]
    for statement in answer.statements:
        cites = "".join(f" [{shown[number]}]" for number in statement.citations if number in shown)
        lines.append(f"“{statement.text}”{cites}" if statement.citation else f"{statement.text}{cites}")
    references = sorted((numbers[p.id], formatted(p, style)) for p in answer.publications)
    lines += [f"[{number}] {reference}" for number, reference in references]
    return "\n\n".join(lines)
