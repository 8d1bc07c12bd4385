"""What is put together for a desk, and what an import does with it."""

import os
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from assistant.collection.vocabulary import vocabulary_of
from corpus.publication import Publication
from tests.corpus.formats.page import LISTING
from ui.cli import main
from ui.desk import open_desk
from ui.settings import Settings

pytestmark = pytest.mark.model


def test_an_import_parses_each_record_for_the_indexes_and_for_its_words_and_the_first_question_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []
    parse = Publication.model_validate_json

    def listening(text: str) -> Publication:
        parsed.append(text)
        return parse(text)

    monkeypatch.setattr(Publication, "model_validate_json", listening)
    page = tmp_path / "page.txt"
    page.write_text(LISTING, encoding="utf-8")
    done = CliRunner().invoke(main, ["--data", str(tmp_path / "data"), "import", str(page)])
    assert (done.exit_code, done.stdout) == (
        0,
        "3 added, 0 changed, 0 unchanged, 0 merged as duplicates, 0 rejected.\n",
    )
    # Words are taken in one transaction from the records as they then stand, whoever wrote them.
    assert sorted(Counter(parsed).values()) == [2, 2, 2]
    parsed.clear()
    desk = open_desk(Settings(data=tmp_path / "data", model=""))
    desk.warm()
    assert parsed == []
    desk.store.close()


def test_an_import_that_is_stopped_before_it_writes_leaves_an_empty_collection(tmp_path: Path) -> None:
    open_desk(Settings(data=tmp_path, model=""), own_collection=True).close()
    desk = open_desk(Settings(data=tmp_path, model=""))
    assert desk.store.count() == 0
    desk.close()


def test_what_is_loaded_stays_loaded_and_follows_the_collection(tmp_path: Path) -> None:
    desk = open_desk(Settings(data=tmp_path, model=""), own_collection=True)
    desk.store.put([Publication(id="whales", title="On Whales", abstract="Whales sing at night.")])
    assert not desk.ready
    reader = desk.warm()
    assert desk.ready
    desk.store.put([Publication(id="bats", title="On Bats", abstract="Bats hunt with their ears.")])
    assert desk.warm() is reader
    assert vocabulary_of(desk.store).size == 2
    answer = desk.assistant.ask("What do bats hunt with?")
    assert [source.publication.id for source in answer.sources] == ["bats"]
    desk.store.close()


@pytest.mark.model
@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="this system has other rights")
@pytest.mark.parametrize("locked", ["folder", "file"])
def test_a_collection_that_may_not_be_written_can_be_asked(locked: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, user = Path(name), os.geteuid()
        with open_desk(Settings(data=folder, model="")).store as store:
            database = store.path
        folder.chmod(0o555 if locked == "folder" else 0o777)
        database.chmod(0o444)
        os.seteuid(65534 if user == 0 else user)
        try:
            desk = open_desk(Settings(data=folder, model=""))
            listed = desk.assistant.ask("Which publications are from 2019?")
            quoted = desk.assistant.ask("What guidance exists for Red Cross societies?")
            desk.store.close()
        finally:
            os.seteuid(user)
            folder.chmod(0o755)
        assert (listed.status, quoted.status) == ("answered", "answered")
        assert [file.name for file in folder.iterdir()] == ["collection.sqlite"]
