"""The HTML of the pages: Jinja2 templates in `ui/templates/`, which escape whatever is put into them.

Python prepares values, only templates hold markup, and a name that a template does not get is an error. There is one
environment for each language, so that a macro of any file says its texts in the language of the page.
"""

import re
from functools import cache, partial
from pathlib import Path
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from corpus.fields.languages import spoken_in
from corpus.references import COMMON_STYLES
from corpus.writers.exports import EXPORTS, REFERENCES
from ui.words.reasons import place, told
from ui.words.strings import direction, language_name, text

NAME = "refdesk"

# BCP 47, as far as pages need it; a record may name its language in any other way.
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")  # all but those that keep a French sign with its word
_UI = Path(__file__).parents[1]


def render(template: str, language: str, **values: object) -> str:
    """Return the template filled with the values, its own words in the language.

    Raises `jinja2.UndefinedError` for a value that the template asks for and does not get.
    """
    return _environment(language).get_template(template).render(values)


@cache
def own_file(name: str) -> Markup:
    """Return a style sheet, script or drawing of the page's own, as it is."""
    return Markup((_UI / "static" / name).read_text(encoding="utf-8").strip())  # written here, by no reader


def record_address(publication_id: str) -> str:
    """Return the address of a record's page."""
    return f"/publications/{quote(publication_id, safe='')}"


def asking_address(question: str) -> str:
    """Return the address that opens the page and asks the question."""
    return f"/?{urlencode({'q': question})}"


@cache
def _environment(language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_UI / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "NAME": NAME,
        "EXPORTS": EXPORTS,
        "REFERENCES": REFERENCES,
        "STYLES": COMMON_STYLES,
        "language": language,
        "direction": direction(language),
        "text": partial(text, language=language),
        "language_name": partial(language_name, language=language),
        "told": partial(told, language=language),
        "place": partial(place, language=language),
        "own_file": own_file,
        "record_address": record_address,
        "asking_address": asking_address,
    }
    made.filters |= {"line": _on_one_line, "tag": _language_tag, "spoken_in": spoken_in}
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    return made


def _on_one_line(value: str) -> str:
    """Return the text on one line, as an attribute shows it."""
    return _SPACES.sub(" ", value).strip()


def _language_tag(named: str) -> str:
    """Return the language that a record names if it is a tag that HTML knows, or nothing."""
    return named if _LANGUAGE_TAG.fullmatch(named) else ""
