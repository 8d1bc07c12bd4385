"""Records asked for by their month, which few records name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.messages.message import say
from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import answer, catalogue, content

SHELF = (
    Publication(id="spring", title="Spring Tides", year=2015, date="2015-03-12", countries=("Peru",)),
    Publication(id="may", title="Salt", year=2015, date="2015-05", countries=("Peru",)),
    Publication(id="some", title="Sand", year=2015, date="2015", countries=("Peru",)),
    Publication(id="span", title="Silt", year=2015, date="2015/2016"),
    Publication(id="later", title="Surf", year=2017, date="2017-01-31"),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(SHELF)
        yield store


@pytest.mark.parametrize(
    ("text", "ids", "said"),
    [
        (
            "Which books are from March 2015?",
            ["spring"],
            "Of the publications from 2015 that name their month (2), one is from March 2015:",
        ),
        (
            "How many books came out between March and May 2015?",
            ["may", "spring"],
            "Of the publications from 2015 that name their month (2), two are from March 2015 to May 2015:",
        ),
        (
            "books about Peru published from April to June 2015",
            ["may"],
            "Of the publications from 2015 and about Peru that name their month (2), one is from April 2015 to June "
            "2015:",
        ),
        (
            "books since April 2015",
            ["later", "may"],
            "Of the publications from 2015 to 2017 that name their month (3), two are from April 2015 to December "
            "2017:",
        ),
        (
            "books before 12 May 2015",
            ["spring"],
            "Of the publications from 2015 that name their month (2), one is from January 2015 to April 2015:",
        ),
        (
            "books from January 2015 to April 2015",
            ["spring"],
            "Of the publications from 2015 that name their month (2), one is from January 2015 to April 2015:",
        ),
        ("What came out in May?", ["may"], "Of the publications that name their month (3), one is from May:"),
        (
            "books from 05/2015",
            ["may"],
            "Of the publications from 2015 that name their month (2), one is from May 2015:",
        ),
    ],
)
def test_records_of_a_month_are_told_from_those_that_name_theirs(
    shelf: Store, text: str, ids: list[str], said: str
) -> None:
    answered = answer(shelf, catalogue(shelf, text))
    assert (sorted(p.id for p in answered.publications), answered.statements[0].text) == (ids, said)


def test_none_is_from_the_month(shelf: Store) -> None:
    asked = catalogue(shelf, "books from July 2015")
    assert answer(shelf, asked).reason == (
        "Of the publications from 2015 that name their month (2), none is from July 2015."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("books from March 1999", "The records name years and no months. One of the 3 publications is from 1999:"),
        ("books since May 1999", "The records name years and no months. "
         "Two of the 3 publications are from 1999 to 2005:"),
        ("How many books are from spring 2005?", "The records do not tell the part of a year. "
         "One of the 3 publications is from 2005:"),
        ("books from early 1999", "The records do not tell the part of a year. "
         "One of the 3 publications is from 1999:"),
    ],
)  # fmt: skip
def test_where_no_record_names_a_month_those_of_the_year_are_listed_and_it_is_said(
    rivers: Store, text: str, said: str
) -> None:
    assert answer(rivers, catalogue(rivers, text)).statements[0].text == said


def test_no_record_of_the_year_is_denied_as_before(rivers: Store) -> None:
    assert answer(rivers, catalogue(rivers, "books from March 2011")).reason == "No publication is from 2011."


def test_a_month_is_written_as_each_language_does(shelf: Store) -> None:
    lead = answer(shelf, catalogue(shelf, "books from March 2015")).statements[0].message
    assert lead is not None
    assert ["март 2015" in say(lead, "ru"), "mars 2015" in say(lead, "fr")] == [True, True]


@pytest.mark.parametrize("text", ["What happened in March 2015?", "Why did prices fall in the spring of 1999?"])
def test_a_month_in_a_question_to_the_texts_is_looked_for_there(rivers: Store, text: str) -> None:
    content(rivers, text)
