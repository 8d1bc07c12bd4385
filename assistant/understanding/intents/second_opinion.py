"""A second opinion where the wordings say that a question is put to the texts: a classifier trained on examples."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.language.sizes import is_bounded
from assistant.language.words import lowered, words
from assistant.question import CatalogueRequest
from assistant.understanding.intents.requests import INTENTS, limit_of
from assistant.understanding.intents.wordings import CONTENT, bare, wordings_in

WEIGHTS = Path(__file__).parents[2] / "weights" / "intents.npz"
# In cross-validation over the training's wordings these keep all but a few in a thousand content questions; the figures
# are in the weights.
SURE = 0.6
# How far the best intent must be ahead of the next other one: two that tie are refused.
AHEAD = 0.3

Floats = npt.NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Weights:
    """One row of weights for each label, the intercept last; a label is an intent, perhaps with an order.

    `frames` are the words by which the training's wordings of an intent ask for it.
    """

    labels: tuple[str, ...]
    rows: Floats
    frames: Mapping[str, frozenset[str]]

    def probabilities(self, vectors: Floats) -> Floats:
        """Return how probable each label is for each vector, of shape (vectors, labels)."""
        logits = vectors @ self.rows[:, :-1].T + self.rows[:, -1]
        raised = np.exp(logits - logits.max(axis=1, keepdims=True))
        found: Floats = raised / raised.sum(axis=1, keepdims=True)
        return found


def load_weights(path: Path = WEIGHTS) -> Weights:
    """Return the weights of a file that the training wrote."""
    with np.load(path) as file:
        told = json.loads(str(file["told"]))
        frames = {name: frozenset(said) for name, said in told["frames"].items()}
        return Weights(tuple(told["labels"]), file["rows"].astype(np.float32), frames)


class SecondOpinion:
    """Says what a question asks that the wordings take for one of content.

    It is asked only where the wordings say that, with the question as `read_request` takes it: in lower case, without
    its lead-in, and with "such" in place of each condition, title and phrase that means a record. What it says counts
    only where `leaves` is empty for the words that are left over: what is looked for in the texts stays with them.
    """

    def __init__(self, encode: Callable[[Sequence[str]], Floats]) -> None:
        """Take what gives one vector of the packaged model for each text."""
        self._encode = encode

    def weigh(self, text: str) -> tuple[str, float]:
        """Return the most probable intent, CONTENT among them, and its probability; 0 where two intents tie."""
        label, probability = self._label(text)
        return _intent(label), probability

    def of(self, text: str) -> str | None:
        """Return the intent of the catalogue or the desk that it is sure of, else None."""
        name, probability = self.weigh(text)
        return name if name != CONTENT and probability >= SURE else None

    def request(self, text: str) -> CatalogueRequest | None:
        """Return what the question asks of the catalogue, where it is sure of that."""
        label, probability = self._label(text)
        intent = INTENTS[_intent(label)]
        if probability < SURE or intent.of != "catalogue":
            return None
        fields = wordings_in().fields
        named = next((fields[word.plain] for word in words(text) if word.plain in fields), "")
        order = label.removeprefix(intent.name).strip()
        request = CatalogueRequest(
            intent.name,  # type: ignore[arg-type]  # see `read_request`
            field=(named or intent.default_field) if intent.name in ("field", "values") else "",
            limit=limit_of(bare(lowered(text)), wordings_in()) or 1,
            order=order,  # type: ignore[arg-type]  # the training's labels hold the orders of requests
        )
        # It says nothing of how many records shall name a value.
        unsaid = request.asked == "values" and is_bounded(text)
        return None if unsaid or (request.asked == "field" and not request.field) else request

    def may_take(self, left: Sequence[str]) -> bool:
        """Tell whether the words left over belong to the way in which any intent is asked for; needs no model."""
        return any(set(left) <= said for said in self._weights.frames.values())

    def leaves(self, intent: str, left: Sequence[str]) -> list[str]:
        """Return those of the plain words left over that do not belong to the way in which the intent is asked for."""
        return [word for word in left if word not in self._weights.frames.get(intent, ())]

    @cached_property
    def _weights(self) -> Weights:
        return load_weights()

    def _label(self, text: str) -> tuple[str, float]:
        found = self._weights.probabilities(self._encode([bare(lowered(text))]))[0]
        order = np.argsort(-found)
        best = self._weights.labels[order[0]]
        other = next(at for at in order if _intent(self._weights.labels[at]) != _intent(best))
        sure = _of_intent(_intent(best), self._weights.labels, found)
        return best, sure if sure - float(found[other]) >= AHEAD else 0.0


def _intent(label: str) -> str:
    return label.split()[0]


def _of_intent(name: str, labels: Sequence[str], found: Floats) -> float:
    return float(sum(p for label, p in zip(labels, found, strict=True) if _intent(label) == name))
