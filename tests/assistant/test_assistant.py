"""The whole way of a question on the nine real records with the real model, and the promises that are made on it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.evaluation.judged import Judged, Kind, evaluate
from corpus.filters import Filters
from corpus.publication import Publication
from ui.desk import Desk
from ui.terminal.ask import ask_all
from ui.terminal.evaluate import read_judged

QUESTIONS = Path(__file__).resolve().parents[1] / "data" / "referral_mechanisms_questions.jsonl"

GUIDANCE = "What guidance exists for Red Cross societies?"
BRAZIL = "What are the penalties for trafficking in Brazil?"

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def answered(desk: Desk) -> list[tuple[Judged, Answer]]:
    return [(row, ask_all(desk.assistant, row.question, row.history)) for row in read_judged(QUESTIONS)]


def test_every_quote_is_a_slice_of_its_record(desk: Desk, answered: list[tuple[Judged, Answer]]) -> None:
    quotes = 0
    for _, answer in answered:
        for source in json.loads(json.dumps(answer.as_json()))["sources"]:
            record = desk.store.get(source["id"])
            assert record is not None
            for quote in source["quotes"]:
                assert getattr(record, quote["field"])[quote["start"] : quote["end"]] == quote["text"]
                quotes += 1
    assert quotes > 20


def test_an_answer_cites_its_sources_and_no_others(answered: list[tuple[Judged, Answer]]) -> None:
    for _, answer in answered:
        cited = {number for statement in answer.statements for number in statement.citations}
        assert cited == {source.number for source in answer.sources} == set(range(1, len(answer.sources) + 1))
        assert (answer.reason == "") is (answer.status == "answered")
        if answer.status == "not_answered":
            assert (answer.statements, answer.sources) == ((), ())
            assert answer.reason.endswith(".")


def test_what_is_offered_is_answered(desk: Desk) -> None:
    starters = desk.assistant.starters()
    assert len(starters) >= 4
    for question in starters:
        answer = desk.assistant.ask(question)
        assert answer.status == "answered"
        for follow_up in desk.assistant.follow_ups(answer, ()):
            assert desk.assistant.ask(follow_up, [answer]).status == "answered"


def test_a_follow_up_says_what_was_not_said_yet(desk: Desk) -> None:
    quoted = desk.assistant.ask(GUIDANCE)
    # No author is named, and no other publication is from its year.
    assert desk.assistant.follow_ups(quoted, ()) == ("Tell me more about it", "When was it published?")
    wrote = desk.assistant.ask("Who wrote the trainer's manual?")
    offered = desk.assistant.follow_ups(wrote, ())
    assert "Who wrote it?" not in offered
    told = desk.assistant.ask("Tell me more about it", [wrote])
    assert "Tell me more about it" in offered
    assert "Tell me more about it" not in desk.assistant.follow_ups(told, [wrote])


def test_a_linked_question_is_asked_of_the_record_spoken_of_and_else_of_all(desk: Desk) -> None:
    spoken_of = desk.assistant.ask("Who wrote the trainer's manual?")
    of_it = desk.assistant.ask("And who should use the training?", [spoken_of])
    assert of_it.publications == spoken_of.publications
    assert of_it.understood["refers_to"] == spoken_of.publications[0].title
    of_another = desk.assistant.ask("And why do people turn to smugglers?", [spoken_of])
    assert of_another.status == "answered"
    assert spoken_of.publications[0] not in of_another.publications
    assert "refers_to" not in of_another.understood


def test_a_refusal_says_why_and_helps(desk: Desk) -> None:
    answer = desk.assistant.ask("What are the penalties for trafficking in Brazil?")
    assert (answer.status, answer.reason) == ("not_answered", "No record mentions Brazil.")
    assert len(answer.closest) == 3
    assert len(answer.suggestions) == 2
    before = desk.assistant.ask(answer.suggestions[0].lower().rstrip("?"))
    again = desk.assistant.ask("What are the penalties for trafficking in Brazil?", [before])
    assert answer.suggestions[0] not in again.suggestions
    assert len(again.suggestions) == 2


def test_an_emergency_gets_the_notice_first(desk: Desk) -> None:
    answer = desk.assistant.ask("My passport was taken and I cannot leave, who can help me?")
    assert answer.notice == desk.store.setting("notice") != ""
    assert desk.assistant.ask("Who wrote the manual?").notice == ""


@pytest.mark.parametrize(("question", "status"), [(GUIDANCE, "answered"), (BRAZIL, "not_answered")])
def test_the_records_being_read_are_told_before_it_is_known_whether_they_answer(
    desk: Desk, question: str, status: str
) -> None:
    told: list[Sequence[Publication]] = []
    answer = desk.assistant.ask(question, reading=told.append)
    assert answer.status == status
    (read,) = told
    assert {p.id for p in (*answer.publications, *answer.closest)} <= {p.id for p in read}


def test_a_catalogue_question_is_answered_without_reading_records(desk: Desk) -> None:
    told: list[Sequence[Publication]] = []
    desk.assistant.ask("How many publications are there?", reading=told.append)
    assert told == []


@pytest.mark.parametrize(
    ("question", "own", "name"),
    [
        ("Quelles sont les raisons de la traite des êtres humains ?", "La question semble être en français", "French"),
        ("¿Cuáles son las causas de la trata de personas?", "La pregunta parece estar en español", "Spanish"),
        ("ما هي أسباب الاتجار بالبشر في أوروبا؟", "يبدو أن السؤال بالعربية", "Arabic"),
        ("Каковы причины торговли людьми в Европе?", "Похоже, вопрос задан по-русски", "Russian"),
        ("Was sind die Ursachen des Menschenhandels in Europa?", "", "German"),
    ],
)
def test_another_language_is_told_in_it_and_in_english_which_model_to_set(
    desk: Desk, question: str, own: str, name: str
) -> None:
    answer = desk.assistant.ask(question)
    assert answer.status == "not_answered"
    *first, english = answer.reason.splitlines()
    assert [line[: len(own)] for line in first] == [own] * bool(own)
    assert english.startswith(f"The question seems to be in {name}, which the desk's model does not read")
    assert all("refdesk languages" in line for line in (*first, english))


def test_each_part_of_several_questions_is_answered_or_refused_on_its_own(desk: Desk) -> None:
    answer = desk.assistant.ask("Who wrote the trainer's manual? What are the penalties in Brazil?")
    assert answer.status == "answered"
    texts = [statement.text for statement in answer.statements]
    assert any("Madis Vainomaa" in text for text in texts)
    assert "No record mentions Brazil." in texts


@pytest.mark.parametrize("text", ["", "  ", "?!", "x" * 4001])
def test_no_question_is_refused_with_what_to_do(desk: Desk, text: str) -> None:
    answer = desk.assistant.ask(text)
    assert answer.status == "not_answered"
    assert "ask" in answer.reason


def test_the_judged_questions_are_answered_as_well_as_promised(answered: list[tuple[Judged, Answer]]) -> None:
    figures = {(kind.kind, figure.name): figure for kind in evaluate(answered).kinds for figure in kind.figures}

    def passed(kind: Kind, name: str) -> int:
        figure = figures[kind, name]
        return round(figure.mean * figure.count)

    assert passed("content", "right record first") >= 19
    assert passed("content", "gold quote shown") >= 17
    assert passed("catalogue", "catalogue exact") == 13
    assert passed("pointing", "right record first") == 5
    assert passed("unanswerable", "unanswerable refused") >= 15
    assert sum(answer.status == "not_answered" for row, answer in answered if row.answerable) <= 1


@pytest.mark.model
@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What do the 2024 publications say about shoemakers?", "No publication is from 2024."),
        (
            "What do the publications by Forin from 2019 say about shoemakers?",
            "No publication is from 2019 and by Roberto Forin.",
        ),
    ],
)
def test_a_condition_that_leaves_nothing_to_read_is_told(desk: Desk, question: str, reason: str) -> None:
    answer = desk.assistant.ask(question)
    assert (answer.status, answer.reason) == ("not_answered", reason)


def test_what_answers_only_without_a_condition_is_shown_and_said_to_be(desk: Desk) -> None:
    answer = desk.assistant.ask("What do the 2024 publications say about smugglers?")
    assert answer.status == "answered"
    assert answer.statements[0].text.startswith("Nothing from 2024 answers this. ")
    (turn,) = answer.turns
    assert ([found.value for found in turn.set_aside], turn.filters) == (["2024"], Filters())
    # What the user chose is never set aside.
    chosen = desk.assistant.ask("What do the publications say about smugglers?", filters=Filters(years=(2024, 2024)))
    assert (chosen.status, chosen.filters.years) == ("not_answered", (2024, 2024))


@pytest.mark.model
def test_a_question_on_some_records_quotes_none_but_those(desk: Desk) -> None:
    answer = desk.assistant.ask("What do the 2019 publications say about smugglers?")
    assert answer.status == "answered"
    assert {publication.year for publication in answer.publications} == {2019}
    before = desk.assistant.ask("What do the publications say about smugglers?")
    again = desk.assistant.ask("What do they say about smugglers?", [before], Filters(years=(2019, 2019)))
    assert {publication.year for publication in again.publications} <= {2019}
