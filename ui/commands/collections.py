"""The collections on this machine: which there are, which one is in use, and what each says about itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ui.commands.looking_after import export
from ui.terminal.printable import json_text, printable


@click.group(invoke_without_command=True)
@click.pass_context
def collections(ctx: click.Context) -> None:
    """List the collections, or make, use, export, describe or remove one."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_collections)


@collections.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print the list as JSON.")
@click.pass_obj
def list_collections(options: dict[str, Any], as_json: bool = False) -> None:
    """List the collections; the one in use has a star."""
    from dataclasses import asdict

    from ui.collections import collections as listed
    from ui.settings import settings

    found = listed(settings(**options))
    if as_json:
        click.echo(json_text([asdict(one) for one in found]))
        return
    for one in found:
        holds = "cannot be opened" if one.publications is None else f"{one.publications} publications"
        click.echo(printable(f"{'*' if one.is_used else ' '} {one.name}: {one.title}, {holds}"))
    if not found:
        click.echo("There is no collection yet: `refdesk` begins with the default one, `refdesk import` with yours.")


@collections.command()
@click.argument("name")
@click.pass_obj
def new(options: dict[str, Any], /, name: str) -> None:
    """Make an empty collection NAME and use it from now on."""
    from ui.collections import new as made
    from ui.settings import settings

    made(settings(**{**options, "collection": name}), name)
    click.echo(f"{name} is empty and in use: `refdesk import` brings your publications in.")


@collections.command()
@click.argument("name")
@click.pass_obj
def use(options: dict[str, Any], /, name: str) -> None:
    """Use the collection NAME from now on; "default" is the one that refdesk began with."""
    from ui.collections import use as used
    from ui.settings import settings

    used(settings(**{**options, "collection": name}), name)
    click.echo(f"{name} is in use.")


@collections.command()
@click.argument("name")
@click.option("--yes", is_flag=True, help="Remove without asking.")
@click.pass_obj
def remove(options: dict[str, Any], /, name: str, yes: bool) -> None:
    """Remove the collection NAME with all its files, for good."""
    from ui.collections import remove as removed
    from ui.settings import settings

    if not yes:
        click.confirm(f"Remove the collection {name} with all its publications, for good?", abort=True)
    removed(settings(**options), name)
    click.echo(f"{name} is removed.")


@collections.command("export")
@click.argument("name")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def export_one(ctx: click.Context, /, name: str, file: Path) -> None:
    """Write the publications of the collection NAME into FILE, in the format that its ending names."""
    from ui.collections import named
    from ui.settings import settings

    ctx.obj = {**ctx.obj, "collection": named(settings(**ctx.obj), name).collection}
    ctx.invoke(export, file=file)


@collections.command()
@click.option("--name", help="What the collection is called.")
@click.option("--description", help="What it holds, in a sentence or two.")
@click.option("--notice", help="What must be read first, such as who made it and when.")
@click.option("--rights", help="Whose the texts are.")
@click.option("--language", help="The language that most of it is in, such as en.")
@click.option("--question", "questions", multiple=True, help="A question to begin with; may be repeated.")
@click.pass_obj
def describe(options: dict[str, Any], /, questions: tuple[str, ...], **said: str | None) -> None:
    """Show what the collection in use says about itself, or change what is given."""
    from ui.collections import about
    from ui.collections import describe as described
    from ui.commands.opening import desk_of

    given = {key: value for key, value in said.items() if value is not None}
    if questions:
        given["questions"] = "\n".join(questions)
    with desk_of(options) as desk:
        described(desk.store, **given)
        for key, value in about(desk.store).items():
            click.echo(f"{key.capitalize()}: {value.replace(chr(10), '; ') or '—'}")
