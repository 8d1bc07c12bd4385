"""The command line: `refdesk` opens the page, its subcommands ask, import, check and evaluate.

Everything heavy is imported by the command that needs it, so that `--help` answers at once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import RefdeskError

if TYPE_CHECKING:
    from corpus.filters import Filters
    from embeddings.engine import Progress
    from ui.desk import Desk


class _Refused(click.ClickException):
    """Bad input, said in one sentence, with the exit code 2 that usage errors have."""

    exit_code = 2


class _Commands(click.Group):
    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except RefdeskError as error:
            raise _Refused(str(error)) from error


@click.group(cls=_Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(version("refdesk"), prog_name="refdesk")
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="The collection's folder.")
@click.option("--model", help="A sentence-transformers model, by name or folder, instead of the packaged one.")
@click.option("--host", help="The address the page listens on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="The page's port.  [default: 7860, or the next free one]")
@click.option("--open", "open_browser", is_flag=True, help="Open the page in the browser.")
@click.pass_context
def main(ctx: click.Context, /, open_browser: bool, **options: Any) -> None:
    """Answer questions about a catalogue of publications with sentences quoted from it, letter for letter.

    Without a command, serve the page. Every option can also be set by the environment, as in REFDESK_DATA.
    """
    ctx.obj = options
    if ctx.invoked_subcommand is None:
        from ui.web.serve import serve

        with _desk(options) as desk:
            serve(desk, open_browser)


@main.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--file", "file", type=click.Path(path_type=Path), help="Ask the questions of a JSON Lines file.")
@click.option("--year", help="Only publications of this year, or of a range such as 2015-2019.")
@click.option("--country", "countries", multiple=True, help="Only publications on this country; may be repeated.")
@click.option("--region", "regions", multiple=True, help="Only publications on this region; may be repeated.")
@click.option("--author", "authors", multiple=True, help="Only publications by this author; may be repeated.")
@click.option("--category", "categories", multiple=True, help="Only publications of this category; may be repeated.")
@click.pass_obj
def ask(options: dict[str, Any], /, question: str | None, as_json: bool, file: Path | None, **conditions: Any) -> None:
    """Ask QUESTION, or every question of a file, and print the answer with its sources.

    Each line of the file is an object with a "question" and, if it belongs to a conversation, its "history": the
    earlier questions, oldest first. One JSON answer is printed for each line.
    """
    from ui.terminal.ask import AskedQuestion, ask_all, filters_from, read_questions
    from ui.terminal.render import answer_text

    if (question is None) == (file is None):
        raise click.UsageError('Give one question in quotes, or a file of them: refdesk ask "Who wrote the manual?"')
    asked = [AskedQuestion(question=question)] if question is not None else read_questions(file or Path())
    with _desk(options) as desk:
        filters: Filters = filters_from(desk.store, **conditions)
        for row in asked:
            answer = ask_all(desk.assistant, row.question, row.history, filters)
            as_line = as_json or file is not None
            click.echo(json.dumps(answer.as_json(), ensure_ascii=False) if as_line else answer_text(answer))


@main.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.pass_obj
def import_files(options: dict[str, Any], files: tuple[Path, ...]) -> None:
    """Import publications from listing pages, saved as text or as HTML.

    All files or none: after an error the collection is as it was. Importing the same page twice changes nothing.
    """
    from corpus.formats import read

    publications = [publication for file in files for publication in read(file)]
    with _desk(options, own_collection=True) as desk:
        changes = desk.store.put(publications)
        with _progress("Embedding the abstracts") as progress:
            desk.engine.refresh(progress)
    counts = (len(changes.added), len(changes.updated), len(changes.unchanged))
    click.echo("{} added, {} updated, {} unchanged.".format(*counts))


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def abbreviations(options: dict[str, Any], /, file: Path | None) -> None:
    """List what abbreviations stand for in questions, or make FILE the collection's own table of them.

    The records explain most by themselves. FILE is a CSV table of two columns: SOP,standard operating procedures
    """
    from ui.terminal.abbreviations import set_table, table_text

    with _desk(options) as desk:
        click.echo(table_text(desk.store) if file is None else f"{set_table(desk.store, file)} abbreviations kept.")


@main.command()
@click.option("--json", "as_json", is_flag=True, help="Print the state as one JSON object.")
@click.pass_obj
def status(options: dict[str, Any], as_json: bool) -> None:
    """Say what the collection holds, where its files lie, and what is wrong with it, if anything."""
    from ui.settings import settings
    from ui.terminal.status import state_of, state_text

    state = state_of(settings(**options))
    click.echo(json.dumps(state, ensure_ascii=False) if as_json else state_text(state))
    if state["problems"]:
        sys.exit(1)


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.pass_obj
def evaluate(options: dict[str, Any], /, file: Path, as_json: bool) -> None:
    """Ask the judged questions of FILE and report how well they are answered.

    Each line is an object with "id", "kind" (content, catalogue, pointing or unanswerable), "question", "history",
    "answerable", "titles" (the right records), "quotes" (parts of the right sentences) and "facts".
    """
    from assistant.evaluation.judged import evaluate as evaluated
    from ui.terminal.evaluate import answers, read_judged, report_json, report_text

    judged = read_judged(file)
    with _desk(options) as desk, _progress("Asking") as progress:
        desk.warm()
        rows = []
        for row in answers(desk.assistant, judged):
            rows.append(row)
            progress(len(rows), len(judged))
    report = evaluated(rows)
    click.echo(json.dumps(report_json(report), ensure_ascii=False) if as_json else report_text(report))


@main.command()
@click.argument("name", type=click.Choice(("scifact", "clapnq", "squad2")))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--sample", type=click.IntRange(2), default=240, show_default=True, help="How many questions are asked.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.pass_obj
def bench(options: dict[str, Any], /, name: str, folder: Path, sample: int, as_json: bool) -> None:
    """Measure every stage of choosing sentences on the public set NAME (in BEIR's form) that lies in FOLDER."""
    from ui.settings import settings, stay_silent

    stay_silent()
    from ui.terminal.bench import bench as measured
    from ui.terminal.bench import bench_json, bench_text

    with _progress("Asking") as progress:
        found = measured(name, folder, sample, settings(**options).model, progress)
    click.echo(json.dumps(bench_json(found), ensure_ascii=False) if as_json else bench_text(found))


@contextmanager
def _desk(options: dict[str, Any], own_collection: bool = False) -> Iterator[Desk]:
    from ui.settings import settings, stay_silent

    stay_silent()
    from ui.desk import open_desk

    desk = open_desk(settings(**options), own_collection)
    try:
        if before := desk.other_model():
            click.echo(f"The collection was embedded with {before}: it is embedded anew with another model.", err=True)
            with _progress("Embedding the abstracts") as progress:
                desk.engine.refresh(progress)
        yield desk
    finally:
        desk.store.close()


@contextmanager
def _progress(label: str) -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import Progress as Bar

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
