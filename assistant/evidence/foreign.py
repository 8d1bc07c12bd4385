"""Content questions in other languages than English: records and sentences by meaning, a gate of their own, quotes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from time import perf_counter

import numpy as np

from assistant.answer import Answer
from assistant.collection.records import Records
from assistant.evidence.coverage import Coverage, coverage
from assistant.evidence.foreign_names import foreign_query
from assistant.evidence.gate import calibration, probability_of
from assistant.evidence.reader import CLOSEST_SHOWN, RECORDS_READ, OnReading
from assistant.evidence.sentences import Scored
from assistant.evidence.showing import apart, with_context, without_notices, without_repeats
from assistant.messages.message import Message, message
from assistant.question import CatalogueQuestion, Conditions, ForeignQuestion
from assistant.reply.compose import quoted, refused
from assistant.reply.predicates import among
from assistant.reply.refusals import emptied_by
from corpus.sentences import spans
from embeddings.engine import Float32
from embeddings.sentences import Found, ReadHit, SentenceEngine

# What the score of its record is worth beside the cosine of a sentence, and how near to the best one a further sentence
# is shown: of 77 questions in four languages the right record stands first for .81 and the gold quote is shown for .77
# in two sentences; with a weight of 1 it is .77 and .77, with 0 .74 and .75.
_RECORD_WEIGHT = 2.0
_NEAR = 0.02
_MOST = 3
_WEIGHTS = "languages"


@dataclass(frozen=True, slots=True)
class ForeignEvidence:
    """What was found for a question, its sentences, the best first, and which of its names no record has."""

    found: Found
    sentences: Sequence[Scored]
    lacks: Coverage


class ForeignReader:
    """Answers content questions of any language that the engine's encoder reads, with quotes as the records have them.

    A further record is quoted only where it comes so near that the gate, which looks at the nearest, speaks for it too.
    """

    def __init__(self, engine: SentenceEngine) -> None:
        self._engine = engine

    def answer(self, question: ForeignQuestion, records: Records, reading: OnReading | None = None) -> Answer:
        """Return quotes that answer the question, or the reason why there are none."""
        begun, conditions = perf_counter(), question.content.conditions
        if conditions and not records.ids(conditions):
            return replace(refused(question.text, emptied_by(conditions, records)), filters=conditions.applied)
        found = self._engine.search(question.text, RECORDS_READ, conditions.meeting, conditions.without)
        if reading and found.hits:
            reading([hit.publication for hit in found.hits])
        evidence = evidence_of(question, found, records)
        total = len(records.ids(conditions)) if conditions else records.vocabulary.size
        if evidence.sentences and _answers(evidence):
            chosen = apart([with_context(sentence) for sentence in _shown(evidence.sentences)])
            slices = [(s.publication, s.field, s.start, s.end) for s in chosen]
            answer = quoted(question.text, slices, total, among(conditions))
        else:
            nearest = [hit.publication for hit in found.hits[:CLOSEST_SHOWN]]
            answer = refused(question.text, _reason(evidence), nearest)
        timings = {"search and evidence": round(1000 * (perf_counter() - begun), 1)}
        return replace(answer, filters=conditions.applied, timings_ms=timings)

    def described(self, question: ForeignQuestion, records: Records) -> CatalogueQuestion | None:
        """Return what the question asks of the one record that its subject describes, None where none is meant."""
        chosen = question.content.conditions
        found = self._engine.search(question.subject, RECORDS_READ, chosen.meeting, chosen.without)
        if question.request is None or not _answers(evidence_of(question, found, records)):
            return None
        nearest = found.hits[0].publication
        return CatalogueQuestion(
            question.text,
            question.request,
            Conditions(chosen=chosen.chosen),
            about=(nearest.id,),
            referred=nearest.title,
            language=question.language,
        )


def evidence_of(question: ForeignQuestion, found: Found, records: Records) -> ForeignEvidence:
    """Return the sentences of the records found, the best first, and which names of the question no record has."""
    scored = [sentence for hit in found.hits for sentence in _sentences(hit)]
    scored.sort(key=lambda s: (-s.late, s.publication.id, s.start))
    sentences = without_repeats(without_notices(scored[:RECORDS_READ]))
    query = foreign_query(question.text, question.language, records.vocabulary)
    nearest = found.hits[0].publication if found.hits else None
    return ForeignEvidence(found, sentences, coverage(query, nearest, records.vocabulary))


def signals(evidence: ForeignEvidence) -> dict[str, float]:
    """Return what decides, by name.

    `near` is the score of the best record, `above` how far it lies above what sentences of all fields come to, which
    differs by language and wording. The others are 1 or 0: names that no record mentions, and names that only other
    records mention. How far the best record stands out of the collection is left out: it refused a third more where
    nine records are all of one topic.
    """
    scores = [hit.score for hit in evidence.found.hits]
    best, usual = (scores[0] if scores else 0.0), float(_usual() @ evidence.found.query)
    return {
        "near": best,
        "above": best - usual,
        "missing_names": float(bool(evidence.lacks.missing_names)),
        "names_elsewhere": float(bool(evidence.lacks.names_elsewhere)),
    }


@cache
def _usual() -> Float32:
    """Return the mean vector of sentences of all fields, which is written with the weights of the gate."""
    with as_file(files("assistant") / "weights" / f"{_WEIGHTS}.npz") as path, np.load(path) as held:
        return np.asarray(held["usual"], dtype=np.float32)


def _answers(evidence: ForeignEvidence) -> bool:
    return probability_of(signals(evidence), _WEIGHTS) >= calibration(_WEIGHTS)["threshold"]


def _sentences(hit: ReadHit) -> list[Scored]:
    publication = hit.publication
    return [
        Scored(publication, "abstract", start, end, cosine + _RECORD_WEIGHT * hit.score, found=hit.score)
        for (start, end), cosine in zip(spans(publication.abstract), hit.sentences, strict=True)
    ]


def _shown(sentences: Sequence[Scored]) -> list[Scored]:
    return [s for s in sentences[:_MOST] if s.late >= sentences[0].late - _NEAR]


def _reason(evidence: ForeignEvidence) -> Message:
    """Return why the question is not answered: the names that no record has, else what the nearest record is."""
    if evidence.lacks.missing_names:
        return message("texts.no_name", names=evidence.lacks.missing_names)
    if not evidence.found.hits:
        return message("texts.nothing")
    nearest = evidence.found.hits[0].publication
    return message("nearest.touches" if nearest.abstract else "nearest.no_abstract", title=nearest.title)
