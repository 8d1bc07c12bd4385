"""All records on a topic, by how well each as a whole holds its words or their like (late interaction)."""

from collections.abc import Sequence

import numpy as np

from assistant.answer import Answer
from assistant.collection.records import Records
from assistant.evidence.coverage import coverage, holds_all, title_holds_all
from assistant.evidence.gate import reason_for
from assistant.evidence.mentions import mentions, words_of_mention
from assistant.evidence.sentences import EvidenceReader, ReadRecord, Scored
from assistant.evidence.showing import apart, with_context
from assistant.question import NO_CONDITIONS, Conditions, ContentQuestion, Listing, Query
from assistant.reply.compose import Slice, refused
from assistant.reply.topic_list import compared, listed, no_record
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
# Sentences of one record in a comparison: a further one where it comes this near to the best.
_MOST_SAID, _NEAR = 2, 0.05


class TopicReader:
    """Answers which records are on a topic, how many, and which of them are the newest or the oldest."""

    def __init__(self, engine: Engine, evidence: EvidenceReader) -> None:
        self._engine, self._evidence = engine, evidence

    def answer(self, question: ContentQuestion, listing: Listing, records: Records) -> Answer:
        """Return the records on the topic, or that mention it, or why there are none, with the nearest."""
        conditions, about = question.conditions, question.about
        if listing.mentions:
            if mentioned := _mentioning(question, records):
                return listed(question, listing, mentioned, records)
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
            found = on_topic(question.topic, read, among)
            if listing.asked == "each" and (speaking := [*found, *_naming(question.topic, read, found)]):
                return compared(question, list(map(_said, speaking)), records)
            if found:
                return listed(question, listing, _shown(question.topic, found), records)
        is_said = not (lacks.missing_names or lacks.missing_words)
        reason = no_record(question, records) if is_said else reason_for(question.topic, [], lacks)
        return refused(question.text, reason, here[:_CLOSEST_SHOWN])

    def _found(self, topic: Query, conditions: Conditions = NO_CONDITIONS) -> list[Publication]:
        hits = self._engine.search(topic.text, _MOST_READ, conditions.meeting, conditions.without)
        return [hit.publication for hit in hits]


def _mentioning(question: ContentQuestion, records: Records) -> list[Slice]:
    """Return where the records that meet the conditions mention the topic; only those that say its words are read."""
    topic = question.topic.text
    saying = records.vocabulary.saying(words_of_mention(topic))
    among = set(saying).intersection(question.about) if question.about else saying
    return list(mentions(topic, records.meeting(question.conditions, among))) if among else []


def on_topic(topic: Query, read: Sequence[ReadRecord], among: Sequence[ReadRecord]) -> list[ReadRecord]:
    """Return those of the records that are on the topic, the best first.

    `among` are the records that the search found in the whole collection, at least one, which tell what is much.
    """
    told = np.array([record.told for record in among])
    mean, deviation = float(told.mean()), float(told.std()) or 1.0

    def score(record: ReadRecord) -> float:
        return record.told + _DEVIATION_WEIGHT * min((record.told - mean) / deviation, _MOST_DEVIATIONS)

    kept = [record for record in read if score(record) >= _ON_TOPIC or _says(topic, record.best)]
    return sorted(kept, key=lambda record: (-score(record), record.best.publication.id))


def _says(topic: Query, best: Scored) -> bool:
    return best.late >= _SAID and bool(topic.terms) and holds_all(best.publication, topic.terms)


def _naming(topic: Query, read: Sequence[ReadRecord], others: Sequence[ReadRecord]) -> list[ReadRecord]:
    """Return those of the records, beside the others, that mention the topic in its very words, the nearest first."""
    known = {record.best.publication.id for record in others}
    beside = {p.id: record for record in read if (p := record.best.publication).id not in known}
    naming = mentions(topic.text, [record.best.publication for record in beside.values()])
    return sorted(
        (beside[p.id] for p, *_ in naming), key=lambda record: (-record.best.late, record.best.publication.id)
    )


def _shown(topic: Query, found: Sequence[ReadRecord]) -> list[Slice]:
    """Return first, by their titles, the records whose title has the words of the topic, of each other its sentence."""
    slices: list[Slice] = []
    for best in (record.best for record in found):
        by_title = title_holds_all(best.publication, topic.terms)
        slices.append(_titled(best.publication) if by_title else _slice(best))
    return sorted(slices, key=lambda piece: piece[1] != "title")


def _said(record: ReadRecord) -> list[Slice]:
    """Return the sentences of the record that come nearest to the topic, with what they lean on; its title for none."""
    sentences = [sentence for sentence in record.sentences if sentence.field != "title"]
    near = [s for s in sentences[:_MOST_SAID] if s.late >= sentences[0].late - _NEAR]
    return [_slice(s) for s in apart([with_context(s) for s in near])] or [_titled(record.best.publication)]


def _slice(sentence: Scored) -> Slice:
    return sentence.publication, sentence.field, sentence.start, sentence.end


def _titled(publication: Publication) -> Slice:
    return publication, "title", 0, len(publication.title)
