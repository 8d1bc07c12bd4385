"""One turn of the conversation as HTML: the question, what the answer says with its citations, what can be done."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from assistant.answer import Answer, Citation, Statement
from corpus.publication import Publication
from ui.document import attribute, record_address
from ui.records import anchor
from ui.strings import text

Numbers = Mapping[str, int]  # of each record over the conversation, by its id


def turn_html(answer: Answer, turn: int, numbers: Numbers, language: str) -> str:
    """Return the turn; `turn` counts from 1, and `numbers` holds at least the records that the answer cites."""
    body = _answered(answer, turn, numbers, language) if answer.status == "answered" else _refused(answer, language)
    return f"""<article class="turn" id="turn-{turn}" tabindex="-1" aria-label="{attribute(answer.question[:200])}">
<h2 class="question" dir="auto"><span class="unseen">{escape(text("ask.question", language))}: </span>{
        escape(answer.question)
    }</h2>
<div class="answer">{_notice(answer)}{_understood(answer, language)}{body}</div>
{_actions(answer, language)}
<div class="more" data-more></div>
</article>"""


def follow_ups_html(questions: Sequence[str], language: str) -> str:
    """Return the questions to go on with, or nothing where there are none."""
    if not questions:
        return ""
    return (
        f'<h3 class="small-head">{escape(text("ask.follow_up", language))}</h3>'
        f'<ul class="prompts">{"".join(f"<li>{prompt(question)}</li>" for question in questions)}</ul>'
    )


def prompt(question: str) -> str:
    """Return a link that asks the question: by the page's script, or by its address before the script is there."""
    address = escape(f"/?{urlencode({'q': question})}")
    return f'<a class="prompt" href="{address}" data-ask="{escape(question)}" dir="auto">{escape(question)}</a>'


def _answered(answer: Answer, turn: int, numbers: Numbers, language: str) -> str:
    ids = {source.number: source.publication.id for source in answer.sources}
    parts = []
    # Quotes of one record that follow each other stand together under its title.
    for record, statements in groupby(answer.statements, key=_quoted_record):
        if record is None:
            parts += [_words(statement, turn, ids, numbers, language) for statement in statements]
        else:
            quotes = [statement.citation for statement in statements if statement.citation]
            parts.append(_quotes(record, quotes, turn, numbers, language))
    return "".join(parts)


def _quoted_record(statement: Statement) -> Publication | None:
    return statement.citation.publication if statement.citation else None


def _words(statement: Statement, turn: int, ids: Mapping[int, str], numbers: Numbers, language: str) -> str:
    cites = "".join(_cite(turn, numbers[ids[n]], "", language) for n in statement.citations if n in ids)
    return f'<p class="said" dir="auto">{escape(statement.words)}{_cites(cites)}</p>'


def _cites(links: str) -> str:
    return f' <span class="cites">{links}</span>' if links else ""


def _quotes(record: Publication, quotes: Sequence[Citation], turn: int, numbers: Numbers, language: str) -> str:
    shown = "".join(
        f'<blockquote class="quote" dir="auto"><p>{escape(quote.text)}'
        f"{_cites(_cite(turn, numbers[record.id], anchor(quote.field, quote.start, quote.end), language))}"
        "</p></blockquote>"
        for quote in quotes
    )
    year = f' <span class="quiet">{record.year}</span>' if record.year else ""
    return f'<div class="quoted"><p class="from"><bdi>{escape(record.title)}</bdi>{year}</p>{shown}</div>'


def _cite(turn: int, number: int, quote: str, language: str) -> str:
    label = attribute(text("cite.open", language, number=number))
    return f'<a class="cite" href="#src-{turn}-{number}" data-quote="{quote}" aria-label="{label}">{number}</a>'


def _refused(answer: Answer, language: str) -> str:
    nearest = "".join(
        f'<li><a href="{record_address(p.id)}" dir="auto">{escape(p.title)}</a>'
        + (f' <span class="quiet">{p.year}</span>' if p.year else "")
        + "</li>"
        for p in answer.closest
    )
    near = (
        f'<h3 class="small-head">{escape(text("answer.nearest", language))}</h3><ul class="nearest">{nearest}</ul>'
        if nearest
        else ""
    )
    return (
        f'<div class="refusal"><h3>{escape(text("answer.not_answered", language))}</h3>'
        f'<p dir="auto">{escape(answer.reason)}</p></div>{near}'
    )


def _notice(answer: Answer) -> str:
    return f'<p class="notice" role="alert" dir="auto">{escape(answer.notice)}</p>' if answer.notice else ""


def _understood(answer: Answer, language: str) -> str:
    """Return how the question was read, where that is more than its words.

    Conditions that were found in it are buttons that take them off; corrected spellings and the records that it refers
    to are said.
    """
    parts = answer.understood.get("parts", [answer.understood])
    read = [f"{c['from']} → {c['to']}" for part in parts for c in part.get("corrections", ())]
    read += [str(part["refers_to"]) for part in parts if part.get("refers_to")]
    found = [item for part in parts for item in part.get("found", ())]
    said = "".join(f'<li class="quiet" dir="auto">{escape(item)}</li>' for item in read)
    chips = "".join(_found(str(item["value"]), str(item["words"]), language) for item in found)
    key = "filters.from_question" if found and not read else "answer.understood"
    if not read and not found:
        return ""
    label = escape(text(key, language))
    return f'<div class="understood"><span class="quiet">{label}</span><ul class="chips">{said}{chips}</ul></div>'


def _found(value: str, words: str, language: str) -> str:
    label = attribute(text("filters.remove", language, value=value))
    return (
        f'<li><button type="button" class="chip" data-drop="{escape(words)}" aria-label="{label}">'
        f'<bdi>{escape(value)}</bdi> <span aria-hidden="true">×</span></button></li>'
    )


def _actions(answer: Answer, language: str) -> str:
    def button(action: str, key: str, kind: str = "") -> str:
        return f'<button type="button" class="act {kind}" data-act="{action}">{escape(text(key, language))}</button>'

    cited = (button("copy", "answer.copy") + button("audit", "audit.heading")) if answer.sources else ""
    return (
        f'<div class="acts">{cited}{button("share", "ask.share")}'
        f"{button('retry', 'ask.retry', 'last')}{button('edit', 'ask.edit', 'last')}"
        f"{button('good', 'feedback.good')}{button('bad', 'feedback.bad')}</div>"
    )
