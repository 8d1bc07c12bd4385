"""The README shows answers as the desk gives them, and its example in Python runs."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ui.cli import main
from ui.desk import Desk
from ui.terminal.render import answer_text

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r'^\$ refdesk ask "(.+)"\n((?:(?!\$|```).*\n)+)', README, re.M)
IMPORT = re.search(r"^\$ refdesk --data my-catalogue import (\S+)\n((?:[^$\n].*\n)+)", README, re.M)
PYTHON = re.search(r"^```python\n(.+?)^```\n.+?^```\n(.+?)^```", README, re.M | re.S)


@pytest.mark.model
@pytest.mark.parametrize(("question", "shown"), EXAMPLES)
def test_an_answer_in_the_readme_is_the_one_that_the_desk_gives(desk: Desk, question: str, shown: str) -> None:
    assert shown.split() == answer_text(desk.assistant.ask(question)).split()


def test_the_readme_shows_a_quote_a_fact_and_a_refusal() -> None:
    assert len(EXAMPLES) == 3


@pytest.mark.model
def test_the_example_is_imported_and_asked_from_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert IMPORT is not None
    assert PYTHON is not None
    monkeypatch.chdir(tmp_path)
    listing, said = IMPORT.groups()
    imported = CliRunner().invoke(main, ["--data", "my-catalogue", "import", str(ROOT / listing)])
    assert imported.stdout == said, imported.output
    code, printed = PYTHON.groups()
    names: dict[str, object] = {}
    exec(code, names)
    assert capsys.readouterr().out == printed
    opened = names["desk"]
    assert isinstance(opened, Desk)
    opened.store.close()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "tests/benchmarks/RESULTS.md"])
def test_every_file_that_a_document_names_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    linked = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    named = re.findall(r"`((?:assistant|corpus|embeddings|ui|tests)/[\w/.-]+)`", text)
    beside = (ROOT / page).parent
    assert [name for name in linked if not (beside / name).exists()] == []
    assert [name for name in named if not (ROOT / name).exists()] == []
