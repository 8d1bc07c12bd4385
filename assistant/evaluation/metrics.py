"""Measures over judged questions, each with the interval that a sample of this size leaves open."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

# Resamples of the bootstrap: enough for two digits of a 95 % interval, and the same ones on every run.
_RESAMPLES = 2_000
_SEED = 7
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `count` questions, with its bootstrap interval of 95 % from `low` to `high`."""

    name: str
    mean: float
    low: float
    high: float
    count: int

    def __str__(self) -> str:
        return f"{self.mean:.2f} [{self.low:.2f}, {self.high:.2f}]"


def mean_of(name: str, values: Sequence[float]) -> Figure:
    """Return the mean of at least one value with its percentile bootstrap interval (Efron and Tibshirani 1993)."""
    rows = np.asarray(values, dtype=np.float64)
    chance = np.random.default_rng(_SEED)
    means = [rows[chance.integers(0, len(rows), len(rows))].mean() for _ in range(_RESAMPLES)]
    low, high = np.quantile(means, [_TAIL, 1 - _TAIL])
    return Figure(name, fmean(values), float(low), float(high), len(values))


def auroc(answerable: Sequence[float], unanswerable: Sequence[float]) -> float:
    """Return the chance that a question with an answer scores above one without; a tie counts half.

    Both hold at least one score. By ranks, as the statistic of Mann and Whitney (1947).
    """
    _, places, counts = np.unique([*answerable, *unanswerable], return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    above = ranks[: len(answerable)].sum() - len(answerable) * (len(answerable) + 1) / 2
    return float(above / (len(answerable) * len(unanswerable)))


def auroc_of(name: str, answerable: Sequence[float], unanswerable: Sequence[float]) -> Figure:
    """Return the AUROC with its interval; both kinds of question are resampled apart."""
    chance = np.random.default_rng(_SEED)
    means = [auroc(_resampled(answerable, chance), _resampled(unanswerable, chance)) for _ in range(_RESAMPLES)]
    low, high = np.quantile(means, [_TAIL, 1 - _TAIL])
    count = len(answerable) + len(unanswerable)
    return Figure(name, auroc(answerable, unanswerable), float(low), float(high), count)


def refused_at(name: str, rate: float, answerable: Sequence[float], unanswerable: Sequence[float]) -> Figure:
    """Return the share of unanswerable questions below the highest threshold that answers `rate` of the others.

    The threshold is the score of an answerable question; whatever scores as much is answered.
    """
    answered = max(1, int(np.ceil(rate * len(answerable))))
    threshold = sorted(answerable, reverse=True)[answered - 1]
    return mean_of(name, [float(score < threshold) for score in unanswerable])


def youden_of(name: str, answered: Sequence[float], refused: Sequence[float]) -> Figure:
    """Return Youden's J (1950) with its interval: the shares answered and refused rightly, less 1.

    Both hold at least one question, 1 where it was decided rightly; both kinds are resampled apart.
    """
    chance = np.random.default_rng(_SEED)
    found = [fmean(_resampled(answered, chance)) + fmean(_resampled(refused, chance)) - 1 for _ in range(_RESAMPLES)]
    low, high = np.quantile(found, [_TAIL, 1 - _TAIL])
    return Figure(name, fmean(answered) + fmean(refused) - 1, float(low), float(high), len(answered) + len(refused))


def f1_of(name: str, counts: Sequence[tuple[int, int, int]]) -> Figure:
    """Return F1 with its interval, over all that is shown and all that is marked of at least one text.

    Of each text is given how much is both shown and marked, how much shown, and how much marked.
    """
    rows = np.asarray(counts, dtype=np.float64)
    chance = np.random.default_rng(_SEED)
    sums = [rows[chance.integers(0, len(rows), len(rows))].sum(axis=0) for _ in range(_RESAMPLES)]
    low, high = np.quantile([_f1(*each) for each in sums], [_TAIL, 1 - _TAIL])
    return Figure(name, _f1(*rows.sum(axis=0)), float(low), float(high), len(rows))


def _f1(both: float, shown: float, marked: float) -> float:
    return float(2 * both / (shown + marked)) if shown + marked else 1.0


def _resampled(values: Sequence[float], chance: np.random.Generator) -> list[float]:
    return [values[place] for place in chance.integers(0, len(values), len(values))]
