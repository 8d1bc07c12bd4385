"""Answers put together from lines, each a message with the records that it rests on."""

from collections.abc import Sequence

from assistant.answer import Answer, CitedSource, Statement
from assistant.messages.message import Message, chained, message
from assistant.question import CatalogueQuestion
from assistant.reply.predicates import predicate
from corpus.publication import Publication

Line = tuple[Message, Sequence[Publication]]


def cited(
    question: CatalogueQuestion, lead: Message | None, lines: Sequence[Line], publications: Sequence[Publication]
) -> Answer:
    """Return the answer with its lines, whose records are among `publications`; the lead rests on all of them."""
    numbers = {p.id: number for number, p in enumerate(publications, start=1)}
    statements = [Statement(lead, tuple(numbers.values()))] if lead else []
    statements += [Statement(line, tuple(numbers[p.id] for p in on)) for line, on in lines]
    sources = tuple(CitedSource(numbers[p.id], p) for p in publications)
    return Answer(question.text, "answered", tuple(statements), sources, filters=question.conditions.applied)


def refused_under(question: CatalogueQuestion, reason: Message) -> Answer:
    """Return the answer that says why there is none under the conditions of the question."""
    return Answer(question.text, "not_answered", because=reason, filters=question.conditions.applied)


def record_lines(publications: Sequence[Publication]) -> list[Line]:
    """Return a line for each record: its title, its authors and its year."""
    return [(record_line(p), [p]) for p in publications]


def at_one_end(publications: Sequence[Publication], *, newest: bool, limit: int) -> list[Publication]:
    """Return the `limit` newest or oldest of the records that have a year, in that order, ties as they came.

    Records of the year at which the number is reached are all there, since nothing says which of them is later.
    """
    dated = sorted((p for p in publications if p.year), key=lambda p: -(p.year or 0) if newest else (p.year or 0))
    if not dated:
        return []
    last = dated[min(limit, len(dated)) - 1].year
    return [p for place, p in enumerate(dated) if place < limit or p.year == last]


def narrowed(question: CatalogueQuestion, records: int) -> Message | None:
    """Return what singles out the records asked about, as it follows their number; None where nothing does."""
    subject, said = question.request.subject, predicate(question.conditions, records)
    parts = [message("narrowed.fits", count=records, subject=subject)] if subject else []
    parts += [message("narrowed.that", conditions=said)] if said else []
    return chained("narrowed.and", parts) if parts else None


def record_line(publication: Publication) -> Message:
    """Return the record's title, with its authors and its year."""
    detail = ", ".join([*publication.authors, *([str(publication.year)] if publication.year else [])])
    if not detail:
        return message("record.title", title=publication.title)
    return message("record.detail", title=publication.title, detail=detail)
