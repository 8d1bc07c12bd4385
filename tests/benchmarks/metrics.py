"""Measures of a ranking against judgements, each of one question, and the interval of their mean."""

from collections.abc import Mapping, Sequence
from math import log2

import numpy as np

_RESAMPLES = 10_000


def ndcg(ranking: Sequence[str], gains: Mapping[str, float], k: int) -> float:
    """Return the discounted gain of the first `k` over that of the best order: sum of gain / log2(1 + rank).

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002), in trec_eval's form.
    """
    best = sorted(gains.values(), reverse=True)[:k]
    ideal = sum(gain / log2(rank + 1) for rank, gain in enumerate(best, start=1))
    found = sum(gains.get(i, 0.0) / log2(rank + 1) for rank, i in enumerate(ranking[:k], start=1))
    return found / ideal if ideal else 0.0


def recall(ranking: Sequence[str], gains: Mapping[str, float], k: int) -> float:
    """Return the share of the relevant that stands among the first `k`."""
    relevant = {i for i, gain in gains.items() if gain > 0}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else 0.0


def interval(values: Sequence[float], confidence: float = 0.95) -> tuple[float, float]:
    """Return the percentile bootstrap interval of the mean, the same on every run."""
    rows = np.asarray(values)
    random = np.random.default_rng(0)
    means = [rows[random.integers(0, len(rows), len(rows))].mean() for _ in range(_RESAMPLES)]
    tail = (1 - confidence) / 2
    low, high = np.quantile(means, [tail, 1 - tail])
    return float(low), float(high)
