"""The command line: `refdesk` opens the page, its subcommands ask, import, check and evaluate.

Everything heavy is imported by the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from corpus.errors import RefdeskError
from ui.commands.asking import abbreviations, ask, bench, evaluate
from ui.commands.collections import collections
from ui.commands.fitting import fit
from ui.commands.gaps import gaps
from ui.commands.importing import import_files, update
from ui.commands.keeping import remove, restore, undo
from ui.commands.languages import languages
from ui.commands.looking_after import backup, check, export, status
from ui.commands.opening import Refused, desk_of
from ui.commands.sources import sources


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RefdeskError as error:
            raise Refused(str(error)) from error


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("refdesk"), prog_name="refdesk")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The folder of the collections.")
@click.option("--collection", help="The collection to use, by its name.  [default: the one in use]")
@click.option("--model", help="A sentence-transformers model, by name or folder, instead of the packaged one.")
@click.option("--host", help="The address the page listens on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="The page's port.  [default: 7860, or the next free one]")
@click.option("--allowed-hosts", help="Names under which others reach the page, separated by commas.")
@click.option("--trusted-proxies", help="Addresses of proxies that say who asks, separated by commas.")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.pass_context
def main(ctx: click.Context, /, open_browser: bool, **options: Any) -> None:
    """Answer questions about a catalogue of publications with sentences quoted from it, letter for letter.

    Without a command, serve the page. Every option can also be set by the environment, as in REFDESK_DATA.
    """
    ctx.obj = options
    if ctx.invoked_subcommand is None:
        with desk_of(options) as desk:
            from ui.web.serve import serve

            serve(desk, open_browser)


for command in (
    *(ask, abbreviations, import_files, update, sources, remove, undo, export, collections, languages),
    *(gaps, status, check, backup, restore, fit, evaluate, bench),
):
    main.add_command(command)


if __name__ == "__main__":
    main(prog_name="refdesk")
