"""Which questions ask for all records, and what narrows those that only seem to."""

import pytest

from assistant.question import CatalogueQuestion
from corpus.filters import Filters
from corpus.store import Store
from tests.assistant.rivers import answer, catalogue, cited, content, only, read

ALL = ["atlas", "dams", "notes"]


@pytest.mark.parametrize(
    "text",
    [
        "books", "list all books", "What do you have?", "everything in your library", "list all of the books",
        "List All The Books", "LIST ALL BOOKS", "all books in the catalogue for me", "books from here",
        "What books do you have in here?", "show me everything you have",
    ],
)  # fmt: skip
def test_all_records_are_listed(rivers: Store, text: str) -> None:
    assert cited(rivers, text) == ALL


@pytest.mark.parametrize(
    "text",
    [
        "books of Mark", "books with Will", "Books from Down Under", "books under review", "books at hand",
        "the latest book of Mark", "how many books of Mark are there?",
    ],
)  # fmt: skip
def test_words_that_say_nothing_else_may_narrow_the_records(rivers: Store, text: str) -> None:
    content(rivers, text)


@pytest.mark.parametrize("text", ["What was published in May?", "books from March", "How many books came out in May?"])
def test_records_name_no_months(rivers: Store, text: str) -> None:
    refused = answer(rivers, catalogue(rivers, text))
    assert refused.reason == "The records name the years in which publications came out, and no months."


@pytest.mark.parametrize("text", ["What happened in May?", "Why do herons leave in March?"])
def test_a_month_in_a_text_is_no_month_of_publication(rivers: Store, text: str) -> None:
    content(rivers, text)


def test_what_fits_no_record_names_the_filter(rivers: Store) -> None:
    asked = catalogue(rivers, "When was the book on herons published?", filters=Filters(years=(1999, 2005)))
    assert answer(rivers, asked).reason == "No publication from 1999 to 2005 fits “herons”."


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("How many books are about Peru and how many about Egypt?", [["dams"], ["atlas"]]),
        ("How many books did Haddad write and which is the latest?", [["atlas", "dams"], ["dams"]]),
        ("What did Dubois write, and is there anything by Smith?", [["atlas"], []]),
        ("Which books are by Dubois and which are about Peru?", [["atlas"], ["dams"]]),
        ("1. What did Dubois write? 2. How many books are there?", [["atlas"], ALL]),
        ("How many books are about Peru and Egypt?", [["atlas", "dams"]]),
    ],
)
def test_two_questions_in_one_breath_are_answered_each(rivers: Store, text: str, ids: list[list[str]]) -> None:
    asked = read(rivers, text)
    assert [question.text for question in asked if not isinstance(question, CatalogueQuestion)] == []
    answers = [answer(rivers, question) for question in asked if isinstance(question, CatalogueQuestion)]
    assert [sorted(p.id for p in each.publications) for each in answers] == ids


@pytest.mark.parametrize(
    "text", ["How many fish were caught and how many were released?", "How do dams work and what is a weir?"]
)
def test_a_sentence_with_and_is_one_question_to_the_texts(rivers: Store, text: str) -> None:
    assert only(rivers, text).text == text
