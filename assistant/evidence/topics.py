"""All records on a topic, by how well each as a whole holds its words or their like (late interaction)."""

from collections.abc import Sequence

import numpy as np

from assistant.answer import Answer
from assistant.collection.records import Records
from assistant.evidence.coverage import coverage, holds_all, title_holds_all
from assistant.evidence.gate import reason_for
from assistant.evidence.mentions import mentions
from assistant.evidence.sentences import EvidenceReader, ReadRecord, Scored
from assistant.question import NO_CONDITIONS, Conditions, ContentQuestion, Listing, Query
from assistant.reply.compose import Slice, refused
from assistant.reply.topic_list import listed, no_record
from corpus.publication import Publication
from embeddings.engine import Engine

# Records that a topic is looked for in, the best by the search; the list says "at least".
_MOST_READ = 200
_CLOSEST_SHOWN = 3
# A record is on the topic where its score, and how many standard deviations it stands above those of the records that
# the search found, come to this together: a logistic regression on 80 topics of eight catalogues gives so (RESULTS.md).
# The second tells a topic that few records have from one that all of them touch.
_DEVIATION_WEIGHT = 0.15
_ON_TOPIC = 1.0
# Of a word that no record has, one record may stand far above the others and be about something else.
_MOST_DEVIATIONS = 3.0
# Or where it has all the words, and a sentence comes this near: of "school meals" a whole collection may be full.
_SAID = 0.75


class TopicReader:
    """Answers which records are on a topic, how many, and which of them are the newest or the oldest."""

    def __init__(self, engine: Engine, evidence: EvidenceReader) -> None:
        self._engine, self._evidence = engine, evidence

    def answer(self, question: ContentQuestion, listing: Listing, records: Records) -> Answer:
        """Return the records on the topic, or that mention it, or why there are none, with the nearest."""
        conditions, about = question.conditions, question.about
        if listing.mentions:
            found = list(mentions(question.topic.text, records.meeting(conditions, about)))
            if found:
                return listed(question, listing, found, records)
            return refused(question.text, no_record(question, records, mentions=True))
        everywhere = self._found(question.topic)
        here = everywhere
        if conditions or about:
            accepted = set(records.ids(conditions, about))
            here = [p for p in self._found(question.topic, conditions) if p.id in accepted]
        lacks = coverage(question.topic, None, records.vocabulary)
        # What has a name of its own is on no topic that only resembles it.
        if here and not lacks.missing_names:
            among = self._evidence.read_whole(question.topic, everywhere)
            read = among if here is everywhere else self._evidence.read_whole(question.topic, here)
            if found := on_topic(question.topic, read, among):
                return listed(question, listing, found, records)
        is_said = not (lacks.missing_names or lacks.missing_words)
        reason = no_record(question, records) if is_said else reason_for(question.topic, [], lacks)
        return refused(question.text, reason, here[:_CLOSEST_SHOWN])

    def _found(self, topic: Query, conditions: Conditions = NO_CONDITIONS) -> list[Publication]:
        hits = self._engine.search(topic.text, _MOST_READ, conditions.meeting, conditions.without)
        return [hit.publication for hit in hits]


def on_topic(topic: Query, read: Sequence[ReadRecord], among: Sequence[ReadRecord]) -> list[Slice]:
    """Return those of the records that are on the topic: first, by their titles, those whose title has its words.

    Of each other one the sentence that comes nearest; both kinds the best first. `among` are the records that the
    search found in the whole collection, at least one, which tell what is much.
    """
    told = np.array([record.told for record in among])
    mean, deviation = float(told.mean()), float(told.std()) or 1.0

    def score(record: ReadRecord) -> float:
        return record.told + _DEVIATION_WEIGHT * min((record.told - mean) / deviation, _MOST_DEVIATIONS)

    kept = [record for record in read if score(record) >= _ON_TOPIC or _says(topic, record.best)]
    kept.sort(key=lambda record: (-score(record), record.best.publication.id))
    return sorted((_shown(topic, record.best) for record in kept), key=lambda shown: shown[1] != "title")


def _says(topic: Query, best: Scored) -> bool:
    return best.late >= _SAID and bool(topic.terms) and holds_all(best.publication, topic.terms)


def _shown(topic: Query, best: Scored) -> Slice:
    publication = best.publication
    if title_holds_all(publication, topic.terms):
        return publication, "title", 0, len(publication.title)
    return publication, best.field, best.start, best.end
