"""A document in one of its formats: what its file is called, its media type, and what is in it."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple, get_args

from ui.documents.document import Document
from ui.documents.html import html
from ui.documents.markdown import markdown
from ui.documents.table import table

Form = Literal["docx", "md", "html", "csv"]
FORMS: tuple[Form, ...] = get_args(Form)
_LONGEST_NAME = 60  # characters


class Written(NamedTuple):
    """A file: its name, its media type, its bytes."""

    name: str
    media: str
    content: bytes


def written(document: Document, form: Form) -> Written:
    """Return the document as a file, named after its first question."""
    media, write = _WRITERS[form]
    question = document.sections[0].question if document.sections else ""
    name = re.sub(r"\W+", "-", question)[:_LONGEST_NAME].strip("-_") or "refdesk"
    return Written(f"{name}.{form}", media, write(document))


def _word(document: Document) -> bytes:
    # Loading it takes a quarter of a second, which is left to those who want it.
    from ui.documents.word import word

    return word(document)


_WRITERS: dict[Form, tuple[str, Callable[[Document], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _word),
    "md": ("text/markdown; charset=utf-8", markdown),
    "html": ("text/html; charset=utf-8", html),
    "csv": ("text/csv; charset=utf-8", table),
}
