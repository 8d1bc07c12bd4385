"""The frame of the pages that are plain HTML: records, the catalogue, and what is not found.

Their templates extend `page.html`, which takes a `frame`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from ui.pages.templates import NAME, own_file

Place = Literal["ask", "explore", "manage", "record"]

_SHARED_STYLES = ("tokens.css", "base.css", "components.css", "frame.css")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the content of a page: its title, where it is among the pages, its collection, its styles."""

    title: str
    place: Place
    collection: str = ""
    styles: Sequence[str] = ()

    @property
    def shown_title(self) -> str:
        """Return the title as the browser shows it, on one line."""
        return " · ".join(part for part in (" ".join(self.title.split()), NAME) if part)

    @property
    def style(self) -> Markup:
        """Return all styles: they are in the page, so that it is one request and stays whole when it is saved."""
        return styles(*self.styles)


def styles(*names: str) -> Markup:
    """Return the style sheets that all pages share, and then those that are named."""
    return Markup("\n").join(own_file(name) for name in (*_SHARED_STYLES, *names))
