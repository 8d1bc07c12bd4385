"""Names of authors as reference managers and databases write them."""

import re

from corpus.draft import Author

_SUFFIX = r"(?:Jr|Sr|Jnr|Snr)\.?|I{2,3}|IV|VI{1,3}|2nd|3rd|[4-9]th"
SUFFIX = re.compile(_SUFFIX, re.IGNORECASE)
_WITH_SUFFIX = re.compile(rf"([^,]+), ?([^,]+), ?({_SUFFIX})")
_SUFFIX_BEHIND = re.compile(rf"(.+?) ({_SUFFIX})")


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
    """Return an author that the source names as a person, the family name first and before a comma.

    A suffix stands at the end, behind a comma ("King, Martin Luther, Jr.") or a blank.
    """
    family, comma, given = (part.strip() for part in " ".join(value.split()).partition(","))
    if behind := _SUFFIX_BEHIND.fullmatch(given):
        given, family = behind[1].rstrip(" ,"), f"{family} {behind[2]}"
    return Author(family=family, given=given) if comma and family and given else Author(name=family or given)


def organisation_of(value: str) -> Author:
    """Return an author that the source names as an organisation."""
    return Author(name=" ".join(value.split()), is_organisation=True)
