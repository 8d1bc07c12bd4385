"""A refusal says of which kind its reason is, what comes nearest, and what was searched."""

import pytest

from assistant.messages.message import Message, message
from assistant.messages.texts import LANGUAGES
from assistant.reason_kinds import ReasonKind, kind_of
from corpus.filters import Filters
from ui.desk import Desk
from ui.terminal.render import answer_text

BRAZIL = "What are the penalties for trafficking in Brazil?"


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        (message("texts.no_word", words=("x",)), "not_held"),
        (message("topic.no_mention", topic="x", total=9, among=""), "not_held"),
        (message("nearest.phone", title="x"), "no_sentence"),
        (message("none.from", years=("2024",)), "conditions"),
        (message("chosen.because", none="x", reason=message("texts.nothing")), "not_held"),
        (message("unclear"), "unclear"),
        (message("problem.empty"), "unclear"),
        (message("problem.no_records"), "not_held"),
        (message("desk.only"), "not_done"),
        (message("part.reason", question="x", reason=message("desk.only")), "not_done"),
        (
            message("reasons", first=message("part.reason", question="x", reason=message("unclear")), second="x"),
            "unclear",
        ),
    ],
)
def test_every_reason_is_of_one_of_a_few_kinds(reason: Message, kind: ReasonKind) -> None:
    assert kind_of(reason) == kind


@pytest.mark.model
def test_a_refusal_shows_the_nearest_sentence_and_what_was_searched(desk: Desk) -> None:
    answer = desk.assistant.ask(BRAZIL)
    assert answer.nearest is not None
    assert answer.nearest.text in answer.nearest.publication.abstract
    form = answer.as_json()
    assert (form["reason_kind"], form["searched"]) == ("not_held", 9)
    near = form["nearest"]
    record = desk.store.get(near["id"])
    assert record is not None
    assert record.abstract[near["start"] : near["end"]] == near["text"]
    assert (form["statements"], form["sources"]) == ([], [])
    shown = answer_text(answer)
    assert f"The nearest the publications come, which is no answer:\n  “{near['text']}”" in shown
    assert "Looked for in 9 publications." in shown


@pytest.mark.model
def test_what_was_searched_is_what_the_filters_leave(desk: Desk) -> None:
    narrowed = Filters(countries=("Azerbaijan",))
    answer = desk.assistant.ask(BRAZIL, (), narrowed)
    assert answer.searched == len(desk.store.ids(narrowed)) < 9
    assert answer.reason_kind == "not_held"


@pytest.mark.model
def test_what_is_nothing_that_the_desk_does_was_looked_for_nowhere(desk: Desk) -> None:
    answer = desk.assistant.ask("Write me a poem about the sea")
    assert (answer.reason_kind, answer.searched, answer.nearest) == ("not_done", None, None)


@pytest.mark.model
def test_a_refusal_goes_on_with_a_near_topic_that_is_answered(desk: Desk) -> None:
    answer = desk.assistant.ask(BRAZIL)
    near = desk.assistant.follow_ups(answer, ())
    assert near
    assert all(desk.assistant.ask(question, (answer,)).status == "answered" for question in near)


@pytest.mark.model
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_helps_in_every_language(desk: Desk, language: str) -> None:
    from ui.conversation.sources import cards_html
    from ui.conversation.turn import turn_html
    from ui.words.strings import text

    answer = desk.assistant.ask(BRAZIL)
    assert answer.nearest is not None
    shown = turn_html(answer, 1, language, Filters(countries=("Peru",)))
    for key in ("answer.near", "answer.rephrase"):
        assert text(key, language) in shown
    assert text("answer.searched", language, count=9) in shown
    assert 'data-off="countries" data-value="Peru"' in shown
    assert 'class="quote"' not in shown
    cards = cards_html(answer, 1, language)
    assert 'class="card near"' in cards
    assert text("answer.near_source", language) in cards
    assert cards.count("<mark") == 1
