"""Fit how the gate weighs its signals, on questions that no test uses.

    python -m assistant.training.calibrate QUESTIONS.jsonl... --shelf ABSTRACTS.jsonl --catalogue FOLDER...

QUESTIONS holds one JSON object a line: question, kind ("content" or "unanswerable"), answerable and titles, on the
default collection. ABSTRACTS is a collection of its own with questions on it, in the form of the training's abstracts.
FOLDER holds a catalogue, listing.txt, and questions_development.jsonl. Each answerable question on the first two is
asked again without the records that answer it, as of a collection that does not hold them.
What is fitted is a logistic regression with a ridge over the signals of `assistant.evidence.gate.features`; the
threshold refuses no more than the given share of the answerable questions in cross-validation. The figures of the
cross-validation are kept beside the weights.
"""

import argparse
import json
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.collection.records import Records
from assistant.collection.vocabulary import vocabulary_of
from assistant.evaluation.judged import Judged, Kind
from assistant.evidence.cross_encoder import CrossEncoder
from assistant.evidence.gate import features
from assistant.evidence.reader import ContentReader
from assistant.evidence.sentences import EvidenceReader
from assistant.question import ContentQuestion
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.understand import Understanding, questions_in
from corpus.collection import Collection, load_default
from corpus.formats import read
from corpus.publication import Publication
from corpus.store import Store
from embeddings.hybrid import HybridEngine
from embeddings.models.encoder import SentenceEncoder
from embeddings.reading.record_tokens import kept_tokens

_RIDGE = 1.0
_NEWTON_STEPS = 25
_FOLDS = 10
_SEED = 7
# What the kinds of questions on invented abstracts are called elsewhere.
_KINDS: dict[str, Kind] = {
    "answer": "content",
    "pointing": "pointing",
    "near-miss": "unanswerable",
    "asks-other-kind": "unanswerable",
}
# The group of the questions that are asked again without the records that answer them.
WITHOUT = "without their records"

Rows = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The signals of one question, whether its records answer it, and the group that it is counted in."""

    question: str
    signals: Mapping[str, float]
    answerable: bool
    group: str


def main() -> None:
    """Fit, print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--shelf", type=Path, required=True, help="abstracts with questions on them")
    parser.add_argument("--catalogue", type=Path, nargs="*", default=[], help="folders of a catalogue with questions")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "weights" / "gate.json")
    parser.add_argument("--refused", type=float, default=0.12, help="share of answerable questions that may be refused")
    given = parser.parse_args()
    weights, figures = fit(labelled_questions(given.questions, given.shelf, given.catalogue), given.refused)
    given.out.write_text(json.dumps({"weights": weights, "figures": figures}, indent=1) + "\n", encoding="utf-8")
    print(json.dumps({"weights": weights, "figures": figures}, indent=1))


def labelled_questions(paths: Sequence[Path], shelf: Path, catalogues: Sequence[Path] = ()) -> list[Labelled]:
    """Return the signals of the questions in the files, and of the answerable ones without their records."""
    encoder, default = SentenceEncoder(), load_default()
    asked = [(default, path.stem, read_questions(path)) for path in paths]
    publications, questions = read_shelf(shelf)
    asked.append((default.model_copy(update={"publications": publications}), shelf.stem, questions))
    found: list[Labelled] = []
    for collection, group, questions in asked:
        found += signals_of(questions, collection, encoder, group)
        by_titles: dict[tuple[str, ...], list[Judged]] = defaultdict(list)
        for question in questions:
            if question.answerable:
                by_titles[question.titles].append(question.model_copy(update={"answerable": False}))
        for titles, unanswered in by_titles.items():
            rest = tuple(p for p in collection.publications if p.title not in titles)
            found += signals_of(unanswered, collection.model_copy(update={"publications": rest}), encoder, WITHOUT)
    for folder in catalogues:
        collection = default.model_copy(update={"publications": tuple(read(folder / "listing.txt"))})
        questions = read_questions(folder / "questions_development.jsonl")
        found += signals_of(questions, collection, encoder, folder.name)
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
    questions: Sequence[Judged], collection: Collection, encoder: SentenceEncoder, group: str
) -> list[Labelled]:
    """Return the signals of those of the questions that the desk reads as one question on contents."""
    found = []
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "collection.sqlite") as store:
        collection.put_into(store)
        engine = HybridEngine(store, encoder, Path(folder) / "index")
        evidence = EvidenceReader(encoder, CrossEncoder(), partial(kept_tokens, store, encoder))
        reader, records = ContentReader(engine, evidence), Records(store, vocabulary_of(store))
        for question in questions:
            parts = questions_in(question.question, records.vocabulary)
            asked = Understanding(records, Conversation(())).question(parts[0])
            is_one = len(parts) == 1 and not question.history
            if question.kind in ("content", "unanswerable") and is_one and isinstance(asked, ContentQuestion):
                seen = reader.read(asked, reader.search(asked, records), records)
                signals = features(asked.query, seen.sentences, seen.lacks)
                found.append(Labelled(question.question, signals, question.answerable, group))
    return found


def fit(labelled: Sequence[Labelled], may_refuse: float) -> tuple[dict[str, float], dict[str, float]]:
    """Return the weights with the threshold, and the figures of a cross-validation over the questions."""
    names = list(labelled[0].signals)
    rows = np.array([[row.signals[name] for name in names] for row in labelled])
    answers = np.array([float(row.answerable) for row in labelled])
    questions = np.unique([row.question for row in labelled], return_inverse=True)[1]
    held_out = np.zeros(len(rows))
    order = np.random.default_rng(_SEED).permutation(questions.max() + 1)
    for fold in range(_FOLDS):
        left_out = np.isin(questions, order[fold::_FOLDS])
        held_out[left_out] = _probabilities(rows[left_out], _logistic(rows[~left_out], answers[~left_out]))
    threshold = float(np.quantile(held_out[answers == 1], may_refuse))
    weights = (round(float(w), 4) for w in _logistic(rows, answers))
    figures = _figures(labelled, held_out, threshold)
    return {**dict(zip(("intercept", *names), weights, strict=True)), "threshold": round(threshold, 4)}, figures


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
        above = np.subtract.outer(held_out[answers], held_out[~answers & (groups == group)])
        if above.size:
            figures[f"{group}, AUROC"] = _share((above > 0) + 0.5 * (above == 0))
    return figures


def _share(values: npt.NDArray[np.generic]) -> float:
    return round(float(values.mean(dtype=float)), 3)


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
