"""Exact answers about the catalogue, from the store, with every record that they rest on cited."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Statement
from assistant.catalogue.compare import compared
from assistant.catalogue.languages import in_language
from assistant.catalogue.lists import counted, listed, ordered, with_abstracts
from assistant.catalogue.months import in_months
from assistant.catalogue.of_one import authors, field, year
from assistant.catalogue.values import values
from assistant.collection.descriptions import described
from assistant.collection.records import Records
from assistant.language.words import words
from assistant.messages.message import Message, message
from assistant.question import Asked, CatalogueQuestion, Conditions
from assistant.reply.compose import quoted
from assistant.reply.lines import cited, record_lines, refused_under
from assistant.reply.predicates import among
from assistant.reply.refusals import emptied_by
from assistant.understanding.intents.requests import intent_of
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.sentences import spans

_ANSWERS: Mapping[Asked, Callable[[CatalogueQuestion, Sequence[Publication], Records], Answer]] = {
    "list": listed,
    "count": counted,
    "authors": authors,
    "year": year,
    "field": field,
    "record": with_abstracts,
    "latest": ordered,
    "oldest": ordered,
    "values": values,
    "compare": compared,
}


def answer_catalogue(question: CatalogueQuestion, records: Records) -> Answer:
    """Return the exact answer to a catalogue question, or the condition that leaves nothing."""
    request, conditions = question.request, question.conditions
    if request.lacks in ("in", "not in"):
        return in_language(question, records)
    if request.lacks == "month":
        return in_months(question, records)
    if request.lacks:
        return refused_under(question, message(f"none.{request.lacks}", names=request.subject))
    if request.asked == "abbreviation":
        return _abbreviation(question, records)
    held = records.meeting(conditions, question.about, question.left_out)
    of_series = _of_series(question, records) if request.subject and intent_of(request).of_all else None
    if not (held or of_series):
        return refused_under(question, emptied_by(conditions, records, question.about, question.left_out))
    if intent_of(request).of_one and not (request.subject or question.about or conditions.understood):
        return refused_under(question, message("unclear"))
    found = held if of_series is None else of_series
    if request.subject and intent_of(request).singles_out:
        found = described(request.subject, held, records.vocabulary)
    if not found:
        return refused_under(question, _none_fits(question))
    return _ANSWERS[request.asked](question, found, records)


def _none_fits(question: CatalogueQuestion) -> Message:
    """Return that no record fits the description, among those that meet the conditions."""
    subject = question.request.subject
    if which := among(question.conditions):
        return message("none.fits_among", subject=subject, among=which)
    return message("none.fits", subject=subject)


def _of_series(question: CatalogueQuestion, records: Records) -> list[Publication]:
    """Return the records that share their title; the annual report of 2019 is it by its title or by its year."""
    series = records.vocabulary.series(list(words(question.request.subject)))
    years = question.conditions.filters.years
    others = replace(question.conditions, filters=question.conditions.filters.model_copy(update={"years": None}))
    dated = {p.id for p in records.meeting(question.conditions, question.about, question.left_out)}
    return [
        p
        for p in records.meeting(others, question.about, question.left_out)
        if p.id in series and (p.id in dated or (years and _names_year(p.title, years)))
    ]


def _names_year(title: str, years: tuple[int, int]) -> bool:
    return any(years[0] <= int(named) <= years[1] for named in re.findall(r"(?<!\d)[12]\d{3}(?!\d)", title, re.ASCII))


def _abbreviation(question: CatalogueQuestion, records: Records) -> Answer:
    """Return the sentence that explains the abbreviation, quoted, or the records of the author whose name does."""
    subject = question.request.subject
    if subject not in records.vocabulary.explained:
        author = records.vocabulary.short_names[subject]
        found = records.meeting(Conditions(filters=Filters(authors=(author,))))
        stands_for = message("abbreviation", short=subject, long=author.rpartition(" (")[0])
        return cited(question, stands_for, record_lines(found), found)
    explained = records.vocabulary.explained[subject]
    (publication,) = records.get([explained.publication_id])
    (start, end) = next(span for span in spans(publication.text(explained.field)) if span[1] >= explained.end)
    answer = quoted(question.text, [(publication, explained.field, start, end)], records.vocabulary.size)
    stands = Statement(message("abbreviation", short=subject, long=explained.long), numbers=(1,))
    return replace(answer, statements=(stands, *answer.statements[1:]))
