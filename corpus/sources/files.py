"""What a source is written as, and the files that it gives.

reports.csv, exports/                        a file, or the files in a folder
https://example.org/publications.html        a file at an address
oai:https://example.org/oai?set=reports      an endpoint of OAI-PMH, in Dublin Core
oai:https://example.org/oai?metadataPrefix=marcxml     the same in MARC XML, or in MODS, as the endpoint calls it
openalex:trafficking referral mechanism      works of OpenAlex, by a search or a filter
doi:10.1000/182                              a work of Crossref; several with commas
doi:list.txt                                 the works of the DOIs in a file, one a line
zotero:  or  zotero:ABCD2345                 the Zotero on this machine, or one of its collections
"""

import os
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corpus.errors import ImportFailed
from corpus.fields.identifiers import doi_of
from corpus.formats.source_file import SourceFile
from corpus.formats.unread import is_heading_of_dois
from corpus.sources import crossref, oai_pmh, openalex, zotero
from corpus.sources.fetch import Fetch, fetch, shown_address

_KINDS = ("http", "https", "oai", "openalex", "doi", "zotero")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/\S+", re.IGNORECASE)


def fetched_files(
    source: str, allowed_hosts: Iterable[str] = (), openalex_key: str = "", since: str = ""
) -> Iterator[SourceFile]:
    """Yield what a source that is no path gives, in order.

    `since` is an ISO date: an endpoint of OAI-PMH is asked only for what has changed from that day on. Raises
    `ImportFailed` for what cannot be fetched.
    """
    get: Fetch = partial(fetch, allowed_hosts=(*allowed_hosts,))
    kind, _, rest = source.partition(":")
    match kind.casefold():
        case "http" | "https":
            yield _at_address(source, get)
        case "oai":
            yield from oai_pmh.harvest(rest, get, since)
        case "openalex":
            yield from openalex.works(rest.strip(), get, openalex_key)
        case "doi":
            yield from crossref.works(_dois(rest), get)
        case "zotero":
            # Naming Zotero is what allows its address on this machine.
            yield from zotero.library(rest.strip(), partial(fetch, allowed_hosts=(*allowed_hosts, zotero.HOST)))


def source_in(given: str) -> str:
    """Return the source that somebody typed or pasted: an address, or DOIs with commas or one a line.

    Empty for anything else, a file of this machine and a list of DOIs in one among them: they are read for who has the
    command line of the machine, and not for who has its page.
    """
    dois = [part.strip() for part in re.split(r"[,\n]", given) if part.strip()]
    if dois and all(map(_DOI.fullmatch, dois)):
        return f"doi:{','.join(dois)}"
    source = given.strip()
    is_one = not is_path(source) and "\n" not in source
    return source if is_one and source.partition(":")[0].casefold() != "doi" else ""


def address_of(source: str) -> str:
    """Return the address that a source which is no path is fetched from, without what may be secret in it."""
    kind, _, rest = source.partition(":")
    services = {"openalex": openalex.ADDRESS, "doi": crossref.ADDRESS, "zotero": zotero.ADDRESS}
    return services.get(kind.casefold()) or shown_address(rest if kind.casefold() == "oai" else source)


def is_path(source: str) -> bool:
    """Tell whether the source is a file or a folder of this machine."""
    return source.partition(":")[0].casefold() not in _KINDS


def paths_of(path: Path) -> Iterator[Path]:
    """Yield the file, or the files in the folder and the folders in it, by name.

    Hidden ones are left out, and links to folders are not followed. Raises `ImportFailed` for a folder that holds none
    or cannot be read.
    """

    def fail(error: OSError) -> None:
        raise ImportFailed(f"The folder {error.filename} cannot be read ({error.strerror}): check your rights to it.")

    if not path.is_dir():
        yield path
        return
    found = []
    for folder, folders, names in os.walk(path, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(folder, name) for name in names if not name.startswith(".")]
    if not found:
        raise ImportFailed(f"{path} holds no files: name another folder.")
    yield from sorted(found)


def _at_address(address: str, get: Fetch) -> SourceFile:
    answer = get(address)
    parts = urlsplit(answer.address)
    return SourceFile(unquote(parts.path.rpartition("/")[2]) or parts.hostname or "", answer.data)


def _dois(given: str) -> list[str]:
    """Return the DOIs given, or those of the file given."""
    if not doi_of(given) and Path(given).is_file():
        lines = SourceFile.open(given).text.splitlines()
        return [line.strip() for line in lines if line.strip() and not is_heading_of_dois(line)]
    return given.split(",")
