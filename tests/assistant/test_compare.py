"""How many records there are of each of two: both numbers, or why not."""

import pytest

from assistant.question import ContentQuestion, Listing
from corpus.store import Store
from tests.assistant.rivers import answer, catalogue, content, read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Are there more books on Peru than on Egypt?", "Publications: Peru (1) and Egypt (1)."),
        ("Is there more on Peru or on Egypt?", "Publications: Peru (1) and Egypt (1)."),
        ("Which is covered more, Peru or Egypt?", "Publications: Peru (1) and Egypt (1)."),
        ("Who wrote more, Dubois or Haddad?", "Publications: Amélie Dubois (1) and Omar Haddad (2)."),
        ("Were more books published in 1999 than in 2005?", "Publications: 1999 (1) and 2005 (1)."),
        (
            "Did Dubois write more books than Haddad since 2000?",
            "Publications that are from 2000 to 2005: Amélie Dubois (0) and Omar Haddad (1).",
        ),
    ],
)
def test_both_numbers_are_told(rivers: Store, text: str, said: str) -> None:
    assert answer(rivers, catalogue(rivers, text)).statements[0].text == said


@pytest.mark.parametrize("text", ["Which authors have more books than Dubois?", "Who has more books than Dubois?"])
def test_what_is_compared_with_all_others_is_refused(rivers: Store, text: str) -> None:
    refused = answer(rivers, catalogue(rivers, text))
    assert refused.status == "not_answered"
    assert refused.reason.startswith("The desk compares only")


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Are there more books on ladders than on herons?", ["ladders", "herons"]),
        ("Do you have fewer books about fish ladders than about sediment?", ["fish ladders", "sediment"]),
        ("Is there more on ladders or on herons?", ["ladders", "herons"]),
        ("How many books are there about ladders, and how many about herons?", ["ladders", "herons"]),
        ("Which has more books, ladders or herons?", ["ladders", "herons"]),
        ("which topic is covered more often, herons or ladders", ["herons", "ladders"]),
    ],
)
def test_the_records_on_two_topics_are_counted(rivers: Store, text: str, topics: list[str]) -> None:
    asked = read(rivers, text)
    assert [q.topic.text for q in asked if isinstance(q, ContentQuestion)] == topics
    assert all(isinstance(q, ContentQuestion) and q.listing == Listing("count") for q in asked)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("What percentage of books are about Peru?", "1 of the 3 publications is about Peru:"),
        ("which year saw the most books?", "The records name two years most often: 1999 (1) and 2005 (1)."),
    ],
)
def test_a_share_is_the_number_of_all(rivers: Store, text: str, said: str) -> None:
    assert answer(rivers, catalogue(rivers, text)).statements[0].text == said


@pytest.mark.parametrize("text", ["Are there more herons than dams?", "Do books cost more than maps?"])
def test_what_compares_no_records_is_put_to_the_texts(rivers: Store, text: str) -> None:
    content(rivers, text)


@pytest.mark.parametrize(
    ("text", "ids", "said"),
    [
        ("Which book has the most authors?", ["atlas"],
         "One of the 3 publications names two authors, more than any other:"),
        ("the book with the fewest authors", ["dams"],
         "One of the 3 publications names one author, fewer than any other:"),
        ("which books by Haddad cover the most countries", ["atlas"],
         "One of the 3 publications by Omar Haddad names two countries, more than any other:"),
        ("the two books with the most authors", ["atlas", "dams"],
         "Two of the 3 publications name two authors or one author, more than any other:"),
    ],
)  # fmt: skip
def test_the_records_that_name_the_most_values(rivers: Store, text: str, ids: list[str], said: str) -> None:
    answered = answer(rivers, catalogue(rivers, text))
    assert ([p.id for p in answered.publications], answered.statements[0].text) == (ids, said)


def test_what_no_record_names_is_denied(rivers: Store) -> None:
    assert answer(rivers, catalogue(rivers, "Are there more books on Peru than on Kenya?")).reason == (
        "No publication is about Kenya."
    )


def test_whoever_worked_most_with_somebody_is_another(rivers: Store) -> None:
    said = answer(rivers, catalogue(rivers, "Which author worked most with Dubois?")).statements[0].text
    assert said == (
        "The publication that is by Amélie Dubois names one author most often beside Amélie Dubois: Omar Haddad (1)."
    )


def test_organisations_are_authors_where_no_record_names_a_publisher(rivers: Store) -> None:
    said = answer(rivers, catalogue(rivers, "Which organisations have published since 2000?")).statements[0].text
    assert said == "The publication that is from 2000 to 2005 names one author: Omar Haddad (1)."
