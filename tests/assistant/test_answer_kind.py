import pytest

from assistant.evidence.held_kind import holds_kind
from assistant.question import AnswerKind, Query
from assistant.understanding.intents.answer_kind import asked_kind
from assistant.understanding.query import query_of


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many cases were found?", "number"),
        ("number of people interviewed", "number"),
        ("How many months did the pilot last?", "duration"),
        ("How long does the recovery period last?", "duration"),
        ("When did the pilot run?", "time"),
        ("Which years does the plan cover?", "time"),
        ("How much money did the donor give?", "money"),
        ("What was the budget of the project?", "money"),
        ("How much did the two-day course cost?", "money"),
        ("How much was it?", "money"),
        ("How much does it matter that states work together?", ""),
        ("How much time do they spend on it?", ""),
        ("By how much did the number of cases grow?", "share"),
        ("What share of the victims were women?", "share"),
        ("What is the hotline number for victims?", "phone"),
        ("Where can the manual be downloaded?", "address"),
        ("In which languages is the manual available?", "language"),
        ("Who paid for it?", "person"),
        ("Which countries were studied?", "country"),
        ("Which European countries took part?", "country"),
        ("Which cities were visited?", "place"),
        ("What are the names of the focal points?", "names"),
        ("What are the three models called?", "names"),
        ("Name the ten key areas.", "names"),
        ("Which four villages were visited?", "names"),
        ("Are the names of pupils written down?", ""),
        ("Which two years does it cover?", "time"),
        ("Why is trafficking under-reported?", "reason"),
        ("When should a child be interviewed?", ""),
        ("the link between debt and exploitation", ""),
        ("TRM", ""),
    ],
)
def test_the_kind_asked_for(question: str, kind: AnswerKind) -> None:
    assert asked_kind(question) == kind


@pytest.mark.parametrize(
    ("kind", "holding", "lacking"),
    [
        ("number", "They visited 41 plants.", "They visited plants in 2016."),
        ("number", "Two sections were drafted.", "Law Number 164 applies."),
        ("duration", "It lasts 45 days.", "It lasts long."),
        ("duration", "It ran between May 2018 and May 2019.", "It ran well."),
        ("time", "It began in February.", "It began with a test."),
        ("money", "It cost 3,000 euros.", "It cost 3,000 lives."),
        ("share", "A minority was identified.", "Some were identified."),
        ("phone", "Call 116 006 at any hour.", "Call us."),
        ("address", "See www.example.org for it.", "See the annex."),
        ("language", "It is in Arabic.", "It is in print."),
        ("person", "It was funded by the European Union.", "It was funded well."),
        ("place", "It took place in Togo.", "It took place outside."),
    ],
)
def test_whether_a_sentence_holds_the_kind(kind: AnswerKind, holding: str, lacking: str) -> None:
    query = Query("", kind)
    assert holds_kind(holding, query)
    assert not holds_kind(lacking, query)


def test_what_the_question_says_is_no_answer() -> None:
    query = query_of("Which cities in Togo were covered?")
    assert query.answer_kind == "place"
    assert not holds_kind("The study covers Togo.", query)
    assert holds_kind("The study covers Togo and Benin.", query)


@pytest.mark.parametrize(
    ("question", "holding", "lacking"),
    [
        ("What are the three models called?", "There is care, work and housing.", "There are three models, all good."),
        ("What is the name of the foundation?", "It was paid by the Oak Foundation.", "A foundation paid for it."),
        ("What is the Oak Foundation's plan called?", "It is “Way Home”.", "The Oak Foundation has a plan."),
    ],
)
def test_names_are_listed_or_told(question: str, holding: str, lacking: str) -> None:
    query = query_of(question)
    assert query.answer_kind == "names"
    assert holds_kind(holding, query)
    assert not holds_kind(lacking, query)


def test_any_sentence_may_answer_a_question_of_no_kind() -> None:
    assert holds_kind("", Query(""))
