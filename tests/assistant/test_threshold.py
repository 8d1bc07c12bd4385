"""How probable an answer must be: the threshold that scores give, what is measured at it, and how long it holds."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.evidence.gate import calibration
from assistant.evidence.threshold import (
    CHOICES,
    FEWEST_MADE,
    MAY_ANSWER,
    Figures,
    Measured,
    choice_of,
    choose,
    conformal,
    figures_of,
    keep_measured,
    least_probability,
    measured_of,
)
from corpus.errors import RefdeskError
from corpus.publication import Publication
from corpus.store import Store

PACKAGED = calibration()["threshold"]
# 0.00, 0.01, … 0.39 without their record, and as many above .5 with it.
WITHHELD = tuple(number / 100 for number in range(40))
KNOWN = tuple(0.5 + number / 100 for number in range(40))


def measured(withheld: tuple[float, ...] = WITHHELD, seq: int = 10, publications: int = 10) -> Measured:
    return Measured(known=KNOWN, withheld=withheld, publications=publications, seq=seq, on=date(2026, 11, 30))


def record(number: int, abstract: str = "It rained.") -> Publication:
    return Publication(id=f"r{number}", title=f"Record {number}", abstract=abstract)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.sqlite") as opened:
        opened.put(record(number) for number in range(10))
        yield opened


@pytest.mark.parametrize(
    ("may_answer", "passes", "highest_refused"),
    # Of 9 scores the one at place ⌈10 · (1 − share)⌉.
    [(0.1, (), 0.9), (0.2, (0.9,), 0.8), (0.5, (0.6, 0.7, 0.8, 0.9), 0.5)],
)
def test_the_threshold_lets_no_more_through_than_the_share(
    may_answer: float, passes: tuple[float, ...], highest_refused: float
) -> None:
    scores = [0.3, 0.1, 0.2, 0.6, 0.5, 0.4, 0.9, 0.8, 0.7]
    least = conformal(scores, may_answer)
    assert tuple(sorted(s for s in scores if s >= least)) == passes
    assert least > highest_refused


def test_of_too_few_scores_nothing_is_answered() -> None:
    assert conformal([0.1] * 8, 0.1) > 1


def test_a_question_is_judged_by_the_threshold_that_the_others_give() -> None:
    # Of 9 others at one in ten the highest is the threshold: only the highest of all ten passes it.
    scores = tuple(number / 10 for number in range(10))
    one = Measured(known=scores, withheld=scores, publications=10, seq=0, on=date(2026, 1, 1))
    assert figures_of(one, "strict") == Figures(questions=10, refused_without=9, refused_with=10)


def test_what_is_measured_at_the_packaged_threshold() -> None:
    scores = (PACKAGED, PACKAGED - 0.01, 0.0)
    one = Measured(known=scores, withheld=scores, publications=3, seq=0, on=date(2026, 1, 1))
    assert figures_of(one, None) == Figures(questions=3, refused_without=2, refused_with=2)


def test_only_the_owners_choice_moves_the_threshold(store: Store) -> None:
    assert least_probability(store) == PACKAGED
    keep_measured(store, measured(seq=store.seq()))
    assert least_probability(store) == PACKAGED
    found = []
    for choice in CHOICES:
        choose(store, choice)
        found.append(least_probability(store))
        assert sum(score >= found[-1] for score in WITHHELD) <= MAY_ANSWER[choice] * len(WITHHELD)
    assert found == sorted(found, reverse=True)
    choose(store, "")
    assert (choice_of(store), least_probability(store)) == (None, PACKAGED)


def test_from_too_few_questions_nothing_is_concluded(store: Store) -> None:
    choose(store, "strict")
    keep_measured(store, measured(WITHHELD[: FEWEST_MADE - 1], seq=store.seq()))
    assert least_probability(store) == PACKAGED


def test_what_was_measured_holds_until_a_fifth_of_the_records_has_changed(store: Store) -> None:
    choose(store, "balanced")
    keep_measured(store, measured(seq=store.seq()))
    for change in ("It snowed.", "It hailed."):
        store.put([record(0, change), record(1, change)])
    assert measured_of(store)
    assert least_probability(store) < PACKAGED
    store.remove(["r2"])
    assert measured_of(store) is None
    assert least_probability(store) == PACKAGED
    assert choice_of(store) == "balanced"


def test_a_choice_that_is_none_is_refused(store: Store) -> None:
    with pytest.raises(RefdeskError, match="'lax' is no way to answer: choose strict, balanced, generous"):
        choose(store, "lax")


def test_what_cannot_be_read_was_not_measured(store: Store) -> None:
    store.set_setting("measured", "{}")
    assert measured_of(store) is None
