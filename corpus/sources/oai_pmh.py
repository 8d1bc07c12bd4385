"""An endpoint of OAI-PMH, harvested page by page with its resumption tokens.

The protocol is three parameters and a token; the clients for it open connections of their own, which nothing bounds.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from corpus.errors import ImportFailed
from corpus.formats.oai_dc import next_page
from corpus.formats.source_file import SourceFile
from corpus.sources.fetch import Fetch

_MOST_PAGES = 100_000


def harvest(endpoint: str, fetch: Fetch) -> Iterator[SourceFile]:
    """Yield the answers to ListRecords in Dublin Core; parameters of the address, such as `set` and `from`, are kept.

    Raises `ImportFailed` where an answer cannot be fetched, or where a token comes a second time.
    """
    parts = urlsplit(endpoint)
    asked = dict(parse_qsl(parts.query))
    asked = {"metadataPrefix": "oai_dc"} | {key: value for key, value in asked.items() if key != "resumptionToken"}
    base, seen = urlunsplit(parts._replace(query="", fragment="")), set()
    query = {**asked, "verb": "ListRecords"}
    for number in range(1, _MOST_PAGES + 1):
        page = SourceFile(f"{base} (page {number})", fetch(f"{base}?{urlencode(query)}").data)
        token = next_page(page)
        yield page
        if not token:
            return
        if token in seen:
            raise ImportFailed(f"{base} gives the same page twice: harvest it in parts, with ?set= or ?from=.")
        seen.add(token)
        query = {"verb": "ListRecords", "resumptionToken": token}
