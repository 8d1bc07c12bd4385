"""The templates escape, ask for what they get, and wear the styles that there are."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError

import ui
from ui.pages.filter_chips import Chip
from ui.pages.templates import asking_address, own_file, record_address, render
from ui.words.strings import text

FOLDER = Path(ui.__file__).parent
STYLES = sorted((FOLDER / "static").glob("*.css"))
HOSTILE = "<img src=x onerror='alert(1)'> & \"quoted\""


def test_what_is_put_into_a_template_is_text() -> None:
    html = render("follow_ups.html", "en", questions=[HOSTILE])
    assert "&lt;img src=x onerror=&#39;alert(1)&#39;&gt; &amp; &#34;quoted&#34;</a>" in html
    assert "<img" not in html


def test_a_value_that_a_template_does_not_get_is_an_error() -> None:
    with pytest.raises(UndefinedError, match="questions"):
        render("follow_ups.html", "en")


def test_a_template_speaks_the_language_in_its_macros_too() -> None:
    html = render("chips.html", "fr", chosen=[Chip("countries", "Liban", "Liban")])
    assert f'aria-label="{text("filters.remove", "fr", value="Liban")}"' in html


def test_nothing_is_put_into_a_page_unescaped_but_our_own_files() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (FOLDER / "templates").glob("*.html"))
    assert not re.search(r"\|\s*safe|autoescape|Markup", templates)
    modules = {path: path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py")}
    assert sorted(path.name for path, code in modules.items() if "Markup(" in code) == ["document.py", "templates.py"]
    assert [path.name for path, code in modules.items() if "html import escape" in code or "html.escape" in code] == []


def test_addresses_hold_any_id_and_any_question() -> None:
    assert record_address("a/b?c#d e") == "/publications/a%2Fb%3Fc%23d%20e"
    assert asking_address("What & why?") == "/?q=What+%26+why%3F"


def test_every_token_that_is_used_is_there_and_is_ours() -> None:
    given = set(re.findall(r"(--[\w-]+):", own_file("tokens.css")))
    sheets = [path.read_text(encoding="utf-8") for path in [*STYLES, *(FOLDER / "static").glob("*.svg")]]
    used = {name for sheet in sheets for name in re.findall(r"var\((--[\w-]+)\)", sheet)}
    assert all(name.startswith("--desk-") for name in given)
    assert used == given


def rules_in_no_layer(css: str) -> Iterator[str]:
    """Yield the heads of the rules that stand in no layer."""
    depth, head = 0, ""
    for part in re.split(r"([{};])", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if part == "{":
            if depth == 0 and not head.startswith("@layer"):
                yield head
            depth += 1
        elif part == "}":
            depth -= 1
        head = part.strip()


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_every_rule_stands_in_a_layer_but_the_tokens_and_what_undoes_gradio(path: Path) -> None:
    found = list(rules_in_no_layer(path.read_text(encoding="utf-8")))
    assert (found == []) == (path.name not in ("tokens.css", "gradio.css"))
