"""`refdesk languages`: questions in other languages than English."""

from __future__ import annotations

from typing import Any

import click

from ui.commands.opening import desk_of, progress_bar


@click.command()
@click.option("--model", default="", help="multilingual-e5-small by name or folder, instead of the packaged one.")
@click.option("--off", is_flag=True, help="Read English only again.")
@click.pass_obj
def languages(options: dict[str, Any], model: str, off: bool) -> None:
    """Read questions in French, Spanish, Arabic, Russian and other languages too, in the collection in use."""
    with desk_of(options) as desk:
        if off:
            desk.read_english_only()
            click.echo("Questions are read in English.")
            return
        with progress_bar("Reading the abstracts") as progress:
            desk.read_languages(model, progress)
    click.echo("Questions are read in English, French, Spanish, Arabic and Russian, and in what else the model reads.")
