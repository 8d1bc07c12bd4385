import random

import pytest

from assistant.evaluation.metrics import auroc, auroc_of, mean_of, refused_at


def test_a_mean_has_an_interval_that_is_the_same_on_every_run() -> None:
    figure = mean_of("right", [1.0, 1.0, 0.0, 1.0])
    assert (figure.name, figure.mean, figure.count) == ("right", 3 / 4, 4)
    # Four draws of {0, 1, 1, 1}: at most one in 256 is 0, and (3/4)^4 of them are 1.
    assert (figure.low, figure.high) == (1 / 4, 1.0)
    assert figure == mean_of("right", [1.0, 1.0, 0.0, 1.0])


def test_nothing_is_left_open_where_all_values_are_the_same() -> None:
    figure = mean_of("right", [1.0] * 5)
    assert (figure.low, figure.mean, figure.high) == (1.0, 1.0, 1.0)
    assert str(figure) == "1.00 [1.00, 1.00]"


@pytest.mark.parametrize(
    ("answerable", "unanswerable", "expected"),
    [
        ([3.0, 2.0], [1.0, 0.0], 1.0),
        ([0.0], [1.0], 0.0),
        ([1.0], [1.0], 1 / 2),
        ([3.0, 1.0], [2.0, 0.0], 3 / 4),
        ([3.0, 2.0, 2.0], [2.0], (1 + 1 / 2 + 1 / 2) / 3),
    ],
)
def test_auroc_is_the_share_of_pairs_in_the_right_order(
    answerable: list[float], unanswerable: list[float], expected: float
) -> None:
    assert auroc(answerable, unanswerable) == pytest.approx(expected)


def test_auroc_by_ranks_equals_the_count_of_pairs() -> None:
    chance = random.Random(3)
    one, other = [chance.randint(0, 9) for _ in range(40)], [chance.randint(0, 9) for _ in range(30)]
    pairs = [1.0 if a > b else 0.5 if a == b else 0.0 for a in one for b in other]
    assert auroc(one, other) == pytest.approx(sum(pairs) / len(pairs))


def test_auroc_has_an_interval_around_it() -> None:
    figure = auroc_of("AUROC", [3.0, 1.0, 4.0, 2.0], [2.0, 0.0, 1.0])
    assert figure.mean == pytest.approx((3 + 1.5 + 3 + 2.5) / 12)
    assert figure.low < figure.mean < figure.high <= 1
    assert figure.count == 7


def test_the_threshold_answers_the_share_asked_for_and_refuses_what_scores_less() -> None:
    answerable = [10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]
    # Nine of the ten are answered from 2 on; of the others 0 and 1.5 lie below, 2 does not.
    assert refused_at("refused", 0.9, answerable, [0.0, 1.5, 2.0, 8.0]).mean == 2 / 4
    assert refused_at("refused", 1.0, answerable, [0.0, 1.5, 2.0, 8.0]).mean == 1 / 4
