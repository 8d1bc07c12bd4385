"""How readily the desk answers on a collection: measured by a command or beside the page, shown, and chosen."""

import gc
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import ui.measuring
from assistant.evidence.threshold import Measured, choice_of, choose, keep_measured, measured_of
from corpus.store import Store
from embeddings.engine import Progress
from tests.ui.test_cli import refdesk
from ui.desk import Desk, open_desk
from ui.settings import Settings
from ui.web.app import create_app
from ui.words.answering import answering_text, measured_text
from ui.words.strings import LANGUAGES

# Gradio opens event loops that it leaves to the garbage collector, which the last fixture to end calls.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


def measured(store: Store, questions: int = 40) -> Measured:
    """Of the questions with their record a quarter is refused as packaged, of those without it every one."""
    known = tuple(0.9 if number % 4 else 0.1 for number in range(questions))
    return Measured(known=known, withheld=(0.2,) * questions, publications=9, seq=store.seq(), on=date(2026, 11, 30))


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(Settings(data=tmp_path))
    yield desk
    desk.close()
    gc.collect()


def test_status_says_what_was_measured_at_what_the_owner_chose(own: Desk) -> None:
    keep_measured(own.store, measured(own.store))
    choose(own.store, "balanced")
    said = refdesk("status", data=own.settings.data).stdout
    assert (
        "Answering   Balanced. This desk was tried on questions made from these publications (40): without the"
        " publication that answers it refused 40 of them, with it 10.\n"
    ) in said
    state = json.loads(refdesk("status", "--json", data=own.settings.data).stdout)
    assert state["collection"]["choice"] == "balanced"


@pytest.mark.model
def test_of_the_nine_records_too_few_questions_can_be_made_and_the_desk_answers_as_it_comes(tmp_path: Path) -> None:
    done = refdesk("fit", "--choice", "strict", data=tmp_path)
    assert (done.returncode, done.stdout.startswith("Too few questions can be made")) == (0, True)
    assert "Answering   Strict. Too few questions" in refdesk("status", data=tmp_path).stdout
    assert refdesk("fit", "--choice", "lax", data=tmp_path).returncode == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_was_measured_and_nothing_before(own: Desk, language: str) -> None:
    with TestClient(create_app(own), "http://127.0.0.1", headers={"Accept-Language": language}) as reader:
        assert measured_text(own.store, language) == ""
        before = reader.get("/").text
        keep_measured(own.store, measured(own.store))
        said = measured_text(own.store, language)
        assert said
        assert said not in before
        assert said in reader.get("/").text


def test_the_owner_chooses_on_the_page(own: Desk) -> None:
    with TestClient(create_app(own), "http://127.0.0.1", client=("127.0.0.1", 50_000)) as owner:
        assert answering_text(own.store) in owner.get("/manage").text
        page = owner.post("/manage/answering", data={"choice": "strict"}).text
        assert '<option value="strict" selected>' in page
        assert choice_of(own.store) == "strict"
        refused = owner.post("/manage/answering", data={"choice": "lax"})
        assert (refused.status_code, "is no way to answer" in refused.text) == (400, True)
        owner.post("/manage/answering", data={"choice": ""})
        assert choice_of(own.store) is None


def test_it_is_measured_beside_the_page_once_and_when_the_machine_has_time(
    own: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def measure(store: Store, reader: object, encoder: object, progress: Progress) -> Measured:
        asked.append(store)
        progress(0, 1)
        return measured(store)

    monkeypatch.setattr(ui.measuring, "measure", measure)
    monkeypatch.setattr(Desk, "ready", True)
    monkeypatch.setattr(Desk, "warm", lambda desk: None)
    monkeypatch.setattr(ui.measuring, "is_busy", lambda: True)
    ui.measuring.measure_if_due(own)
    assert (asked, measured_of(own.store)) == ([], None)
    monkeypatch.setattr(ui.measuring, "is_busy", lambda: False)
    ui.measuring.measure_if_due(own)
    ui.measuring.measure_if_due(own)
    assert asked == [own.store]
    assert measured_of(own.store)


def test_a_measurement_is_given_up_when_the_collection_changes(own: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(store: Store, reader: object, encoder: object, progress: Progress) -> Measured:
        store.remove(store.ids()[:1])
        progress(0, 1)
        raise AssertionError("it went on")

    monkeypatch.setattr(ui.measuring, "measure", measure)
    monkeypatch.setattr(Desk, "ready", True)
    monkeypatch.setattr(Desk, "warm", lambda desk: None)
    monkeypatch.setattr(ui.measuring, "is_busy", lambda: False)
    with pytest.raises(ui.measuring.GivenUp):
        ui.measuring.measure_if_due(own)
    assert measured_of(own.store) is None
