"""Choosing the sentences that are shown: those that answer to the question best, each with what it needs to be understood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.cross_encoder import CrossEncoder
from assistant.late_interaction import SentenceVectors, TokenEncoder, max_sim, sentence_text
from assistant.words import STOP_WORDS, words
from corpus.publication import Publication
from corpus.sentences import Sentence, sentences_of

# Sentences that the trained scorer reads, the best by late interaction.
READ_CLOSELY = 12
# How far the trained scorer may move a sentence. On the development questions the right one comes first 24 times of 28
# with weights up to .03, 21 times with .3; for telling answerable questions from others more weight is better.
CLOSE_READING_WEIGHT = 0.03
# Sentences of the same weight in words are the same boilerplate, whichever record they stand in.
_SAME_WORDS = 0.8

_LEANS_BACK = re.compile(
    r"(?:However|Therefore|Furthermore|Moreover|Thus|Hence|Instead|Nevertheless|In addition|Additionally|As a result|For this reason)\b"
    r"|(?:It|They|He|She|These|Those|Such)\b|This\s+(?:is|was|has|vulnerability|situation|means|also|includes|required|requires|applies)\b"
)


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of the abstract with its scores: `late`, by late interaction (0 to 1), `close`, the scorer's logit.

    `close` is minus infinity for a sentence that the scorer did not read.
    """

    publication: Publication
    start: int
    end: int
    late: float
    close: float = float("-inf")

    @property
    def score(self) -> float:
        """Return what sentences are ranked by."""
        return self.late + CLOSE_READING_WEIGHT * max(self.close, -1 / CLOSE_READING_WEIGHT)

    @property
    def text(self) -> str:
        """Return the sentence, letter for letter."""
        return self.publication.abstract[self.start : self.end]


class EvidenceReader:
    """Reads the sentences of records for what answers a question."""

    def __init__(self, encoder: TokenEncoder, scorer: CrossEncoder) -> None:
        self._encoder, self._scorer = encoder, scorer
        self._vectors = SentenceVectors(encoder)

    def read(self, question: str, publications: Sequence[Publication]) -> list[Scored]:
        """Return the sentences of the records' abstracts, the best first, ties by record and place."""
        asked = self._encoder.tokens([question])[0]
        found = []
        for publication, vectors in zip(publications, self._vectors.of(publications), strict=True):
            for sentence, sentence_vectors in zip(sentences_of(publication), vectors, strict=True):
                if sentence.field == "abstract":
                    found.append(Scored(publication, sentence.start, sentence.end, max_sim(asked, sentence_vectors)))
        found.sort(key=lambda s: (-s.late, s.publication.id, s.start))
        near = found[:READ_CLOSELY]
        logits = self._scorer.scores(question, [sentence_text(s.publication, "abstract", s.start, s.end) for s in near])
        read = [
            Scored(s.publication, s.start, s.end, s.late, float(logit)) for s, logit in zip(near, logits, strict=True)
        ]
        return sorted(read, key=lambda s: (-s.score, s.publication.id, s.start))


def without_repeats(scored: Sequence[Scored]) -> list[Scored]:
    """Return the sentences without those that say nearly the same as a better one."""
    kept: list[Scored] = []
    for sentence in scored:
        said = _weighty(sentence.text)
        if all(_overlap(said, _weighty(other.text)) < _SAME_WORDS for other in kept):
            kept.append(sentence)
    return kept


def with_context(sentence: Scored) -> Scored:
    """Return the sentence, together with the one before it where it makes no sense alone."""
    if not _LEANS_BACK.match(sentence.text):
        return sentence
    before = [s for s in _abstract(sentence.publication) if s.end <= sentence.start]
    if not before:
        return sentence
    return Scored(sentence.publication, before[-1].start, sentence.end, sentence.late, sentence.close)


def _abstract(publication: Publication) -> list[Sentence]:
    return [s for s in sentences_of(publication) if s.field == "abstract"]


def _weighty(text: str) -> frozenset[str]:
    return frozenset(word.key for word in words(text) if word.plain not in STOP_WORDS)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    union = one | other
    return len(one & other) / len(union) if union else 1.0
