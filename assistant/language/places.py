"""Names of places: countries, and the parts of the world that they lie in (United Nations M49)."""

import re
from functools import cache
from typing import Any

from babel import Locale
from countryinfo import all_countries

from assistant.language.words import plain

# "South-Eastern", "Southeast" and "South East" are one direction.
_NO_LETTER = re.compile(r"[^a-z]|(?<=north|south)ern|(?<=east|west)ern")
_DIRECTIONS = re.compile(r"(?:north|south|east|west|central|middle)")
_SHORTEST_NAME = 4
_CODES = frozenset(["uk", "usa", "uae"])


def is_place(name: str) -> bool:
    """Tell whether the words are the English name of a country, a territory or a part of the world.

    >>> is_place("Brazil"), is_place("Africa"), is_place("the capital")
    (True, True, False)
    """
    return plain(name) in place_names()


def areas_of(country: str) -> tuple[str, ...]:
    """Return the parts of the world that the country lies in, the largest first; none for what is no country's name.

    >>> areas_of("Lebanon"), areas_of("Worldwide")
    (('Asia', 'Western Asia'), ())
    """
    return _areas().get(plain(country), ())


def area_key(name: str) -> str:
    """Return what the spellings of one part of the world share.

    >>> area_key("South-eastern Asia") == area_key("Southeast Asia"), area_key("Western Africa")
    (True, 'westafrica')
    """
    return _NO_LETTER.sub("", plain(name))


def country_names(country: str) -> tuple[str, ...]:
    """Return the other names of the country, and its people's, in plain form; none for what is no country's name.

    >>> "dutch" in country_names("Netherlands"), "holland" in country_names("Netherlands"), country_names("Worldwide")
    (True, True, ())
    """
    return _names().get(plain(country), ())


def is_inside(region: str, area: str) -> bool:
    """Tell by its name whether a region is a part of an area, as North Africa is one of Africa.

    >>> is_inside("Central Asia", "Asia"), is_inside("South Eastern Europe", "Eastern Europe")
    (True, False)
    """
    inner, outer = area_key(region), area_key(area)
    return inner != outer and inner.endswith(outer) and _DIRECTIONS.match(outer) is None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for country in all_countries():
        known: dict[str, Any] = {**country.info()}
        names = {plain(known["name"]), *(plain(name).strip() for name in known.get("altSpellings", ()))}
        # Codes of two and three letters are words of their own too: "in", "no", "per".
        said = {name for name in names | {plain(str(known.get("demonym") or ""))} if len(name) >= _SHORTEST_NAME}
        said |= names & _CODES
        found.update({name: tuple(sorted(said - {name})) for name in names if len(name) >= _SHORTEST_NAME})
    return found


@cache
def place_names() -> frozenset[str]:
    """Return the English names of all countries, territories and parts of the world, in plain form."""
    territories = Locale("en").territories.items()
    return frozenset(plain(name) for code, name in territories if name != "world")


@cache
def _areas() -> dict[str, tuple[str, ...]]:
    found = {}
    for country in all_countries():
        known: dict[str, Any] = {**country.info()}
        areas = (known.get(size) for size in ("region", "subregion", "intermediateregion"))
        named = tuple(str(area) for area in areas if area)
        found.update({plain(name): named for name in [known["name"], *known.get("altSpellings", ())]})
    return found
