"""Choosing the sentences that are shown: those that answer best, each with what it needs to be understood."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.evidence.held_kind import holds_kind
from assistant.evidence.late_interaction import read_sentences
from assistant.language.words import STOP_WORDS, words
from assistant.question import EXACT_KINDS, TOLD_KINDS, Query
from corpus.encodings import RecordTokens
from corpus.publication import Publication, TextField
from corpus.sentences import spans
from embeddings.engine import Encoder

TokensOf = Callable[[Sequence[Publication]], Sequence[RecordTokens]]

# How often the right sentence comes first, or is among those shown, is measured with other values of these by
# `python -m tests.benchmarks.bench_evidence`: on 234 questions on the default collection and 112 on another shelf.

# Sentences that the trained scorer reads, the best by late interaction.
READ_CLOSELY = 6
# Who is pointed to records, or compares them, needs a sentence of each.
READ_OF_SEVERAL = 8
# How far the trained scorer may move a sentence: right first .80 and .86 of the time, without it .78 and .80.
CLOSE_READING_WEIGHT = 0.02
# What holding the kind of answer asked for is worth.
KIND_BONUS = 0.09
# What the end of an abstract is worth over its beginning: abstracts begin with what is known and end with findings.
LATER_BONUS = 0.06
# What the search's score of the record, from 0 to 1, is worth: the right record comes first for 106 rather than 103 of
# 117 questions on five catalogues, the right sentence among the first two for 93 rather than 91.
SEARCH_WEIGHT = 0.15
# A further sentence is shown when it comes this near to the best one, and at most so many altogether.
_NEAR = 0.12
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
# "The Department asked for it": a name cut short, if the sentence before has the whole of it.
_SHORT_NAME = re.compile(rf"The\s+(?!(?:{_OWN_NAMES})s?\b)([A-Z][a-z]+)\s+(?!(?:of|on|for|against|in|to)\b)[a-z]")


class Scorer(Protocol):
    """Reads a question and a sentence together."""

    def scores(self, question: str, sentences: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return one logit for each sentence: above 0 it answers rather than not."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence with its scores: of the abstract, or the title of a record that has none.

    `late` is its score by late interaction, 0 to 1. `close` is the trained scorer's logit, 0 before it was read
    closely. `fits` says that it holds the kind of answer that the question asks for, where it asks for a kind.
    `found` is the search's score of its record.
    """

    publication: Publication
    field: TextField
    start: int
    end: int
    late: float
    close: float = 0.0
    fits: bool = False
    found: float = 1.0

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


class EvidenceReader:
    """Reads the sentences of records for what answers a question."""

    def __init__(self, encoder: Encoder, scorer: Scorer, tokens_of: TokensOf) -> None:
        """Take what gives the token vectors of a question, and `tokens_of`, which gives those of records."""
        self._encoder, self._scorer, self._tokens_of = encoder, scorer, tokens_of

    def read(
        self,
        query: Query,
        publications: Sequence[Publication],
        closely: int = READ_CLOSELY,
        found: Mapping[str, float] = MappingProxyType({}),
    ) -> list[Scored]:
        """Return the `closely` best sentences of the records, the best first, ties by record and place.

        `found` holds the search's scores of the records by id, where they were searched for.
        """
        asked, kind = self._encoder.tokens([query.text])[0], query.answer_kind
        sentences = [
            Scored(
                publication,
                sentence.field,
                sentence.start,
                sentence.end,
                sentence.score(asked),
                found=found.get(publication.id, 1.0),
            )
            for publication, tokens in zip(publications, self._tokens_of(publications), strict=True)
            for sentence in read_sentences(publication, tokens)
        ]
        if kind in TOLD_KINDS:
            sentences = [replace(s, fits=holds_kind(s.text, kind, query.term or query.text)) for s in sentences]
        nearest = _best_first(holding_numbers(query, sentences))[:closely]
        logits = self._scorer.scores(query.text, [_with_title(s) for s in nearest])
        return _best_first([replace(s, close=float(logit)) for s, logit in zip(nearest, logits, strict=True)])


def _best_first(sentences: Sequence[Scored]) -> list[Scored]:
    return sorted(sentences, key=lambda s: (-s.score, s.publication.id, s.start))


def _with_title(sentence: Scored) -> str:
    title = " ".join(sentence.publication.title.split())
    return title if sentence.field == "title" else f"{title}: {sentence.text}"


def shown(query: Query, sentences: Sequence[Scored]) -> list[Scored]:
    """Return the sentences to show of those read, the best first: as many as the question needs.

    The best one is always shown. A further one is shown when it comes near the best, at most one more where the
    question asks for one fact.
    """
    most = _MOST_FOR_A_FACT if query.answer_kind in EXACT_KINDS else _MOST
    least = sentences[0].score - _NEAR if sentences else 0.0
    return [s for s in sentences[:most] if s.score >= least]


def holding_numbers(query: Query, sentences: Sequence[Scored]) -> list[Scored]:
    """Return those of the sentences that hold the numbers and years of the question, all of them where none does.

    What its record's title says, or its year, a sentence need not say. So the figure of 2014 is not shown for 2015.
    """
    numbers = [term.plain for term in query.terms if any(c.isdigit() for c in term.plain)]
    said = {id(s): {word.plain for word in words(s.text)} for s in sentences} if numbers else {}
    own = [s for s in sentences if numbers and said[id(s)].issuperset(numbers)]
    if not own:
        own = [s for s in sentences if numbers and said[id(s)].union(_numbers_of(s.publication)).issuperset(numbers)]
    return own or list(sentences)


def _numbers_of(publication: Publication) -> set[str]:
    return {str(publication.year), *(word.plain for word in words(publication.title))}


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
    text = sentence.publication.text(sentence.field)
    before = [(start, end) for start, end in spans(text) if end <= sentence.start]
    if not before:
        return sentence
    start, end = before[-1]
    if _LEANS_BACK.match(sentence.text) or _cuts_a_name_short(sentence.text, text[start:end]):
        return replace(sentence, start=start)
    return sentence


def _cuts_a_name_short(text: str, before: str) -> bool:
    """Tell whether the text begins with a part of a name that the sentence before it has whole."""
    found = _SHORT_NAME.match(text)
    if not found:
        return False
    return re.search(rf"\b[A-Z]\w+ {found[1]}\b|\b{found[1]} (?:of|on|for|against)\b", before) is not None


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
