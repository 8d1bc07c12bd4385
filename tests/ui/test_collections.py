"""Several collections side by side, on the command line and by the functions that the page uses."""

import json
from pathlib import Path

import pytest

from corpus.errors import RefdeskError
from corpus.publication import Publication
from corpus.store import Store
from tests.ui.test_cli import refdesk
from ui import collections
from ui.desk import open_desk
from ui.settings import Settings, SettingsFailed, settings
from ui.terminal.status import state_of

RECORD = Publication(id="a", title="Oyster beds", abstract="Oysters grow slowly.")


@pytest.fixture
def home(tmp_path: Path) -> Settings:
    open_desk(settings(data=tmp_path)).store.close()
    return settings(data=tmp_path)


def test_the_one_in_use_is_opened_from_then_on(home: Settings) -> None:
    own = collections.new(home, "oysters")
    with Store.open(own.database) as store:
        store.put([RECORD])
        collections.describe(store, name="Oysters of the coast", questions="Where do oysters grow?")
    again = settings(data=home.data)
    assert again.database == own.database != home.database
    desk = open_desk(again)
    assert desk.store.get("a") == RECORD
    assert desk.examples() == ("Where do oysters grow?",)
    desk.store.close()
    listed = collections.collections(again)
    assert [(one.name, one.publications, one.is_used) for one in listed] == [
        ("default", 9, False),
        ("oysters", 1, True),
    ]
    assert listed[1].title == "Oysters of the coast"
    assert settings(data=home.data, collection="default").database == home.database
    assert collections.use(again, "default").database == settings(data=home.data).database == home.database


def test_a_title_makes_a_name_that_is_free(home: Settings) -> None:
    titles = ("Abris de la Vallée", "abris de la vallee", "Ливан", "default")
    names = [collections.begun(home, title).collection for title in titles]
    assert names == ["abris-de-la-vallee", "abris-de-la-vallee-2", "collection", "default-2"]
    with Store.open(settings(data=home.data, collection=names[0]).database) as store:
        assert store.setting("name") == "Abris de la Vallée"


def test_a_removed_one_is_gone_and_the_default_one_is_used_again(home: Settings) -> None:
    own = collections.new(home, "oysters")
    collections.remove(settings(data=home.data), "oysters")
    assert not own.folder.exists()
    assert settings(data=home.data).database == home.database
    with pytest.raises(RefdeskError, match="default collection cannot be removed"):
        collections.remove(home, "default")


@pytest.mark.parametrize("opened", ["default", "mussels", "oysters"])
def test_only_the_choice_of_a_removed_one_is_forgotten(home: Settings, opened: str) -> None:
    for name in ("mussels", "oysters"):
        collections.new(home, name)
    collections.remove(settings(data=home.data, collection=opened), "mussels")
    assert settings(data=home.data).collection == "oysters"
    collections.remove(settings(data=home.data, collection=opened), "oysters")
    assert settings(data=home.data).database == home.database


@pytest.mark.parametrize("name", ["", "../x", "A b", "x" * 65, "-a", ".", "a/b", "ä"])
def test_a_name_that_is_no_folder_of_its_own_is_refused(home: Settings, name: str) -> None:
    for act in (collections.new, collections.use, collections.remove):
        with pytest.raises(RefdeskError, match="cannot name a collection"):
            act(home, name)


def test_one_that_is_not_there_is_not_begun_by_asking_it(home: Settings) -> None:
    with pytest.raises(RefdeskError, match="There is no collection 'oyster'; there are default"):
        collections.use(home, "oyster")
    with pytest.raises(RefdeskError, match="There is no collection 'oyster'"):
        open_desk(settings(data=home.data, collection="oyster"))
    assert not (home.data / "collections").exists()


def test_a_text_that_is_too_long_changes_nothing(home: Settings) -> None:
    with Store.open(home.database) as store:
        before = collections.about(store)
        with pytest.raises(RefdeskError, match="The notice has 10,001 characters"):
            collections.describe(store, name="new", notice="x" * 10_001)
        assert collections.about(store) == before


def test_the_command_line_makes_uses_describes_and_removes_one(tmp_path: Path) -> None:
    assert refdesk("collections", "new", "oysters", data=tmp_path).returncode == 0
    said = refdesk("collections", "describe", "--notice", "Of 2019.", "--question", "Who?", data=tmp_path).stdout
    assert "Notice: Of 2019." in said
    assert "Questions: Who?" in said
    listed = json.loads(refdesk("collections", "list", "--json", data=tmp_path).stdout)
    assert listed == [{"name": "oysters", "title": "oysters", "publications": 0, "is_used": True}]
    refused = refdesk("collections", "use", "mussels", data=tmp_path)
    assert (refused.returncode, refused.stderr) == (2, "Error: There is no collection 'mussels'; there are oysters.\n")
    assert refdesk("collections", "remove", "oysters", "--yes", data=tmp_path).stdout == "oysters is removed.\n"
    assert "There is no collection yet" in refdesk("collections", data=tmp_path).stdout


def test_status_and_check_name_the_one_in_use(home: Settings) -> None:
    own = collections.new(home, "oysters")
    with Store.open(own.database) as store:
        collections.describe(store, name="Oysters of the coast")
    said = refdesk("status", data=home.data).stdout
    assert said.startswith("Collection  oysters, “Oysters of the coast”: 0 publications")
    assert json.loads(refdesk("status", "--json", data=home.data).stdout)["in_use"] == "oysters"
    assert refdesk("check", data=home.data).stdout.startswith("oysters: ")
    assert refdesk("--collection", "default", "status", data=home.data).stdout.startswith("Collection  default, “")


@pytest.mark.parametrize("held", [b"", b"\n", b"\xff\xfe\x00"])
def test_where_nothing_tells_the_collection_in_use_no_other_takes_its_place(held: bytes, tmp_path: Path) -> None:
    (tmp_path / "collection-in-use").write_bytes(held)
    with pytest.raises(SettingsFailed, match="does not say which collection is in use: write its name there, or"):
        settings(data=tmp_path)
    assert settings(data=tmp_path, collection="default").collection == "default"


def test_a_collection_in_use_that_is_gone_is_never_begun_anew(tmp_path: Path) -> None:
    collections.new(settings(data=tmp_path), "oysters")
    (tmp_path / "collections" / "oysters" / "collection.sqlite").unlink()
    with pytest.raises(SettingsFailed, match="The collection 'oysters', which is in use, is not there: put"):
        settings(data=tmp_path)
    assert refdesk("collections", "use", "default", data=tmp_path).stdout == "default is in use.\n"
    gone = state_of(settings(data=tmp_path, collection="oysters"))
    assert "There is no collection 'oysters'" in gone["problems"][0]
