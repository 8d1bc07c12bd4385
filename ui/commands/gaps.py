"""`refdesk gaps`: what was asked on the page and not answered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ui.commands.opening import Refused, desk_of
from ui.terminal.printable import printable


@click.command()
@click.option("--csv", "file", type=click.Path(path_type=Path, dir_okay=False), help="Write them into a CSV file.")
@click.option("--keep", "keeping", type=click.Choice(["on", "off"]), help="Keep them from now on, or no more.")
@click.option("--clear", "clearing", is_flag=True, help="Throw away those that are kept.")
@click.pass_obj
def gaps(options: dict[str, Any], /, file: Path | None, keeping: str | None, clearing: bool) -> None:
    """List the questions that were not answered, by reason and theme, where they are kept: without who asked.

    They are kept only once you switch it on, by `--keep on` or on the page Manage.
    """
    from ui.gaps import are_kept, clear, gaps_in, keep
    from ui.pages.gaps import gaps_csv
    from ui.terminal.gaps import gaps_text

    with desk_of(options) as desk:
        folder = desk.settings.folder
        if keeping:
            keep(desk.store, keeping == "on")
        if clearing:
            clear(folder)
        found = gaps_in(folder)
        if file is None:
            click.echo(printable(gaps_text(found, are_kept(desk.store))))
            return
    try:
        file.write_text(gaps_csv(found), encoding="utf-8-sig", newline="")
    except OSError as error:
        raise Refused(f"{file} cannot be written ({error.strerror}): name another file.") from error
    click.echo(f"{len(found)} question{'' if len(found) == 1 else 's'} written.")
