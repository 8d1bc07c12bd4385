"""A repository of OAI-PMH on a real server: records with the day of their last change, two on a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from tests.corpus.sources.served import Answer, served

_PER_PAGE = 2
_ANSWER = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>{now}</responseDate><request/>{said}</OAI-PMH>"""
_RECORD = """<record><header><identifier>oai:x:{number}</identifier><datestamp>{day}</datestamp></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>{title}</dc:title><dc:date>2001</dc:date><dc:description>{title} was dug.</dc:description></oai_dc:dc>
</metadata></record>"""
_DELETED = """<record><header status="deleted"><identifier>oai:x:{number}</identifier><datestamp>{day}</datestamp>
</header></record>"""


@dataclass
class Repository:
    """What it holds, by number: the day of the last change, and the title, empty for a record that was deleted.

    `now` is what it says the time is, `asked` its requests; `refuses` says whether it takes no `from`, `breaks` on
    which page it answers with what is no XML.
    """

    records: dict[int, tuple[str, str]]
    now: str = "2026-03-01T10:00:00Z"
    refuses: bool = False
    breaks: int = 0
    asked: list[dict[str, str]] = field(default_factory=list)

    def answer(self, path: str) -> Answer:
        query = {name: value for name, (value,) in parse_qs(urlsplit(path).query).items()}
        self.asked.append(query)
        since, place = query.get("from", ""), 0
        if token := query.get("resumptionToken"):
            since, _, number = token.partition("/")
            place = int(number)
        if since and self.refuses:
            return self._said('<error code="badArgument">No dates, please</error>')
        found = [(number, *record) for number, record in self.records.items() if record[0] >= since]
        if not found:
            return self._said('<error code="noRecordsMatch"/>')
        if place // _PER_PAGE + 1 == self.breaks:
            return 200, {}, b"<OAI-PMH"
        listed = found[place : place + _PER_PAGE]
        shown = [(_RECORD if title else _DELETED).format(number=n, day=day, title=title) for n, day, title in listed]
        follows = f"{since}/{place + _PER_PAGE}" if place + _PER_PAGE < len(found) else ""
        return self._said(f"<ListRecords>{''.join(shown)}<resumptionToken>{follows}</resumptionToken></ListRecords>")

    def _said(self, said: str) -> Answer:
        return 200, {"Content-Type": "text/xml"}, _ANSWER.format(now=self.now, said=said).encode()

    @contextmanager
    def open(self) -> Iterator[str]:
        """Serve it until the end of the block, and yield its address."""
        with served(self.answer) as (address, _):
            yield f"{address}/oai"
