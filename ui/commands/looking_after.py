"""What looks after a collection and changes nothing: status, check, backup, export."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ui.commands.opening import desk_of
from ui.terminal.printable import json_text, printable


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the state as one JSON object.")
@click.pass_obj
def status(options: dict[str, Any], as_json: bool) -> None:
    """Say what the collection holds, where its files lie, and what is wrong with it, if anything."""
    from ui.settings import settings
    from ui.terminal.status import state_of, state_text

    state = state_of(settings(**options))
    click.echo(json_text(state) if as_json else printable(state_text(state)))
    if state["problems"]:
        sys.exit(1)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the faults as one JSON object.")
@click.pass_obj
def check(options: dict[str, Any], as_json: bool) -> None:
    """Check every record, every slice that can be quoted, and both indexes against the records; changes nothing."""
    from ui.settings import DEFAULT
    from ui.terminal.check import check_text, faults_of

    with desk_of(options) as desk:
        collection, faults, count = desk.settings.collection or DEFAULT, faults_of(desk), desk.store.count()
    report = json_text({"collection": collection, "publications": count, "faults": faults})
    click.echo(report if as_json else printable(check_text(collection, count, faults)))
    if faults:
        sys.exit(1)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def backup(options: dict[str, Any], /, file: Path) -> None:
    """Write the whole collection into FILE, which must not be there yet; it may be served and changed meanwhile."""
    with desk_of(options) as desk:
        desk.store.backup(file)
    click.echo(f"Written to {file}. `refdesk restore {file}` puts it back.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export(options: dict[str, Any], /, file: Path) -> None:
    """Write all publications into FILE, in the format that its ending names: jsonl, json (CSL), csv, ris or bib."""
    from ui.terminal.export import export_to

    with desk_of(options) as desk:
        count = export_to(file, desk.store.all())
    click.echo(f"{count} publications written to {file}.")
