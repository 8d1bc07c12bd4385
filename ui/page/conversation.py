"""The questions and answers of a conversation as HTML. Every text of a record or a reader is escaped here."""

from collections.abc import Mapping, Sequence
from html import escape

from assistant.answer import Answer, Statement
from corpus.publication import Publication
from ui.document import attribute, record_address
from ui.page.numbers import conversation_numbers
from ui.strings import text


def conversation_html(answers: Sequence[Answer], language: str, waiting: str = "", notice: str = "") -> str:
    """Return the turns, the oldest first, and the question that is being answered (`waiting`) with a word on it."""
    numbers = conversation_numbers(answers)
    turns = "".join(turn_html(turn, answer, numbers, language) for turn, answer in enumerate(answers, start=1))
    if waiting:
        turns += (
            f'<article class="turn"><h2 class="asked" dir="auto">{escape(waiting)}</h2>'
            f'<p class="waiting">{escape(notice)}</p></article>'
        )
    label = attribute(text("ask.conversation", language))
    return f'<div class="conversation" role="log" aria-live="polite" aria-label="{label}">{turns}</div>'


def turn_html(turn: int, answer: Answer, numbers: Mapping[str, int], language: str) -> str:
    """Return one question with its answer."""
    notice = f'<p class="notice" role="alert">{escape(answer.notice)}</p>' if answer.notice else ""
    body = _answered(turn, answer, numbers, language) if answer.status == "answered" else _refused(answer, language)
    return (
        f'<article class="turn" id="turn-{turn}"><h2 class="asked" dir="auto">{escape(answer.question)}</h2>'
        f"{notice}{_understood(answer, language)}{body}</article>"
    )


def _answered(turn: int, answer: Answer, numbers: Mapping[str, int], language: str) -> str:
    number_of = {source.number: numbers[source.publication.id] for source in answer.sources}
    return "".join(_statement(turn, statement, number_of, language) for statement in answer.statements)


def _statement(turn: int, statement: Statement, number_of: Mapping[int, int], language: str) -> str:
    links = "".join(citation_link(turn, number_of[number], language) for number in statement.citations)
    said = f'<span dir="auto">{escape(statement.text)}</span> <span class="cites">{links}</span>'
    return f"<blockquote><p>{said}</p></blockquote>" if statement.citation else f'<p class="words">{said}</p>'


def citation_link(turn: int, number: int, language: str) -> str:
    """Return the link from a statement to its source beside the conversation."""
    label = attribute(text("cite.open", language, number=number))
    return f'<a class="cite" href="#src-{turn}-{number}" aria-label="{label}">{number}</a>'


def _refused(answer: Answer, language: str) -> str:
    nearest = "".join(f"<li>{_record_link(publication)}</li>" for publication in answer.closest)
    near = f'<p class="aside">{escape(text("answer.nearest", language))}</p><ul class="nearest">{nearest}</ul>'
    return (
        f'<div class="refused"><p class="aside">{escape(text("answer.not_answered", language))}</p>'
        f'<p class="reason" dir="auto">{escape(answer.reason)}</p>{near if nearest else ""}</div>'
    )


def _record_link(publication: Publication) -> str:
    address = attribute(record_address(publication.id))
    return f'<a href="{address}" dir="auto">{escape(publication.title)}</a>'


def _understood(answer: Answer, language: str) -> str:
    """Return how the question was read, where that is more than its words: corrections, references, conditions."""
    parts = answer.understood.get("parts", [answer.understood])
    read = [f"{c['from']} → {c['to']}" for part in parts for c in part.get("corrections", ())]
    read += [f"“{part['refers_to']}”" for part in parts if part.get("refers_to")]
    read += [f"{text('filters.' + f['field'], language)}: {f['value']}" for part in parts for f in part.get("found", ())]
    if not read:
        return ""
    items = "".join(f'<li dir="auto">{escape(item)}</li>' for item in read)
    return f'<div class="understood"><p>{escape(text("answer.understood", language))}</p><ul>{items}</ul></div>'
