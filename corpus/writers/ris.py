"""RIS; each value on one line, since a line break would begin a new field.

A record without a type is a "RPRT", which is what catalogues of this kind hold, or an article where it stands in a
volume. Countries, regions and categories stand
in the custom tags C1, C2 and C3, beside being keywords; what RIS has no tag for stands as JSON in a note, after
"refdesk: ".
"""

from collections.abc import Iterable
from typing import Any

from corpus.names import Person, as_person
from corpus.publication import Publication
from corpus.remainder import remainder
from corpus.writers.lines import bare_doi, kind_of, name_of, one_line, subjects, texts_of_lines

_KINDS = {
    "": "RPRT",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "map": "MAP",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "software": "COMP",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}


_TAGS = {
    "TY": "type_of_reference",
    "ID": "id",
    "TI": "title",
    "AU": "authors",
    "ED": "editors",
    "PY": "year",
    "DA": "date",
    "T2": "container",
    "VL": "volume",
    "IS": "issue",
    "SP": "first_page",
    "EP": "last_page",
    "PB": "publisher",
    "UR": "url",
    "DO": "doi",
    "SN": "numbers",
    "LA": "language",
    "AB": "abstract",
    "KW": "keywords",
    "C1": "countries",
    "C2": "regions",
    "C3": "categories",
    "N1": "notes",
    "ER": "end",
}
_REPEATED = ["AU", "ED", "SN", "KW", "C1", "C2", "C3", "N1"]


def ris(publications: Iterable[Publication]) -> str:
    """Return the records as RIS, in order."""
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
        def set_header(self, count: int) -> str:
            return ""

    entries = [{field: value for field, value in _fields(each).items() if value} for each in publications]
    # Without the delimiter of `UR`, which would cut an address at its semicolons.
    return str(
        rispy.dumps(entries, implementation=Writer, mapping=_TAGS, list_tags=_REPEATED, delimiter_tags_mapping={})
    )


def _fields(publication: Publication) -> dict[str, Any]:
    first, last = _ends(one_line(publication.pages))
    return {
        "type_of_reference": _KINDS.get(kind_of(publication), "GEN"),
        "id": publication.id,
        "title": one_line(publication.title),
        "authors": [_name(author, publication) for author in publication.authors],
        "editors": [_name(editor, publication) for editor in publication.editors],
        "year": str(publication.year or ""),
        "date": "" if "/" in publication.date else publication.date.replace("-", "/"),
        "container": one_line(publication.container),
        "volume": one_line(publication.volume),
        "issue": one_line(publication.issue),
        "first_page": first,
        "last_page": last,
        "publisher": one_line(publication.publisher),
        "url": one_line(publication.url),
        "doi": bare_doi(publication),
        "numbers": [*publication.issn, *publication.isbn],
        "language": one_line(publication.language),
        "abstract": one_line(publication.abstract),
        "keywords": subjects(publication),
        "countries": [one_line(value) for value in publication.countries],
        "regions": [one_line(value) for value in publication.regions],
        "categories": [one_line(value) for value in publication.categories],
        "notes": [f"refdesk: {remainder(publication, _left(publication))}"],
    }


def _left(publication: Publication) -> list[str]:
    """Return the fields that the tags do not hold, or not so that every reader finds them again."""
    left = ["identifiers", "rights", "date", *texts_of_lines(publication)]
    if not publication.type or publication.type not in _KINDS:
        left.append("type")
    # Databases part several keywords of one line by semicolons, and mark the main ones with an asterisk.
    if any(";" in keyword or keyword.startswith("*") or "/*" in keyword for keyword in subjects(publication)):
        left.append("keywords")
    # RIS has one text for a name, in which only the usual form of a person's is told.
    parts = (name_of(author, publication) for author in publication.family_names)
    if any(isinstance(name, Person) and as_person(f"{name.family}, {name.given}") != name for name in parts):
        left.append("family_names")
    return left


def _ends(pages: str) -> tuple[str, str]:
    """Return the first and the last page, or the pages as they are where they are no span."""
    first, _, last = pages.partition("-")
    is_span = first.isalnum() and last.isalnum() and first != last
    return (first, last) if is_span else (pages, "")


def _name(author: str, publication: Publication) -> str:
    name = name_of(author, publication)
    return f"{name.family}, {name.given}" if isinstance(name, Person) else name
