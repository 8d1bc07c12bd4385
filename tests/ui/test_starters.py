import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.publication import Publication
from ui.conversation.shell import where_to_start
from ui.conversation.starters import Starters
from ui.desk import Desk, open_desk
from ui.settings import Settings

WHALES = Publication(id="whales", title="On Whales", authors=("W. Whaler",), year=2001, regions=("North", "South"))
BATS = Publication(id="bats", title="On Bats", year=2005, regions=("South",))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr("ui.conversation.starters._PATIENCE_SECONDS", 60)  # a busy machine takes long
    desk = open_desk(Settings(data=tmp_path, model=""), own_collection=True)
    desk.store.put([WHALES, BATS])
    yield desk
    desk.store.close()


def test_an_own_collection_begins_with_questions_that_its_catalogue_answers_without_the_model(own: Desk) -> None:
    begin = Starters(own)
    questions = begin.at_once()
    assert "What did W. Whaler write?" in questions
    assert all(own.assistant.ask(question).status == "answered" for question in questions)
    assert begin.are_checked
    assert not own.ready


def test_the_questions_are_checked_anew_when_the_collection_changes(own: Desk) -> None:
    begin = Starters(own)
    begin.at_once()
    own.store.remove(["whales"])
    assert not begin.are_checked
    assert "What did W. Whaler write?" not in begin.at_once()


def test_where_to_start_gives_each_theme_the_newest_publication_that_has_none_yet(own: Desk) -> None:
    assert [(theme, p.id) for theme, p in where_to_start(own.store)] == [("South", "bats"), ("North", "whales")]


def test_the_page_does_not_wait_for_a_collection_that_takes_long_to_read(
    own: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = threading.Event()

    def slow() -> tuple[str, ...]:
        read.wait(30)
        return ("What did W. Whaler write?",)

    monkeypatch.setattr(own.assistant, "starters", slow)
    monkeypatch.setattr("ui.conversation.starters._PATIENCE_SECONDS", 0.01)
    begin = Starters(own)
    assert begin.at_once() == begin.at_once() == ()
    read.set()
    assert begin.checked() == begin.at_once() == ("What did W. Whaler write?",)


@pytest.mark.model
def test_every_question_of_the_default_collection_is_answered(desk: Desk) -> None:
    assert Starters(desk).checked() == desk.examples()
