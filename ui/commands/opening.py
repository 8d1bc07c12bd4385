"""What commands share: the open desk, and how far a long piece of work is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from ui.terminal.printable import printable

if TYPE_CHECKING:
    from embeddings.engine import Progress
    from ui.desk import Desk


class Refused(click.ClickException):
    """Bad input, said in one sentence, with the exit code 2 that usage errors have."""

    exit_code = 2

    def format_message(self) -> str:
        """Return the sentence, which may name what a terminal would carry out."""
        return printable(self.message)


@contextmanager
def desk_of(options: dict[str, Any], own_collection: bool = False) -> Iterator[Desk]:
    """Open the desk that the options of the command line name, and close it at the end."""
    from ui.settings import settings, stay_silent

    stay_silent()
    # What is new in the data folder is its owner's alone: feedback holds questions.
    os.umask(0o077)
    from ui.desk import open_desk

    desk = open_desk(settings(**options), own_collection)
    try:
        if before := desk.other_model():
            click.echo(f"The collection was embedded with {before}: it is embedded anew with another model.", err=True)
            with progress_bar("Embedding the abstracts") as progress:
                desk.engine.refresh(progress)
        yield desk
    finally:
        desk.close()


@contextmanager
def progress_bar(label: str) -> Iterator[Progress]:
    """Show on a terminal how much of a piece of work is done, and the time that is left."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    with Bar(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
