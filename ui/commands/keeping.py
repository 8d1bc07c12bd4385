"""What changes a collection: import, remove, undo, restore."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from corpus.errors import ImportFailed, RefdeskError
from ui.commands.opening import Refused, desk_of, progress_bar
from ui.terminal.printable import json_text, printable

# Files that the journal names of an import.
_MOST_NAMED = 3


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--strict", is_flag=True, help="Stop at the first record that cannot be taken, and change nothing.")
@click.option("--map", "labels", multiple=True, metavar='"LABEL=FIELD"', help="What a label of the source means.")
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="A host of your own network to fetch from.")
@click.option("--rejected", type=click.Path(path_type=Path, dir_okay=False), help="Where rejected records are written.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.pass_obj
def import_files(
    options: dict[str, Any],
    /,
    sources: tuple[str, ...],
    dry_run: bool,
    strict: bool,
    labels: tuple[str, ...],
    hosts: tuple[str, ...],
    rejected: Path | None,
    as_json: bool,
) -> None:
    """Import publications from files, folders, addresses and libraries.

    \b
    reports.csv, exports/                        a file, or all files of a folder
    https://example.org/publications.html        a file at an address
    oai:https://example.org/oai?set=reports      an endpoint of OAI-PMH
    openalex:trafficking referral mechanism      works of OpenAlex (its key in REFDESK_OPENALEX_KEY)
    doi:10.1000/182                              works of Crossref, several with commas
    zotero:  or  zotero:ABCD2345                 the Zotero on this machine, or one of its collections

    Every record is accounted for: added, changed, unchanged, merged with a duplicate, or rejected with the reason. The
    rejected ones are written to a file beside their source, to be mended and imported. Interrupted, the collection is
    as it was, and the same command goes on where it stopped.
    """  # noqa: D301  # click knows the paragraph to leave as it is by the sign itself
    from corpus.importing.sources import read_sources
    from ui.settings import settings
    from ui.terminal.importing import labels_of, report_json, report_text, say_rejected

    read = []
    key = settings(**options).openalex_key
    with progress_bar("Reading"):
        for source in read_sources(sources, labels_of(labels), hosts, key):
            if strict and (fault := source.first_fault):
                raise ImportFailed(fault)
            read.append(source)
    planned = _planned(options, read) if dry_run else _carried_out(options, read)
    if not planned.decisions and not planned.rejected:
        raise ImportFailed("\n".join(reason for _, reason in planned.failures) or "The sources hold no record.")
    written = [] if dry_run else say_rejected(read, sources, rejected)
    click.echo(json_text(report_json(planned, written)) if as_json else printable(report_text(planned, written)))
    if not planned.decisions:
        raise Refused("No record could be taken: mend those that are named above, and import them.")


def _planned(options: dict[str, Any], sources: Sequence[Any]) -> Any:
    from corpus.importing.plan import plan
    from corpus.store import Store
    from ui.settings import settings

    database = settings(**options).database
    if not database.exists():
        return plan(sources, None)
    with Store.open(database) as store:
        return plan(sources, store)


def _carried_out(options: dict[str, Any], sources: Sequence[Any]) -> Any:
    from corpus.importing.plan import plan
    from ui.importing import bring_in

    if not any(source.publications for source in sources):
        # A collection that is not there yet is not begun for nothing.
        return plan(sources, None)
    with desk_of(options, own_collection=True) as desk:
        try:
            with progress_bar("Comparing") as progress:
                planned = plan(sources, desk.store, progress)
            with progress_bar("Embedding the abstracts") as progress:
                bring_in(planned, desk.store, desk.engine, _import_of(sources), progress)
        except KeyboardInterrupt:
            click.echo("Stopped. The collection is as it was; the same command goes on from here.", err=True)
            raise
    return planned


def _import_of(sources: Sequence[Any]) -> str:
    names = [source.file.name for source in sources]
    more = f" and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return f"import of {', '.join(names[:_MOST_NAMED])}{more}"


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
    with desk_of(options) as desk:
        entry = desk.store.undo()
        if entry is None:
            raise RefdeskError("There is nothing to take back: only the last five imports and removals can be.")
        desk.engine.refresh()
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
