"""Whether the sentences found answer the question, and if not, why."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from statistics import fmean

from assistant.evidence.coverage import Coverage
from assistant.evidence.held_kind import holds_kind
from assistant.evidence.sentences import Scored
from assistant.language.wording import listed
from assistant.question import EXACT_KINDS, AnswerKind, Query

# The scorer's logits beyond this say no more; one far outlier must not outweigh every other signal.
_CLOSE_LIMIT = 4.0

_WANTED: dict[AnswerKind, str] = {
    "phone": "gives no phone number",
    "address": "does not say where to get it",
    "money": "gives no amount of money",
    "duration": "does not say how long",
    "share": "does not say what share",
    "number": "does not say how many",
    "time": "does not say when",
    "language": "does not say in which language",
    "country": "names no country that answers this",
    "names": "does not give the names",
    "person": "does not say who",
    "place": "does not say where",
    "definition": "does not say what that is",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the question is answered, with the probability that it is, and the reason if it is not."""

    answered: bool
    probability: float
    reason: str = ""


def features(query: Query, best: Sequence[Scored], lacks: Coverage) -> dict[str, float]:
    """Return the signals that decide, by name, for the sentences found, the best first.

    `close` is the highest logit of the scorer, `late` the best sentence's score by late interaction,
    `ahead` by how much it exceeds the mean of the sentences read closely. The others are 1
    or 0: names that no record mentions, names that only other records mention, and a best sentence without the kind of
    answer asked for. The share of words that no record mentions was a signal until questions in quite other words than
    the records' were among those that the weights are fitted on: it had refused a third of them.
    """
    first = best[0] if best else None
    return {
        "close": max(-_CLOSE_LIMIT, min(_CLOSE_LIMIT, max((s.close for s in best), default=-_CLOSE_LIMIT))),
        "late": first.late if first else 0.0,
        "ahead": first.late - fmean(s.late for s in best) if first else 0.0,
        "missing_names": float(bool(lacks.missing_names)),
        "names_elsewhere": float(lacks.names_elsewhere > 0),
        "lacks_kind": float(query.answer_kind in EXACT_KINDS and _lacks_kind(query, best)),
    }


def _lacks_kind(query: Query, best: Sequence[Scored]) -> bool:
    """Tell whether the best sentence holds nothing of the kind that the question asks for."""
    return not any(holds_kind(s.text, query.answer_kind, query.term or query.text) for s in best[:1])


def decide(query: Query, best: Sequence[Scored], lacks: Coverage) -> Verdict:
    """Decide whether `best`, the sentences found, the best first, answer the question."""
    probability = probability_of(features(query, best, lacks))
    defines = not query.term or (bool(best) and best[0].fits)
    if best and defines and probability >= calibration()["threshold"]:
        return Verdict(True, probability)
    return Verdict(False, probability, reason_for(query, best, lacks))


def probability_of(signals: Mapping[str, float]) -> float:
    """Return the calibrated probability that the question is answered."""
    fitted = calibration()
    logit = fitted["intercept"] + sum(fitted[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-logit))


@cache
def calibration() -> Mapping[str, float]:
    """Return the weights of the signals, fitted by `python -m assistant.training.calibrate`."""
    return dict(json.loads((files("assistant") / "weights" / "gate.json").read_text(encoding="utf-8"))["weights"])


def reason_for(query: Query, best: Sequence[Scored], lacks: Coverage) -> str:
    """Return why the question is not answered, as a full sentence: the most telling of what is lacking."""
    if lacks.missing_names:
        return f"No record mentions {listed(_as_names(lacks.missing_names), 'or')}."
    if not best:
        return "No record speaks of this."
    nearest = f"The nearest publication, “{best[0].publication.title}”,"
    wanted = _WANTED.get(query.answer_kind)
    if wanted and _lacks_kind(query, best):
        return f"{nearest} {wanted}."
    if lacks.missing_words:
        return f"No record speaks of {listed(_marked(lacks.missing_words), 'or')}."
    if lacks.absent_here:
        return f"{nearest} does not speak of {listed(_marked(lacks.absent_here), 'or')}."
    return f"{nearest} touches on this, but no sentence of it answers the question."


def _as_names(texts: Sequence[str]) -> list[str]:
    """Return names and numbers as they are, and what begins with a small letter in quotation marks."""
    return [f"“{text}”" if text[0].islower() else text for text in texts]


def _marked(texts: Sequence[str]) -> list[str]:
    return [f"“{text}”" for text in texts]
