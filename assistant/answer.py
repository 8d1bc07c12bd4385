"""The answer to a question: what it says, what it rests on, and why it says nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from assistant.messages.message import Message, say
from assistant.messages.texts import DEFAULT_LANGUAGE
from assistant.reason_kinds import ReasonKind, kind_of
from assistant.state import Turn, turns_json
from corpus.filters import Filters
from corpus.publication import Publication, TextField

Status = Literal["answered", "not_answered"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A slice of a record: `text` is always cut from the record, never stored beside it.

    `number` is the number of the record in the answer, from 1. Offsets count characters of the record's `field`.
    """

    number: int
    publication: Publication
    field: TextField
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.publication.text(self.field)):
            raise ValueError(f"no slice {self.start}:{self.end} in the {self.field} of {self.publication.id}")

    @property
    def text(self) -> str:
        """Return the quoted words, letter for letter."""
        return self.publication.text(self.field)[self.start : self.end]

    @property
    def page(self) -> int | None:
        """Return the page of the document on which the quote begins, None for a record that has none."""
        return self.publication.page_at(self.start) if self.field == "abstract" else None


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that the answer says: a quote, or a message of the desk's own.

    A quote holds its `citation`; a message the `numbers` of the records that it rests on, or none.
    """

    message: Message | None = None
    numbers: tuple[int, ...] = ()
    citation: Citation | None = None

    def __post_init__(self) -> None:
        if (self.message is None) is (self.citation is None):
            raise ValueError("a statement is either a quote or a message")

    @property
    def text(self) -> str:
        """Return the quoted slice, or the message in English."""
        return self.said(DEFAULT_LANGUAGE)

    def said(self, language: str) -> str:
        """Return the quoted slice, letter for letter in every language, or the message in this one."""
        return self.citation.text if self.citation else say(self.message, language) if self.message else ""

    @property
    def quoted(self) -> Publication | None:
        """Return the record that is quoted, None for a message."""
        return self.citation.publication if self.citation else None

    @property
    def citations(self) -> tuple[int, ...]:
        """Return the numbers of the records cited."""
        return (self.citation.number,) if self.citation else self.numbers


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A record that the answer cites, with the slices quoted from it (none where it is cited as a whole)."""

    number: int
    publication: Publication
    quotes: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What the desk says to a question.

    Answered: `statements` in reading order, the first one says what was found; `sources` are the records cited and no
    others, by number, the best first. Not answered: both are empty, `because` says why, `closest` holds the nearest
    records, best first, and `nearest` the sentence that comes nearest, if any was read: they are not an answer.
    `searched` counts the publications among which an answer was looked for, None where none was. `filters` holds what
    was applied. `turns` say how the question was read, by part; `warning` is what must be read first (an emergency).
    `suggestions` are questions that the collection can answer.
    """

    question: str
    status: Status
    statements: tuple[Statement, ...] = ()
    sources: tuple[CitedSource, ...] = ()
    because: Message | None = None
    closest: tuple[Publication, ...] = ()
    nearest: Citation | None = None
    searched: int | None = None
    filters: Filters = Filters()
    turns: tuple[Turn, ...] = ()
    warning: Message | None = None
    suggestions: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """Return why there is no answer, as full sentences in English, or nothing."""
        return self.reason_in(DEFAULT_LANGUAGE)

    def reason_in(self, language: str) -> str:
        """Return why there is no answer in the language, or nothing; no line of it stands there twice."""
        return "\n".join(dict.fromkeys(say(self.because, language).split("\n"))) if self.because else ""

    @property
    def reason_kind(self) -> ReasonKind | Literal[""]:
        """Return of which kind the reason is, or nothing where there is an answer."""
        return kind_of(self.because) if self.because else ""

    @property
    def notice(self) -> str:
        """Return what must be read first, in English, or nothing."""
        return self.notice_in(DEFAULT_LANGUAGE)

    def notice_in(self, language: str) -> str:
        """Return what must be read first in the language, or nothing."""
        return say(self.warning, language) if self.warning else ""

    @property
    def understood(self) -> dict[str, Any]:
        """Return how the question was read, as plain values."""
        return turns_json(self.turns)

    @property
    def compares(self) -> bool:
        """Tell whether it says of each of its records what that one says of a topic."""
        listings = [turn.listing for turn in self.turns]
        return self.status == "answered" and [listing.asked for listing in listings if listing] == ["each"]

    @property
    def publications(self) -> tuple[Publication, ...]:
        """Return the cited records, the best first."""
        return tuple(source.publication for source in self.sources)

    def as_json(self) -> dict[str, Any]:
        """Return the one JSON form of an answer, which the command line, the web API and the export share."""
        return {
            "question": self.question,
            "status": self.status,
            "reason": self.reason,
            "reason_kind": self.reason_kind,
            "notice": self.notice,
            "statements": [{"text": s.text, "citations": list(s.citations)} for s in self.statements],
            "sources": [_source_json(source) for source in self.sources],
            "closest": [{"id": p.id, "title": p.title} for p in self.closest],
            "nearest": _nearest_json(self.nearest) if self.nearest else None,
            "searched": self.searched,
            "suggestions": list(self.suggestions),
            "filters": self.filters.applied(),
            "understood": self.understood,
            "timings_ms": dict(self.timings_ms),
        }


def _source_json(source: CitedSource) -> dict[str, Any]:
    fields = {"id", "title", "authors", "year", "countries", "regions", "categories", "url"}
    return {
        "number": source.number,
        **source.publication.model_dump(mode="json", include=fields),
        "quotes": [_quote_json(quote) for quote in source.quotes],
    }


def _nearest_json(nearest: Citation) -> dict[str, Any]:
    return {"id": nearest.publication.id, "title": nearest.publication.title, **_quote_json(nearest)}


def _quote_json(quote: Citation) -> dict[str, Any]:
    of_page = {"page": quote.page} if quote.page else {}
    return {"field": quote.field, "start": quote.start, "end": quote.end, "text": quote.text, **of_page}
