"""Authors in one form: a person's given name first, an organisation as it is."""

from collections.abc import Iterable

from corpus.draft import Author
from corpus.fields.texts import line_of
from corpus.names import Person, as_person


def authors_of(authors: Iterable[Author]) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
    """Return the names of the authors, which of them are organisations, and the family names that are told."""
    names: dict[str, None] = {}
    organisations: dict[str, None] = {}
    families: dict[str, str] = {}
    for author in authors:
        family, given, name = line_of(author.family), line_of(author.given), line_of(author.name)
        if not family and not author.is_organisation and "," in name:
            person = as_person(name)
            if isinstance(person, Person):
                family, given = person.family, person.given
        shown = f"{given} {family}".strip() or name
        if not shown:
            continue
        names[shown] = None
        if author.is_organisation:
            organisations[shown] = None
        elif family and given:
            families[shown] = family
    return tuple(names), tuple(organisations), families
