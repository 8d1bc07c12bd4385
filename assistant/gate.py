"""Whether the sentences found answer the question, and if not, why."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.answer_kind import AnswerKind, asked_kind, holds_kind
from assistant.coverage import Coverage
from assistant.evidence import Scored
from assistant.wording import listed

FEATURES = ("late", "close", "missing_names", "missing_share", "missing_here", "names_elsewhere", "lacks_kind")
# The scorer's logits beyond this say no more; one far outlier must not outweigh every other signal.
_CLOSE_LIMIT = 4.0

_KIND_REASON: dict[AnswerKind, str] = {
    "phone": "No record gives a phone number for it.",
    "money": "The nearest records speak of this, but none gives an amount of money.",
    "time": "The nearest records speak of this, but none says when.",
    "duration": "The nearest records speak of this, but none says how long.",
    "number": "The nearest records speak of this, but none gives the number.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the question is answered, with the probability that it is, and the reason if it is not."""

    answered: bool
    probability: float
    reason: str = ""


def features(question: str, best: Sequence[Scored], lacks: Coverage) -> dict[str, float]:
    """Return the signals that decide, by name, for the best sentences found."""
    kind = asked_kind(question)
    return {
        "late": max((s.late for s in best), default=0.0),
        "close": max(-_CLOSE_LIMIT, min(_CLOSE_LIMIT, max((s.close for s in best), default=-_CLOSE_LIMIT))),
        "missing_names": float(bool(lacks.missing_names)),
        "missing_share": lacks.missing_share,
        "missing_here": lacks.missing_here,
        "names_elsewhere": float(lacks.names_elsewhere > 0),
        "lacks_kind": float(not any(holds_kind(s.text, kind) for s in best[:1])),
    }


def decide(question: str, best: Sequence[Scored], lacks: Coverage) -> Verdict:
    """Decide whether `best`, the sentences found, the best first, answer the question."""
    probability = probability_of(features(question, best, lacks))
    if best and probability >= calibration()["threshold"]:
        return Verdict(True, probability)
    return Verdict(False, probability, reason_for(question, best, lacks))


def probability_of(signals: Mapping[str, float]) -> float:
    """Return the calibrated probability that the question is answered."""
    fitted = calibration()
    logit = fitted["intercept"] + sum(fitted[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-logit))


@cache
def calibration() -> Mapping[str, float]:
    """Return the weights of the signals, fitted by `python -m assistant.training.calibrate`."""
    return dict(json.loads((files("assistant") / "weights" / "gate.json").read_text(encoding="utf-8"))["weights"])


def reason_for(question: str, best: Sequence[Scored], lacks: Coverage) -> str:
    """Return why the question is not answered, as a full sentence: the most telling of what is lacking."""
    if lacks.missing_names:
        return f"No record mentions {listed(lacks.missing_names, 'or')}."
    if not best:
        return "No record speaks of this."
    kind = asked_kind(question)
    if kind and not any(holds_kind(s.text, kind) for s in best[:1]):
        return _KIND_REASON[kind]
    if lacks.missing_words:
        return f"No record speaks of “{listed(lacks.missing_words, 'or')}”."
    return "The nearest records touch on this, but no sentence in them answers it."
