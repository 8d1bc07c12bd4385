"""What a collection of one's own begins with; the answers stand for the desk's, which the other tests ask."""

from collections.abc import Sequence
from pathlib import Path

from assistant.answer import Answer
from assistant.reply.suggestions import starters
from corpus.filters import Filters
from tests.assistant.catalogues import store_of


def test_questions_are_made_of_what_the_newest_records_are_about_and_only_the_answered_are_kept(tmp_path: Path) -> None:
    def ask(question: str, history: Sequence[Answer]) -> Answer:
        refused = "Sea-grape" in question or question.startswith("What did")
        return Answer(question, "not_answered" if refused else "answered")

    with store_of("coast", tmp_path) as store:
        offered = starters(store, ask)
        titles = [p.title for p in store.page(Filters(), "-year", 0, 8)]
        store.set_setting("questions", "Where do turtles nest?")
        own = starters(store, ask)
    on_contents = [question for question in offered if question.startswith("What is said about ")]
    assert len(on_contents) == 2
    assert not any("Sea-grape" in question for question in offered)
    assert all(any(q.removeprefix("What is said about ").rstrip("?") in title for title in titles) for q in on_contents)
    assert len(offered) == len(set(offered)) == 6
    # An owner's questions speak for the contents.
    assert own[0] == "Where do turtles nest?"
    assert not any(question.startswith("What is said about ") for question in own)
