"""Authors in one form: a person's given name first, an organisation as it is."""

import re
from collections.abc import Iterable

from corpus.draft import Author
from corpus.fields.texts import line_of
from corpus.names import Person, as_person, organisation_in_order

_BARE_INITIALS = re.compile(r"([^,]+), ?([A-Z](?:[ -]?[A-Z]){0,3})")


def authors_of(authors: Iterable[Author]) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, str]]:
    """Return the names of the authors, which of them are organisations, and the family names that are told."""
    names: dict[str, None] = {}
    organisations: dict[str, None] = {}
    families: dict[str, str] = {}
    for author in authors:
        family, given, name = map(_named, (author.family, author.given, author.name))
        if not family and not author.is_organisation and "," in name:
            family, given = _parts(name)
        if not author.is_organisation and (in_order := organisation_in_order(family, given)):
            family, given, name = "", "", in_order
        shown = f"{given} {family}".strip() or name
        if not shown:
            continue
        names[shown] = None
        if author.is_organisation:
            organisations[shown] = None
        elif family and given and shown not in organisations:
            families[shown] = family
    return tuple(names), tuple(organisations), families


def _named(raw: str) -> str:
    """Return the name on one line without the separators around it; what holds no letter or digit names nobody."""
    line = line_of(raw).strip(" ,;")
    return line if any(character.isalnum() for character in line) else ""


def _parts(name: str) -> tuple[str, str]:
    """Return the parts of a name that surely is a person's, family name first, or an organisation's turned round."""
    before, _, behind = (part.strip() for part in name.partition(","))
    if organisation_in_order(before, behind):
        return before, behind
    # "Ormiston-Smith, NJ": the initials alone would look like an abbreviation.
    bare = _BARE_INITIALS.fullmatch(name)
    person = as_person(f"{bare[1]}, {bare[2][0]}." if bare else name)
    return (person.family, bare[2] if bare else person.given) if isinstance(person, Person) else ("", "")
