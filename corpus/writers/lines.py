"""Values as every export writes them: on one line, without what no format can hold."""

import re

from corpus.names import Person, as_person
from corpus.publication import Publication

_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def one_line(text: str) -> str:
    """Return the text on one line, with a replacement sign for what no format can hold."""
    return " ".join(_CONTROLS.sub("\ufffd", text).split())


def texts_of_lines(publication: Publication) -> list[str]:
    """Return which of the record's texts have several lines."""
    return [field for field in ("title", "abstract") if "\n" in getattr(publication, field)]


def name_of(author: str, publication: Publication) -> Person | str:
    """Return an author of the record in parts: those that the source tells, or those that are sure."""
    family = publication.family_names.get(author, "")
    if author in publication.organisations:
        return one_line(author)
    if family and author.endswith(f" {family}"):
        return Person(one_line(family), one_line(author.removesuffix(family)))
    return as_person(one_line(author))


def bare_doi(publication: Publication) -> str:
    """Return the DOI without an address around it."""
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", one_line(publication.doi), flags=re.IGNORECASE)


def kind_of(publication: Publication, untyped: str = "") -> str:
    """Return the record's type; what has none and stands in a volume is an article, anything else `untyped`."""
    if not publication.type and publication.container and publication.volume and not publication.isbn:
        return "article-journal"
    return publication.type or untyped


def subjects(publication: Publication) -> list[str]:
    """Return what the record is about, as reference managers keep it: in one list of keywords."""
    return [
        one_line(value)
        for value in (
            *publication.keywords,
            *publication.categories,
            *publication.countries,
            *publication.regions,
        )
    ]
