"""CSL-JSON, which Zotero and every style of the Citation Style Language read.

What CSL has no variable for stands in "custom", under "refdesk", as CSL 1.0.2 provides. A record without a type is a
"report", which is what catalogues of this kind hold, or an article where it stands in a volume.
"""

import json
from collections.abc import Iterable
from typing import Any

from corpus.names import Person
from corpus.publication import Publication
from corpus.remainder import remainder
from corpus.writers.lines import bare_doi, kind_of, name_of, one_line, subjects, texts_of_lines

UNTYPED = "report"
_OWN = ("countries", "regions", "categories", "identifiers", "issn", "isbn")


def csl_json(publication: Publication) -> dict[str, Any]:
    """Return the record as one item of CSL-JSON; a field that it leaves empty stays out."""
    item = {
        "id": publication.id,
        "type": kind_of(publication, UNTYPED),
        "title": one_line(publication.title),
        "author": [_name(author, publication) for author in publication.authors],
        "editor": [_name(editor, publication) for editor in publication.editors],
        "issued": _issued(publication),
        "container-title": one_line(publication.container),
        "volume": one_line(publication.volume),
        "issue": one_line(publication.issue),
        "page": one_line(publication.pages),
        "publisher": one_line(publication.publisher),
        "URL": one_line(publication.url),
        "DOI": bare_doi(publication),
        "ISSN": ", ".join(publication.issn),
        "ISBN": " ".join(publication.isbn),
        "PMID": publication.identifiers.get("pmid", ""),
        "PMCID": publication.identifiers.get("pmcid", ""),
        "language": one_line(publication.language),
        "abstract": publication.abstract,
        "keyword": ", ".join(subjects(publication)),
        "license": one_line(publication.rights),
    }
    return {field: value for field, value in item.items() if value}


def csl(publications: Iterable[Publication]) -> str:
    """Return the records as CSL-JSON, in order."""
    return json.dumps([_whole(publication) for publication in publications], ensure_ascii=False, indent=2) + "\n"


def _whole(publication: Publication) -> dict[str, Any]:
    left = [*_OWN, *({*texts_of_lines(publication)} - {"abstract"})]
    left += [] if publication.type else ["type"]
    left += ["keywords"] if subjects(publication) else []
    return csl_json(publication) | {"custom": {"refdesk": json.loads(remainder(publication, left))}}


def _name(author: str, publication: Publication) -> dict[str, str]:
    name = name_of(author, publication)
    return {"family": name.family, "given": name.given} if isinstance(name, Person) else {"literal": name}


def _issued(publication: Publication) -> dict[str, Any] | None:
    """Return the date as CSL's parts: one date, or the two ends of a span."""
    date = publication.date or str(publication.year or "")
    parts = [[int(part) for part in end.split("-") if part.isdigit()] for end in date.split("/") if end]
    return {"date-parts": parts} if parts and all(parts) else None
