"""Fit how the gate weighs its signals.

    python -m assistant.training.calibrate QUESTIONS... --shelf ABSTRACTS --catalogue LISTING QUESTIONS... ...

QUESTIONS are files of one JSON object a line: question, kind ("content" or "unanswerable"), answerable and titles. The
first are on the default collection. ABSTRACTS is a collection of its own with questions on it, in the form of the
training's abstracts. LISTING is a file of records in a folder that names it, with questions on them.

What is fitted is a logistic regression with a ridge over the signals of `assistant.evidence.gate.features`; every group
of questions weighs as much as any other, however many they are. Each collection is then left out in turn and judged by
what the others say: the threshold refuses no more than the given share of the answerable questions, and the figures are
kept beside the weights.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.evaluation.judged import Judged, Kind
from assistant.evaluation.metrics import auroc
from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.gate import features
from assistant.evidence.reader import ContentReader
from assistant.evidence.sentences import EvidenceReader
from assistant.question import ContentQuestion
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.understand import Understanding, questions_in
from corpus.collection import load_default
from corpus.formats import read
from corpus.publication import Publication
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.record_tokens import kept_tokens

_RIDGE = 1.0
_NEWTON_STEPS = 25
# What the kinds of questions on invented abstracts are called elsewhere.
_KINDS: dict[str, Kind] = {
    "answer": "content",
    "pointing": "pointing",
    "near-miss": "unanswerable",
    "asks-other-kind": "unanswerable",
}

Rows = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The signals of one question, whether its records answer it, its group, and the collection that it is asked of."""

    question: str
    signals: Mapping[str, float]
    answerable: bool
    group: str
    collection: str


def main() -> None:
    """Fit, print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--shelf", type=Path, required=True, help="abstracts with questions on them")
    parser.add_argument("--catalogue", type=Path, nargs="+", action="append", default=[], metavar="FILE")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "weights" / "gate.json")
    parser.add_argument("--refused", type=float, default=0.1, help="share of answerable questions that may be refused")
    given = parser.parse_args()
    weights, figures = fit(labelled_questions(given.questions, given.shelf, given.catalogue), given.refused)
    written = json.dumps({"weights": weights, "figures": figures}, indent=1)
    given.out.write_text(f"{written}\n", encoding="utf-8")
    print(written)


def labelled_questions(paths: Sequence[Path], shelf: Path, catalogues: Sequence[Sequence[Path]]) -> list[Labelled]:
    """Return the signals of the questions on the default collection, on the shelf and on the catalogues."""
    encoder, default = SentenceEncoder(), load_default()
    publications, questions = read_shelf(shelf)
    found = signals_of({shelf.stem: questions}, publications, encoder, shelf.stem)
    of_default = {path.stem: read_questions(path) for path in paths}
    found += signals_of(of_default, default.publications, encoder, "default")
    for listing, *files in catalogues:
        name = listing.parent.name
        questions = [question for path in files for question in read_questions(path)]
        found += signals_of({name: questions}, tuple(read(listing)), encoder, name)
    return found


def read_questions(path: Path) -> list[Judged]:
    """Return the questions of a file, one JSON object a line."""
    return [Judged.model_validate_json(line) for line in path.read_text(encoding="utf-8").splitlines()]


def read_shelf(path: Path) -> tuple[tuple[Publication, ...], list[Judged]]:
    """Return the abstracts of a file as records, and the questions on them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    publications = tuple(
        Publication(id=f"{number}", title=row["title"], abstract=row["abstract"]) for number, row in enumerate(rows)
    )
    questions = []
    for row in rows:
        for asked in row["questions"]:
            kind = _KINDS[asked["kind"]]
            titles = () if kind == "unanswerable" else (row["title"],)
            questions.append(
                Judged(question=asked["question"], kind=kind, answerable=kind != "unanswerable", titles=titles)
            )
    return publications, questions


def signals_of(
    groups: Mapping[str, Sequence[Judged]],
    publications: Sequence[Publication],
    encoder: SentenceEncoder,
    collection: str,
) -> list[Labelled]:
    """Return the signals of those of the questions that the desk reads as one question on contents."""
    found = []
    with opened(publications, encoder) as (reader, records):
        for group, question in [(group, question) for group, several in groups.items() for question in several]:
            asked = on_contents(question, records)
            if question.kind in ("content", "unanswerable") and asked:
                seen = reader.read(asked, reader.search(asked, records), records)
                signals = features(asked.query, seen.sentences, seen.lacks)
                found.append(Labelled(question.question, signals, question.answerable, group, collection))
    return found


@contextmanager
def opened(publications: Sequence[Publication], encoder: SentenceEncoder) -> Iterator[tuple[ContentReader, Records]]:
    """Give what reads the publications, in a collection of their own that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "collection.sqlite") as store:
        store.put(publications)
        engine = HybridEngine(store, encoder, Path(folder) / "index")
        evidence = EvidenceReader(encoder, CrossEncoder(), partial(kept_tokens, store, encoder))
        yield ContentReader(engine, evidence), Records(store, vocabulary_of(store))


def on_contents(question: Judged, records: Records) -> ContentQuestion | None:
    """Return the question as the desk reads it, None unless it stands alone and is one question on contents."""
    parts = questions_in(question.question, records.vocabulary)
    if len(parts) > 1 or question.history:
        return None
    asked = Understanding(records, Conversation(())).question(parts[0])
    return asked if isinstance(asked, ContentQuestion) else None


def fit(labelled: Sequence[Labelled], may_refuse: float) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights with the threshold, and the figures of each collection, judged by what the others say."""
    names = list(labelled[0].signals)
    rows = np.array([[row.signals[name] for name in names] for row in labelled])
    answers = np.array([float(row.answerable) for row in labelled])
    counts = Counter(row.group for row in labelled)
    weights = np.array([len(labelled) / len(counts) / counts[row.group] for row in labelled])
    collections = np.array([row.collection for row in labelled])
    held_out = np.zeros(len(rows))
    for collection in np.unique(collections):
        out = collections == collection
        held_out[out] = _probabilities(rows[out], _logistic(rows[~out], answers[~out], weights[~out]))
    threshold = _quantile(held_out[answers == 1], weights[answers == 1], may_refuse)
    fitted = (round(float(w), 4) for w in _logistic(rows, answers, weights))
    figures = _figures(labelled, held_out, threshold)
    return {**dict(zip(("intercept", *names), fitted, strict=True)), "threshold": round(threshold, 4)}, figures


def _quantile(values: Rows, weights: Rows, share: float) -> float:
    """Return the highest of the values below which no more than the share of the weight lies."""
    order = np.argsort(values)
    below = np.cumsum(weights[order]) - weights[order]
    return float(values[order][below <= share * weights.sum()][-1])


def _figures(labelled: Sequence[Labelled], held_out: Rows, threshold: float) -> dict[str, float]:
    """Return of each group how many questions are refused, of how many, and the AUROC against all answerable ones."""
    answers = np.array([row.answerable for row in labelled])
    groups = np.array([row.group for row in labelled])
    figures: dict[str, float] = {}
    for group in dict.fromkeys(groups):
        for name, chosen in (("answerable", answers), ("unanswerable", ~answers)):
            scores = held_out[chosen & (groups == group)]
            if len(scores):
                figures |= {f"{group}, {name}": len(scores), f"{group}, {name}, refused": _share(scores < threshold)}
        if (~answers & (groups == group)).any():
            figures[f"{group}, AUROC"] = round(auroc(held_out[answers], held_out[~answers & (groups == group)]), 3)
    return figures


def _share(values: npt.NDArray[np.generic]) -> float:
    return round(float(values.mean(dtype=float)), 3)


def _probabilities(rows: Rows, weights: Rows) -> Rows:
    found: Rows = 1 / (1 + np.exp(-(weights[0] + rows @ weights[1:])))
    return found


def _logistic(rows: Rows, answers: Rows, counts: Rows) -> Rows:
    """Return intercept and weights by Newton's method; the ridge is on the signals brought to unit spread.

    Each row counts as often as `counts` says.
    """
    spread = rows.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = np.column_stack([np.ones(len(rows)), (rows - rows.mean(axis=0)) / spread])
    ridge = np.diag([0.0, *[_RIDGE] * rows.shape[1]])
    weights = np.zeros(scaled.shape[1])
    for _ in range(_NEWTON_STEPS):
        predicted = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (counts * (answers - predicted)) - ridge @ weights
        curve = (scaled * (counts * predicted * (1 - predicted))[:, None]).T @ scaled + ridge
        weights += np.linalg.solve(curve, slope)
    inner = weights[1:] / spread
    return np.array([weights[0] - (inner * rows.mean(axis=0)).sum(), *inner])


if __name__ == "__main__":
    main()
