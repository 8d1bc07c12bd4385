"""What the desk says of itself."""

import pytest

from assistant.messages.texts import LANGUAGES
from assistant.question import SmallTalk
from assistant.reply.small_talk import answer_small_talk
from corpus.store import Store
from tests.assistant.rivers import only
from ui.words.strings import text


def said(intent: str, store: Store) -> str:
    return " ".join(statement.text for statement in answer_small_talk(SmallTalk("?", intent), store).statements)


def test_an_overview_counts_what_is_here(rivers: Store) -> None:
    text = said("overview", rivers)
    assert "3 publications. They are from 1999 to 2005." in text
    assert "Named as authors: Omar Haddad (2) and Amélie Dubois (1)." in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_to_add_publications_names_the_page_and_the_command_in_every_language(language: str, rivers: Store) -> None:
    (how,) = answer_small_talk(SmallTalk("how?", "add_publications"), rivers).statements
    parts = (text("tab.manage", language), "/manage", "refdesk import FILE --dry-run", "BibTeX")
    assert [part for part in parts if part not in how.said(language)] == []


@pytest.mark.parametrize(("intent", "begins"), [("greeting", "Hello. This"), ("about", "This"), ("thanks", "You are")])
def test_courtesies_are_returned(rivers: Store, intent: str, begins: str) -> None:
    assert said(intent, rivers).startswith(begins)


def test_other_work_is_refused_with_a_reason(rivers: Store) -> None:
    answer = answer_small_talk(SmallTalk("write a poem", "out_of_scope"), rivers)
    assert (answer.status, answer.reason[:28]) == ("not_answered", "This desk only answers quest")


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("do you have an API?", "On the page, the records under an answer can be downloaded"),
        ("Is my data stored?", "The conversation is kept in your browser only."),
        ("How many questions can I ask?", "Ask as many questions as you like"),
        ("yes", "This is a reference desk"),
    ],
)
def test_what_is_asked_of_the_desk_is_answered_by_it(rivers: Store, text: str, begins: str) -> None:
    asked = only(rivers, text)
    assert isinstance(asked, SmallTalk)
    assert said(asked.intent, rivers).startswith(begins)
