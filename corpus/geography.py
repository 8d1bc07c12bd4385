"""The countries of ISO 3166 with all that they are called: the one list of them in the project.

A country's name is the one that ISO writes, in reading order ("Democratic Republic of the Congo"), and the short one
where ISO or everybody has one ("Bolivia", "Russia"). Its other names come from Unicode's CLDR in the languages below,
from countryinfo (alternative spellings, demonyms) and from ISO 3166-3 (former names).
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

import pycountry
from babel import Locale
from countryinfo import all_countries

# The languages beside English in which catalogues write the names of countries.
LANGUAGES = ("fr", "es", "ar", "ru", "de", "pt", "it", "nl")
# Short names that everybody uses and ISO does not list.
_SHORT = {
    "BN": "Brunei",
    "FM": "Micronesia",
    "PS": "Palestine",
    "RU": "Russia",
    "VA": "Vatican City",
}
# What ISO 3166-3 and the older catalogues call countries that go by another name today, and what they are for short.
_FORMER = {
    "BA": ("Bosnia",),
    "BF": ("Upper Volta",),
    "BJ": ("Dahomey",),
    "BY": ("Byelorussia", "Belorussia"),
    "CD": ("Zaire", "DR Congo", "DRC", "Congo-Kinshasa", "Congo (DRC)", "Congo"),
    "CG": ("Republic of Congo", "Congo-Brazzaville"),
    "CZ": ("Czech Republic",),
    "GB": ("UK", "Great Britain", "Britain"),
    "KH": ("Kampuchea",),
    "KP": ("Korea",),
    "KR": ("Korea",),
    "LK": ("Ceylon",),
    "MK": ("Macedonia", "FYR Macedonia", "FYROM", "The former Yugoslav Republic of Macedonia"),
    "MM": ("Burma",),
    "PS": ("State of Palestine",),
    "SZ": ("Swaziland",),
    "TH": ("Siam",),
    "TL": ("East Timor",),
    "TR": ("Turkey",),
    "VU": ("New Hebrides",),
    "ZW": ("Rhodesia", "Southern Rhodesia"),
}
# What only catalogues call them.
_SHORTENED = {
    "BA": ("Bosnia",),
    "CF": ("CAR",),
    "KP": ("DPRK", "DPR Korea"),
    "LA": ("Lao PDR",),
    "PG": ("PNG",),
    "SA": ("KSA",),
    "TT": ("Trinidad",),
}
# What people are called beside the adjectives that countryinfo has.
_PEOPLE = {
    "AR": ("Argentine", "Argentinian"),
    "AU": ("Aussie",),
    "BW": ("Botswanan",),
    "DK": ("Dane",),
    "EC": ("Ecuadorian",),
    "ES": ("Spaniard",),
    "FI": ("Finn",),
    "GB": ("Briton", "Brit"),
    "IS": ("Icelandic",),
    "KG": ("Kyrgyz", "Kyrgyzstani"),
    "KP": ("Korean",),
    "KR": ("Korean",),
    "KZ": ("Kazakh",),
    "LS": ("Basotho",),
    "NP": ("Nepali",),
    "NZ": ("Kiwi",),
    "PL": ("Pole",),
    "SA": ("Saudi",),
    "SE": ("Swede",),
    "SI": ("Slovenian",),
    "SK": ("Slovakian",),
    "SV": ("Salvadorian",),
    "TJ": ("Tajik",),
    "TR": ("Turk",),
    "UZ": ("Uzbek",),
}
# What people call them and no catalogue does: in a field "America" is a part of the world.
_SPOKEN = {
    "GB": ("England",),
    "US": ("America", "the States"),
}
# Parts of the world that everybody names and the United Nations do not tell apart.
_AREAS = {
    "Baltic states": ("EE", "LT", "LV"),
    "Benelux": ("BE", "LU", "NL"),
    "Gulf countries": ("AE", "BH", "KW", "OM", "QA", "SA"),
    "Gulf states": ("AE", "BH", "KW", "OM", "QA", "SA"),
    "Maghreb": ("DZ", "LY", "MA", "MR", "TN"),
    "Nordic countries": ("DK", "FI", "IS", "NO", "SE"),
    "Scandinavia": ("DK", "NO", "SE"),
    "South Caucasus": ("AM", "AZ", "GE"),
}
# Words that end so have no plural of their own: the Japanese, the Irish, the French, the Swiss.
_NO_PLURAL = ("s", "sh", "ch", "ese", "ic", "gyz")
_CODES_SAID = frozenset(["uk", "usa", "uae", "drc"])


@dataclass(frozen=True, slots=True)
class Country:
    """A country: its code of two letters, its name, and what else it is called, in no order.

    `english` are its other names in English, `spoken` those that no field of a catalogue is read by, `people` what
    English calls its people, `foreign` its names in other languages; `areas` are the parts of the
    world that it lies in (United Nations M49), the largest first, and others.
    """

    code: str
    name: str
    english: frozenset[str]
    spoken: frozenset[str]
    people: frozenset[str]
    foreign: frozenset[str]
    areas: tuple[str, ...]


def country_named(text: str) -> str | None:
    """Return the name of the country that the text names in any of its ways, None if it is none or several.

    A code counts where it is written in capitals and as the whole text.

    >>> country_named("Viet Nam"), country_named("Allemagne"), country_named("KEN"), country_named("Korea")
    ('Vietnam', 'Germany', 'Kenya', None)
    """
    by_name, by_code = _names()
    text = text.strip()
    if re.fullmatch(r"(?:[A-Z]\.){2,}", text):
        text = text.replace(".", "")
    if found := by_code.get(text) or by_name.get(name_key(text)):
        return found
    head, comma, tail = text.partition(",")  # "Gambia, The"
    return by_name.get(name_key(f"{tail} {head}")) if comma else None


@cache
def countries() -> tuple[Country, ...]:
    """Return the countries in order of their codes."""
    found = []
    for listed in sorted(pycountry.countries, key=lambda country: str(country.alpha_2)):
        code, name, known = listed.alpha_2, _name(listed), _countryinfo().get(listed.alpha_2, {})
        official = getattr(listed, "official_name", listed.name)
        called = (known.get("name", ""), *known.get("altSpellings", ()), Locale("en").territories.get(code, ""))
        # Codes are words of their own in some language: "in", "no", "per".
        said = {n.strip() for n in called if len(n) > 3 or n.casefold() in _CODES_SAID}
        english = {listed.name, official, *_FORMER.get(code, ()), *said} - {name}
        people = {one.strip() for one in (known.get("demonym") or "").split(",")} - {""} | {*_PEOPLE.get(code, ())}
        people |= {f"{one}s" for one in people if not one.endswith(_NO_PLURAL)}
        foreign = {Locale(language).territories.get(code, name) for language in LANGUAGES} - english - {name}
        areas = (known.get(size) for size in ("region", "subregion", "intermediateregion"))
        named = (*(str(area) for area in areas if area), *(area for area, codes in _AREAS.items() if code in codes))
        spoken = frozenset(_SPOKEN.get(code, ()))
        found.append(Country(code, name, frozenset(english), spoken, frozenset(people), frozenset(foreign), named))
    return tuple(found)


def _name(country: Any) -> str:
    if short := _SHORT.get(country.alpha_2) or getattr(country, "common_name", None):
        return str(short)
    head, _, tail = str(country.name).partition(", ")
    # "Bonaire, Sint Eustatius and Saba" is a list, "Virgin Islands, British" is turned round.
    if not tail or " and " in tail:
        return str(country.name)
    return f"{tail.removeprefix('The ')} {head}"


@cache
def _countryinfo() -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = {}
    # A part of a country, such as Wales, comes after it with the same code.
    for country in all_countries():
        known.setdefault(country.info().get("ISO", {}).get("alpha2", ""), {**country.info()})
    return known


@cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """Return the countries by the keys of all their names that are only theirs, and by their codes."""
    keys = {c.name: {name_key(name) for name in (c.name, *c.english, *c.people, *c.foreign)} for c in countries()}
    owners = Counter(key for of_one in keys.values() for key in of_one)
    by_name = {key: name for name, of_one in keys.items() for key in of_one if owners[key] == 1}
    by_name |= {
        name_key(name): _name(pycountry.countries.get(alpha_2=code)) for code, ns in _SHORTENED.items() for name in ns
    }
    # A name that one country has for its own stays its own, whoever else is called so.
    by_name |= {name_key(country.name): country.name for country in countries()}
    codes = {code: _name(c) for c in pycountry.countries for code in (c.alpha_2, c.alpha_3)}
    return by_name, codes


def name_key(name: str) -> str:
    """Return what the spellings of a name share: its words without case and accents, and no article before them."""
    words = words_of(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "la", "le", "les", "el") else words)


def words_of(name: str) -> list[str]:
    """Return the words of a name without case and accents."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("&", " and ").replace("’", "'"))
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return kept.split()
