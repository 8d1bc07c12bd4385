"""Questions that were not answered: kept if the owner wants it, without who asked, for the owner alone."""

import csv
import gc
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.answer import Answer
from assistant.messages.message import message
from assistant.messages.texts import LANGUAGES
from corpus.store import Store
from tests.ui.test_manage import client
from ui import gaps as module
from ui.cli import main
from ui.desk import Desk, open_desk
from ui.gaps import GAP_KINDS, Gap, are_kept, gaps_in, keep, noted
from ui.pages.gaps import gaps_csv, gaps_page
from ui.settings import Settings
from ui.words.strings import text

# Gradio opens event loops that it leaves to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

NO_2024 = "Which publications are from 2024?"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(Settings(data=tmp_path, model=""))
    yield opened
    opened.close()
    gc.collect()


def refused(question: str, *names: str) -> Answer:
    return Answer(question, "not_answered", because=message("texts.no_name", names=names))


def note(store: Store, answer: Answer) -> list[Gap]:
    noted(store.path.parent, store, answer)
    return gaps_in(store.path.parent)


def test_nothing_is_kept_before_the_owner_switches_it_on(desk: Desk) -> None:
    assert note(desk.store, refused("Brazil?", "Brazil")) == []
    assert not list(desk.settings.folder.glob("gaps*"))
    keep(desk.store, True)
    (gap,) = note(desk.store, refused("Brazil?", "Brazil"))
    assert (gap.question, gap.kind, gap.theme, gap.times) == ("Brazil?", "not_held", "Brazil", 1)
    keep(desk.store, False)
    assert len(note(desk.store, refused("Chile?", "Chile"))) == 1


def test_a_question_is_counted_and_its_file_is_its_owners_alone(desk: Desk) -> None:
    keep(desk.store, True)
    for question in ("Brazil?", "brazil?", "Any report on Chile?", "Chile?"):
        note(desk.store, refused(question, "Chile" if "Chile" in question else "Brazil"))
    found = gaps_in(desk.settings.folder)
    assert [(gap.theme, gap.question, gap.times) for gap in found] == [
        ("Brazil", "Brazil?", 2),
        ("Chile", "Any report on Chile?", 1),
        ("Chile", "Chile?", 1),
    ]
    assert (desk.settings.folder / "gaps.sqlite").stat().st_mode & 0o777 == 0o600


def test_of_somebody_in_danger_and_of_what_is_no_gap_nothing_is_kept(desk: Desk) -> None:
    keep(desk.store, True)
    danger = Answer("x", "not_answered", because=message("texts.nothing"), warning=message("desk.notice"))
    for answer in (
        danger,
        Answer("x", "not_answered", because=message("desk.only")),
        Answer("x", "not_answered", because=message("unclear")),
        Answer("x", "answered"),
    ):
        assert note(desk.store, answer) == []


def test_the_file_does_not_grow_without_end(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(desk.store, True)
    monkeypatch.setattr(module, "_MOST", 3)
    for number in range(8):
        note(desk.store, refused(f"Question {number}?" + "x" * 1_000, "x"))
    found = gaps_in(desk.settings.folder)
    assert sorted(gap.question[:10] for gap in found) == ["Question 5", "Question 6", "Question 7"]
    assert all(len(gap.question) == 500 for gap in found)


def test_a_file_that_cannot_be_used_keeps_no_reader_from_an_answer(desk: Desk) -> None:
    keep(desk.store, True)
    (desk.settings.folder / "gaps.sqlite").write_bytes(b"no database at all, and long enough to be none" * 30)
    answer = refused("Brazil?", "Brazil")
    assert noted(desk.settings.folder, desk.store, answer) is answer
    with client(desk) as owner:
        page = owner.get("/manage/gaps")
    assert page.status_code == 400
    assert "gaps.sqlite cannot be used" in page.text


def test_no_cell_of_the_file_starts_a_formula() -> None:
    written = gaps_csv([Gap("=1+1", "not_held", "@theme", 2, "2026-11-30")])
    heads, row = csv.reader(io.StringIO(written))
    assert heads == ["question", "kind", "theme", "times", "last"]
    assert row == ["'=1+1", "not_held", "'@theme", "2", "2026-11-30"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_owner(desk: Desk, language: str) -> None:
    found = [Gap(f"<b>{kind}</b>?", kind, "x", 3, "2026-11-30") for kind in GAP_KINDS]
    page = gaps_page(desk.store, found, language)
    assert all(text(f"gaps.{kind}", language) in page for kind in GAP_KINDS)
    assert "<b>" not in page
    assert text("gaps.off", language) in page


def test_the_owner_switches_it_on_and_sees_what_the_page_and_programs_were_asked(desk: Desk) -> None:
    with client(desk) as owner:
        assert text("gaps.told") not in owner.get("/").text
        assert "/manage/gaps" in owner.get("/manage").text
        owner.post("/manage/gaps/keep", data={"on": "1"})
        assert are_kept(desk.store)
        assert text("gaps.told") in owner.get("/").text
        owner.post("/api/ask", json={"question": NO_2024})
        owner.post("/page/ask", json={"question": NO_2024})
        page = owner.get("/manage/gaps").text
        assert NO_2024 in page
        assert owner.get("/manage/gaps.csv").content.startswith(b"\xef\xbb\xbfquestion,kind")
        owner.post("/manage/gaps/clear", data={"sure": "1"})
        assert NO_2024 not in owner.get("/manage/gaps").text
    assert gaps_in(desk.settings.folder) == []
    with client(desk, host="192.0.2.1") as stranger:
        for path in ("/manage/gaps", "/manage/gaps.csv"):
            assert stranger.get(path).status_code == 403


def test_the_command_line_lists_and_writes_them(tmp_path: Path) -> None:
    run = CliRunner().invoke
    data = ["--data", str(tmp_path / "data")]
    assert "are not kept" in run(main, [*data, "gaps"]).output
    assert "are kept" in run(main, [*data, "gaps", "--keep", "on"]).output
    with open_desk(Settings(data=tmp_path / "data", model="")).store as store:
        note(store, refused("Brazil?\x1b[2J", "Brazil"))
    shown = run(main, [*data, "gaps"]).output
    assert "Brazil\n    1 × Brazil?" in shown
    assert "\x1b" not in shown
    file = tmp_path / "gaps.csv"
    assert run(main, [*data, "gaps", "--csv", str(file)]).output == "1 question written.\n"
    assert file.read_text(encoding="utf-8-sig").startswith("question,kind,theme,times,last")
    wrong = run(main, [*data, "gaps", "--csv", str(tmp_path / "none" / "gaps.csv")])
    assert (wrong.exit_code, "cannot be written" in wrong.output) == (2, True)
    run(main, [*data, "gaps", "--clear"])
    assert "Brazil" not in run(main, [*data, "gaps"]).output
