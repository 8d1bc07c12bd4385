"""What does not exist is not found: questions about invented names, on every catalogue."""

import tomllib
from pathlib import Path

import pytest

from corpus.collection import load_default
from corpus.formats import read
from tests.assistant.catalogues import DATA, NINE
from ui.desk import open_desk
from ui.settings import Settings

INVENTED = tomllib.loads((DATA / "invented_names.toml").read_text(encoding="utf-8"))
LEAST_REFUSED = 0.97


def questions_on(catalogue: str) -> list[str]:
    """The questions with the subjects of the catalogue."""
    topics = INVENTED["topics"][catalogue]
    return [text.replace("{topic}", topics[place % len(topics)]) for place, text in enumerate(INVENTED["questions"])]


def answered(catalogue: str, folder: Path) -> list[str]:
    """The questions on the catalogue that the real desk answers."""
    desk = open_desk(Settings(data=folder, model=""), own_collection=True)
    listing = DATA / "catalogues" / catalogue / "listing.txt"
    records = load_default().publications if catalogue == NINE else read(listing)
    desk.store.put(records)
    asked = questions_on(catalogue)
    assert len(set(asked)) == len(asked) == 40
    found = [text for text in asked if desk.assistant.ask(text).status == "answered"]
    desk.close()
    return found


@pytest.mark.model
def test_nothing_is_said_of_what_does_not_exist(tmp_path: Path) -> None:
    assert answered(NINE, tmp_path) == []


@pytest.mark.model
@pytest.mark.slow
def test_hardly_anything_is_said_of_it_on_any_catalogue(tmp_path: Path) -> None:
    wrongly = {name: answered(name, tmp_path / name) for name in INVENTED["topics"]}
    total = sum(len(questions_on(name)) for name in wrongly)
    assert sum(map(len, wrongly.values())) <= (1 - LEAST_REFUSED) * total, wrongly
