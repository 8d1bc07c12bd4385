"""How well each stage picks the sentence that answers, and tells a question with an answer from one without.

    python -m tests.benchmarks.bench_evidence PATH_TO_SETS [--size 240] [--set squad2 scifact clapnq]

PATH_TO_SETS holds the folders squad2, scifact and clapnq. P@1: the best sentence answers. AUROC: of the best score,
between questions with an answer and without. Refused: of those without an answer, where 90 % of those with one are
answered. Precision and recall: of the sentences shown (as many for every stage as the desk shows). In brackets the
bootstrap interval of 95 %.
"""

import argparse
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import mean, quantiles
from time import perf_counter

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.coverage import coverage
from assistant.cross_encoder import CrossEncoder
from assistant.evidence import EvidenceReader, Scored, shown
from assistant.gate import features, probability_of
from assistant.vocabulary import Vocabulary
from corpus.sentences import sentences_of
from embeddings.encoder import SentenceEncoder
from tests.benchmarks import evidence_sets
from tests.benchmarks.evidence_sets import Case
from tests.benchmarks.metrics import interval

SETS: dict[str, Callable[[Path, int], list[Case]]] = {
    "squad2": evidence_sets.squad2,
    "scifact": evidence_sets.scifact,
    "clapnq": evidence_sets.clapnq,
}
STAGES = ("BM25", "cosine", "MaxSim", "scorer", "all")
_ANSWER_RATE = 0.9
_RESAMPLES = 2_000
_WORD = re.compile(r"\w+")
_K1, _B = 1.2, 0.75

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one stage made of a question: the sentences, the best first, the score of the best, how many are shown."""

    ranking: Sequence[Place]
    confidence: float
    shown: int


def outcomes(case: Case, reader: EvidenceReader, encoder: SentenceEncoder) -> dict[str, Outcome]:
    """Return what every stage makes of the question."""
    read = reader.read(case.question, case.publications)
    lacks = coverage(case.question, read[0].publication, Vocabulary(case.publications))
    probability = probability_of(features(case.question, read, lacks))
    count = len(shown(case.question, read))
    places = [(p.id, s.start, p.abstract[s.start : s.end]) for p in case.publications for s in _abstract(p)]
    texts = [text for _, _, text in places]
    by_cosine = encoder.encode(texts) @ encoder.encode_query(case.question)

    def outcome(scores: Mapping[Place, float], confidence: float | None = None) -> Outcome:
        ranking = sorted(scores, key=lambda place: (-scores[place], place))
        return Outcome(ranking, scores[ranking[0]] if confidence is None else confidence, count)

    def of(score: Callable[[Scored], float]) -> dict[Place, float]:
        return {(s.publication.id, s.start): score(s) for s in read}

    named = [(i, start) for i, start, _ in places]
    return {
        "BM25": outcome(dict(zip(named, bm25(case.question, texts), strict=True))),
        "cosine": outcome(dict(zip(named, map(float, by_cosine), strict=True))),
        "MaxSim": outcome(of(lambda s: s.late)),
        "scorer": outcome(of(lambda s: s.close)),
        "all": outcome(of(lambda s: s.score), probability),
    }


def _abstract(publication: evidence_sets.Publication) -> list[evidence_sets.Sentence]:
    return [s for s in sentences_of(publication) if s.field == "abstract"]


def bm25(question: str, texts: Sequence[str]) -> list[float]:
    """Return the BM25 score of each text, with the texts themselves as the collection."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    average = mean(sum(c.values()) for c in counts)
    scores = [0.0] * len(texts)
    for word in set(_WORD.findall(question.lower())):
        holding = sum(word in c for c in counts)
        rarity = log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        for i, c in enumerate(counts):
            length = 1 - _B + _B * sum(c.values()) / average
            scores[i] += rarity * c[word] * (_K1 + 1) / (c[word] + _K1 * length)
    return scores


def auroc(with_answer: Sequence[float], without: Sequence[float]) -> float:
    """Return the chance that a question with an answer scores above one without (ties count half)."""
    above = np.subtract.outer(np.asarray(with_answer), np.asarray(without))
    return float((above > 0).mean() + 0.5 * (above == 0).mean())


def auroc_interval(with_answer: Sequence[float], without: Sequence[float]) -> tuple[float, float]:
    """Return the percentile bootstrap interval of the AUROC."""
    chance = np.random.default_rng(0)
    one, other = np.asarray(with_answer), np.asarray(without)
    values = [
        auroc(one[chance.integers(0, len(one), len(one))].tolist(), other[chance.integers(0, len(other), len(other))].tolist())
        for _ in range(_RESAMPLES)
    ]
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def row_of(cases: Sequence[Case], found: Sequence[Outcome]) -> list[str]:
    """Return the cells of one stage."""
    pairs = [(c, o) for c, o in zip(cases, found, strict=True) if c.answerable]
    without = [o.confidence for c, o in zip(cases, found, strict=True) if not c.answerable]
    first = [float(o.ranking[0] in c.gold) for c, o in pairs]
    hits = [len(c.gold & set(o.ranking[: o.shown])) for c, o in pairs]
    precision = [hit / o.shown for hit, (_, o) in zip(hits, pairs, strict=True)]
    recall = [hit / len(c.gold) for hit, (c, _) in zip(hits, pairs, strict=True)]
    cells = [_with_interval(values) for values in (first, precision, recall)]
    if not without:
        return [*cells, "", ""]
    confident = [o.confidence for _, o in pairs]
    threshold = np.quantile(confident, 1 - _ANSWER_RATE)
    low, high = auroc_interval(confident, without)
    refused = [float(c < threshold) for c in without]
    return [*cells, f"{auroc(confident, without):.2f} ({low:.2f} to {high:.2f})", _with_interval(refused)]


def _with_interval(values: Sequence[float]) -> str:
    return "{:.2f} ({:.2f} to {:.2f})".format(mean(values), *interval(values))


def main() -> None:
    """Print one table for each set."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--size", type=int, default=240, help="questions of each set")
    parser.add_argument("--set", nargs="+", choices=tuple(SETS), default=tuple(SETS))
    given = parser.parse_args()
    encoder = SentenceEncoder()
    reader = EvidenceReader(encoder, CrossEncoder())
    for name in given.set:
        cases = SETS[name](given.path / name, given.size)
        found, times = [], []
        for case in track(cases, description=name, transient=True):
            begun = perf_counter()
            found.append(outcomes(case, reader, encoder))
            times.append((perf_counter() - begun) * 1000)
        table = Table("", "P@1", "precision", "recall", "AUROC", "refused", title=f"{name}: {len(cases)} questions")
        for stage in STAGES:
            table.add_row(stage, *row_of(cases, [o[stage] for o in found]))
        Console(width=130).print(table)
        Console().print(f"shown on average {mean(o['all'].shown for o in found):.1f}, p50 {quantiles(times)[1]:.0f} ms with encoding")


if __name__ == "__main__":
    main()
