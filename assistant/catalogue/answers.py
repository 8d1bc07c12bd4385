"""Exact answers about the catalogue, from the store, with every record that they rest on cited."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.answer import Answer, Statement
from assistant.catalogue.lists import counted, listed, ordered, with_abstracts
from assistant.catalogue.of_one import authors, field, year
from assistant.catalogue.values import values
from assistant.collection.descriptions import described
from assistant.collection.records import Records
from assistant.language.words import words
from assistant.messages.message import message
from assistant.question import Asked, CatalogueQuestion
from assistant.reply.compose import quoted
from assistant.reply.lines import refused_under
from assistant.reply.refusals import emptied_by
from assistant.understanding.intents.requests import intent_of
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
}


def answer_catalogue(question: CatalogueQuestion, records: Records) -> Answer:
    """Return the exact answer to a catalogue question, or the condition that leaves nothing."""
    request, conditions = question.request, question.conditions
    if request.lacks:
        return refused_under(question, message(f"none.{request.lacks}", names=request.subject))
    if request.asked == "abbreviation":
        return _abbreviation(question, records)
    among = records.meeting(conditions, question.about, question.left_out)
    if not among:
        return refused_under(question, emptied_by(conditions, records, question.about, question.left_out))
    if intent_of(request).of_one and not (request.subject or question.about or conditions.understood):
        return refused_under(question, message("unclear"))
    found = among
    if request.subject and intent_of(request).singles_out:
        found = described(request.subject, among, records.vocabulary)
    elif request.subject and intent_of(request).of_all:
        series = records.vocabulary.series(list(words(request.subject)))
        found = [publication for publication in among if publication.id in series]
    if not found:
        return refused_under(question, message("none.fits", subject=request.subject))
    return _ANSWERS[request.asked](question, found, records)


def _abbreviation(question: CatalogueQuestion, records: Records) -> Answer:
    """Return the sentence that explains the abbreviation, quoted."""
    subject = question.request.subject
    explained = records.vocabulary.explained[subject]
    (publication,) = records.get([explained.publication_id])
    (start, end) = next(span for span in spans(publication.text(explained.field)) if span[1] >= explained.end)
    answer = quoted(question.text, [(publication, explained.field, start, end)], records.vocabulary.size)
    stands = Statement(message("abbreviation", short=subject, long=explained.long), numbers=(1,))
    return replace(answer, statements=(stands, *answer.statements[1:]))
