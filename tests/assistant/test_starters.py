"""The questions for a first visit are found out beside other questions, which do not wait for them."""

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.messages.message import message
from assistant.reply.compose import quoted, refused
from assistant.starters import Starters
from corpus.store import Store
from tests.assistant.rivers import RIVERS


class Asked:
    """Answers every question, once it may."""

    def __init__(self) -> None:
        self.questions: list[str] = []
        self.may = threading.Event()
        self.may.set()

    def __call__(self, question: str, history: Sequence[Answer]) -> Answer:
        self.may.wait()
        self.questions.append(question)
        return quoted(question, [(RIVERS[0], "title", 0, 5)], 1)


def test_a_question_waits_for_none_after_a_change(tmp_path: Path) -> None:
    asked = Asked()
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(RIVERS[:1])
        starters = Starters(store, asked)
        first = starters.at_hand()
        assert first == starters.checked() == tuple(asked.questions)
        store.put(RIVERS[1:2])
        asked.may.clear()
        assert starters.at_hand() == first
        asked.may.set()
        assert "What did Omar Haddad write?" in starters.checked()
        assert starters.at_hand() == starters.checked() != first


def test_a_question_waits_for_none_while_others_find_them_out(tmp_path: Path) -> None:
    asked = Asked()
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(RIVERS)
        starters = Starters(store, asked)
        asked.may.clear()
        finding = threading.Thread(target=starters.checked)
        finding.start()
        while not starters._finding.locked():
            pass
        assert starters.at_hand() == ()
        asked.may.set()
        finding.join()
        assert starters.at_hand() == tuple(asked.questions)


def test_no_question_to_a_large_collection_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.starters._AT_ONCE", 2)
    asked = Asked()
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(RIVERS)
        starters = Starters(store, asked)
        asked.may.clear()
        assert starters.at_hand() == ()
        asked.may.set()
        assert starters.checked() == starters.at_hand() != ()


def test_only_questions_that_are_answered_are_offered(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(RIVERS)
        assert Starters(store, lambda question, history: refused(question, message("problem.empty"))).at_hand() == ()
