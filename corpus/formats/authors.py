"""Names of authors as reference managers and databases write them."""

import re

from corpus.draft import Author

_WITH_SUFFIX = re.compile(r"([^,]+), ?([^,]+), ?((?:Jr|Sr)\.?|I{2,3}|IV)")


def author_of(value: str) -> Author:
    """Return an author of a format that does not tell persons from organisations.

    EndNote's mark for an organisation, a comma at the end of its name, is one all the same.
    """
    name = " ".join(value.split())
    if name.endswith(","):
        return Author(name=name.rstrip(" ,"), is_organisation=True)
    if parts := _WITH_SUFFIX.fullmatch(name):
        return Author(family=f"{parts[1]} {parts[3]}", given=parts[2])
    return Author(name=name)


def person_of(value: str) -> Author:
    """Return an author that the source names as a person, the family name first and before a comma."""
    family, comma, given = (part.strip() for part in " ".join(value.split()).partition(","))
    return Author(family=family, given=given) if comma and family and given else Author(name=family or given)


def organisation_of(value: str) -> Author:
    """Return an author that the source names as an organisation."""
    return Author(name=" ".join(value.split()), is_organisation=True)
