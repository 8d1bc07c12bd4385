"""Names of places: countries, and the parts of the world that they lie in (United Nations M49)."""

import re
from functools import cache

from babel import Locale

from assistant.language.words import plain
from corpus.geography import countries
from corpus.regions import area_key

# Of "Latin America and the Caribbean" no name that stands in it is the whole.
_SEVERAL = re.compile(r"\band\b|&", re.IGNORECASE)
_DIRECTIONS = re.compile(r"(?:north|south|east|west|central|middle)")


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


def country_names(country: str) -> tuple[str, ...]:
    """Return the other names of the country and its people's, in plain form; none for what is no country's name.

    >>> "dutch" in country_names("Netherlands"), "holland" in country_names("Netherlands"), country_names("Worldwide")
    (True, True, ())
    """
    return _names().get(plain(country), ())


def is_inside(region: str, area: str) -> bool:
    """Tell by its name whether a region is a part of an area, as North Africa is one of Africa.

    >>> is_inside("Central Asia", "Asia"), is_inside("South Eastern Europe", "Eastern Europe")
    (True, False)
    >>> is_inside("Middle East and North Africa", "Africa")
    False
    """
    if _SEVERAL.search(region):
        return False
    inner, outer = area_key(region), area_key(area)
    return inner != outer and inner.endswith(outer) and _DIRECTIONS.match(outer) is None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for country in countries():
        names = {plain(country.name), *map(plain, country.english)}
        said = names | set(map(plain, (*country.spoken, *country.people)))
        found.update({name: tuple(sorted(said - {name})) for name in names})
    return found


@cache
def place_names() -> frozenset[str]:
    """Return the English names of all countries, territories and parts of the world, in plain form."""
    territories = (name for name in Locale("en").territories.values() if name != "world")
    areas = (area for country in countries() for area in country.areas)
    return frozenset(map(plain, (*territories, *areas, *(country.name for country in countries()))))


@cache
def _areas() -> dict[str, tuple[str, ...]]:
    return {plain(name): c.areas for c in countries() for name in (c.name, *c.english)}
