"""Records older or newer than one that the question names."""

import pytest

from corpus.store import Store
from tests.assistant.rivers import answer, catalogue, cited, only

UNCLEAR = "It is not clear which publication is meant; name it by words of its title."


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("books newer than An Atlas of River Deltas", ["dams"]),
        ("books older than “Dams and Fisheries: A Handbook”", ["atlas"]),
        ("newer than the atlas?", ["dams"]),
        ("which books are older than the handbook?", ["atlas"]),
        ("how many books are more recent than the atlas?", ["dams"]),
        ("what is older than the handbook", ["atlas"]),
        ("what did Haddad write after the atlas?", ["dams"]),
        ("books by Haddad published before the handbook", ["atlas"]),
        ("books not older than the handbook", ["dams"]),
        ("books that are not newer than the handbook", ["atlas", "dams"]),
        ("are there books newer than the atlas?", ["dams"]),
        ("the oldest book newer than the atlas", ["dams"]),
    ],
)
def test_records_are_compared_with_one_that_is_named(rivers: Store, text: str, ids: list[str]) -> None:
    assert cited(rivers, text) == ids


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("books newer than the field notes", "“Field Notes” has no year: the record names none."),
        ("books newer than the Haddad book", UNCLEAR),
        ("books older than the Egypt one", UNCLEAR),
        ("who wrote the book before the atlas?", UNCLEAR),
        ("when was the book after the atlas published?", UNCLEAR),
        ("newer than the handbook", "No publication is from 2006."),
    ],
)
def test_what_cannot_be_compared_is_refused_with_the_reason(rivers: Store, text: str, reason: str) -> None:
    answered = answer(rivers, catalogue(rivers, text))
    assert (answered.reason or answered.statements[0].text) == reason


@pytest.mark.parametrize(
    "text",
    [
        "what happened to the coast after the atlas?",
        "how did herons fare before the handbook was written?",
        "who wrote the atlas?",
        "why is the atlas older than the handbook?",
        "herons older than two years",
    ],
)
def test_what_is_compared_with_no_record_has_no_years(rivers: Store, text: str) -> None:
    question = only(rivers, text)
    assert not question.conditions.filters.years  # type: ignore[union-attr]
