"""Answers put together from what was found: quotes grouped by publication, refusals, and several parts as one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, CitedSource, Statement
from assistant.messages.message import Message, Part, chained, message
from assistant.question import Conditions
from assistant.reply.refusals import nothing_under
from corpus.publication import Publication, TextField

Slice = tuple[Publication, TextField, int, int]


def quoted(question: str, slices: Sequence[Slice], total: int, among: Part = "", *, answers: bool = True) -> Answer:
    """Return the answer that quotes `slices`, the best first, grouped by publication.

    Publications keep the order in which they first appear; within one, quotes stand in reading order. `total` is the
    number of publications searched, named in the leading line, and `among` says which they are where they are not all.
    A title is quoted where there is no abstract. Where not each of the publications `answers` the question, they are
    said to touch on it.
    """
    grouped: dict[str, list[Slice]] = {}
    for piece in slices:
        grouped.setdefault(piece[0].id, []).append(piece)
    sources = tuple(_source(number, pieces) for number, pieces in enumerate(grouped.values(), start=1))
    count = len(sources)
    found = message("answer.all", count=count) if count == total else message("answer.some", count=count, total=total)
    if not answers:
        found = message("answer.touching", count=count, total=total, among=among)
    elif among:
        found = message(f"{found.key}_among", **found.values, among=among)
    if all(field == "title" for _, field, _, _ in slices):
        found = message("answer.titles", count=count)
    lead = Statement(found, tuple(source.number for source in sources))
    quotes = tuple(Statement(citation=quote) for source in sources for quote in source.quotes)
    return Answer(question, "answered", statements=(lead, *quotes), sources=sources)


def _source(number: int, pieces: Sequence[Slice]) -> CitedSource:
    in_order = sorted(pieces, key=lambda piece: (piece[1] != "title", piece[2]))
    quotes = tuple(Citation(number, publication, field, start, end) for publication, field, start, end in in_order)
    return CitedSource(number, pieces[0][0], quotes)


def refused(
    question: str, reason: Message, closest: Sequence[Publication] = (), nearest: Citation | None = None
) -> Answer:
    """Return the answer that says why there is none, with the nearest records and sentence, which are no answer."""
    return Answer(question, "not_answered", because=reason, closest=tuple(closest), nearest=nearest)


def set_aside(answer: Answer, conditions: Conditions) -> Answer:
    """Return the answer that was found without the conditions that were understood, saying so first."""
    lead, *others = answer.statements
    other = conditions.filters.applied().keys() == {"years"} and not conditions.counts
    found = message("aside.other_year" if other else "aside.without", count=len(answer.sources))
    if lead.message and lead.message.key == "answer.touching":
        found = lead.message
    said = message("aside", nothing=nothing_under(conditions), found=found)
    return replace(answer, statements=(replace(lead, message=said), *others))


def joined(question: str, parts: Sequence[Answer]) -> Answer:
    """Return the answers to the parts of one question as one answer.

    Each part keeps its own statements and is introduced by its question; a record cited in several parts has one
    number. Where no part is answered the reasons stand one after another.
    """
    if len(parts) == 1:
        return replace(parts[0], question=question)
    turns = tuple(turn for part in parts for turn in part.turns)
    if all(part.status == "not_answered" for part in parts):
        closest = tuple({p.id: p for part in parts for p in part.closest}.values())[:3]
        return Answer(
            question,
            "not_answered",
            because=_reasons(parts),
            closest=closest,
            nearest=next((part.nearest for part in parts if part.nearest), None),
            searched=next((part.searched for part in parts if part.searched is not None), None),
            turns=turns,
        )
    numbers: dict[str, int] = {}
    for part in parts:
        for publication in part.publications:
            numbers.setdefault(publication.id, len(numbers) + 1)
    return Answer(
        question,
        "answered",
        statements=tuple(statement for part in parts for statement in _part_statements(part, numbers)),
        sources=_joined_sources(parts, numbers),
        turns=turns,
    )


def _reasons(parts: Sequence[Answer]) -> Message:
    """Return the reasons one after another, each with the question that it goes with."""
    each = (message("part.reason", question=p.question, reason=p.because) for p in parts if p.because)
    return chained("reasons", each)


def _part_statements(part: Answer, numbers: Mapping[str, int]) -> tuple[Statement, ...]:
    heading = Statement(message("part.question", question=part.question))
    if part.because:
        return heading, Statement(part.because)
    new = {source.number: numbers[source.publication.id] for source in part.sources}
    return heading, *(_renumbered(statement, new) for statement in part.statements)


def _renumbered(statement: Statement, new: Mapping[int, int]) -> Statement:
    if statement.citation:
        return replace(statement, citation=replace(statement.citation, number=new[statement.citation.number]))
    return replace(statement, numbers=tuple(new[number] for number in statement.numbers))


def _joined_sources(parts: Sequence[Answer], numbers: Mapping[str, int]) -> tuple[CitedSource, ...]:
    publications = {p.id: p for part in parts for p in part.publications}
    quotes: dict[str, list[Citation]] = {id: [] for id in numbers}
    for part in parts:
        for source in part.sources:
            own = quotes[source.publication.id]
            renumbered = (replace(quote, number=numbers[source.publication.id]) for quote in source.quotes)
            own.extend(quote for quote in renumbered if quote not in own)
    return tuple(CitedSource(number, publications[id], tuple(quotes[id])) for id, number in numbers.items())
