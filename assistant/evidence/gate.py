"""Whether the sentences found answer the question, and if not, why."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from assistant.evidence.asked_year import speaks_of
from assistant.evidence.coverage import Coverage
from assistant.evidence.held_kind import holds_kind
from assistant.evidence.sentences import Scored
from assistant.messages.message import Message, Part, message
from assistant.question import EXACT_KINDS, Query

# The scorer's logits beyond this say no more; one far outlier must not outweigh every other signal.
_CLOSE_LIMIT = 4.0

# The kinds of answer whose want is a reason by itself, each with a message `nearest.…`.
_WANTED = frozenset(
    "phone address money duration share number time language country names person place definition".split()
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the question is answered, with the probability that it is, and the reason if it is not."""

    answered: bool
    probability: float
    reason: Message | None = None


def features(query: Query, best: Sequence[Scored], lacks: Coverage) -> dict[str, float]:
    """Return the signals that decide, by name, for the sentences found, the best first.

    `close` is the highest logit of the scorer, `covered` how much of the best sentence the question speaks of. The
    others are 1 or 0: names that no record mentions, names that only other records mention, and a best sentence without
    the kind of answer asked for. Left out are how many of the question's words the sentence holds and how near other
    records come: they told near-misses apart a little better, by refusing who asks in the record's own words, and one
    report of a yearly series. The share of words that no record mentions had refused a third of the questions in quite
    other words than the records'.
    """
    first = best[0] if best else None
    return {
        "close": max(-_CLOSE_LIMIT, min(_CLOSE_LIMIT, max((s.close for s in best), default=-_CLOSE_LIMIT))),
        "covered": first.covered if first else 0.0,
        "missing_names": float(bool(lacks.missing_names)),
        "names_elsewhere": float(bool(lacks.names_elsewhere)),
        "lacks_kind": float(query.answer_kind in EXACT_KINDS and _lacks_kind(query, best)),
    }


def _lacks_kind(query: Query, best: Sequence[Scored]) -> bool:
    """Tell whether the best sentence holds nothing of the kind that the question asks for."""
    return not any(holds_kind(s.text, query) for s in best[:1])


def _lacks_year(query: Query, best: Sequence[Scored]) -> bool:
    """Tell whether the record of the best sentence does not speak of the year asked for."""
    return bool(query.year) and not speaks_of(best[0].publication, query.year)


def decide(query: Query, best: Sequence[Scored], lacks: Coverage, least: float | None = None) -> Verdict:
    """Decide whether `best`, the sentences found, the best first, answer the question.

    They do not where they define nothing that is to be defined, or their record does not speak of the year asked for.
    `least` is how probable an answer must be, where the collection has a threshold of its own.
    """
    probability = probability_of(features(query, best, lacks))
    fits = bool(best) and (best[0].fits or not query.term) and not _lacks_year(query, best)
    if fits and probability >= (calibration()["threshold"] if least is None else least):
        return Verdict(True, probability)
    return Verdict(False, probability, reason_for(query, best, lacks))


def probability_of(signals: Mapping[str, float], gate: str = "gate") -> float:
    """Return the calibrated probability that the question is answered; `gate` names the file of the weights."""
    fitted = calibration(gate)
    logit = fitted["intercept"] + sum(fitted[name] * value for name, value in signals.items())
    return 1 / (1 + math.exp(-logit))


@cache
def calibration(gate: str = "gate") -> Mapping[str, float]:
    """Return the weights of the signals, fitted by `python -m assistant.training.calibrate` and its like."""
    return dict(json.loads((files("assistant") / "weights" / f"{gate}.json").read_text(encoding="utf-8"))["weights"])


def reason_for(query: Query, best: Sequence[Scored], lacks: Coverage) -> Message:
    """Return why the question is not answered, as a full sentence: the most telling of what is lacking."""
    if lacks.missing_names:
        return message("texts.no_name", names=tuple(map(_as_name, lacks.missing_names)))
    no_word = message("texts.no_word", words=tuple(map(_quoted, lacks.missing_words))) if lacks.missing_words else None
    if not best:
        return no_word or message("texts.nothing")
    nearest = best[0].publication.title
    if _lacks_year(query, best):
        return message("nearest.no_word", title=nearest, words=(query.year,))
    if query.answer_kind in _WANTED and _lacks_kind(query, best):
        return message(f"nearest.{query.answer_kind}", title=nearest)
    if no_word:
        return no_word
    if lacks.absent_here:
        return message("nearest.no_word", title=nearest, words=tuple(map(_quoted, lacks.absent_here)))
    return message("nearest.touches", title=nearest)


def _as_name(text: str) -> Part:
    """Return a name or a number as it is, and what begins with a small letter in quotation marks."""
    return _quoted(text) if text[0].islower() else text


def _quoted(text: str) -> Message:
    return message("quoted", text=text)
