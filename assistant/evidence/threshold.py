"""How probable an answer must be: as packaged, or as the owner chose for the collection after it was measured.

What was measured is how probable the gate finds an answer to questions made from the records, once with the record
that each was made from and once without it. It is kept with the collection until many of the records change.
"""

import math
from collections.abc import Sequence
from datetime import date
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.evidence.gate import calibration
from corpus.errors import RefdeskError
from corpus.store import Store

Choice = Literal["strict", "balanced", "generous"]
CHOICES: tuple[Choice, ...] = get_args(Choice)
# Of the questions without their record, the share that may be answered.
MAY_ANSWER: dict[Choice, float] = {"strict": 0.1, "balanced": 0.2, "generous": 0.3}
# From fewer questions nothing is concluded.
FEWEST_MADE = 30
# What was measured holds until this share of the records has changed.
_CHANGED = 0.2
_MEASURED, _CHOSEN = "measured", "answering"


class Measured(BaseModel):
    """The probabilities of an answer to questions made from the records, as they stood at the change `seq`.

    `known` are those with the record that each question was made from, `withheld` those without it, in the same order;
    0 where the gate refuses whatever the probability. `publications` is how many records there were, `on` the date.
    """

    model_config = ConfigDict(frozen=True)

    known: tuple[float, ...]
    withheld: tuple[float, ...]
    publications: int
    seq: int
    on: date

    @property
    def is_enough(self) -> bool:
        """Tell whether there are enough questions to conclude something from."""
        return len(self.withheld) >= FEWEST_MADE


class Figures(BaseModel):
    """Of how many made questions how many are refused without their record, and how many with it."""

    model_config = ConfigDict(frozen=True)

    questions: int
    refused_without: int
    refused_with: int


def conformal(withheld: Sequence[float], may_answer: float) -> float:
    """Return the threshold above which no more than the share `may_answer` of questions like these is answered.

    The chance that one more question that comes as these did scores above it is at most that share (split conformal
    prediction, Papadopoulos et al. 2002; the scores are those of questions that the gate was not trained on). Above 1,
    which nothing reaches, where the questions are too few for it.
    """
    rank = math.ceil((len(withheld) + 1) * (1 - may_answer))
    return math.nextafter(sorted(withheld)[rank - 1] if rank <= len(withheld) else 1.0, math.inf)


def figures_of(measured: Measured, choice: Choice | None) -> Figures:
    """Return what was measured, at the packaged threshold or at the choice's.

    A question without its record is judged by the threshold that the others give, as one that comes later will be.
    """
    known, withheld = measured.known, measured.withheld
    least = _least(withheld, choice)
    others = (_least(withheld[:place] + withheld[place + 1 :], choice) for place in range(len(withheld)))
    return Figures(
        questions=len(withheld),
        refused_without=sum(score < own for score, own in zip(withheld, others, strict=True)),
        refused_with=sum(score < least for score in known),
    )


def least_probability(store: Store) -> float:
    """Return how probable an answer must be on the collection."""
    measured, choice = measured_of(store), choice_of(store)
    return _least(measured.withheld, choice) if measured and measured.is_enough else _least((), None)


def measured_of(store: Store) -> Measured | None:
    """Return what was measured on the collection, None where nothing was or many records have changed since."""
    return store.derived(_still_true, store.setting(_MEASURED) or "")


def keep_measured(store: Store, measured: Measured) -> None:
    """Keep what was measured with the collection."""
    store.set_setting(_MEASURED, measured.model_dump_json())


def choice_of(store: Store) -> Choice | None:
    """Return what the owner chose for the collection, None for the packaged threshold."""
    chosen = store.setting(_CHOSEN)
    return next((choice for choice in CHOICES if choice == chosen), None)


def choose(store: Store, choice: str) -> None:
    """Let the owner choose, "" for the packaged threshold; raises `RefdeskError` for no choice of ours."""
    if choice and choice not in CHOICES:
        raise RefdeskError(f"{choice!r} is no way to answer: choose {', '.join(CHOICES)}, or none of them.")
    store.set_setting(_CHOSEN, choice)


def _least(withheld: Sequence[float], choice: Choice | None) -> float:
    return conformal(withheld, MAY_ANSWER[choice]) if choice else calibration()["threshold"]


def _still_true(store: Store, kept: str) -> Measured | None:
    if not kept:
        return None
    try:
        measured = Measured.model_validate_json(kept)
    except ValidationError:
        return None
    changed = {change.id for change in store.changes(measured.seq)}
    return measured if len(changed) <= _CHANGED * measured.publications else None
