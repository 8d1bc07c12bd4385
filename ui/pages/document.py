"""The frame of the pages that are plain HTML: records, the catalogue, and what is not found."""

from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from ui.words.strings import direction, text

NAME = "refdesk"
Place = Literal["ask", "explore", "record"]

_FOLDER = Path(__file__).parents[1] / "static"
_SHARED_STYLES = ("tokens.css", "document.css")


def document(
    title: str,
    main: str,
    language: str,
    *,
    place: Place,
    collection_name: str = "",
    styles: Sequence[str] = (),
    head: str = "",
) -> str:
    """Return a whole page; `main` and `head` are HTML, everything else is text.

    The styles are in the page, so that it is one request and stays whole when a reader saves it.
    """
    style = "\n".join(style_sheet(name) for name in (*_SHARED_STYLES, *styles))
    shown_title = " · ".join(part for part in (" ".join(title.split()), NAME) if part)
    return f"""<!DOCTYPE html>
<html lang="{language}" dir="{direction(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(shown_title)}</title>
{head}
<script>{theme_script()}</script>
<style>
{style}</style>
</head>
<body>
<a class="skip" href="#main">{escape(text("app.skip", language))}</a>
{site_header(language, place, collection_name)}
<main id="main" tabindex="-1">
{main}
</main>
</body>
</html>
"""


def attribute(value: str) -> str:
    """Return the text as the value of an attribute, escaped and on one line."""
    return escape(" ".join(value.split()))


def record_address(publication_id: str) -> str:
    """Return the address of a record's page."""
    return f"/publications/{quote(publication_id, safe='')}"


def site_header(language: str, place: Place, collection_name: str) -> str:
    """Return the head of a page: the name, the collection, the way to the other pages, and the choice of theme."""
    links = "".join(
        f'<a href="{address}"{current}>{escape(text(key, language))}</a>'
        for address, key, current in (
            ("/", "tab.ask", ' aria-current="page"' if place == "ask" else ""),
            ("/explore", "tab.explore", ' aria-current="page"' if place == "explore" else ""),
        )
    )
    collection = f'<span class="collection" dir="auto">{escape(collection_name)}</span>' if collection_name else ""
    return (
        f'<header class="site"><a class="brand" href="/">{drawing("mark.svg")}<span>{NAME}</span></a>{collection}'
        f'<nav aria-label="{NAME}">{links}</nav>{_theme(language)}</header>'
    )


def theme_script() -> str:
    """Return the script that applies the choice of theme that the browser keeps, before anything is painted."""
    return _file("theme.js")


def _theme(language: str) -> str:
    options = "".join(
        f'<option value="{name}">{escape(text(f"theme.{name}", language))}</option>'
        for name in ("system", "light", "dark")
    )
    label = attribute(text("theme.label", language))
    return (
        f'<span class="theme">{drawing("theme.svg")}<select id="theme" aria-label="{label}">{options}</select></span>'
    )


def style_sheet(name: str) -> str:
    """Return the text of one of the page's style sheets."""
    return _file(name)


def drawing(name: str) -> str:
    """Return one of the page's drawings as an SVG element."""
    return _file(name).strip()


@cache
def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")
