"""Names of places: countries, and the parts of the world that they lie in (United Nations M49)."""

import re
from functools import cache
from typing import Any

from babel import Locale
from countryinfo import all_countries

from assistant.words import plain

# "South-Eastern", "Southeast" and "South East" are one direction.
_NO_LETTER = re.compile(r"[^a-z]|(?<=north|south)ern|(?<=east|west)ern")


def is_place(name: str) -> bool:
    """Tell whether the words are the English name of a country, a territory or a part of the world.

    >>> is_place("Brazil"), is_place("Africa"), is_place("the capital")
    (True, True, False)
    """
    return plain(name) in _places()


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


@cache
def _places() -> frozenset[str]:
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
