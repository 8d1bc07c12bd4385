"""What a source is written as, and the files that it gives.

reports.csv, exports/                        a file, or the files in a folder
https://example.org/publications.html        a file at an address
oai:https://example.org/oai?set=reports      an endpoint of OAI-PMH
openalex:trafficking referral mechanism      works of OpenAlex, by a search or a filter
doi:10.1000/182                              a work of Crossref; several with commas
zotero:  or  zotero:ABCD2345                 the Zotero on this machine, or one of its collections
"""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

from corpus.errors import ImportFailed
from corpus.fields.identifiers import doi_of
from corpus.formats.source_file import SourceFile
from corpus.sources import crossref, oai_pmh, openalex, zotero
from corpus.sources.fetch import Fetch, fetch

_KINDS = ("http", "https", "oai", "openalex", "doi", "zotero")


def files_of(source: str, allowed_hosts: Iterable[str] = (), openalex_key: str = "") -> Iterator[SourceFile]:
    """Yield the files of a source, in order; those of a folder by name, without hidden ones.

    Raises `ImportFailed` for what cannot be read or fetched.
    """
    get: Fetch = partial(fetch, allowed_hosts=(*allowed_hosts,))
    kind, _, rest = source.partition(":")
    match kind.casefold():
        case "http" | "https":
            yield _at_address(source, get)
        case "oai":
            yield from oai_pmh.harvest(rest, get)
        case "openalex":
            yield from openalex.works(rest.strip(), get, openalex_key)
        case "doi":
            yield from crossref.works(_dois(rest), get)
        case "zotero":
            # Naming Zotero is what allows its address on this machine.
            yield from zotero.library(rest.strip(), partial(fetch, allowed_hosts=(*allowed_hosts, zotero.HOST)))
        case _:
            yield from map(SourceFile.open, paths_of(Path(source)))


def is_path(source: str) -> bool:
    """Tell whether the source is a file or a folder of this machine."""
    return source.partition(":")[0].casefold() not in _KINDS


def paths_of(path: Path) -> Iterator[Path]:
    """Yield the file, or the files in the folder and the folders in it, by name; links to folders are not followed."""
    if not path.is_dir():
        yield path
        return
    found = sorted(
        Path(folder) / name
        for folder, folders, names in os.walk(path)
        if not any(part.startswith(".") for part in Path(folder).relative_to(path).parts)
        for name in names
        if not name.startswith(".")
    )
    if not found:
        raise ImportFailed(f"{path} holds no files: name another folder.")
    yield from found


def _at_address(address: str, get: Fetch) -> SourceFile:
    answer = get(address)
    name = unquote(urlsplit(answer.address).path.rpartition("/")[2]) or urlsplit(answer.address).netloc
    return SourceFile(name, answer.data)


def _dois(given: str) -> list[str]:
    """Return the DOIs given, or those of the file given."""
    if not doi_of(given) and Path(given).is_file():
        lines = SourceFile.open(given).text.splitlines()
        return [line.strip() for line in lines if line.strip()]
    return given.split(",")
