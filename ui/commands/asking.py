"""What asks questions: ask, abbreviations, evaluate, bench."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ui.commands.opening import Refused, desk_of, progress_bar
from ui.terminal.printable import json_text, printable

if TYPE_CHECKING:
    from corpus.filters import Filters


@click.command()
@click.argument("question", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the answer as one JSON object.")
@click.option("--file", "file", type=click.Path(path_type=Path), help="Ask the questions of a JSON Lines file.")
@click.option("--save", type=click.Path(path_type=Path), help="Save the answer as .docx, .md or .html too.")
@click.option("--year", help="Only publications of this year, or of a range such as 2015-2019.")
@click.option("--country", "countries", multiple=True, help="Only publications on this country; may be repeated.")
@click.option("--region", "regions", multiple=True, help="Only publications on this region; may be repeated.")
@click.option("--author", "authors", multiple=True, help="Only publications by this author; may be repeated.")
@click.option("--category", "categories", multiple=True, help="Only publications of this category; may be repeated.")
@click.pass_obj
def ask(
    options: dict[str, Any],
    /,
    question: str | None,
    as_json: bool,
    file: Path | None,
    save: Path | None,
    **conditions: Any,
) -> None:
    """Ask QUESTION, or every question of a file, and print the answer with its sources.

    Each line of the file is an object with a "question" and, if it belongs to a conversation, its "history": the
    earlier questions, oldest first. One JSON answer is printed for each line, or {"error": …} for one that is none.
    """
    from ui.terminal.ask import AskedQuestion, QuestionsFailed, ask_all, filters_from, read_questions
    from ui.terminal.render import answer_text
    from ui.terminal.saving import form_of, save_answer

    if (question is None) == (file is None):
        raise click.UsageError('Give one question in quotes, or a file of them: refdesk ask "Who wrote the manual?"')
    if save and question is None:
        raise click.UsageError("--save takes one question, not a file of them.")
    form = form_of(save) if save else None
    asked = [AskedQuestion(question=question)] if question is not None else list(read_questions(file or Path()))
    with desk_of(options) as desk:
        filters: Filters = filters_from(desk.store, **conditions)
        for row in asked:
            if isinstance(row, QuestionsFailed):
                click.echo(json_text({"error": str(row)}))
                continue
            answer = ask_all(desk.assistant, row.question, row.history, filters)
            as_line = as_json or file is not None
            click.echo(json_text(answer.as_json()) if as_line else printable(answer_text(answer)))
            if save and form:
                save_answer(save, form, answer, filters, desk)
    if any(isinstance(row, QuestionsFailed) for row in asked):
        sys.exit(Refused.exit_code)


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.pass_obj
def abbreviations(options: dict[str, Any], /, file: Path | None) -> None:
    """List what abbreviations stand for in questions, or make FILE the collection's own table of them.

    The records explain most by themselves. FILE is a CSV table of two columns: SOP,standard operating procedures
    """
    from ui.terminal.abbreviations import set_table, table_text

    with desk_of(options) as desk:
        said = table_text(desk.store) if file is None else f"{set_table(desk.store, file)} abbreviations kept."
        click.echo(printable(said))


@click.command()
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
    with desk_of(options) as desk, progress_bar("Asking") as progress:
        desk.warm()
        rows = []
        for row in answers(desk.assistant, judged):
            rows.append(row)
            progress(len(rows), len(judged))
    report = evaluated(rows)
    click.echo(json_text(report_json(report)) if as_json else printable(report_text(report)))


@click.command()
@click.argument("name", type=click.Choice(("scifact", "clapnq", "squad2", "verbatim")))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--sample", type=click.IntRange(2), default=240, show_default=True, help="How many questions are asked.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
@click.pass_obj
def bench(options: dict[str, Any], /, name: str, folder: Path, sample: int, as_json: bool) -> None:
    """Measure every stage of choosing sentences on the public set NAME that lies in FOLDER."""
    from ui.settings import settings, stay_silent

    stay_silent()
    from ui.terminal.bench import bench as measured
    from ui.terminal.bench import bench_json, bench_text

    with progress_bar("Asking") as progress:
        found = measured(name, folder, sample, settings(**options).model, progress)
    click.echo(json_text(bench_json(found)) if as_json else printable(bench_text(found)))
