"""The sources of an answer as cards: the whole record, with what was quoted marked in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.answer import Answer, Citation, CitedSource
from corpus.publication import Publication, TextField
from ui.pages.audit import check_of
from ui.pages.fields import Fields, described
from ui.pages.records import anchor, labels_of, quote_address
from ui.pages.templates import record_address, render


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a field: what is quoted has the names of its quotes, what stands between has none.

    `label` says how the answer refers to them, where it quotes several of the record.
    """

    text: str
    names: tuple[str, ...] = ()
    label: str = ""


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


def cards_html(answer: Answer, turn: int, language: str) -> str:
    """Return the cards of a turn, in one section; nothing where the answer cites no record.

    Where there is no answer, the record of the sentence that comes nearest is the only card.
    """
    near = [CitedSource(1, answer.nearest.publication, (answer.nearest,))] if answer.nearest else []
    cards = [_card(source, turn) for source in answer.sources or near]
    ids = urlencode([("id", publication.id) for publication in answer.publications])
    return render(
        "cards.html", language, turn=turn, question=answer.question, cards=cards, ids=ids, are_near=bool(near)
    )


def marked(source: CitedSource, field: TextField, turn: int) -> tuple[Slice, ...]:
    """Return the field of the record letter for letter in slices; quotes that overlap are one, with the names of all.

    The names are those of the quotes in the card of the turn, as in "mark-1-2-abstract-0-12" for turn 1, source 2.
    """
    whole, slices, done = source.publication.text(field), [], 0
    labels = labels_of(source) if len(source.quotes) > 1 else {}
    for start, end, names in _joined(quote for quote in source.quotes if quote.field == field):
        named = tuple(f"mark-{turn}-{source.number}-{name}" for name in names)
        label = " ".join(labels[name] for name in names if labels)
        slices += [Slice(whole[done:start]), Slice(whole[start:end], named, label)]
        done = end
    return (*slices, Slice(whole[done:]))


def _joined(quotes: Iterable[Citation]) -> Iterator[tuple[int, int, list[str]]]:
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


def _card(source: CitedSource, turn: int) -> Card:
    publication = source.publication
    return Card(
        f"src-{turn}-{source.number}",
        source.number,
        publication,
        address=quote_address(source.quotes[0]) if source.quotes else record_address(publication.id),
        title=marked(source, "title", turn),
        abstract=marked(source, "abstract", turn) if publication.abstract.strip() else (),
        fields=described(publication),
        quotes=source.quotes,
        # The slice is compared with the record as this is rendered.
        checked=tuple(quote for quote in source.quotes if check_of(quote.text, quote) == "identical"),
    )
