"""An answer as text to paste into a report: the question, what was said with its numbers, then the references."""

from assistant.answer import Answer
from corpus.references import formatted


def copied_text(answer: Answer, language: str = "en", style: str = "apa") -> str:
    """Return the answer with its references, in the numbers of its sources."""
    shown = {source.number for source in answer.sources}
    lines = [answer.question, *filter(None, (answer.notice_in(language), answer.reason_in(language)))]
    for statement in answer.statements:
        cites = "".join(f" [{number}]" for number in statement.citations if number in shown)
        said = statement.said(language)
        lines.append(f"“{said}”{cites}" if statement.citation else f"{said}{cites}")
    lines += [f"[{source.number}] {formatted(source.publication, style)}" for source in answer.sources]
    return "\n\n".join(lines)
