"""The sources of a conversation as HTML: each record whole, with the quoted sentences marked."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from assistant.answer import Answer, Citation, CitedSource
from corpus.publication import Publication
from ui.document import attribute, record_address
from ui.page.numbers import conversation_numbers
from ui.records import DOWNLOADS, sentence_address
from ui.strings import text

_LISTED = ("countries", "regions", "categories")


def sources_html(answers: Sequence[Answer], language: str) -> str:
    """Return the sources of the last answer, and below them, folded, those of the ones before."""
    numbers = conversation_numbers(answers)
    turns = [
        "".join(card_html(turn, numbers[source.publication.id], source, language) for source in answer.sources)
        for turn, answer in enumerate(answers, start=1)
    ]
    last = turns[-1] if turns else ""
    earlier = "".join(
        f'<details class="earlier"><summary dir="auto">{escape(answer.question)}</summary>{cards}</details>'
        for answer, cards in reversed(list(zip(answers[:-1], turns[:-1], strict=True)))
        if cards
    )
    empty = f'<p class="aside">{escape(text("sources.empty", language))}</p>' if not last else ""
    heading = escape(text("sources.heading", language))
    return f'<section class="sources" aria-label="{heading}"><h2>{heading}</h2>{last}{empty}{earlier}</section>'


def card_html(turn: int, number: int, source: CitedSource, language: str) -> str:
    """Return one record with all of its fields and its abstract, in which the quotes are marked."""
    publication = source.publication
    return (
        f'<article class="card" id="src-{turn}-{number}" tabindex="-1">'
        f'<h3><span class="number" aria-label="{attribute(text("sources.number", language, number=number))}">{number}'
        f'</span> <a href="{attribute(record_address(publication.id))}" dir="auto">'
        f"{marked_html(publication.title, [q for q in source.quotes if q.field == 'title'])}</a></h3>"
        f"{_fields(publication, language)}{_abstract(source, language)}{_foot(source, language)}</article>"
    )


def marked_html(shown: str, quotes: Sequence[Citation]) -> str:
    """Return the text escaped, with the slices of the quotes in `<mark>`; overlapping quotes are one mark."""
    edges = sorted({0, len(shown), *(edge for quote in quotes for edge in (quote.start, quote.end))})
    pieces = []
    for start, end in pairwise(edges):
        piece = escape(shown[start:end])
        quoted = any(quote.start <= start and end <= quote.end for quote in quotes)
        pieces.append(f"<mark>{piece}</mark>" if quoted else piece)
    return "".join(pieces).replace("</mark><mark>", "")


def _fields(publication: Publication, language: str) -> str:
    values = {
        "authors": ", ".join(publication.authors),
        "year": str(publication.year or ""),
        **{field: ", ".join(getattr(publication, field)) for field in _LISTED},
        "publisher": publication.publisher,
        "doi": publication.doi,
    }
    rows = "".join(
        f'<div><dt>{escape(text(f"field.{field}", language))}</dt><dd dir="auto">{escape(value)}</dd></div>'
        for field, value in values.items()
        if value
    )
    if publication.url:
        address = attribute(publication.url)
        rows += (
            f"<div><dt>{escape(text('field.url', language))}</dt>"
            f'<dd><a href="{address}" rel="noopener noreferrer">{escape(publication.url)}</a></dd></div>'
        )
    return f"<dl>{rows}</dl>"


def _abstract(source: CitedSource, language: str) -> str:
    publication = source.publication
    quotes = [quote for quote in source.quotes if quote.field == "abstract"]
    if not publication.abstract:
        return f'<p class="aside">{escape(text("record.no_abstract", language))}</p>'
    return f'<p class="abstract" dir="auto">{marked_html(publication.abstract, quotes)}</p>'


def _foot(source: CitedSource, language: str) -> str:
    publication = source.publication
    checks = "".join(
        f"<li><a href=\"{attribute(sentence_address(publication.id, q.field, q.start, q.end))}\">"
        f"{escape(text('answer.quoted', language))}</a> <span>"
        f"{escape(text('answer.checked', language, field=text(f'field.{q.field}', language), start=str(q.start), end=str(q.end)))}"
        "</span></li>"
        for q in source.quotes
    )
    whole = f"<li>{escape(text('sources.whole', language))}</li>" if not source.quotes else ""
    downloads = " ".join(
        f'<a href="{attribute(record_address(publication.id))}.{suffix}" download>{name}</a>'
        for suffix, name in DOWNLOADS.items()
    )
    return f'<ul class="checks">{checks}{whole}</ul><p class="downloads">{downloads}</p>'
