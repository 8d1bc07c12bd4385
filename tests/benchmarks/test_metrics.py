"""The measures, against fractions that can be checked by hand."""

from math import log2

import pytest

from tests.benchmarks.metrics import interval, ndcg, recall


def test_ndcg_discounts_by_rank() -> None:
    assert ndcg(["a", "x", "b"], {"a": 1, "b": 1}, 10) == pytest.approx((1 + 1 / 2) / (1 + 1 / log2(3)))
    assert ndcg(["x", "a"], {"a": 1}, 10) == pytest.approx(1 / log2(3))
    assert ndcg(["a", "b"], {"a": 1, "b": 2}, 10) == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))


def test_ndcg_looks_at_the_first_k_of_both_orders() -> None:
    assert ndcg(["x", "a"], {"a": 1}, 1) == 0
    assert ndcg(["a"], {"a": 1, "b": 1, "c": 1}, 1) == 1
    assert ndcg([], {"a": 1}, 10) == ndcg(["a"], {}, 10) == 0


def test_recall_is_the_share_that_is_found() -> None:
    assert recall(["a", "x", "b"], {"a": 1, "b": 1, "c": 2, "x": 0}, 2) == 1 / 3
    assert recall(["a", "x", "b"], {"a": 1, "b": 1, "c": 2, "x": 0}, 3) == 2 / 3
    assert recall(["a"], {"x": 0}, 3) == 0


def test_the_interval_holds_the_mean_and_is_as_wide_as_theory_says() -> None:
    assert interval([0.5] * 10) == (0.5, 0.5)
    low, high = interval([0.0, 1.0] * 200)
    # The mean of 400 coin throws has a standard error of 1/40: 1.96 of them on either side.
    assert (low, high) == pytest.approx((0.5 - 1.96 / 40, 0.5 + 1.96 / 40), abs=0.005)
    assert interval([0.0, 1.0] * 200) == (low, high)
