"""What every stage of choosing a sentence is worth: BM25, cosine, MaxSim, the trained scorer, and all together.

Of each stage is measured how often its best sentence answers (P@1), how many of the sentences shown answer (precision)
and how many that answer are shown (recall), and, where a set has questions without an answer, how well the score of the
best sentence tells them apart (AUROC) and how many of them are refused when 90 % of the others are answered, and when
87.2 % are, where published figures are compared. Every stage shows as many sentences as the desk would.

All together also decide, as the desk does: how many of the questions with an answer are answered, how many of the
others are left empty, Youden's J of the two, and the F1 of the words shown and the words that people marked.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from statistics import fmean, median
from time import perf_counter

from assistant.collection.vocabulary import vocabulary_among
from assistant.evaluation.metrics import Figure, auroc_of, f1_of, mean_of, refused_at, youden_of
from assistant.evaluation.public_sets import Case, Place
from assistant.evidence.coverage import coverage
from assistant.evidence.gate import decide
from assistant.evidence.sentences import EvidenceReader, Scored
from assistant.evidence.showing import shown
from assistant.understanding.query import query_of
from corpus.sentences import spans
from embeddings.engine import Encoder

STAGES = ("BM25", "cosine", "MaxSim", "scorer", "all")
# At the second, a published adapter of 8 billion parameters refuses .68 of SQuAD 2.0's unanswerable questions.
ANSWER_RATES = (0.9, 0.872)
_WORD = re.compile(r"\w+")
# Robertson's usual constants, as in the collection's own word index.
_K1, _B = 1.2, 0.75


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one stage makes of a question: the sentences, best first, the best one's score, and how many are shown.

    `answered` is False where the desk would refuse, which only all stages together do.
    """

    ranking: Sequence[Place]
    confidence: float
    shown: int
    answered: bool = True


@dataclass(frozen=True, slots=True)
class StageReport:
    """The figures of one stage over a set."""

    stage: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The stages over one set of questions, and the median time in milliseconds of all of them on one question.

    `decision` holds how well all together decide whether to answer, where some questions have no answer.
    """

    questions: int
    answerable: int
    stages: tuple[StageReport, ...]
    decision: tuple[Figure, ...]
    median_ms: float


def benchmark(
    cases: Sequence[Case], reader: EvidenceReader, encoder: Encoder, progress: Callable[[int, int], None]
) -> Benchmark:
    """Return the figures of every stage over at least one case that has an answer."""
    found, times = [], []
    for done, case in enumerate(cases, start=1):
        begun = perf_counter()
        found.append(outcomes(case, reader, encoder))
        times.append((perf_counter() - begun) * 1000)
        progress(done, len(cases))
    stages = tuple(StageReport(stage, figures_of(cases, [o[stage] for o in found])) for stage in STAGES)
    decision = decision_of(cases, [o["all"] for o in found])
    return Benchmark(len(cases), sum(bool(case.gold) for case in cases), stages, decision, median(times))


def outcomes(case: Case, reader: EvidenceReader, encoder: Encoder) -> dict[str, Outcome]:
    """Return what every stage makes of the question, by its name."""
    query = query_of(case.question)
    read = reader.read(query, case.publications)
    lacks = coverage(query, read[0].publication, vocabulary_among(case.publications))
    verdict = decide(query, read, lacks)
    count = len(shown(query, read))
    places = [(p.id, start) for p in case.publications for start, _ in spans(p.abstract)]
    texts = [p.abstract[start:end] for p in case.publications for start, end in spans(p.abstract)]
    cosines = encoder.encode(texts) @ encoder.encode([case.question])[0]

    def by(score: Callable[[Scored], float]) -> tuple[list[Place], list[float]]:
        return [(s.publication.id, s.start) for s in read], [score(s) for s in read]

    ranked = {
        "BM25": _ranked(places, bm25(case.question, texts), count),
        "cosine": _ranked(places, cosines.tolist(), count),
        "MaxSim": _ranked(*by(lambda s: s.late), count),
        "scorer": _ranked(*by(lambda s: s.close), count),
        "all": _ranked(*by(lambda s: s.score), count),
    }
    return {**ranked, "all": Outcome(ranked["all"].ranking, verdict.probability, count, verdict.answered)}


def figures_of(cases: Sequence[Case], found: Sequence[Outcome]) -> tuple[Figure, ...]:
    """Return the figures of one stage; all but the first three only where some cases have no answer."""
    pairs = [(case, outcome) for case, outcome in zip(cases, found, strict=True) if case.gold]
    hits = [len(case.gold & set(outcome.ranking[: outcome.shown])) for case, outcome in pairs]
    figures = (
        mean_of("P@1", [float(outcome.ranking[0] in case.gold) for case, outcome in pairs]),
        mean_of("precision", [hit / outcome.shown for hit, (_, outcome) in zip(hits, pairs, strict=True)]),
        mean_of("recall", [hit / len(case.gold) for hit, (case, _) in zip(hits, pairs, strict=True)]),
    )
    without = [outcome.confidence for case, outcome in zip(cases, found, strict=True) if not case.gold]
    if not without:
        return figures
    answerable = [outcome.confidence for _, outcome in pairs]
    refused = [refused_at(f"refused at {rate}", rate, answerable, without) for rate in ANSWER_RATES]
    return (*figures, auroc_of("AUROC", answerable, without), *refused)


def decision_of(cases: Sequence[Case], found: Sequence[Outcome]) -> tuple[Figure, ...]:
    """Return how well it is decided whether to answer, and the F1 of words where people marked them.

    Nothing where every case has an answer.
    """
    answered = [float(outcome.answered) for case, outcome in zip(cases, found, strict=True) if case.gold]
    empty = [float(not outcome.answered) for case, outcome in zip(cases, found, strict=True) if not case.gold]
    if not empty:
        return ()
    figures = (mean_of("answered", answered), mean_of("left empty", empty), youden_of("J", answered, empty))
    counts = [_words_in_common(c, o) for c, o in zip(cases, found, strict=True) if c.marked is not None]
    return (*figures, f1_of("F1 of words", counts)) if counts else figures


def _words_in_common(case: Case, outcome: Outcome) -> tuple[int, int, int]:
    """Return how many words of the only record are shown and marked, how many shown, and how many marked."""
    (publication,) = case.publications
    ends = dict(spans(publication.abstract))
    starts = [start for _, start in outcome.ranking[: outcome.shown]] if outcome.answered else []
    shown = _words_within(publication.abstract, [(start, ends[start]) for start in starts])
    marked = _words_within(publication.abstract, case.marked or ())
    return len(shown & marked), len(shown), len(marked)


def _words_within(text: str, stretches: Sequence[tuple[int, int]]) -> set[int]:
    """Return where the words of the stretches begin."""
    return {word.start() for start, end in stretches for word in _WORD.finditer(text, start, end)}


def bm25(question: str, texts: Sequence[str]) -> list[float]:
    """Return the BM25 score of each text (Robertson and Zaragoza 2009), with the texts themselves as the collection."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    average = fmean(count.total() for count in counts)
    scores = [0.0] * len(texts)
    for word in set(_WORD.findall(question.lower())):
        holding = sum(word in count for count in counts)
        rarity = log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for place, count in enumerate(counts):
            length = 1 - _B + _B * count.total() / average
            scores[place] += rarity * count[word] * (_K1 + 1) / (count[word] + _K1 * length)
    return scores


def _ranked(places: Sequence[Place], scores: Sequence[float], shown: int) -> Outcome:
    """Return the places by falling score, ties by place."""
    order = sorted(range(len(places)), key=lambda i: (-scores[i], places[i]))
    return Outcome([places[i] for i in order], scores[order[0]], shown)
