"""What a conversation keeps of a question comes back as it was, and nothing else comes back."""

import json
from dataclasses import replace
from typing import Any, get_args

import pytest

from assistant.question import Asked, CatalogueQuestion, CatalogueRequest
from assistant.state import Turn, turns_from, turns_json
from corpus.store import Store
from tests.assistant.rivers import after, answer, catalogue, cited, only, read

ASKED_OF_THE_CATALOGUE = (
    "list all books",
    "list all books by title",
    "books by Haddad, newest first",
    "how many books are there?",
    "who wrote the atlas?",
    "when was the atlas published?",
    "which region is the handbook about?",
    "the two most recent books",
    "what is the oldest book?",
    "which authors wrote more than one book?",
    "which countries are covered?",
    "are there more books on Peru than on Egypt?",
    "books by Dubois and Haddad together",
    "books by Dubois or Haddad from 1999",
    "books that are not about Peru and not from 1999",
    "books with more than one author",
    "books on Africa",
    "books by Keller",
    "books by Hadad",
)
OTHER_QUESTIONS = (
    "how do herons in Egypt live?",
    "tell me about the handbook",
    "what does the atlas say about sediment?",
    "what happened to the coast in 1998?",
    "what did Haddad write about ladders?",
    "how tall are the ladders in books from 2005?",
    "hello",
    "thank you",
    "what can you do?",
    "Wie viele Bücher gibt es über Flüsse in Afrika und was steht darin?",
)


@pytest.mark.parametrize("text", [*ASKED_OF_THE_CATALOGUE, *OTHER_QUESTIONS])
def test_every_kind_of_question_comes_back_as_it_was(rivers: Store, text: str) -> None:
    turns = tuple(Turn.of(question) for question in read(rivers, text))
    assert turns_from(json.loads(json.dumps(turns_json(turns)))) == turns


def test_what_is_asked_of_the_catalogue_comes_back_as_the_request_and_its_conditions(rivers: Store) -> None:
    for text in ASKED_OF_THE_CATALOGUE:
        question = catalogue(rivers, text)
        (turn,) = turns_from(Turn.of(question).as_json())
        request, conditions = question.request, question.conditions
        assert turn.request == CatalogueRequest(
            request.asked, request.field, request.limit, request.order, request.least, request.most
        ), text
        assert turn.conditions == conditions, text


def test_the_questions_above_ask_everything_that_can_be_asked(rivers: Store) -> None:
    asked = {catalogue(rivers, text).request.asked for text in ASKED_OF_THE_CATALOGUE}
    assert asked == set(get_args(Asked)) - {"abbreviation", "record"}, "which have tests of their own"
    kinds = {Turn.of(question).kind for text in OTHER_QUESTIONS for question in read(rivers, text)}
    assert kinds == {"content", "desk"}


def test_what_an_abbreviation_stands_for_comes_back(nine: Store) -> None:
    turn = Turn.of(only(nine, "What does ICMPD stand for?"))
    assert (turn.asked, turns_from(turn.as_json())) == ("abbreviation", (turn,))


def test_a_question_of_several_parts_comes_back_in_parts(rivers: Store) -> None:
    turns = tuple(Turn.of(q) for q in read(rivers, "Who wrote the atlas and when was it published?"))
    assert len(turns) == 2
    assert turns_from(turns_json(turns)) == turns


def test_what_follows_up_keeps_what_it_refers_to(rivers: Store) -> None:
    before = after(rivers, "books by Haddad")
    for text in ("which of them is the newest?", "what else did Haddad write?"):
        question = only(rivers, text, before)
        turn = Turn.of(question)
        assert turns_from(turn.as_json()) == (turn,)
        assert turn.about or turn.besides
        assert turn.refers_to


def test_a_record_asked_for_by_its_place_in_a_list_comes_back(rivers: Store) -> None:
    turn = Turn.of(catalogue(rivers, "and the second?", after(rivers, "books by Haddad")))
    assert (turn.asked, turns_from(turn.as_json())) == ("record", (turn,))


def test_what_was_corrected_comes_back_with_what_was_typed(rivers: Store) -> None:
    (turn,) = turns_from(Turn.of(catalogue(rivers, "books by Hadad")).as_json())
    assert [(corrected.typed, corrected.meant) for corrected in turn.corrections] == [("Hadad", "Haddad")]


def test_nothing_kept_is_no_turn() -> None:
    assert (turns_json(()), turns_from({}), turns_from({"parts": []})) == ({}, (), ())


# --- What is not trusted ----------------------------------------------------------------------------------------------

LISTED: dict[str, Any] = {"kind": "catalogue", "question": "books", "asked": "list"}
TAMPERED: list[dict[str, Any]] = [
    {"kind": "admin"},
    {"question": 3},
    {"question": "a" * 20_001},
    {"asked": "everything"},
    {"asked": ["list"]},
    {"order": "random"},
    {"limit": 0},
    {"limit": 1_001},
    {"limit": "many"},
    {"least": -1},
    {"found": "years"},
    {"found": [{"field": "years"}]},
    {"found": [{"field": "years", "value": "1999", "words": "a" * 20_001}]},
    {"found": [{"field": "years", "value": "1999", "words": "1999"}] * 1_001},
    {"corrections": [["typed", "meant"]]},
    {"filters": {"years": [2000, 1990]}},
    {"filters": {"years": ["early", "late"]}},
    {"filters": {"publisher": ["x"]}},
    {"filters": ["authors"]},
    {"without": {"authors": ["Haddad"]}},
    {"without": [{"authors": ["Haddad"]}] * 1_001},
    {"together": {"authors": "Haddad"}},
    {"counts": [{"field": 3}]},
    {"counts": [{"field": "authors", "least": "several"}]},
    {"about": "atlas"},
    {"about": [{"id": "atlas"}]},
    {"besides": [None]},
]


@pytest.mark.parametrize("change", TAMPERED, ids=lambda change: next(iter(change)))
def test_a_form_that_was_tampered_with_is_no_turn(change: dict[str, Any]) -> None:
    assert turns_from(LISTED) != ()
    assert turns_from(LISTED | change) == ()
    # One part that is none spoils the whole: nobody knows which part it was.
    assert turns_from({"parts": [LISTED, LISTED | change]}) == ()


@pytest.mark.parametrize("parts", ["none", 3, None, [3], ["list"], [[LISTED]]])
def test_parts_that_are_none_are_no_turns(parts: object) -> None:
    assert turns_from({"parts": parts}) == ()


NOT_BOUNDED: list[dict[str, Any]] = [
    {"filters": {"years": [10**30, 10**31]}},
    {"counts": [{"field": "nothing", "least": 1}]},
    {"asked": "field", "field": "nothing"},
    {"asked": "values", "field": "nothing"},
]


@pytest.mark.parametrize("change", NOT_BOUNDED, ids=lambda change: next(iter(change)))
def test_a_follow_up_of_a_forged_turn_is_answered_or_refused(rivers: Store, change: dict[str, Any]) -> None:
    (before,) = after(rivers, "books by Haddad")
    assert turns_from(LISTED | change) == ()
    forged = replace(before, turns=())
    for text in ("and in 1999?", "and by Dubois?"):
        for question in read(rivers, text, [forged]):
            if isinstance(question, CatalogueQuestion):
                answer(rivers, question)


@pytest.mark.parametrize("text", ["and by Healy?", "and in 2018?"])
def test_what_follows_an_abbreviation_is_answered_or_refused(nine: Store, text: str) -> None:
    before = after(nine, "What does ICMPD stand for?")
    for question in read(nine, text, before):
        if isinstance(question, CatalogueQuestion):
            answer(nine, question)


# --- Order and number -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "text", "ids"),
    [
        ("books by Haddad, newest first", "and by Dubois or Haddad?", ["dams", "atlas"]),
        ("books by Haddad, oldest first", "and by Dubois or Haddad?", ["atlas", "dams"]),
        ("books by Haddad, newest first", "and since 1990?", ["dams", "atlas"]),
        ("the two most recent publications", "and by Haddad?", ["dams", "atlas"]),
        ("the most recent publication", "and by Haddad?", ["dams"]),
        ("the two oldest publications", "and by Haddad?", ["atlas", "dams"]),
        ("list all books by title", "and by Haddad?", ["atlas", "dams"]),
        ("books by Haddad, newest first", "only those since 1990", ["dams", "atlas"]),
    ],
)
def test_a_follow_up_keeps_the_order_and_the_number_asked_for(
    rivers: Store, before: str, text: str, ids: list[str]
) -> None:
    assert cited(rivers, text, after(rivers, before)) == ids


def test_a_follow_up_that_asks_for_another_order_or_number_has_that(rivers: Store) -> None:
    before = after(rivers, "the two most recent publications")
    assert cited(rivers, "and the oldest?", before) == ["atlas"]
    assert cited(rivers, "and the three oldest?", before) == ["atlas", "dams"]
