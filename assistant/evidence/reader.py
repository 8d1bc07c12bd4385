"""Content questions: search, choice of sentences, the gate, and the answer composed of quotes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter

from assistant.answer import Answer
from assistant.collection.conditions import accepted_ids, emptied_by
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.coverage import Coverage, coverage, holding_names
from assistant.evidence.gate import Verdict, decide, reason_for
from assistant.evidence.sentences import (
    READ_CLOSELY,
    READ_OF_SEVERAL,
    EvidenceReader,
    Scored,
    apart,
    says_what_it_is,
    shown,
    with_context,
    without_repeats,
)
from assistant.question import Question
from assistant.reply.compose import quoted, refused
from assistant.understanding.intents.pointing import is_comparison, is_pointing, put_plainly, topic_of
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Engine

# Records whose sentences are read. The right one is among the first five for each of 122 calibration questions; to read
# ten chooses no better sentence for 150 training claims of SciFact.
RECORDS_READ = 5
# Of these the ones whose score is at least so much of the best one's: 4.0 rather than 5 of SciFact's for 220 training
# claims, none of them the right one; of 120 calibration questions one loses the right record.
_NEAR_RECORD = 0.6
CLOSEST_SHOWN = 3
# A further record is pointed to, or compared, when its best sentence comes this near to the best one.
_NEAR = 0.1
_NEAR_COMPARED = 0.3
# A topic is none of the collection's where more than this share of its words stands in no record. Calibration questions
# for a topic that the records hold lack up to .33 of their words; of five for another topic three lack .5 or more.
_TOPIC_LACKS = 0.4
_MOST_POINTED = 3

# Told which records are read for a question, the best first, before it is known whether they answer it.
Reading = Callable[[Sequence[Publication]], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a question: the records, the best first, their best sentences, and what they lack."""

    publications: Sequence[Publication]
    sentences: Sequence[Scored]
    lacks: Coverage


class ContentReader:
    """Answers content questions with quotes from the records that the engine finds."""

    def __init__(self, store: Store, engine: Engine, evidence: EvidenceReader) -> None:
        self._store, self._engine, self._evidence = store, engine, evidence

    def answer(self, question: Question, reading: Reading | None = None) -> Answer:
        """Return quotes that answer the question, or the reason why there are none."""
        begun = perf_counter()
        if _is_confined(question) and not accepted_ids(question, self._store):
            return replace(refused(question.text, emptied_by(question, self._store)), filters=question.filters)
        publications = self.search(question)
        searched = perf_counter()
        if reading and publications:
            reading(publications)
        found = self.find(question, publications)
        read = perf_counter()
        answer = replace(self._composed(question, found), filters=question.filters)
        timings = {"search": searched - begun, "evidence": read - searched, "decide": perf_counter() - read}
        return replace(answer, timings_ms={name: round(seconds * 1000, 1) for name, seconds in timings.items()})

    def search(self, question: Question) -> list[Publication]:
        """Return the records to read for the question, the best first."""
        if question.about:
            accepted = set(accepted_ids(question, self._store))
            return self._store.get_many([i for i in question.about if i in accepted][:RECORDS_READ])
        hits = self._engine.search(topic_of(question.search), RECORDS_READ, [question.filters], question.without)
        return [hit.publication for hit in hits if hit.score >= _NEAR_RECORD * hits[0].score]

    def find(self, question: Question, publications: Sequence[Publication]) -> Found:
        """Return the best sentences of the records, and which words of the question the records lack."""
        asked, closely = put_plainly(question.search), READ_CLOSELY
        if is_pointing(question.search):
            asked, closely = topic_of(question.search), READ_OF_SEVERAL
        vocabulary = vocabulary_of(self._store)
        named = holding_names(asked, publications, vocabulary)
        sentences = without_repeats(self._evidence.read(asked, named, closely))
        nearest = sentences[0].publication if sentences else None
        conditions = [found.words for found in question.found]
        return Found(publications, sentences, coverage(asked, nearest, vocabulary, conditions))

    def _composed(self, question: Question, found: Found) -> Answer:
        verdict = decide(question.search, found.sentences, found.lacks)
        chosen = pointed(question.search, found, verdict) if is_pointing(question.search) else []
        if not chosen:
            if not verdict.answered or (is_pointing(question.search) and found.lacks.missing_share > _TOPIC_LACKS):
                reason = verdict.reason or reason_for(question.search, found.sentences, found.lacks)
                return refused(question.text, reason, _closest(found))
            chosen = shown(question.search, found.sentences)
        slices = [(s.publication, s.field, s.start, s.end) for s in apart([with_context(s) for s in chosen])]
        return quoted(question.text, slices, self._store.count())


def pointed(question: str, found: Found, verdict: Verdict) -> list[Scored]:
    """Return the best sentence of each record that holds the topic asked for, or several of the only one that does.

    None where no record holds it: where a word of the topic stands in no record, the gate decides.
    """
    lacks = found.lacks
    if not found.sentences or lacks.missing_names or lacks.missing_share > _TOPIC_LACKS:
        return []
    if lacks.missing_share and not verdict.answered:
        return []
    best = found.sentences[0].score
    firsts = list({s.publication.id: s for s in reversed(found.sentences)}.values())
    firsts.sort(key=lambda s: (-s.score, s.publication.id))
    near = [s for s in firsts if s.score >= best - (_NEAR_COMPARED if is_comparison(question) else _NEAR)]
    if len(near) > 1:
        return near[:_MOST_POINTED]
    own = [s for s in found.sentences if s.publication.id == near[0].publication.id]
    # Who is pointed to one record wants to know what it is.
    return list(dict.fromkeys([*filter(says_what_it_is, sorted(own, key=lambda s: s.start)), *own]))[:_MOST_POINTED]


def _is_confined(question: Question) -> bool:
    return bool(question.filters or question.without or question.about)


def _closest(found: Found) -> list[Publication]:
    by_sentence = dict.fromkeys(s.publication.id for s in found.sentences)
    order = {publication_id: place for place, publication_id in enumerate(by_sentence)}
    return sorted(found.publications, key=lambda p: order.get(p.id, len(order)))[:CLOSEST_SHOWN]
