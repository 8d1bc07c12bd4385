"""`refdesk fit`: measures how readily the desk answers on the collection, and keeps what its owner chooses."""

from __future__ import annotations

from typing import Any

import click

from ui.commands.opening import desk_of, progress_bar
from ui.terminal.printable import printable


@click.command()
@click.option(
    "--choice",
    type=click.Choice(["strict", "balanced", "generous", "packaged"]),
    help="How readily the desk answers from now on; packaged is as it comes.",
)
@click.pass_obj
def fit(options: dict[str, Any], choice: str | None) -> None:
    """Measure how readily the desk answers on this collection, and choose how readily it should.

    Questions are made from the records and asked twice: with the record that each was made from, and without it. The
    choice sets how probable an answer must be: of the questions without their record strict answers 1 in 10 at most,
    balanced 1 in 5 and generous 3 in 10. It is kept with the collection, and holds until a fifth of the records has
    changed; then it is measured anew by this command, or by the page when the machine has time.
    """
    from assistant.evidence.threshold import choose, keep_measured
    from assistant.fitting.measure import measure
    from ui.words.answering import answering_text

    with desk_of(options) as desk:
        if choice is not None:
            choose(desk.store, "" if choice == "packaged" else choice)
        reader = desk.warm()
        with progress_bar("Asking questions made from the records") as progress:
            measured = measure(desk.store, reader, desk.encoder, progress)
        keep_measured(desk.store, measured)
        click.echo(printable(answering_text(desk.store)))
