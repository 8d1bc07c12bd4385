"""An endpoint of OAI-PMH, harvested page by page with its resumption tokens.

The protocol is three parameters and a token; the clients for it open connections of their own, which nothing bounds.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from corpus.errors import ImportFailed
from corpus.formats.oai_dc import next_page
from corpus.formats.source_file import SourceFile
from corpus.sources.fetch import Fetch, shown_address

_MOST_PAGES = 100_000


def harvest(endpoint: str, fetch: Fetch) -> Iterator[SourceFile]:
    """Yield the answers to ListRecords in Dublin Core; parameters of the address, such as `set` and `from`, are kept.

    Raises `ImportFailed` where an answer cannot be fetched, or where a token comes a second time.
    """
    base, _, given = endpoint.partition("#")[0].partition("?")
    asked = dict(parse_qsl(given))
    asked = {"metadataPrefix": "oai_dc"} | {key: value for key, value in asked.items() if key != "resumptionToken"}
    seen = set()
    shown = shown_address(base)
    query = {**asked, "verb": "ListRecords"}
    for number in range(1, _MOST_PAGES + 1):
        page = SourceFile(f"{shown} (page {number})", fetch(f"{base}?{urlencode(query)}").data)
        token = next_page(page)
        yield page
        if not token:
            return
        if token in seen:
            raise ImportFailed(f"{shown} gives the same page twice: harvest it in parts, with ?set= or ?from=.")
        seen.add(token)
        query = {"verb": "ListRecords", "resumptionToken": token}
