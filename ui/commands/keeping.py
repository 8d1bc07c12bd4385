"""What changes a collection that is there: remove, undo, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from corpus.errors import RefdeskError
from ui.commands.opening import desk_of
from ui.terminal.printable import printable


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Remove without asking.")
@click.pass_obj
def remove(options: dict[str, Any], /, ids: tuple[str, ...], yes: bool) -> None:
    """Remove the publications with these identifiers, all of them or none; `refdesk undo` brings them back."""
    from ui.importing import take_out

    with desk_of(options) as desk:
        found = desk.store.get_many(dict.fromkeys(ids))
        if missing := set(ids) - {publication.id for publication in found}:
            raise RefdeskError(f"There is no publication {min(missing)!r} here: its page shows its identifier.")
        for publication in found:
            click.echo(printable(f"{publication.title} ({publication.year or 'no year'})"))
        if not yes:
            click.confirm(f"Remove {_count(len(found))}?", abort=True)
        take_out([publication.id for publication in found], desk.store, desk.engine)
    click.echo(f"{_count(len(found))} removed; `refdesk undo` brings them back.")


@click.command()
@click.pass_obj
def undo(options: dict[str, Any]) -> None:
    """Take the last import or removal back; the last five can be, one after the other."""
    from ui.importing import take_back

    with desk_of(options) as desk:
        entry = take_back(desk.store, desk.engine)
        if entry is None:
            raise RefdeskError("There is nothing to take back: only the last five imports and removals can be.")
        count = desk.store.count()
    click.echo(printable(f"Taken back: {entry.what} ({entry.at}). The collection holds {_count(count)}."))


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Restore without asking.")
@click.pass_obj
def restore(options: dict[str, Any], /, file: Path, yes: bool) -> None:
    """Make the collection what it was when FILE was written by `refdesk backup`; it may be served meanwhile."""
    from corpus.backup import refuse_unsound, set_damaged_aside
    from ui.settings import settings

    refuse_unsound(file)
    set_damaged_aside(settings(**options).database)
    with desk_of(options, own_collection=True) as desk:
        if not yes and (count := desk.store.count()):
            click.confirm(f"Put the backup in the place of {_count(count)}, which cannot be undone?", abort=True)
        desk.store.restore(file)
        desk.engine.refresh()
        count = desk.store.count()
    click.echo(f"Restored: the collection holds {_count(count)}.")


def _count(number: int) -> str:
    return f"{number} publication{'' if number == 1 else 's'}"
