"""What a collection says about itself, asked for when its first publications have come in."""

from __future__ import annotations

import sys
from typing import Any

import click

# By the names of `refdesk collections describe`.
_ASKED = {
    "name": "What is the collection called?",
    "description": "What does it hold, in a sentence or two?",
    "notice": "What must be read first, such as who made it and when?",
    "rights": "Whose are the texts?",
    "language": "Which language is most of it in, such as en?",
}


def is_empty(options: dict[str, Any]) -> bool:
    """Tell whether the collection has no publication yet."""
    from corpus.store import Store
    from ui.settings import settings

    database = settings(**options).database
    if not database.exists():
        return True
    with Store.open(database) as store:
        return store.count() == 0


def introduce(options: dict[str, Any]) -> None:
    """Ask at a terminal what the collection does not yet say about itself; an empty answer leaves it open."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return
    from corpus.store import Store
    from ui.collections import about, describe
    from ui.settings import settings

    click.echo("\nA few words about the collection; Enter leaves one out, `refdesk collections describe` changes them.")
    with Store.open(settings(**options).database) as store:
        said = about(store)
        for key, question in _ASKED.items():
            if not said[key] and (answer := click.prompt(question, default="", show_default=False).strip()):
                describe(store, **{key: answer})
