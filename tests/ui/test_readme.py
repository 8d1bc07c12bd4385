"""The README shows answers as the desk gives them."""

import re
from pathlib import Path

import pytest

from ui.desk import Desk
from ui.terminal.render import answer_text

README = Path(__file__).resolve().parents[2] / "README.md"
EXAMPLES = re.findall(r'^\$ refdesk ask "(.+)"\n((?:(?!\$|```).*\n)+)', README.read_text(encoding="utf-8"), re.M)


@pytest.mark.model
@pytest.mark.parametrize(("question", "shown"), EXAMPLES)
def test_an_answer_in_the_readme_is_the_one_that_the_desk_gives(desk: Desk, question: str, shown: str) -> None:
    assert shown.split() == answer_text(desk.assistant.ask(question)).split()


def test_the_readme_shows_a_quote_a_fact_and_a_refusal() -> None:
    assert len(EXAMPLES) == 3
