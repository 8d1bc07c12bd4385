"""An endpoint of OAI-PMH, harvested page by page with its resumption tokens.

The protocol is three parameters and a token; the clients for it open connections of their own, which nothing bounds.
"""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from corpus.errors import ImportFailed
from corpus.formats.oai_pmh import Answer
from corpus.reasons.reason import because
from corpus.sources.fetch import Fetch, shown_address

_MOST_PAGES = 100_000
# Of an ISO date: "2026-11-29". Every repository must take a day, whatever finer granularity it has, so that none need
# be asked for it; what had changed on that day comes a second time, and is unchanged.
_DAY = 10


def harvest(endpoint: str, fetch: Fetch, since: str = "") -> Iterator[Answer]:
    """Yield the answers to ListRecords, in Dublin Core where the address names no other `metadataPrefix`.

    Parameters of the address, such as `set` and `from`, are kept. With `since`, an ISO date, only what has changed from
    that day on is asked for, and everything where the endpoint takes no such date. Raises `ImportFailed` where an
    answer cannot be fetched, or where a token comes a second time.
    """
    base, _, given = endpoint.partition("#")[0].partition("?")
    asked = {"metadataPrefix": "oai_dc", **dict(parse_qsl(given)), "verb": "ListRecords"}
    asked.pop("resumptionToken", None)
    shown = shown_address(base)

    def answer(number: int, query: dict[str, str]) -> Answer:
        return Answer(f"{shown} (page {number})", fetch(f"{base}?{urlencode(query)}").data)

    newer = {"from": max(asked.get("from", ""), since[:_DAY])} if since else {}
    page = answer(1, asked | newer)
    if newer and page.error == "badArgument":
        page = answer(1, asked)
    seen = set()
    for number in range(2, _MOST_PAGES + 1):
        token = page.token
        yield page
        if not token:
            return
        if token in seen:
            raise ImportFailed(because("oai.same_page", endpoint=shown))
        seen.add(token)
        page = answer(number, {"verb": "ListRecords", "resumptionToken": token})
    raise ImportFailed(because("oai.many_pages", endpoint=shown, most=_MOST_PAGES))
