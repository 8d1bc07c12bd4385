"""Train the second opinion on what a question asks.

    python -m assistant.training.train_intents [--out INTENTS.npz]

Its examples are those of the file of intents, with what they speak of masked, the wordings of `wordings.jsonl` (text,
intent, perhaps order; already masked), and the questions on contents of `calibration.jsonl`. What is fitted is a
multinomial logistic regression with a ridge over the packaged model's vectors. Its figures are those of a
cross-validation.
"""

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.language.lexicon import CATALOGUE_WORDS
from assistant.language.words import STOP_WORDS, lowered, words
from assistant.understanding.intents.second_opinion import AHEAD, SURE, WEIGHTS, Floats, Weights
from assistant.understanding.intents.wordings import CONTENT, bare, wordings_in
from embeddings.models.encoder import SentenceEncoder

_FOLDS = 10
_SEED = 7
_RIDGE = 3e-3
_STEPS = 300
_RATE = 0.5
_MOMENTUM = 0.9
# Vectors of length 1 in 384 dimensions have entries of a twentieth; near 1 the steps are alike in all directions.
_SCALE = 10
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Labelled:
    """A masked question in lower case, and what it asks: an intent, perhaps with an order."""

    text: str
    label: str


def main() -> None:
    """Train, print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    given = parser.parse_args()
    questions = labelled()
    vectors = SentenceEncoder().encode([question.text for question in questions])
    weights, figures = fit(questions, vectors)
    told = {
        "labels": weights.labels,
        "frames": {name: sorted(said) for name, said in weights.frames.items()},
        "figures": figures,
    }
    np.savez_compressed(given.out, rows=weights.rows.astype(np.float16), told=np.array(json.dumps(told)))
    print(json.dumps(figures, indent=1))


def labelled() -> list[Labelled]:
    """Return the training's questions, each once."""
    file = wordings_in()
    found = [
        Labelled(masked(text, file.spoken_of), name)
        for name, intent in file.intents.items()
        if intent.of in ("catalogue", "desk") or name == CONTENT
        for text in intent.examples
    ]
    for row in _rows("wordings.jsonl"):
        found.append(Labelled(bare(lowered(row["text"])), f"{row['intent']} {row.get('order', '')}".strip()))
    for row in _rows("calibration.jsonl"):
        if row["kind"] in ("content", "unanswerable"):
            found.append(Labelled(bare(lowered(row["question"])), CONTENT))
    return list({question.text: question for question in found}.values())


def masked(text: str, names: Sequence[str]) -> str:
    """Return the text as a question is read, with "such" in place of each of the names.

    >>> masked("Who wrote the atlas?", ["the atlas"])
    'who wrote such'
    """
    any_name = "|".join(re.escape(lowered(name)) for name in sorted(names, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{any_name})(?!\w)", "such", bare(lowered(text)))


def fit(questions: Sequence[Labelled], vectors: Floats) -> tuple[Weights, dict[str, int]]:
    """Return the weights, and the figures of a cross-validation."""
    labels = tuple(sorted({question.label for question in questions}))
    of = np.array([labels.index(question.label) for question in questions])
    frames = _frames(questions)
    held_out = np.zeros((len(questions), len(labels)))
    order = np.random.default_rng(_SEED).permutation(len(questions))
    for fold in range(_FOLDS):
        left_out = np.isin(np.arange(len(questions)), order[fold::_FOLDS])
        weights = Weights(labels, _regression(vectors[~left_out], of[~left_out], len(labels)), frames)
        held_out[left_out] = weights.probabilities(vectors[left_out])
    return Weights(labels, _regression(vectors, of, len(labels)), frames), _figures(labels, of, held_out)


def _regression(vectors: Floats, of: npt.NDArray[np.int64], count: int) -> Floats:
    """Return a row of weights for each label, the intercept last, by gradient descent with momentum."""
    inputs = np.column_stack([vectors * _SCALE, np.ones(len(vectors))]).astype(np.float32)
    wanted = np.eye(count, dtype=np.float32)[of]
    rows = np.zeros((count, inputs.shape[1]), dtype=np.float32)
    held_back = np.full(inputs.shape[1], _RIDGE, dtype=np.float32)
    held_back[-1] = 0
    speed = np.zeros_like(rows)
    for _ in range(_STEPS):
        given = Weights((), rows, {}).probabilities(inputs[:, :-1])
        speed = _MOMENTUM * speed - _RATE * ((given - wanted).T @ inputs / len(inputs) + held_back * rows)
        rows = rows + speed
    rows[:, :-1] *= _SCALE
    return rows


def _figures(labels: Sequence[str], of: npt.NDArray[np.int64], held_out: Floats) -> dict[str, int]:
    """Return how many of the questions for catalogue and desk are read rightly and wrongly, and of content taken."""
    names = [label.split()[0] for label in labels]
    intents = sorted(set(names))
    by_intent = np.column_stack([held_out[:, [n == name for n in names]].sum(axis=1) for name in intents])
    wanted = np.array([intents.index(names[label]) for label in of])
    ranked = np.sort(by_intent, axis=1)
    best = by_intent.argmax(axis=1)
    taken = (ranked[:, -1] >= SURE) & (ranked[:, -1] - ranked[:, -2] >= AHEAD) & (best != intents.index(CONTENT))
    is_content = wanted == intents.index(CONTENT)
    return {
        "content": int(is_content.sum()),
        "content, taken for another": int((taken & is_content).sum()),
        "others": int((~is_content).sum()),
        "others, read rightly": int((taken & (best == wanted)).sum()),
        "others, read wrongly": int((taken & ~is_content & (best != wanted)).sum()),
    }


def _frames(questions: Sequence[Labelled]) -> dict[str, frozenset[str]]:
    """Return the words by which each intent is asked for that are neither common nor the catalogue's anyway."""
    said: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        if not question.label.startswith(CONTENT):
            plain = {word.plain for word in words(question.text)}
            said[question.label.split()[0]] |= plain - STOP_WORDS - CATALOGUE_WORDS
    return {name: frozenset(found) for name, found in said.items()}


def _rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (_HERE / name).read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
