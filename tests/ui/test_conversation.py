import json
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from pydantic import ValidationError

from assistant.answer import Answer, Citation, CitedSource, Statement
from assistant.messages.message import message
from assistant.state import turns_from
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from ui.budget import Budget, OutOfTime, current
from ui.conversation import feedback
from ui.conversation.feedback import FeedbackNotKept, keep_feedback
from ui.conversation.history import MOST_SHOWN, KeptAnswer, conversation, excerpt, kept_form, restored
from ui.conversation.shared import mark_of, shared_query
from ui.conversation.sources import Slice, cards_html, marked
from ui.conversation.turn import turn_html
from ui.conversation.without import without_words
from ui.desk import Desk
from ui.pages.records import labels_of

WHALES = Publication(id="whales", title="On Whales", abstract="Whales sing. They swim far. They sleep.", year=2001)
ALL = message("lead", what=message("list.all", count=MOST_SHOWN + 50))
BATS = Publication(id="bats", title="On Bats", abstract="Bats hang.", authors=("B. Bat",))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "collection.sqlite") as opened:
        opened.put([WHALES, BATS])
        yield opened


def quoting(publication: Publication, start: int, end: int, number: int = 1) -> Answer:
    quote = Citation(number, publication, "abstract", start, end)
    return Answer(
        "What do they do?",
        "answered",
        statements=(Statement(message("answer.some", count=1, total=2), (number,)), Statement(citation=quote)),
        sources=(CitedSource(number, publication, (quote,)),),
        filters=Filters(years=(2000, 2002)),
        turns=turns_from({"found": [{"field": "years", "value": "2001", "words": "2001"}]}),
    )


def sent(answer: Answer) -> KeptAnswer:
    return KeptAnswer.model_validate_json(json.dumps(kept_form(answer, Filters())))


def test_an_answer_comes_back_as_it_was(store: Store) -> None:
    for answer in (
        quoting(WHALES, 13, 27),
        Answer("Brazil?", "not_answered", because=message("texts.no_name", names=("Brazil",)), closest=(BATS, WHALES)),
        Answer("Hello", "answered", statements=(Statement(message("desk.thanks")),)),
    ):
        assert restored(sent(answer), store) == answer


def test_an_answer_on_too_many_records_is_shown_in_part_kept_as_its_question_and_asked_again(store: Store) -> None:
    many = [Publication(id=f"r{number}", title=f"Record {number}") for number in range(MOST_SHOWN + 50)]
    numbers = tuple(range(1, len(many) + 1))
    sources = tuple(CitedSource(number, record) for number, record in zip(numbers, many, strict=True))
    lines = tuple(
        Statement(message("record.title", title=record.title), (number,))
        for number, record in zip(numbers, many, strict=True)
    )
    whole = Answer("List all", "answered", (Statement(ALL, numbers), *lines), sources)
    shown = excerpt(whole)
    assert shown.publications == tuple(many[:MOST_SHOWN])
    assert shown.statements == (Statement(ALL, numbers[:MOST_SHOWN]), *lines[:MOST_SHOWN])
    html = turn_html(whole, 1, "en")
    assert "The first 100 of 150 publications are shown here." in html
    assert 'href="/explore"' in html
    assert html.count('class="cite"') == 20 + MOST_SHOWN
    kept = KeptAnswer.model_validate(kept_form(whole, Filters(years=(2000, 2001))))
    assert len(json.dumps(kept_form(whole, Filters()))) < 200
    asked = []

    def ask(question: str, before: Sequence[Answer], filters: Filters) -> Answer:
        asked.append((question, list(before), filters))
        return whole

    first = quoting(WHALES, 13, 27)
    found = conversation([sent(first), kept], store, ask)
    assert found == [(first, Filters()), (whole, Filters(years=(2000, 2001)))]
    assert asked == [("List all", [first], Filters(years=(2000, 2001)))]


def test_an_answer_whose_record_changed_or_went_is_left_out(store: Store) -> None:
    kept = sent(quoting(WHALES, 13, 27))
    store.put([WHALES.model_copy(update={"abstract": "Whales sing. They dive deep. They sleep."})])
    assert restored(kept, store) is None
    store.remove(["whales"])
    assert restored(kept, store) is None


def test_an_answer_comes_back_in_another_language(store: Store) -> None:
    refused = Answer("Brazil?", "not_answered", because=message("texts.no_name", names=("Brazil",)))
    found = [restored(sent(answer), store) for answer in (quoting(WHALES, 13, 27), refused)]
    shown = [turn_html(answer, 1, "fr") for answer in found if answer]
    assert "Une des 2 publications répond à cette question\u202f:" in shown[0]
    assert "Aucune notice ne mentionne Brazil." in shown[1]


@pytest.mark.parametrize(
    "change",
    [
        {"because": {"key": "no.such"}},
        {"because": {"key": "texts.no_name"}},
        {"because": None},
        {"warning": {"key": "no.such"}},
        {"statements": [{"text": "Whales fly.", "citations": [1]}]},
        {"statements": [{"text": "Whales fly.", "citations": [1], "message": {"key": "no.such"}}]},
    ],
)
def test_an_answer_with_what_the_desk_does_not_say_is_left_out(store: Store, change: dict[str, object]) -> None:
    answer = Answer("Brazil?", "not_answered", because=message("texts.nothing"))
    kept = KeptAnswer.model_validate({**kept_form(answer, Filters()), **change})
    assert restored(kept, store) is None


def test_the_numbers_begin_with_1_in_each_answer() -> None:
    shown = turn_html(quoting(WHALES, 0, 12), 2, "en")
    assert 'href="/publications/whales#abstract-0-12" data-source="src-2-1" data-quote="abstract-0-12"' in shown
    assert 'id="src-2-1"' in cards_html(quoting(WHALES, 0, 12), 2, "en")


def test_several_quotes_of_one_record_are_told_apart_in_the_answer_and_in_the_card() -> None:
    quotes = tuple(Citation(1, WHALES, "abstract", start, end) for start, end in ((0, 12), (28, 39)))
    both = Answer(
        "?", "answered", tuple(Statement(citation=quote) for quote in quotes), (CitedSource(1, WHALES, quotes),)
    )
    assert re.findall(r'aria-label="Source (1.): show the quoted sentence">(1.)<', turn_html(both, 1, "en")) == [
        ("1a", "1a"),
        ("1b", "1b"),
    ]
    assert re.findall(r'<mark data-label="(1.)">', cards_html(both, 1, "en")) == ["1a", "1b"]


def test_as_many_quotes_of_one_record_as_there_may_be_have_labels_of_their_own() -> None:
    many = tuple(Citation(3, WHALES, "abstract", start, start + 1) for start in range(30))
    labels = list(labels_of(CitedSource(3, WHALES, many)).values())
    assert labels[24:28] == ["3y", "3z", "3aa", "3ab"]
    assert len(set(labels)) == 30


def test_overlapping_and_touching_quotes_are_marked_without_losing_a_letter() -> None:
    quotes = tuple(Citation(2, WHALES, "abstract", start, end) for start, end in ((13, 39), (0, 12), (20, 27)))
    assert marked(CitedSource(2, WHALES, quotes), "abstract", 1) == (
        Slice(""),
        Slice("Whales sing.", ("mark-1-2-abstract-0-12",), "2b"),
        Slice(" "),
        Slice("They swim far. They sleep.", ("mark-1-2-abstract-13-39", "mark-1-2-abstract-20-27"), "2a 2c"),
        Slice(""),
    )


def test_the_card_has_the_marks_in_its_text_letter_for_letter() -> None:
    shown = cards_html(quoting(WHALES, 13, 27, 2), 1, "en")
    assert (
        '>Whales sing. <mark><span id="mark-1-2-abstract-13-27"></span>They swim far.</mark> They sleep.</div>' in shown
    )


def test_a_condition_of_the_question_is_a_button_with_a_name() -> None:
    shown = turn_html(quoting(WHALES, 0, 12), 1, "en")
    assert 'data-drop="2001" aria-label="Take off the filter: 2001"' in shown


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Which publications from 2019 are there?", "2019", "Which publications are there?"),
        ("Reports about the Azerbaijan, please", "azerbaijan", "Reports, please"),
        ("between 2015 and 2019", "between 2015 and 2019", "between 2015 and 2019"),
        ("2019 reports by Heinzl?", "Heinzl", "2019 reports?"),
        ("What is it?", "Kenya", "What is it?"),
    ],
)
def test_the_words_of_a_condition_are_taken_out_of_the_question(question: str, words: str, expected: str) -> None:
    assert without_words(question, words) == expected


def test_feedback_is_read_by_its_owner_alone_and_does_not_grow_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = quoting(WHALES, 0, 12).as_json()
    old = tmp_path / "feedback.jsonl"
    old.touch(0o644)
    assert keep_feedback(tmp_path, answer, True, "").stat().st_mode & 0o777 == 0o600
    monkeypatch.setattr(feedback, "_LARGEST", 2_000)
    with pytest.raises(FeedbackNotKept):
        deque((keep_feedback(tmp_path, answer, True, "") for _ in range(20)), maxlen=0)
    assert old.stat().st_size <= 2_000
    assert all(json.loads(line) for line in old.read_text(encoding="utf-8").splitlines())


def test_feedback_that_cannot_be_written_is_no_fault_of_the_program(tmp_path: Path) -> None:
    (tmp_path / "feedback.jsonl").mkdir()
    with pytest.raises(FeedbackNotKept, match="cannot be written"):
        keep_feedback(tmp_path, quoting(WHALES, 0, 12).as_json(), True, "")


def test_what_a_conversation_holds_is_bounded(store: Store) -> None:
    kept = kept_form(quoting(WHALES, 13, 27), Filters())
    for field, most in (("sources", MOST_SHOWN), ("statements", 1_000)):
        whole = {**kept, field: kept[field] * 2_000}
        assert KeptAnswer.model_validate({**kept, field: whole[field][:most]})
        with pytest.raises(ValidationError, match="at most"):
            KeptAnswer.model_validate(whole)
    for endless in ({"filters": {"authors": ["B. Bat"] * 20_001}}, {"understood": {"about": [["bats"]] * 20_001}}):
        with pytest.raises(ValidationError, match="20,000 values at most"):
            KeptAnswer.model_validate({**kept, **endless})
    with pytest.raises(ValidationError, match="50 values at most"):
        KeptAnswer.model_validate({**kept, "asked": {"authors": ["B. Bat"] * 51}})


def test_an_answer_that_names_more_than_is_kept_is_kept_as_its_question() -> None:
    names = tuple(f"name {number}" for number in range(1_001))
    answer = Answer("These?", "not_answered", because=message("texts.no_name", names=names))
    assert kept_form(answer, Filters()) == {"question": "These?", "status": "not_answered", "asked": {}, "whole": False}


def test_a_conversation_stops_where_its_request_has_no_time_left(store: Store) -> None:
    whole = KeptAnswer.model_validate(kept_form(quoting(WHALES, 13, 27), Filters()))
    left = whole.model_copy(update={"whole": False})
    budget = Budget(60)

    def ask(question: str, before: Sequence[Answer], filters: Filters) -> Answer:
        budget.end()
        return quoting(WHALES, 0, 12)

    def asked() -> None:
        current.set(budget)
        with pytest.raises(OutOfTime):
            conversation([left, left], store, ask)

    copy_context().run(asked)


def test_one_question_of_many_stops_where_its_request_has_no_time_left(desk: Desk) -> None:
    budget = Budget(60)
    begun: list[str] = []

    def reading(records: Sequence[Publication]) -> None:
        begun.append(records[0].id)
        budget.end()

    def asked() -> None:
        current.set(budget)
        with pytest.raises(OutOfTime):
            desk.assistant.ask("What do smugglers do? What do police do?", reading=reading)

    copy_context().run(asked)
    assert len(begun) == 1


def test_taking_words_off_takes_no_longer_than_reading() -> None:
    links = "in " * 100_000  # a pattern tried at each of them would take an hour
    assert without_words(f"Reports {links}x 2019?", "2019") == f"Reports {links}x?"


def test_feedback_is_one_line_each(tmp_path: Path) -> None:
    for good in (True, False):
        file = keep_feedback(tmp_path, quoting(WHALES, 0, 12).as_json(), good, "because\nso")
    first, second = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    assert (first["good"], second["good"]) == (True, False)
    assert second["reason"] == "because\nso"
    assert second["answer"]["sources"][0]["quotes"][0]["text"] == "Whales sing."


def test_an_address_carries_the_questions_that_its_answer_leans_on() -> None:
    first, second = quoting(BATS, 0, 10), quoting(WHALES, 0, 12)
    last = replace(quoting(WHALES, 13, 27), question="And then?")
    chosen = Filters(years=(2001, 2001))

    def ask(question: str, before: Sequence[Answer], filters: Filters) -> Answer:
        if question != "And then?":
            return second
        return last if before else replace(second, question=question)

    query = parse_qs(shared_query([(first, Filters()), (second, chosen), (last, chosen)], ask))
    assert query == {
        "q": ["And then?"],
        "years": ["2001"],
        "after": ["q=What+do+they+do%3F&years=2001"],
        "mark": [mark_of(last)],
    }
    assert "after" not in parse_qs(shared_query([(first, Filters()), (second, Filters())], ask))
    assert mark_of(first) != mark_of(second) != mark_of(last)
