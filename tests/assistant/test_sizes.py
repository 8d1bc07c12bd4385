"""Numbers of values and of records, as a question bounds them."""

import pytest

from assistant.language.sizes import range_of
from assistant.question import ValueCount
from assistant.understanding.conditions.exclusion import excluded
from assistant.understanding.conditions.value_counts import find_counts


@pytest.mark.parametrize(
    ("said", "span"),
    [
        ("four", (4, 4)),
        ("4 or more", (4, None)),
        ("3+", (3, None)),
        ("more than five", (6, None)),
        ("no more than two", (0, 2)),
        ("fewer than two", (0, 1)),
        ("no fewer than two", (2, None)),
        ("two or three", (2, 3)),
        ("2-3", (2, 3)),
        ("2–4", (2, 4)),
        ("between two and five", (2, 5)),
        ("two or five", None),
        ("five to two", None),
        ("a single", (1, 1)),
        ("several", (2, None)),
        ("only once", (1, 1)),
        ("twice or more", (2, None)),
        ("at most three times", (0, 3)),
        ("fish", None),
    ],
)
def test_a_number_is_bounded_as_it_is_said(said: str, span: tuple[int, int | None] | None) -> None:
    assert range_of(said) == span


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("how many papers have four authors or more", ValueCount("authors", 4)),
        ("papers with three or more authors", ValueCount("authors", 3)),
        ("papers with two or three authors", ValueCount("authors", 2, 3)),
        ("papers by 2-3 people", ValueCount("authors", 2, 3)),
        ("papers with between two and four countries", ValueCount("countries", 2, 4)),
        ("papers with one author alone", ValueCount("authors", 1, 1)),
        ("papers by one author only", ValueCount("authors", 1, 1)),
        ("papers with no more than two authors", ValueCount("authors", 0, 2)),
        ("what did long write with two other authors", ValueCount("authors", 3, 3)),
        ("papers with two other countries", ValueCount("countries", 2, 2)),
    ],
)
def test_a_record_names_so_many_values(text: str, count: ValueCount) -> None:
    assert [found.count for found in find_counts(text)] == [count]


@pytest.mark.parametrize(
    "text",
    [
        "two or three fishers",
        "how many authors found two species",
        "between two and four percent of authors",
        "papers with two or five authors",
        "four or more boats",
    ],
)
def test_other_numbers_count_no_values(text: str) -> None:
    assert find_counts(text) == ()


def test_who_did_not_write_alone_is_no_more_left_out_than_who_did() -> None:
    of_author, alone = (7, 11, "authors"), (26, 31, "number of authors")
    assert set(excluded("papers §§§§ did not write §§§§§", [of_author, alone])) == {26}
    assert set(excluded("papers §§§§ did not write", [of_author])) == {7}
