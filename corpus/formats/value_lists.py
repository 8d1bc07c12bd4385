"""Several values on one line or in one cell, parted where that is certain."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from corpus.geography import countries, country_named
from corpus.names import may_be_whole_name
from corpus.reasons.reason import ValueRefused, because

# Which part of a person's name the source puts first, None where its names do not tell.
NameOrder = Literal["given", "family"] | None

_CLEARLY = 3  # times as many
_PARTING = re.compile(r"(?<!\\);|\n|\|+")
_LONGEST_NAME = 120  # characters of what may be a name between commas
# Possessive repeats keep what nearly matches from being tried in every way.
_INITIALS = r"(?:[^\W\d_a-z]\.[\s-]?+)++"
_APA = rf"[^,\s][^,]*+,\s*+{_INITIALS}"
_APA_LIST = re.compile(rf"{_APA}(?:,\s*+{_APA})++")
_LAST_JOINT = re.compile(r"(?:\s*,)?\s+(?:&|and)\s+")
_FAMILY_INITIALS = re.compile(r"[^\W\d_][^,\d]*\s(?:[A-Z]{1,3}|(?:[A-Z]\.[\s-]?)+)")
_ACRONYM = re.compile(r"[A-Z]{2,}[A-Za-z]?")
# What records say of their places that is neither a country nor a part of the world in the United Nations' list.
_OTHER_PLACES = frozenset(
    "africa america americas antarctica arctic asia balkans caucasus england europe eurasia global international"
    " kosovo korea latin levant maghreb mediterranean mena multiple oceania pacific regional sahel scandinavia"
    " scotland tibet wales world worldwide".split()
)


class Unclear(ValueRefused):
    """Names on one line that may be one person or several."""


def values_of(text: str) -> list[str]:
    r"""Return the values, parted at ";", "|" and line ends; "\;" is a semicolon within a value."""
    return [part.replace("\\;", ";").strip() for part in _PARTING.split(text) if part.strip()]


def places_of(text: str) -> list[str]:
    """Return the places; parted at "," too where every part is a country or a part of the world."""
    places = []
    for value in values_of(text):
        parts = [part.strip() for part in value.split(",")]
        places += [value] if country_named(value) or not all(map(is_place, parts)) else parts
    return places


def is_place(text: str) -> bool:
    """Tell whether the text names a country or a part of the world."""
    key = text.strip().casefold()
    return key in _OTHER_PLACES or key in _areas() or country_named(text) is not None


@cache
def _areas() -> frozenset[str]:
    return frozenset(area.casefold() for country in countries() for area in country.areas)


def name_order(texts: Iterable[str]) -> NameOrder:
    """Return which part of persons' names clearly most of the texts of one source put first, None if none does."""
    given = family = 0
    for value in (value for text in texts for value in values_of(text)):
        parts = [part.strip() for part in value.split(",")]
        if len(parts) == 2:
            family += len(parts[0].split()) == 1 or re.fullmatch(_INITIALS, parts[1] + " ") is not None
        else:
            given += all(map(may_be_whole_name, parts))
    if given and given >= _CLEARLY * family:
        return "given"
    return "family" if family and family >= _CLEARLY * given else None


def authors_of(text: str, order: NameOrder) -> list[str]:
    """Return the authors; those that only commas part, where their form is certain.

    Raises `Unclear` where one person and several would look the same.
    """
    return [author for value in values_of(text) for author in _of_commas(value, order)]


def _of_commas(value: str, order: NameOrder) -> list[str]:
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if len(parts) < 2 or max(map(len, parts)) > _LONGEST_NAME:
        return [value]
    if _APA_LIST.fullmatch(joined := _LAST_JOINT.sub(", ", value)):
        return [pair.strip() for pair in re.findall(_APA, joined)]
    if all(_FAMILY_INITIALS.fullmatch(part) for part in parts) or all(map(_ACRONYM.fullmatch, parts)):
        return parts
    if not all(map(may_be_whole_name, parts)):
        return [value]
    if len(parts) > 2 or order == "given":
        return parts
    if order == "family":
        return [value]
    raise Unclear(because("record.unclear_names", names=value))
