"""What is asked of one record, or of each of several: its authors, its year, the values of another field."""

from collections.abc import Sequence

from assistant.answer import Answer
from assistant.collection.records import Records, held
from assistant.messages.message import Message, chained, message
from assistant.question import CatalogueQuestion
from assistant.reply.lines import cited, refused_under
from corpus.publication import Publication


def authors(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    """Return who wrote each record."""
    return cited(question, None, [(_authors(p), [p]) for p in found], found)


def year(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    """Return from which year each record is."""
    return cited(question, None, [(_year(p), [p]) for p in found], found)


def field(question: CatalogueQuestion, found: Sequence[Publication], records: Records) -> Answer:
    """Return what each record names in the field asked for; refuse where none names anything.

    Who put a record out is told by its authors where it names no publisher.
    """
    name = question.request.field
    lines = [_field(p, name) for p in found]
    if not any(held(p, name) or _only_by_authors(p, name) for p in found):
        return refused_under(question, chained("reasons", lines))
    return cited(question, None, [(line, [p]) for line, p in zip(lines, found, strict=True)], found)


def _authors(publication: Publication) -> Message:
    if not publication.authors:
        return message("author.none", title=publication.title)
    return message("author.named", title=publication.title, names=publication.authors)


def _year(publication: Publication) -> Message:
    if not publication.year:
        return message("year.none", title=publication.title)
    return message("year.named", title=publication.title, year=str(publication.year))


def _field(publication: Publication, name: str) -> Message:
    values = tuple(held(publication, name))
    if _only_by_authors(publication, name):
        return message("author.no_publisher", title=publication.title, names=publication.authors)
    if not values:
        return message("field.none", title=publication.title, field=message(f"field.{name}"))
    return message("field.named", title=publication.title, values=values)


def _only_by_authors(publication: Publication, name: str) -> bool:
    return name == "publisher" and bool(publication.authors) and not publication.publisher
