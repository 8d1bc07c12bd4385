"""The parts of the world that the United Nations tell apart (M49), by one name each: as everybody writes it in English.

CLDR has their names, in English and in the languages of `corpus.geography`; what it has not stands below. What is none
of them ("South Eastern Europe", "Mekong basin") has no other name here.
"""

import re
from functools import cache

from babel import Locale

from corpus.geography import LANGUAGES, country_named, name_key, words_of

# What everybody writes where CLDR writes something else.
_NAMES = {
    "001": "Worldwide",
    "011": "West Africa",
    "014": "East Africa",
    "015": "North Africa",
    "017": "Central Africa",
    "030": "East Asia",
    "034": "South Asia",
    "057": "Micronesia",
}
# The United Nations call it by the second name, CLDR and many catalogues by the first (419).
SAME_PART = ("Latin America", "Latin America and the Caribbean")
# What catalogues write and CLDR has not.
_OTHERS = ("Middle East", "Middle East and North Africa", "Latin America and the Caribbean", "Asia and the Pacific")
_ALIASES = {
    "Worldwide": ("Global", "International", "World", "All regions", "Mundial", "Весь мир"),
    "Central Africa": ("Middle Africa",),
    "Middle East and North Africa": ("MENA", "Moyen-Orient et Afrique du Nord"),
    "Latin America and the Caribbean": ("LAC", "Latin America & Caribbean", "Amérique latine et Caraïbes"),
    "Sub-Saharan Africa": ("SSA",),
    "West Africa": ("Afrique de l'Ouest",),
    "East Africa": ("Afrique de l'Est",),
    "North Africa": ("Afrique du Nord",),
}
# "South-Eastern", "Southeast" and "South East" are one direction.
_NO_DIFFERENCE = re.compile(r" |(?<=north|south)ern|(?<=east|west)ern")


def region_named(text: str) -> str | None:
    """Return the one name of the part of the world that the text names, None if it is none that is known.

    >>> region_named("South-East Asia"), region_named("Afrique subsaharienne"), region_named("Mekong basin")
    ('Southeast Asia', 'Sub-Saharan Africa', None)
    """
    if country_named(text):  # "South Africa" is not Southern Africa
        return None
    by_spelling, by_name = _names()
    return by_name.get(name_key(text)) or by_spelling.get(area_key(name_key(text)))


def area_key(name: str) -> str:
    """Return what the English spellings of one part of the world share.

    >>> area_key("South-eastern Asia") == area_key("Southeast Asia"), area_key("Western Africa")
    (True, 'westafrica')
    """
    return _NO_DIFFERENCE.sub("", " ".join(words_of(name)))


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Return the names by what their English spellings share, and by the keys of all that they are called."""
    names = {code: name for code, name in sorted(Locale("en").territories.items()) if code.isdigit()} | _NAMES
    by_spelling: dict[str, str] = {}
    for name in (*names.values(), *_OTHERS):
        # "Northern America" (021) is "North America" (003) to all but statisticians.
        by_spelling.setdefault(area_key(name), name)
    called = [(name, alias) for name, aliases in _ALIASES.items() for alias in aliases]
    called += [(names[code], Locale(language).territories.get(code, "")) for language in LANGUAGES for code in names]
    return by_spelling, {name_key(alias): by_spelling[area_key(name)] for name, alias in called if alias}
