"""How many records there are of each of two: both numbers, or why not."""

import pytest

from corpus.store import Store
from tests.assistant.rivers import answer, catalogue


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Are there more books on Peru than on Egypt?", "Publications: Peru (1) and Egypt (1)."),
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
