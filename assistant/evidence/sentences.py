"""Reading the sentences of records: which of them come nearest to answering a question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.evidence.asked_year import is_dated
from assistant.evidence.held_kind import holds_kind
from assistant.evidence.late_interaction import ReadSentence, read_sentences, told_by
from assistant.language.words import words
from assistant.question import TOLD_KINDS, Query
from corpus.encodings import RecordTokens
from corpus.publication import Publication, TextField
from embeddings.engine import Encoder, TokenVectors

TokensOf = Callable[[Sequence[Publication]], Sequence[RecordTokens]]

# How often the right sentence comes first, or is among those shown, is measured with other values of these by
# `python -m tests.benchmarks.bench_evidence`.

# Sentences that the trained scorer reads, the best by late interaction.
READ_CLOSELY = 6
# Who is pointed to records, or compares them, needs a sentence of each.
READ_OF_SEVERAL = 8
# The weights of the ranking, of which late interaction has 1, lie near what a logistic choice among the sentences of a
# question (conditional logit, McFadden 1973) gives on each six of seven catalogues, and are as good on the seventh.
# How far the trained scorer may move a sentence.
CLOSE_READING_WEIGHT = 0.05
# What holding the kind of answer asked for is worth.
KIND_BONUS = 0.2
# What the end of an abstract is worth over its beginning: abstracts begin with what is known and end with findings.
LATER_BONUS = 0.15
# What the search's score of the record, from 0 to 1, is worth.
SEARCH_WEIGHT = 0.3


class Scorer(Protocol):
    """Reads a question and a sentence together."""

    def scores(self, question: str, sentences: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return one logit for each sentence: above 0 it answers rather than not."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its scores: of the abstract, or the title of a record that has none.

    `late` is its score by late interaction, 0 to 1. `close` is the trained scorer's logit, 0 before it was read
    closely. `fits` says that it holds the kind of answer that the question asks for, where it asks for a kind.
    `found` is the search's score of its record. `covered` says how much of the sentence the question speaks of, 0 to 1.
    """

    publication: Publication
    field: TextField
    start: int
    end: int
    late: float
    close: float = 0.0
    fits: bool = False
    found: float = 1.0
    covered: float = 0.0

    @property
    def score(self) -> float:
        """Return what sentences are ranked by."""
        return (
            self.late
            + CLOSE_READING_WEIGHT * self.close
            + KIND_BONUS * self.fits
            + LATER_BONUS * self.place
            + SEARCH_WEIGHT * self.found
        )

    @property
    def place(self) -> float:
        """Return where in its text the sentence begins, from 0 to 1."""
        return self.start / len(self.publication.text(self.field))

    @property
    def text(self) -> str:
        """Return the sentence, letter for letter."""
        return self.publication.text(self.field)[self.start : self.end]


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record with its sentences by late interaction alone, the best first, at least one.

    `told`, 0 to 1, is how well its title and abstract together hold the words.
    """

    sentences: Sequence[Scored]
    told: float

    @property
    def best(self) -> Scored:
        """Return the sentence that comes nearest."""
        return self.sentences[0]


class EvidenceReader:
    """Reads the sentences of records for what answers a question."""

    def __init__(self, encoder: Encoder, scorer: Scorer, tokens_of: TokensOf) -> None:
        """Take what gives the token vectors of a question, and `tokens_of`, which gives those of records."""
        self._encoder, self._scorer, self._tokens_of = encoder, scorer, tokens_of

    def read(
        self,
        query: Query,
        publications: Sequence[Publication],
        found: Mapping[str, float] = MappingProxyType({}),
        closely: int = READ_CLOSELY,
    ) -> list[Scored]:
        """Return the `closely` best sentences of the records, the best first, ties by record and place.

        `found` holds the search's scores of the records by id, where they were searched for.
        """
        asked, kind = self._encoder.tokens([query.text])[0], query.answer_kind
        sentences = self._by_late_interaction(asked, publications, found)
        if kind in TOLD_KINDS:
            sentences = [replace(s, fits=holds_kind(s.text, query)) for s in sentences]
        if query.term:
            # What a word means is told by a sentence that says so, where any does.
            sentences = [s for s in sentences if s.fits] or sentences
        nearest = _best_first(holding_numbers(query, sentences))[:closely]
        logits = self._scorer.scores(query.text, [_with_title(sentence) for sentence in nearest])
        return _best_first([replace(s, close=float(logit)) for s, logit in zip(nearest, logits, strict=True)])

    def read_whole(self, query: Query, publications: Sequence[Publication]) -> list[ReadRecord]:
        """Return how well each record holds the words of the query, in the order given, by late interaction alone."""
        asked, records = self._encoder.tokens([query.text])[0], []
        for publication, tokens in zip(publications, self._tokens_of(publications), strict=True):
            sentences = read_sentences(publication, tokens)
            scored = [_scored(asked, publication, sentence) for sentence in sentences]
            records.append(ReadRecord(sorted(scored, key=lambda s: -s.late), told_by(asked, sentences)))
        return records

    def _by_late_interaction(
        self,
        asked: TokenVectors,
        publications: Sequence[Publication],
        found: Mapping[str, float] = MappingProxyType({}),
    ) -> list[Scored]:
        return [
            _scored(asked, publication, sentence, found.get(publication.id, 1.0))
            for publication, tokens in zip(publications, self._tokens_of(publications), strict=True)
            for sentence in read_sentences(publication, tokens)
        ]


def _scored(asked: TokenVectors, publication: Publication, sentence: ReadSentence, found: float = 1.0) -> Scored:
    """Return the sentence of a record with its scores by late interaction."""
    return Scored(
        publication,
        sentence.field,
        sentence.start,
        sentence.end,
        sentence.score(asked),
        covered=sentence.covered(asked),
        found=found,
    )


def _best_first(sentences: Sequence[Scored]) -> list[Scored]:
    return sorted(sentences, key=lambda s: (-s.score, s.publication.id, s.start))


def _with_title(sentence: Scored) -> str:
    title = " ".join(sentence.publication.title.split())
    return title if sentence.field == "title" else f"{title}: {sentence.text}"


def holding_numbers(query: Query, sentences: Sequence[Scored]) -> list[Scored]:
    """Return those of the sentences that hold the numbers and years of the question, all of them where none does.

    What its record's title says a sentence need not say, nor its year where no other sentence says it and the title
    names none. So the figure of 2014 is not shown for 2015.
    """
    numbers = [term.plain for term in query.terms if any(c.isdigit() for c in term.plain)]
    if not numbers:
        return list(sentences)
    said = [{word.plain for text in (s.text, s.publication.title) for word in words(text)} for s in sentences]
    own = [s for s, here in zip(sentences, said, strict=True) if here.issuperset(numbers)]
    dated = [
        s
        for s, here in zip(sentences, said, strict=True)
        if all(number in here or is_dated(s.publication, number) for number in numbers)
    ]
    return own or dated or list(sentences)
