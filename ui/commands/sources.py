"""The sources that the collection in use is kept up to date from."""

from __future__ import annotations

from typing import Any

import click

from ui.commands.opening import desk_of
from ui.terminal.printable import json_text, printable


@click.group(invoke_without_command=True)
@click.pass_context
def sources(ctx: click.Context) -> None:
    """List what `refdesk update` imports from, or add or remove one."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_sources)


@sources.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_obj
def list_sources(options: dict[str, Any], as_json: bool = False) -> None:
    """List the sources of the collection in use."""
    from ui.settings import settings
    from ui.sources import registered_in

    found = registered_in(settings(**options).database)
    if as_json:
        click.echo(json_text([source.model_dump() for source in found]))
        return
    for source in found:
        maps = [f' --map "{label}={name}"' for label, name in source.labels.items()]
        hosts = [f" --allow-host {host}" for host in source.hosts]
        click.echo(printable("".join((source.source, *maps, *hosts))))
    if not found:
        click.echo("The collection remembers no source: `refdesk sources add` takes what `refdesk import` takes.")


@sources.command()
@click.argument("source")
@click.option("--map", "labels", multiple=True, metavar='"LABEL=FIELD"', help="What a label of the source means.")
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="A host of your own network to fetch from.")
@click.pass_obj
def add(options: dict[str, Any], /, source: str, labels: tuple[str, ...], hosts: tuple[str, ...]) -> None:
    """Remember SOURCE, written as for `refdesk import`; nothing is imported yet."""
    from ui.sources import Registered, register
    from ui.terminal.importing import labels_of

    given = Registered(source=source, labels=labels_of(labels), hosts=hosts)
    with desk_of(options, own_collection=True) as desk:
        known = register(desk.store, given)
    click.echo(printable(f"{known.source} is remembered: `refdesk update` imports from it."))


@sources.command()
@click.argument("source")
@click.pass_obj
def remove(options: dict[str, Any], /, source: str) -> None:
    """Forget SOURCE; the publications that came from it stay."""
    from ui.sources import forget

    with desk_of(options) as desk:
        forget(desk.store, source)
    click.echo(printable(f"{source} is forgotten; the publications that came from it stay."))
