"""Works of OpenAlex, by a search or a filter, page by page; a key, which it wants since 2026, is the user's own."""

import json
from collections.abc import Iterator
from urllib.parse import urlencode

from corpus.errors import ImportFailed
from corpus.formats.source_file import SourceFile
from corpus.reasons.reason import because
from corpus.sources.fetch import Fetch

ADDRESS = "https://api.openalex.org/works"
_PER_PAGE = 100
_MOST_PAGES = 1_000


def works(wanted: str, fetch: Fetch, key: str = "", address: str = ADDRESS) -> Iterator[SourceFile]:
    """Yield the answers for a search in words, or for a filter such as "from_publication_date:2024-01-01".

    Raises `ImportFailed` where an answer cannot be fetched or is none of OpenAlex.
    """
    is_filter = ":" in wanted and " " not in wanted.partition(":")[0].strip()
    asked = {"filter" if is_filter else "search": wanted, "per-page": str(_PER_PAGE), "cursor": "*"}
    if key:
        asked["api_key"] = key
    for number in range(1, _MOST_PAGES + 1):
        data = fetch(f"{address}?{urlencode(asked)}").data
        try:
            answer = json.loads(data)
            cursor, found = answer["meta"].get("next_cursor"), answer["results"]
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise ImportFailed(because("openalex.no_works", wanted=wanted)) from error
        if not found:
            return
        yield SourceFile(f"OpenAlex: {wanted} (page {number})", data)
        if not cursor:
            return
        asked["cursor"] = cursor
