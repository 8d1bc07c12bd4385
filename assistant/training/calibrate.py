"""Fit how the gate weighs its signals, on questions that no test uses.

    python -m assistant.training.calibrate QUESTIONS.jsonl... [--out assistant/weights/gate.json]

QUESTIONS holds one JSON object a line: question, kind ("content" or "unanswerable") and answerable, on the default
collection. What is fitted is a logistic regression with a ridge over the signals of `assistant.gate.features`; the
threshold refuses no more than the given share of the answerable questions in cross-validation. The figures of the
cross-validation are kept beside the weights.
"""

import argparse
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.content import ContentReader
from assistant.gate import features
from assistant.understand import understand
from corpus.collection import load_default
from corpus.store import Store
from embeddings.encoder import SentenceEncoder
from embeddings.local import LocalEngine

_RIDGE = 1.0
_NEWTON_STEPS = 25
_FOLDS = 10
_SEED = 7

Rows = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The signals of one question, and whether the collection answers it."""

    question: str
    signals: Mapping[str, float]
    answerable: bool


def main() -> None:
    """Fit, print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "weights" / "gate.json")
    parser.add_argument("--refused", type=float, default=0.04, help="share of answerable questions that may be refused")
    given = parser.parse_args()
    labelled = [row for path in given.questions for row in signals_of(path)]
    weights, figures = fit(labelled, given.refused)
    given.out.write_text(json.dumps({"weights": weights, "figures": figures}, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"weights": weights, "figures": figures}, indent=1))


def signals_of(path: Path) -> list[Labelled]:
    """Return the signals of the content questions in the file, asked of the default collection."""
    encoder, found = SentenceEncoder(), []
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "collection.sqlite") as store:
        load_default().put_into(store)
        engine = LocalEngine(store, encoder, Path(folder) / "index")
        engine.refresh()
        reader = ContentReader(store, engine, encoder)
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            parts = understand(row["question"], (), store)
            if row["kind"] in ("content", "unanswerable") and len(parts) == 1 and parts[0].kind == "content":
                seen = reader.find(parts[0].search, reader.search(parts[0]))
                signals = features(parts[0].search, seen.sentences, seen.lacks)
                found.append(Labelled(row["question"], signals, row["answerable"]))
    return found


def fit(labelled: Sequence[Labelled], may_refuse: float) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights with the threshold, and the figures of a cross-validation."""
    names = list(labelled[0].signals)
    rows = np.array([[row.signals[name] for name in names] for row in labelled])
    answers = np.array([float(row.answerable) for row in labelled])
    held_out = np.zeros(len(rows))
    order = np.random.default_rng(_SEED).permutation(len(rows))
    for fold in range(_FOLDS):
        left_out = order[fold::_FOLDS]
        rest = np.setdiff1d(order, left_out)
        held_out[left_out] = _probabilities(rows[left_out], _logistic(rows[rest], answers[rest]))
    threshold = float(np.quantile(held_out[answers == 1], may_refuse))
    weights = _logistic(rows, answers)
    above = np.subtract.outer(held_out[answers == 1], held_out[answers == 0])
    figures = {
        "answerable": float(answers.sum()),
        "unanswerable": float((1 - answers).sum()),
        "auroc": round(float((above > 0).mean() + 0.5 * (above == 0).mean()), 3),
        "answerable refused": round(float((held_out[answers == 1] < threshold).mean()), 3),
        "unanswerable refused": round(float((held_out[answers == 0] < threshold).mean()), 3),
    }
    named = dict(zip(("intercept", *names), (round(float(w), 4) for w in weights), strict=True))
    return {**named, "threshold": round(threshold, 4)}, figures


def _probabilities(rows: Rows, weights: Rows) -> Rows:
    found: Rows = 1 / (1 + np.exp(-(weights[0] + rows @ weights[1:])))
    return found


def _logistic(rows: Rows, answers: Rows) -> Rows:
    """Return intercept and weights by Newton's method; the ridge is on the signals brought to unit spread."""
    spread = rows.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = np.column_stack([np.ones(len(rows)), (rows - rows.mean(axis=0)) / spread])
    ridge = np.diag([0.0, *[_RIDGE] * rows.shape[1]])
    weights = np.zeros(scaled.shape[1])
    for _ in range(_NEWTON_STEPS):
        predicted = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (answers - predicted) - ridge @ weights
        curve = (scaled * (predicted * (1 - predicted))[:, None]).T @ scaled + ridge
        weights += np.linalg.solve(curve, slope)
    inner = weights[1:] / spread
    return np.array([weights[0] - (inner * rows.mean(axis=0)).sum(), *inner])


if __name__ == "__main__":
    main()
