"""The year of what a question asks, which records speak of it, and that another year's figure is refused."""

import pytest

from assistant.evidence.asked_year import speaks_of
from assistant.evidence.coverage import Coverage
from assistant.evidence.gate import decide
from assistant.evidence.sentences import Scored
from assistant.messages.message import say
from assistant.understanding.query import query_of
from corpus.publication import Publication


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("How many herds got a card in 2017?", "2017"),
        ("Report of 2016: how many?", "2016"),
        ("How many herds got a card after 2017?", ""),
        ("How many had gone by the end of 2017?", ""),
        ("What became of it since 1998?", ""),
        ("How many in 2016 and in 2017?", ""),
        ("How many in 2016-2017?", ""),
        ("How many of the 2,017 herds?", ""),
        ("How many herds?", ""),
        ("How many in March 2017?", "2017"),
        ("How many in early 2017?", ""),
        ("How many from 2017?", ""),
        ("How many around 2017?", ""),
        ("How many last year?", ""),
    ],
)
def test_the_year_in_which_a_question_places_what_it_asks(question: str, year: str) -> None:
    assert query_of(question).year == year


@pytest.mark.parametrize(
    ("title", "abstract", "published", "speaks"),
    [
        ("Cards", "In 2016 it was 82.", None, True),
        ("Cards in 2016", "It was 82.", 2018, True),
        ("Cards", "It was 82.", 2016, True),
        ("Cards in 2015", "It was 82.", 2016, False),
        ("Cards", "It was 82.", 2017, False),
        ("Cards", "From 2014 to 2017 it was 82.", None, True),
        ("Cards", "In 2015/16 it was 82.", None, True),
        ("Cards", "In 2014-15 it was 82.", None, False),
        ("Cards", "In the 2010s it was 82.", None, True),
    ],
)
def test_a_record_speaks_of_a_year(title: str, abstract: str, published: int | None, speaks: bool) -> None:
    assert speaks_of(Publication(id="cards", title=title, abstract=abstract, year=published), "2016") is speaks


def test_the_figure_of_another_year_answers_nothing() -> None:
    record = Publication(id="cards", title="Cards in 2016", abstract="Cards were sent to 82 herds.", year=2017)
    sure = Scored(record, "abstract", 0, len(record.abstract), late=0.9, close=4.0, fits=True, covered=0.9)
    lacks = Coverage((), (), 0.0, ())
    assert decide(query_of("How many herds got a card in 2016?"), [sure], lacks).answered
    verdict = decide(query_of("How many herds got a card in 2017?"), [sure], lacks)
    assert not verdict.answered
    assert verdict.reason
    assert say(verdict.reason) == "The nearest publication, “Cards in 2016”, does not speak of 2017."
