"""The ways of records into a collection: an import, and an update from the sources that the collection remembers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.errors import ImportFailed
from ui.commands.introduction import introduce, is_empty
from ui.commands.opening import Refused, desk_of, progress_bar
from ui.terminal.printable import json_text, printable

if TYPE_CHECKING:
    from corpus.draft import Labels
    from corpus.importing.decisions import Plan
    from corpus.importing.sources import SourceRead
    from ui.settings import Settings
    from ui.sources import Registered


@click.command("import")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--strict", is_flag=True, help="Stop at the first record that cannot be taken, and change nothing.")
@click.option("--map", "labels", multiple=True, metavar='"LABEL=FIELD"', help="What a label of the source means.")
@click.option("--allow-host", "hosts", multiple=True, metavar="HOST", help="A host of your own network to fetch from.")
@click.option("--rejected", type=click.Path(path_type=Path, dir_okay=False), help="Where rejected records are written.")
@click.option("--keep", is_flag=True, help="Remember the sources, for `refdesk update`.")
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
    keep: bool,
    as_json: bool,
) -> None:
    """Import publications from files, folders, addresses and libraries.

    \b
    reports.csv, exports/                        a file, or all files of a folder
    https://example.org/publications.html        a file at an address
    oai:https://example.org/oai?set=reports      an endpoint of OAI-PMH, asked for Dublin Core
    oai:https://…/oai?metadataPrefix=marcxml     the same, asked for MARC XML, or for MODS
    openalex:trafficking referral mechanism      works of OpenAlex (its key in REFDESK_OPENALEX_KEY)
    doi:10.1000/182  or  doi:list.txt            works of Crossref, several with commas, or those of a file
    zotero:  or  zotero:ABCD2345                 the Zotero on this machine, or one of its collections

    Every record is accounted for: added, changed, unchanged, merged with a duplicate, or rejected with the reason. The
    rejected ones are written to a file beside their source, to be mended and imported. A file that cannot be read
    hinders no other; the command ends with exit code 2 then. Interrupted, the collection is as it was, and the same
    command goes on where it stopped.
    """  # noqa: D301  # click knows the paragraph to leave as it is by the sign itself
    from ui.terminal.importing import labels_of, report_json, report_text, say_rejected

    read = _read(options, sources, labels_of(labels), hosts, strict)
    begins = not dry_run and is_empty(options)
    planned = _planned(options, read) if dry_run else _carried_out(options, read, "import of")
    if not (planned.decisions or planned.rejected or planned.withdrawn):
        raise ImportFailed("\n".join(str(reason) for _, reason in planned.failures) or "The sources hold no record.")
    written = [] if dry_run else say_rejected(read, sources, rejected)
    click.echo(json_text(report_json(planned, written)) if as_json else printable(report_text(planned, written)))
    if planned.rejected and not planned.decisions:
        raise Refused("No record could be taken: mend those that are named above, and import them.")
    if keep and not dry_run:
        _keep(options, sources, labels_of(labels), hosts, read)
    if begins and not as_json:
        introduce(options)
    if planned.failures:
        raise Refused("Not every file could be read: see what is named above. The records of the others were taken.")


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would happen, and change nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one JSON object.")
@click.pass_obj
def update(options: dict[str, Any], dry_run: bool, as_json: bool) -> None:
    """Import again from every source that the collection remembers (`refdesk sources`).

    Every record is accounted for as in an import; publications that a source does not hold any more stay. An endpoint
    of OAI-PMH is asked only for what has changed since its last harvest that could be read to its end; add it again by
    `refdesk sources add`, and it is asked for everything. A source that cannot be read hinders no other; the command
    ends with exit code 2 then.
    """
    from corpus.store import Store
    from ui.settings import settings
    from ui.sources import registered_in, remember_harvests
    from ui.terminal.importing import report_json, report_text

    found = settings(**options)
    sources = registered_in(found.database)
    if not sources:
        raise Refused("The collection remembers no source: add one by `refdesk sources add`.")
    read = []
    with progress_bar("Reading"):
        for source in sources:
            read += _read_registered(source, found)
    planned = _planned(options, read) if dry_run else _carried_out(options, read, "update from")
    if not dry_run:
        with Store.open(found.database) as store:
            remember_harvests(store, read)
    click.echo(json_text(report_json(planned, [])) if as_json else printable(report_text(planned, [])))
    if planned.failures:
        raise Refused("Not every source could be read: see what is named above.")


def _read(
    options: dict[str, Any], sources: Sequence[str], labels: Labels, hosts: Sequence[str], strict: bool
) -> list[SourceRead]:
    """Read all of the sources; with `strict` the first fault ends it."""
    from corpus.importing.sources import read_sources
    from ui.settings import settings

    read, found = [], settings(**options)
    with progress_bar("Reading"):
        for source in read_sources(sources, labels, (*hosts, *found.import_hosts), found.openalex_key):
            if strict and (fault := source.first_fault):
                raise ImportFailed(fault)
            read.append(source)
    return read


def _read_registered(source: Registered, found: Settings) -> list[SourceRead]:
    """Read all of a source; one that is not there, or is empty, is a file that cannot be read."""
    from corpus.formats.source_file import SourceFile
    from corpus.importing.sources import SourceRead, read_sources

    try:
        hosts = (*source.hosts, *found.import_hosts)
        return list(read_sources([source.source], source.labels, hosts, found.openalex_key, source.harvested))
    except ImportFailed as error:
        return [SourceRead(SourceFile(source.source, b""), failure=error.said)]


def _keep(
    options: dict[str, Any],
    sources: Iterable[str],
    labels: Labels,
    hosts: tuple[str, ...],
    read: Sequence[SourceRead],
) -> None:
    from corpus.store import Store
    from ui.settings import settings
    from ui.sources import Registered, register, remember_harvests

    with Store.open(settings(**options).database) as store:
        for source in sources:
            register(store, Registered(source=source, labels=labels, hosts=hosts))
        remember_harvests(store, read)


def _planned(options: dict[str, Any], sources: Sequence[SourceRead]) -> Plan:
    from corpus.importing.plan import plan
    from corpus.store import Store
    from ui.settings import settings

    database = settings(**options).database
    if not database.exists():
        return plan(sources, None)
    with Store.open(database) as store:
        return plan(sources, store)


def _carried_out(options: dict[str, Any], sources: Sequence[SourceRead], does: str) -> Plan:
    from corpus.importing.plan import plan
    from ui.importing import bring_in, named

    if not any(source.publications for source in sources):
        # A collection that is not there yet is not begun for nothing.
        return _planned(options, sources)
    with desk_of(options, own_collection=True) as desk:
        try:
            with progress_bar("Comparing") as progress:
                planned = plan(sources, desk.store, progress)
            with progress_bar("Embedding the abstracts") as progress:
                what = f"{does} {named(source.file.name for source in sources)}"
                bring_in(planned, desk.store, desk.engine, what, progress)
        except KeyboardInterrupt:
            click.echo("Stopped. The collection is as it was; the same command goes on from here.", err=True)
            raise
    return planned
