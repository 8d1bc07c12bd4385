"""One turn of the conversation as HTML: the question, what the answer says with its citations, what can be done."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from assistant.answer import Answer, Citation, Statement
from corpus.publication import Publication
from ui.conversation.history import excerpt
from ui.pages.document import attribute, drawing, record_address
from ui.pages.explore_query import ExploreQuery
from ui.pages.records import anchor, quote_address
from ui.words.strings import text

Numbers = Mapping[str, int]  # of each record over the conversation, by its id
# What is not the desk's own: records, and what a collection says of itself; it has its own direction.
_OTHERS_WORDS = frozenset({"record.title", "record.detail", "text"})
_CITES_SHOWN = 20  # after one statement; all of the cards stand beside it


def turn_html(answer: Answer, turn: int, numbers: Numbers, language: str) -> str:
    """Return the turn; `turn` counts from 1, and `numbers` holds at least the records that the answer cites."""
    body = _answered(answer, turn, numbers, language) if answer.status == "answered" else _refused(answer, language)
    return f"""<article class="turn" id="turn-{turn}" tabindex="-1" aria-label="{attribute(answer.question[:200])}">
<h2 class="question"><span class="unseen">{escape(text("ask.question", language))}: </span>
<span class="text" dir="auto">{escape(answer.question)}</span></h2>
<div class="answer">{_notice(answer, language)}{_understood(answer, language)}{body}</div>
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


def records_html(publications: Sequence[Publication]) -> str:
    """Return records that are named and not cited, each a link to its page."""
    named = "".join(
        f'<li dir="auto"><a href="{record_address(p.id)}">{escape(p.title)}</a>'
        + (f' <span class="quiet">{p.year}</span>' if p.year else "")
        + "</li>"
        for p in publications
    )
    return f'<ul class="nearest">{named}</ul>'


def prompt(question: str) -> str:
    """Return a link that asks the question: by the page's script, or by its address before the script is there."""
    address = escape(f"/?{urlencode({'q': question})}")
    return f'<a class="prompt" href="{address}" data-ask="{escape(question)}" dir="auto">{escape(question)}</a>'


def _answered(whole: Answer, turn: int, numbers: Numbers, language: str) -> str:
    answer = excerpt(whole)
    parts = []
    # Quotes of one record that follow each other stand together under its title.
    for record, statements in groupby(answer.statements, key=_quoted_record):
        if record is None:
            parts += [_words(statement, answer, turn, numbers, language) for statement in statements]
        else:
            quotes = [statement.citation for statement in statements if statement.citation]
            parts.append(_quotes(record, quotes, turn, numbers, language))
    return "".join([*parts, _others(whole, answer, language)])


def _others(whole: Answer, shown: Answer, language: str) -> str:
    """Say how many of the records cited are shown, where they are too many, and where the others are."""
    if len(whole.sources) == len(shown.sources):
        return ""
    said = text("answer.first_shown", language, shown=len(shown.sources), count=len(whole.sources))
    address = escape(ExploreQuery(whole.filters).address())
    return f'<p class="quiet">{escape(said)} <a href="{address}">{escape(text("explore.heading", language))}</a></p>'


def _quoted_record(statement: Statement) -> Publication | None:
    return statement.citation.publication if statement.citation else None


def _words(statement: Statement, answer: Answer, turn: int, numbers: Numbers, language: str) -> str:
    records = {source.number: source.publication for source in answer.sources}
    cited = [records[number] for number in statement.citations if number in records]
    links = [_cite(turn, numbers[p.id], record_address(p.id), "", language) for p in cited]
    direction = ' dir="auto"' if statement.message and statement.message.key in _OTHERS_WORDS else ""
    return f'<p class="said"{direction}>{escape(statement.said(language))}{_cites(links)}</p>'


def _cites(links: Sequence[str]) -> str:
    """Return the citations, which stay on the line of the last word before them."""
    more = "…" if len(links) > _CITES_SHOWN else ""
    return f'&nbsp;<span class="cites">{"".join(links[:_CITES_SHOWN])}{more}</span>' if links else ""


def _quotes(record: Publication, quotes: Sequence[Citation], turn: int, numbers: Numbers, language: str) -> str:
    shown = "".join(
        f'<blockquote class="quote" dir="auto"><p>{escape(quote.text)}'
        f"{_cites([_cite_quote(quote, turn, numbers[record.id], language)])}</p></blockquote>"
        for quote in quotes
    )
    year = f' <span class="quiet">{record.year}</span>' if record.year else ""
    return f'<div class="quoted"><p class="from" dir="auto">{escape(record.title)}{year}</p>{shown}</div>'


def _cite_quote(quote: Citation, turn: int, number: int, language: str) -> str:
    return _cite(turn, number, quote_address(quote), anchor(quote.field, quote.start, quote.end), language)


def _cite(turn: int, number: int, address: str, quote: str, language: str) -> str:
    """Return a citation: the page's script opens its source, anyone else its address, which opens the record there."""
    label = attribute(text("cite.open", language, number=number))
    return (
        f'<a class="cite" href="{address}" data-source="src-{turn}-{number}" data-quote="{quote}"'
        f' aria-label="{label}">{number}</a>'
    )


def _refused(answer: Answer, language: str) -> str:
    near = f'<h3 class="small-head">{escape(text("answer.nearest", language))}</h3>{records_html(answer.closest)}'
    *own, here = answer.reason_in(language).split("\n")
    # A question in another language is refused in it first.
    spoken = attribute(str(answer.understood.get("language", "")))
    reason = "".join(f'<p lang="{spoken}" dir="auto">{escape(line)}</p>' for line in own)
    reason += f"<p>{escape(here)}</p>"
    return (
        f'<div class="refusal"><h3>{escape(text("answer.not_answered", language))}</h3>{reason}</div>'
        f"{near if answer.closest else ''}"
    )


def _notice(answer: Answer, language: str) -> str:
    said = escape(answer.notice_in(language))
    return f'<p class="notice" role="alert" dir="auto">{said}</p>' if said else ""


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
    def button(action: str, key: str, kind: str = "", shown: str = "") -> str:
        label = text(key, language)
        name = f' aria-label="{attribute(label)}" title="{attribute(label)}"' if shown else ""
        return f'<button type="button" class="act {kind}" data-act="{action}"{name}>{shown or escape(label)}</button>'

    cited = (button("copy", "answer.copy") + button("audit", "audit.heading")) if answer.sources else ""
    thumbs = "".join(
        button(name, f"feedback.{name}", "thumb", drawing("thumb.svg").replace('class="', f'class="{name} ', 1))
        for name in ("good", "bad")
    )
    return (
        f'<div class="acts">{cited}{button("share", "ask.share")}'
        f"{button('retry', 'ask.retry', 'last')}{button('edit', 'ask.edit', 'last')}{thumbs}</div>"
    )
