"""One turn of the conversation: the question, what the answer says with its citations, what can be done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import ClassVar

from assistant.answer import Answer, Citation, Statement
from corpus.filters import Filters
from corpus.publication import Publication
from ui.conversation.history import excerpt
from ui.pages.explore_query import ExploreQuery
from ui.pages.filter_chips import Chip, filter_chips
from ui.pages.records import anchor, labels_of, quote_address
from ui.pages.templates import record_address, render

# What is not the desk's own: records, and what a collection says of itself; it has its own direction.
_OTHERS_WORDS = frozenset({"record.title", "record.detail", "text"})
_CITES_SHOWN = 20  # after one statement; all of the cards stand beside it


# Conditions offered beside one answer.
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation: its label (`labels_of`), its address, and the names of its card and of the quote in it, or none."""

    label: str
    address: str
    source: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Cites:
    """The citations after one statement."""

    all: tuple[Cite, ...] = ()

    @property
    def shown(self) -> tuple[Cite, ...]:
        """Return those that are shown."""
        return self.all[:_CITES_SHOWN]

    @property
    def has_more(self) -> bool:
        """Tell whether there are more than are shown."""
        return len(self.all) > _CITES_SHOWN


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are no quote, with their language and direction where these are not the page's."""

    kind: ClassVar = "words"
    text: str
    language: str = ""
    direction: str = ""
    cites: Cites = Cites()


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a record, letter for letter, and the page of the document that it stands on, if there is one."""

    text: str
    cites: Cites
    page: int | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotes of one record that follow each other; they stand together under its title."""

    kind: ClassVar = "quoted"
    record: Publication
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """How the question was read: what is said of it, and the conditions found in it as (value, words).

    `offered` are conditions that may be meant, as (field, value): they confine nothing until they are chosen.
    """

    said: tuple[str, ...]
    found: tuple[tuple[str, str], ...]
    offered: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Near:
    """The sentence that comes nearest to an answer and is none, in the words of its record, and where it stands."""

    record: Publication
    text: str
    cite: Cite


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn as it is shown; `shown` are the records cited that are, `whole` counts all, which the address lists.

    `asked` are the filters that the question was asked under, as (field, value).
    """

    number: int
    answer: Answer
    asked: tuple[Chip, ...]
    understood: Understood
    said: tuple[Words | Quoted, ...]
    reasons: tuple[Words, ...]
    near: Near | None
    shown: int
    whole: int
    address: str


def turn_html(answer: Answer, turn: int, language: str, asked: Filters = Filters()) -> str:
    """Return the turn, which was asked under the filters; `turn` counts from 1."""
    shown = excerpt(answer)
    view = Turn(
        turn,
        answer,
        tuple(filter_chips(asked, language)),
        _understood(answer),
        said=tuple(_said(shown, turn, language)),
        reasons=() if answer.status == "answered" else tuple(_reasons(answer, language)),
        near=_near(answer.nearest, turn) if answer.nearest else None,
        shown=len(shown.sources),
        whole=len(answer.sources),
        address=ExploreQuery(answer.filters).address(),
    )
    return render("turn.html", language, turn=view)


def follow_ups_html(questions: Sequence[str], language: str) -> str:
    """Return the questions to go on with, or nothing where there are none."""
    return render("follow_ups.html", language, questions=questions)


def records_html(publications: Sequence[Publication], language: str) -> str:
    """Return records that are named and not cited, each a link to its page."""
    return render("records.html", language, publications=publications)


def _said(answer: Answer, turn: int, language: str) -> Iterator[Words | Quoted]:
    labels = {source.number: labels_of(source) for source in answer.sources}
    for record, statements in groupby(answer.statements, key=attrgetter("quoted")):
        if record is None:
            yield from (_words(statement, answer, turn, language) for statement in statements)
        else:
            quotes = (statement.citation for statement in statements if statement.citation)
            yield Quoted(record, tuple(_quote(quote, turn, labels[quote.number]) for quote in quotes))


def _quote(quote: Citation, turn: int, labels: Mapping[str, str]) -> Quote:
    name = anchor(quote.field, quote.start, quote.end)
    cite = Cite(labels[name], quote_address(quote), f"src-{turn}-{quote.number}", name)
    return Quote(quote.text, Cites((cite,)), quote.page)


def _words(statement: Statement, answer: Answer, turn: int, language: str) -> Words:
    records = {source.number: source.publication for source in answer.sources}
    cites = Cites(
        tuple(
            Cite(str(n), record_address(records[n].id), f"src-{turn}-{n}") for n in statement.citations if n in records
        )
    )
    own = statement.message.language if statement.message else ""
    direction = "auto" if own or (statement.message and statement.message.key in _OTHERS_WORDS) else ""
    return Words(statement.said(language), own, direction, cites)


def _near(nearest: Citation, turn: int) -> Near:
    name = anchor(nearest.field, nearest.start, nearest.end)
    return Near(nearest.publication, nearest.text, Cite("", quote_address(nearest), f"src-{turn}-1", name))


def _reasons(answer: Answer, language: str) -> Iterator[Words]:
    """Yield why nothing is answered; where a question in another language is not read, in it and in the page's."""
    *own, here = answer.reason_in(language).split("\n")
    yield from (Words(line, str(answer.understood.get("language", "")), "auto") for line in own)
    said_in = answer.because.language if answer.because else ""
    yield Words(here, said_in, "auto" if said_in else "")


def _understood(answer: Answer) -> Understood:
    """Return how the question was read, where that is more than its words.

    Conditions that were found in it can be taken off, those that may be meant can be chosen; corrected spellings and
    the records that it refers to are said.
    """
    said = [f"{word.typed} → {word.meant}" for turn in answer.turns for word in turn.corrections]
    said += [turn.refers_to for turn in answer.turns if turn.refers_to]
    found = tuple((found.value, found.words) for turn in answer.turns for found in turn.found)
    offered = dict.fromkeys((found.field, found.value) for turn in answer.turns for found in turn.raised)
    return Understood(tuple(said), found, tuple(offered)[:_OFFERED])
