"""Measuring on a collection how probable the gate finds answers that are there, and answers that are not."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.evidence.gate import decide
from assistant.evidence.reader import ContentReader
from assistant.evidence.threshold import FEWEST_MADE, Measured
from assistant.fitting.made import MOST_OF_A_RECORD, made_from, weighty_words
from assistant.fitting.otherwise import other_words
from assistant.question import ContentQuestion
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.understand import Understanding, questions_in
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder, Hit, Progress

# Questions asked at most: the threshold of one answer in ten is then known within some .05.
_MOST_ASKED = 120
_SEED = 7


def measure(store: Store, reader: ContentReader, encoder: Encoder, progress: Progress | None = None) -> Measured:
    """Ask questions made from the records, each with its record and without it, and return what the gate makes of them.

    `progress` hears how many records are done; what it raises ends the measurement.
    """
    seq, records = store.seq(), Records(store, vocabulary_of(store))
    chosen = _chosen(store)

    def tell(done: int = 0) -> None:
        if progress:
            progress(done, len(chosen))

    otherwise = other_words(weighty_words(chosen), encoder, tell) if chosen else {}
    each = min(MOST_OF_A_RECORD, math.ceil(_MOST_ASKED / max(len(chosen), 1)))
    scores: list[tuple[float, float]] = []
    for done, publication in enumerate(chosen):
        tell(done)
        scores += _scores(publication, made_from(publication, records.vocabulary, otherwise)[:each], reader, records)
    return Measured(
        known=tuple(known for known, _ in scores),
        withheld=tuple(withheld for _, withheld in scores),
        publications=store.count(),
        seq=seq,
        on=datetime.now(UTC).date(),
    )


def score_of(asked: ContentQuestion, hits: Sequence[Hit], reader: ContentReader, records: Records) -> float:
    """Return how probable the gate finds that the records found answer, 0 where it refuses whatever the probability."""
    evidence = reader.read(asked, hits, records)
    verdict = decide(asked.query, evidence.sentences, evidence.lacks, least=0.0)
    return round(verdict.probability, 4) if verdict.answered else 0.0


def _chosen(store: Store) -> list[Publication]:
    """Return records to make questions of, the same for the same records; none where too few questions would come."""
    ids = sorted(store.ids())
    if MOST_OF_A_RECORD * len(ids) < FEWEST_MADE:
        return []
    return store.get_many(random.Random(_SEED).sample(ids, min(_MOST_ASKED, len(ids))))


def _scores(
    publication: Publication, questions: Sequence[str], reader: ContentReader, records: Records
) -> list[tuple[float, float]]:
    """Return of each question, made from the record, how probable an answer is with the record, and without it."""
    without = replace(records, vocabulary=records.vocabulary.without(publication))
    found = []
    for question in questions:
        if asked := _read(question, records):
            hits = reader.search(asked, records)
            others = [hit for hit in hits if hit.publication.id != publication.id]
            found.append((score_of(asked, hits, reader, records), score_of(asked, others, reader, without)))
    return found


def _read(question: str, records: Records) -> ContentQuestion | None:
    """Return the question as the desk reads it, None unless all records are asked for a sentence that answers it.

    One that seems to ask for a definition, as "What are sung by women?", was made of a sentence that gives none.
    """
    parts = questions_in(question, records.vocabulary)
    asked = Understanding(records, Conversation(())).question(parts[0]) if len(parts) == 1 else None
    if not isinstance(asked, ContentQuestion) or asked.points or asked.query.term or asked.conditions or asked.about:
        return None
    return asked
