"""The sources of an answer as cards: the whole record, with what was quoted marked in it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.answer import Answer, Citation, CitedSource
from corpus.publication import Publication, TextField
from ui.pages.audit import check_of
from ui.pages.fields import Fields, described
from ui.pages.records import anchor, quote_address
from ui.pages.templates import record_address, render


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a field: what is quoted has the names of its quotes, what stands between has none."""

    text: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A record that an answer cites; `checked` are the quotes that are, letter for letter, what the record holds."""

    name: str
    number: int
    publication: Publication
    address: str
    title: tuple[Slice, ...]
    abstract: tuple[Slice, ...]
    fields: Fields
    quotes: tuple[Citation, ...]
    checked: tuple[Citation, ...]


def cards_html(answer: Answer, turn: int, numbers: Mapping[str, int], language: str) -> str:
    """Return the cards of a turn, in one section; nothing where the answer cites no record."""
    cards = [_card(source, turn, numbers[source.publication.id]) for source in answer.sources]
    ids = urlencode([("id", publication.id) for publication in answer.publications])
    return render("cards.html", language, turn=turn, question=answer.question, cards=cards, ids=ids)


def marked(publication: Publication, field: TextField, quotes: Sequence[Citation], of: str) -> tuple[Slice, ...]:
    """Return the field letter for letter in slices; quotes that overlap are one, with the names of all.

    The names are those of the quotes in the card whose turn and number `of` says, as in "1-2".
    """
    whole, slices, done = publication.text(field), [], 0
    for start, end, names in _joined([quote for quote in quotes if quote.field == field]):
        named = tuple(f"mark-{of}-{name}" for name in names)
        slices += [Slice(whole[done:start]), Slice(whole[start:end], named)]
        done = end
    return (*slices, Slice(whole[done:]))


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


def _card(source: CitedSource, turn: int, number: int) -> Card:
    publication, of = source.publication, f"{turn}-{number}"
    return Card(
        f"src-{of}",
        number,
        publication,
        address=quote_address(source.quotes[0]) if source.quotes else record_address(publication.id),
        title=marked(publication, "title", source.quotes, of),
        abstract=marked(publication, "abstract", source.quotes, of) if publication.abstract.strip() else (),
        fields=described(publication),
        quotes=source.quotes,
        # The slice is compared with the record as this is rendered.
        checked=tuple(quote for quote in source.quotes if check_of(quote.text, quote) == "identical"),
    )
