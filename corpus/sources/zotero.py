"""The library of a Zotero that runs on this machine, by its local interface, as CSL-JSON."""

import json
from collections.abc import Iterator

from corpus.errors import ImportFailed
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because
from corpus.sources.fetch import Fetch

HOST = "127.0.0.1"
ADDRESS = f"http://{HOST}:23119"
_PER_PAGE = 100
_MOST_PAGES = 10_000


def library(collection: str, fetch: Fetch, address: str = ADDRESS) -> Iterator[SourceFile]:
    """Yield the items of a collection, by its key, or of the whole library where it is empty.

    Raises `ImportFailed` where Zotero is not running, or does not let other programs read.
    """
    of = f"collections/{collection}/items/top" if collection else "items/top"
    for number in range(_MOST_PAGES):
        asked = f"?format=csljson&limit={_PER_PAGE}&start={number * _PER_PAGE}"
        try:
            data = fetch(f"{address}/api/users/0/{of}{asked}").data
        except ImportFailed as error:
            raise ImportFailed(because("zotero.no_answer", why=error.said)) from error
        try:
            answer = json.loads(data)
            items = answer["items"] if isinstance(answer, dict) else answer
        except (ValueError, KeyError, RecursionError) as error:
            raise ImportFailed(because("zotero.no_csl")) from error
        if not items:
            return
        yield SourceFile(f"Zotero (items from {number * _PER_PAGE + 1})", json.dumps(items).encode())
