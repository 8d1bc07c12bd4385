"""The sources of an answer as cards: the whole record, with what was quoted marked in it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from assistant.answer import Answer, Citation, CitedSource
from corpus.publication import Publication, TextField
from corpus.references import COMMON_STYLES
from ui.pages.audit import check_of
from ui.pages.document import attribute, record_address
from ui.pages.records import DOWNLOADS, anchor, quote_address
from ui.words.strings import text

_LISTED = ("countries", "regions", "categories")


def cards_html(answer: Answer, turn: int, numbers: Mapping[str, int], language: str) -> str:
    """Return the cards of a turn, in one section; nothing where the answer cites no record."""
    if not answer.sources:
        return ""
    cards = "".join(_card(source, turn, numbers[source.publication.id], language) for source in answer.sources)
    ids = "&amp;".join(f"id={record_address(p.id).rpartition('/')[2]}" for p in answer.publications)
    downloads = "".join(
        f'<a class="button" href="/references.{suffix}?{ids}" download>{name}</a>' for suffix, name in DOWNLOADS.items()
    )
    return (
        f'<section class="cards" data-turn="{turn}" aria-label="{attribute(answer.question[:200])}">{cards}'
        f'<div class="all"><p class="quiet">{escape(text("answer.download", language))}</p>'
        f'<p class="actions">{downloads}</p></div></section>'
    )


def marked(publication: Publication, field: TextField, quotes: Sequence[Citation], turn: int, number: int) -> str:
    """Return the field letter for letter with the quoted slices in `mark` elements; slices that overlap are joined."""
    whole, parts, done = publication.text(field), [], 0
    for start, end, names in _joined([quote for quote in quotes if quote.field == field]):
        targets = "".join(f'<span id="mark-{turn}-{number}-{name}"></span>' for name in names)
        parts.append(f"{escape(whole[done:start])}<mark>{targets}{escape(whole[start:end])}</mark>")
        done = end
    return "".join([*parts, escape(whole[done:])])


def _joined(quotes: Sequence[Citation]) -> Iterator[tuple[int, int, list[str]]]:
    start = end = -1
    names: list[str] = []
    for quote in sorted(quotes, key=lambda q: (q.start, q.end)):
        if names and quote.start >= end:
            yield start, end, names
            names = []
        start, end = (start, max(end, quote.end)) if names else (quote.start, quote.end)
        names.append(anchor(quote.field, quote.start, quote.end))
    if names:
        yield start, end, names


def _card(source: CitedSource, turn: int, number: int, language: str) -> str:
    publication = source.publication
    name = f"src-{turn}-{number}"
    heading = marked(publication, "title", source.quotes, turn, number)
    return f"""<article class="card" id="{name}" tabindex="-1" aria-labelledby="{name}-title">
<div class="card-head"><span class="n" aria-hidden="true">{number}</span>
<h3 id="{name}-title"><span class="unseen">{escape(text("sources.number", language, number=number))}: </span>
<a href="{_address(source)}" dir="auto">{heading}</a></h3></div>
{_fields(publication, language)}
{_abstract(source, turn, number, language)}
{_check(source, language)}
{_tools(publication, name, language)}
<p class="back"><a href="#turn-{turn}">↑ {escape(text("ask.answer", language))}</a></p>
</article>"""


def _address(source: CitedSource) -> str:
    return quote_address(source.quotes[0]) if source.quotes else record_address(source.publication.id)


def _fields(publication: Publication, language: str) -> str:
    rows = [
        ("authors", ", ".join(f"<bdi>{escape(author)}</bdi>" for author in publication.authors)),
        ("year", str(publication.year or "")),
        *((field, ", ".join(f"<bdi>{escape(v)}</bdi>" for v in getattr(publication, field))) for field in _LISTED),
        ("publisher", f"<bdi>{escape(publication.publisher)}</bdi>" if publication.publisher.strip() else ""),
        ("url", _link(publication.url)),
        ("doi", f"<bdi>{escape(publication.doi)}</bdi>" if publication.doi else ""),
    ]
    shown = "".join(
        f"<div><dt>{escape(text(f'field.{field}', language))}</dt><dd>{value}</dd></div>"
        for field, value in rows
        if value
    )
    return f'<dl class="fields">{shown}</dl>' if shown else ""


def _link(url: str) -> str:
    return f'<a href="{attribute(url)}" rel="noopener nofollow">{escape(url)}</a>' if url else ""


def _abstract(source: CitedSource, turn: int, number: int, language: str) -> str:
    publication = source.publication
    if not publication.abstract.strip():
        return f'<p class="quiet">{escape(text("record.no_abstract", language))}</p>'
    label = attribute(f"{text('field.abstract', language)}: {publication.title[:200]}")
    body = marked(publication, "abstract", source.quotes, turn, number)
    return f'<div class="card-abstract" tabindex="0" role="region" aria-label="{label}" dir="auto">{body}</div>'


def _check(source: CitedSource, language: str) -> str:
    """Return the check that backs each quote: the slice compared with the record as this is rendered."""
    if not source.quotes:
        return f'<p class="check whole">{escape(text("sources.whole", language))}</p>'
    lines = "".join(
        f"<li>{escape(_compared(quote, language))}</li>"
        for quote in source.quotes
        if check_of(quote.text, quote) == "identical"
    )
    return (
        f'<details class="check"><summary><span aria-hidden="true">✓</span> '
        f"{escape(text('answer.quoted', language))}</summary><ul>{lines}</ul></details>"
    )


def _compared(quote: Citation, language: str) -> str:
    field = text(f"field.{quote.field}", language)
    return text("answer.checked", language, field=field, start=str(quote.start), end=str(quote.end))


def _tools(publication: Publication, name: str, language: str) -> str:
    address = record_address(publication.id)
    styles = "".join(f'<option value="{style}">{escape(shown)}</option>' for style, shown in COMMON_STYLES.items())
    downloads = "".join(
        f'<a class="button" href="{address}.{suffix}" download>{shown}</a>' for suffix, shown in DOWNLOADS.items()
    )
    return f"""<details class="cite-as" data-record="{publication.id}">
<summary>{escape(text("reference.heading", language))}</summary>
<p class="style"><label for="{name}-style">{escape(text("reference.style", language))}</label>
<select id="{name}-style" data-style>{styles}</select></p>
<p class="style"><label for="{name}-other">{escape(text("reference.other_style", language))}</label>
<input id="{name}-other" data-style placeholder="nature" autocomplete="off" spellcheck="false" dir="ltr"></p>
<p class="reference" dir="auto" aria-live="polite" data-reference></p>
<p class="actions"><button type="button" class="button" data-act="copy-reference">{
        escape(text("reference.copy", language))
    }</button>{downloads}</p></details>
<p class="open"><a href="{address}">{escape(text("sources.open", language))}</a></p>"""
