"""Choosing the sentences that are shown: those that answer best, each with what it needs to be understood."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.answer_kind import EXACT_KINDS, TOLD_KINDS, AnswerKind, asked_kind, holds_kind
from assistant.late_interaction import ReadSentence, SentenceReader, TokenEncoder, max_sim
from assistant.words import STOP_WORDS, words
from corpus.publication import Publication, TextField
from corpus.sentences import sentences_of
from embeddings.engine import TokenVectors

# Sentences that the trained scorer reads, the best by late interaction. Of 114 calibration questions the right one
# comes first as often as with 8; with 3 it does so for two fewer.
READ_CLOSELY = 5
# Who is pointed to records, or compares them, needs a sentence of each.
READ_OF_SEVERAL = 8
# How far the trained scorer may move a sentence. Of 114 calibration questions the right sentence comes first 98 times
# without it, 100 times with a weight of .03, 99 times with .05, 97 times with .1 to .3.
CLOSE_READING_WEIGHT = 0.03
# What holding the kind of answer asked for is worth. Of 114 calibration questions the right sentence is among the first
# three 105 times without it and 106 times with .06 to .15; it never came later for it.
KIND_BONUS = 0.06
# What the end of an abstract is worth over its beginning: abstracts begin with what is known and end with findings.
# Of 300 training claims of SciFact the right sentence comes first 155 times rather than 150.
_LATER_BONUS = 0.06
# A further sentence is shown when it comes this near to the best one, and at most so many altogether. Over 114
# calibration questions .1 shows 1.5 sentences and an answer among them 105 times, .2 2.0 and 106, .3 2.5 and 108.
_NEAR = 0.2
_MOST = 4
_MOST_FOR_A_FACT = 2
# Sentences of the same weight in words are the same boilerplate, whichever record they stand in.
_SAME_WORDS = 0.8

# What a record calls itself: "This report" needs no sentence before it, "This situation" does.
_OWN_NAMES = (
    "report|study|guide|guidance|guideline|manual|handbook|toolkit|curriculum|publication|paper|document|article|brief|briefing"
    "|analysis|assessment|research|review|survey|book|booklet|resource|work|volume|chapter|training|course|evaluation"
)
_SAYS_WHAT_IT_IS = re.compile(
    rf"(?:This|The (?:aim|goal|purpose|objective)s? of (?:this|the)(?: present)?)\s+(?:\w+\s+)?(?:{_OWN_NAMES})s?\b"
)
_LEANS_BACK = re.compile(
    r"(?:However|Therefore|Furthermore|Moreover|Thus|Hence|Instead|Nevertheless|Nonetheless|In addition|Additionally"
    r"|As a result|For this reason|Consequently|Similarly|Likewise|Conversely|By contrast|In contrast)\b"
    r"|(?:It|They|He|She|These|Those|Such|Their|Its|Both|Neither)\b"
    rf"|This\s+(?!(?:\w+\s+)?(?:{_OWN_NAMES})s?\b)"
    r"|The\s+\w+(?:\s+\w+)?\s+also\b"
)


class Scorer(Protocol):
    """Reads a question and a sentence together."""

    def scores(self, question: str, sentences: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return one logit for each sentence: above 0 it answers rather than not."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its scores: of the abstract, or the title of a record that has none.

    `late` is its score by late interaction, 0 to 1, read among its neighbours, `alone` read with the title and nothing
    else, where they lend it nothing. `close` is the trained scorer's logit. `fits` says that it holds the kind of
    answer that the question asks for, where it asks for a kind.
    """

    publication: Publication
    field: TextField
    start: int
    end: int
    late: float
    alone: float = 0.0
    close: float = 0.0
    fits: bool = False

    @property
    def score(self) -> float:
        """Return what sentences that were read closely are ranked by."""
        return (
            (self.late + self.alone) / 2
            + CLOSE_READING_WEIGHT * self.close
            + KIND_BONUS * self.fits
            + _LATER_BONUS * self.place
        )

    @property
    def place(self) -> float:
        """Return where in its text the sentence begins, from 0 to 1."""
        return self.start / len(self.publication.text(self.field))

    @property
    def text(self) -> str:
        """Return the sentence, letter for letter."""
        return self.publication.text(self.field)[self.start : self.end]


class EvidenceReader:
    """Reads the sentences of records for what answers a question."""

    def __init__(self, encoder: TokenEncoder, scorer: Scorer) -> None:
        self._encoder, self._scorer = encoder, scorer
        self._sentences = SentenceReader(encoder)

    def read(self, question: str, publications: Sequence[Publication], closely: int = READ_CLOSELY) -> list[Scored]:
        """Return the `closely` best sentences of the records, the best first, ties by record and place."""
        asked, kind = self._encoder.tokens([question])[0], asked_kind(question)
        found = [
            _scored(publication, sentence, asked, question, kind)
            for publication, sentences in zip(publications, self._sentences.read(publications), strict=True)
            for sentence in sentences
        ]
        found.sort(key=lambda s: (-s.late - KIND_BONUS * s.fits, s.publication.id, s.start))
        read = self._read_closely(question, asked, found[:closely])
        return sorted(read, key=lambda s: (-s.score, s.publication.id, s.start))

    def _read_closely(self, question: str, asked: TokenVectors, sentences: Sequence[Scored]) -> Iterator[Scored]:
        titled = [_with_title(s) for s in sentences]
        logits = self._scorer.scores(question, titled)
        for sentence, tokens, logit in zip(sentences, self._encoder.tokens(titled), logits, strict=True):
            yield replace(sentence, alone=max_sim(asked, tokens), close=float(logit))


def _scored(
    publication: Publication, sentence: ReadSentence, asked: TokenVectors, question: str, kind: AnswerKind
) -> Scored:
    late = max_sim(asked, sentence.tokens)
    scored = Scored(publication, sentence.field, sentence.start, sentence.end, late)
    return replace(scored, fits=kind in TOLD_KINDS and holds_kind(scored.text, kind, question))


def _with_title(sentence: Scored) -> str:
    title = " ".join(sentence.publication.title.split())
    return title if sentence.field == "title" else f"{title}: {sentence.text}"


def shown(question: str, sentences: Sequence[Scored]) -> list[Scored]:
    """Return the sentences to show of those read, the best first: as many as the question needs.

    The best one is always shown. A further one is shown when it comes near the best, at most one more where the
    question asks for one fact.
    """
    most = _MOST_FOR_A_FACT if asked_kind(question) in EXACT_KINDS else _MOST
    least = sentences[0].score - _NEAR if sentences else 0.0
    return [s for s in sentences[:most] if s.score >= least]


def without_repeats(scored: Sequence[Scored]) -> list[Scored]:
    """Return the sentences without those that say nearly the same as a better one."""
    kept: list[Scored] = []
    for sentence in scored:
        said = _weighty(sentence.text)
        if all(_overlap(said, _weighty(other.text)) < _SAME_WORDS for other in kept):
            kept.append(sentence)
    return kept


def says_what_it_is(sentence: Scored) -> bool:
    """Tell whether the sentence says what its record is or is for, as in "This guide is designed to support"."""
    return _SAYS_WHAT_IT_IS.match(sentence.text) is not None


def with_context(sentence: Scored) -> Scored:
    """Return the sentence, together with the one before it where it makes no sense alone."""
    if not _LEANS_BACK.match(sentence.text):
        return sentence
    before = [s for s in sentences_of(sentence.publication) if s.field == sentence.field and s.end <= sentence.start]
    if not before:
        return sentence
    return replace(sentence, start=before[-1].start)


def apart(sentences: Sequence[Scored]) -> list[Scored]:
    """Return the quotes without those that overlap a better one."""
    kept: list[Scored] = []
    for sentence in sentences:
        others = (s for s in kept if (s.publication.id, s.field) == (sentence.publication.id, sentence.field))
        if all(sentence.end <= other.start or other.end <= sentence.start for other in others):
            kept.append(sentence)
    return kept


def _weighty(text: str) -> frozenset[str]:
    return frozenset(word.key for word in words(text) if word.plain not in STOP_WORDS)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    union = one | other
    return len(one & other) / len(union) if union else 1.0
