"""A conversation as the browser keeps it: answers in their JSON form, made into answers again by the store.

Nothing of a conversation stays on the server. What comes back from a browser is not trusted: every quote is cut from
the record anew, what the desk says is made of its messages anew, in whatever language the page is in by then, and an
answer that no longer fits the records or the messages is left out.

An answer that cites more records than a page can show is kept as its question alone, and asked again when it is needed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.answer import Answer, Citation, CitedSource, Statement, Status
from assistant.assistant import LONGEST_ASKED_AGAIN
from assistant.messages.kept import KeptMessage
from assistant.messages.message import Message
from assistant.state import turns_from
from corpus.filters import Filters
from corpus.publication import TextField
from corpus.store import Store
from ui.budget import check_time
from ui.conversation.chosen import Chosen

LONGEST_CONVERSATION = 50  # turns; after them the page begins a new one
MOST_SHOWN = 100  # records of one answer; the catalogue shows the others
_MOST_VALUES = 20_000  # of how one question was read
_Words = Annotated[str, Field(max_length=20_000)]
_Id = Annotated[str, Field(max_length=200)]
_Number = Annotated[int, Field(ge=0, le=10**9)]
_FEW = Field(max_length=50)  # quotes of one record, records that lie near, questions to go on with


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _KeptQuote(_Kept):
    field: TextField
    start: _Number
    end: _Number
    text: str


class _KeptSource(_Kept):
    number: _Number
    id: _Id
    quotes: Annotated[tuple[_KeptQuote, ...], _FEW] = ()


class _KeptStatement(_Kept):
    text: str
    message: KeptMessage | None = None
    citations: Annotated[tuple[_Number, ...], Field(max_length=MOST_SHOWN)] = ()


class _KeptRecord(_Kept):
    id: _Id


class _KeptNearest(_KeptQuote):
    id: _Id


class KeptAnswer(_Kept):
    """An answer as `Answer.as_json` gives it, with the messages that it is made of.

    Beside it stand the filters it was asked under, and whether all of it was kept.
    """

    question: _Words
    asked: Chosen = Filters()
    whole: bool = True
    status: Status
    because: KeptMessage | None = None
    warning: KeptMessage | None = None
    statements: Annotated[tuple[_KeptStatement, ...], Field(max_length=1_000)] = ()
    sources: Annotated[tuple[_KeptSource, ...], Field(max_length=MOST_SHOWN)] = ()
    closest: Annotated[tuple[_KeptRecord, ...], _FEW] = ()
    nearest: _KeptNearest | None = None
    searched: _Number | None = None
    suggestions: Annotated[tuple[_Words, ...], _FEW] = ()
    filters: Filters = Filters()
    understood: Mapping[str, Any] = Field(default_factory=dict)

    @field_validator("filters", "understood", mode="before")
    @classmethod
    def _is_not_endless(cls, value: object) -> object:
        if _values(value) > _MOST_VALUES:
            raise ValueError(f"it may hold {_MOST_VALUES:,} values at most")
        return value


Kept = Annotated[tuple[KeptAnswer, ...], Field(max_length=LONGEST_CONVERSATION)]


Ask = Callable[[str, Sequence[Answer], Filters], Answer]


def kept_form(answer: Answer, asked: Filters) -> dict[str, Any]:
    """Return what the browser keeps of an answer that was asked under the filters `asked`."""
    whole = _whole_form(answer)
    form = whole or {"question": answer.question, "status": answer.status}
    return {**form, "asked": asked.applied(), "whole": whole is not None}


def _values(form: object) -> int:
    """Return how many values stand in a form, at whatever depth."""
    if isinstance(form, Mapping | list | tuple):
        return sum(map(_values, form.values() if isinstance(form, Mapping) else form))
    return 1


def _whole_form(answer: Answer) -> dict[str, Any] | None:
    """Return the answer as it is kept, or None where it is too large for that."""
    form = answer.as_json()
    if len(answer.sources) > MOST_SHOWN or _values(form["understood"]) > _MOST_VALUES:
        return None
    try:
        for given, statement in zip(form["statements"], answer.statements, strict=True):
            given["message"] = _kept_message(statement.message)
        return {**form, "because": _kept_message(answer.because), "warning": _kept_message(answer.warning)}
    except ValidationError:  # a message that names a thousand things
        return None


def _kept_message(message: Message | None) -> dict[str, Any] | None:
    return KeptMessage.of(message).model_dump(exclude_defaults=True, mode="json") if message else None


def conversation(history: Iterable[KeptAnswer], store: Store, ask: Ask) -> list[tuple[Answer, Filters]]:
    """Return the answers that the browser kept with the filters that each was asked under, oldest first.

    Those that no longer fit the records are left out, and those to ask again that are longer than questions are.
    """
    found: list[tuple[Answer, Filters]] = []
    spare = LONGEST_ASKED_AGAIN
    for kept in history:
        check_time()
        before = [answer for answer, _ in found]
        if kept.whole:
            answer = restored(kept, store)
        else:
            spare -= len(kept.question)
            answer = ask(kept.question, before, kept.asked) if spare >= 0 else None
        found += [(answer, kept.asked)] if answer else []
    return found


def excerpt(answer: Answer) -> Answer:
    """Return the answer with the first `MOST_SHOWN` records that it cites, and with what it says of them."""
    if len(answer.sources) <= MOST_SHOWN:
        return answer
    sources = answer.sources[:MOST_SHOWN]
    shown = {source.number for source in sources}
    statements = [
        statement
        if statement.citation
        else replace(statement, numbers=tuple(n for n in statement.numbers if n in shown))
        for statement in answer.statements
        if not statement.citations or shown.intersection(statement.citations)
    ]
    return replace(answer, sources=sources, statements=tuple(statements))


def restored(kept: KeptAnswer, store: Store) -> Answer | None:
    """Return the answer with its quotes cut from the records anew.

    None where the records no longer hold them, or where it holds what is no message of the desk.
    """
    if kept.status == "not_answered" and kept.because is None:
        return None
    try:
        sources = tuple(_source(source, store) for source in kept.sources)
        quotes = {(quote.number, quote.text): quote for source in sources for quote in source.quotes}
        statements = tuple(_statement(statement, quotes) for statement in kept.statements)
        nearest = _nearest(kept.nearest, store) if kept.nearest else None
        because, warning = (said.message() if said else None for said in (kept.because, kept.warning))
    except (LookupError, ValueError):
        return None
    return Answer(
        kept.question,
        kept.status,
        statements=statements,
        sources=sources,
        because=because,
        closest=tuple(store.get_many(_known(store, [record.id for record in kept.closest]))),
        nearest=nearest,
        searched=kept.searched,
        filters=kept.filters,
        turns=turns_from(kept.understood),
        warning=warning,
        suggestions=kept.suggestions,
    )


def _source(kept: _KeptSource, store: Store) -> CitedSource:
    publication = store.get(kept.id)
    if publication is None:
        raise LookupError(kept.id)
    quotes = tuple(Citation(kept.number, publication, quote.field, quote.start, quote.end) for quote in kept.quotes)
    if any(quote.text != given.text for quote, given in zip(quotes, kept.quotes, strict=True)):
        raise ValueError(kept.id)
    return CitedSource(kept.number, publication, quotes)


def _statement(kept: _KeptStatement, quotes: Mapping[tuple[int, str], Citation]) -> Statement:
    if kept.message:
        return Statement(kept.message.message(), kept.citations)
    (number,) = kept.citations
    return Statement(citation=quotes[number, kept.text])


def _nearest(kept: _KeptNearest, store: Store) -> Citation:
    (quote,) = _source(_KeptSource(number=1, id=kept.id, quotes=(kept,)), store).quotes
    return quote


def _known(store: Store, ids: Sequence[str]) -> list[str]:
    return [publication_id for publication_id in ids if store.get(publication_id)]
