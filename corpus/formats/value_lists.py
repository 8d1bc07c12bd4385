"""Several values on one line or in one cell, parted where that is certain."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from corpus.geography import countries, country_named
from corpus.names import may_be_whole_name
from corpus.reasons.reason import ValueRefused, because

# What the source puts first of a person's name, None where its names do not tell: the family name, before a comma or
# before bare initials ("Smith J"), or the given name.
NameOrder = Literal["given", "family", "initials"] | None

_CLEARLY = 3  # times as many
_PARTING = re.compile(r"(?<!\\)[;؛]|\n|\|+")
_COMMA = re.compile(r"\s*[,،]\s*")
_LONGEST_NAME = 120  # characters of what may be a name between commas
# Possessive repeats keep what nearly matches from being tried in every way.
_INITIALS = r"(?:[^\W\d_a-z]\.[\s-]?+)++"
_APA = rf"[^,\s][^,]*+,\s*+{_INITIALS}"
_APA_LIST = re.compile(rf"{_APA}(?:,\s*+{_APA})++")
_JOINT = re.compile(r"(?:\s*[,،])?\s+(?:&|and|und|et|y|e|и|و)\s+|\s+/\s+")
_AND_OTHERS = re.compile(
    r"[,،]?\s+(?:et al|and others|et autres|y otros|u\. ?a|и др|и другие|وآخرون)\.?$", re.IGNORECASE
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐΑ-ΩА-ЯЁІЇЄҐЂЈЉЊЋЏ]"
_FAMILY_INITIALS = re.compile(
    rf"([^\W\d_][^,\d]*?)\s((?:{_CAPITAL}{{1,3}}|(?:{_CAPITAL}\.[\s-]?)+)(?:\s(?:Jr|Sr|2nd|3rd)\b\.?)?)"
)
_LAST_STOP = re.compile(r"(?<=[A-Z]{2})\.$|(?<=\s[A-Z])\.$")
_ACRONYM = re.compile(r"[A-Z]{2,}[A-Za-z]?")
# What records say of their places that is neither a country nor a part of the world in the United Nations' list.
_OTHER_PLACES = frozenset(
    "africa america americas antarctica arctic asia balkans caucasus england europe eurasia global international"
    " kosovo korea latin levant maghreb mediterranean mena multiple oceania pacific regional sahel scandinavia"
    " scotland tibet wales world worldwide".split()
)


class Unclear(ValueRefused):
    """Names on one line that may be one person or several."""


class Habits(NamedTuple):
    """How one source writes: which part of a name comes first, and whether commas alone part its keywords."""

    names: NameOrder = None
    has_comma_keywords: bool = False


def habits_of(authors: Iterable[str], keywords: Iterable[str]) -> Habits:
    """Return how a source writes that has these texts for authors and for keywords."""
    return Habits(name_order(authors), not any(len(values_of(text)) > 1 for text in keywords))


def values_of(text: str) -> list[str]:
    r"""Return the values, parted at ";", "|" and line ends; "\;" is a semicolon within a value."""
    return [part.replace("\\;", ";").strip() for part in _PARTING.split(text) if part.strip()]


def keywords_of(text: str, habits: Habits) -> list[str]:
    """Return the keywords; parted at "," too where nothing else parts any keywords of their source."""
    values = values_of(text)
    if len(values) != 1 or not habits.has_comma_keywords:
        return values
    parts = [part for part in _COMMA.split(values[0]) if part]
    # "Women, peace and security" is one.
    return values if any(map(_JOINT.search, parts[1:])) else parts


def places_of(text: str) -> list[str]:
    """Return the places; parted at "," and "and" too where every part is a country or a part of the world."""
    places: list[str] = []
    for value in values_of(text):
        parts = [part for part in _COMMA.split(value) if part]
        parts = [one for part in parts for one in ([part] if is_place(part) else _JOINT.split(part)) if one]
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
    given = family = initials = 0
    for value in (value for text in texts for value in values_of(text)):
        parts = [part.strip() for part in _LAST_STOP.sub("", value).split(",")]
        if all(map(_with_comma, parts)):
            initials += 1
        elif len(parts) == 2:
            family += len(parts[0].split()) == 1 or re.fullmatch(_INITIALS, parts[1] + " ") is not None
        else:
            given += all(map(may_be_whole_name, parts))
    if initials and initials >= _CLEARLY * (given + family):
        return "initials"
    if given and given >= _CLEARLY * family:
        return "given"
    return "family" if family and family >= _CLEARLY * given else None


def authors_of(text: str, order: NameOrder) -> list[str]:
    """Return the authors; those that only commas part, where their form is certain.

    Raises `Unclear` where one person and several would look the same.
    """
    return [author for value in values_of(text) for author in _of_commas(value, order)]


def _of_commas(value: str, order: NameOrder) -> list[str]:
    if (others := _AND_OTHERS.search(value)) and others.start():
        return [*_of_commas(value[: others.start()], order), others[0].strip(" ,،")]
    if pairs := _joined_pairs(value):
        return pairs
    bare = _without_last_stop(value, order)
    joined = _JOINT.sub(", ", bare)
    parts = [part for part in _COMMA.split(joined.strip(" ,")) if part]
    with_commas = list(map(_with_comma, parts))
    if (len(parts) > 1 or order == "initials") and (all(with_commas) or (order == "initials" and any(with_commas))):
        return [found or part for found, part in zip(with_commas, parts, strict=True)]
    if len(parts) < 2 or max(map(len, parts)) > _LONGEST_NAME:
        return [bare if len(parts) == 1 else value]
    if _APA_LIST.fullmatch(joined):
        return [pair.strip() for pair in re.findall(_APA, joined)]
    if all(map(_ACRONYM.fullmatch, parts)):
        return parts
    if not all(map(may_be_whole_name, parts)):
        return _of_pairs(value, parts, order)
    if len(parts) > 2 or order == "given" or joined != bare:
        return parts
    if order == "family":
        return [value]
    raise Unclear(because("record.unclear_names", names=value))


def _without_last_stop(value: str, order: NameOrder) -> str:
    """Return the list without the full stop that ends it, which is no part of a name whose other dots are missing."""
    if value.count(".") != 1:
        return value
    return value.rstrip(".") if order == "initials" else _LAST_STOP.sub("", value)


def _with_comma(name: str) -> str:
    """Return "Smith, J" for "Smith J", which would else look like a word and an acronym; "" for any other name."""
    found = _FAMILY_INITIALS.fullmatch(name) if len(name) <= _LONGEST_NAME else None
    return f"{found[1]}, {found[2]}" if found else ""


def _joined_pairs(value: str) -> list[str]:
    """Return the names of "Smith, John and Doe, Jane and WHO": most have their own comma, and words join them."""
    parts = [part.strip() for part in _JOINT.split(value) if part.strip()]
    turned = [part for part in parts if part.count(",") == 1 and _is_turned(*part.split(","))]
    others = [part for part in parts if part not in turned]
    is_told = len(turned) > 1 or (turned and all(may_be_whole_name(o) or _ACRONYM.fullmatch(o) for o in others))
    return parts if is_told and len(parts) > 1 and not any("," in other for other in others) else []


def _of_pairs(value: str, parts: list[str], order: NameOrder) -> list[str]:
    """Return the persons of "Smith, John, Doe, Jane", where their source puts families first."""
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(pairs) < 2 or len(parts) % 2 or not all(_is_person(*pair) for pair in pairs):
        return [value]
    if order == "family":
        return [f"{family}, {given}" for family, given in pairs]
    raise Unclear(because("record.unclear_names", names=value))


def _is_turned(family: str, given: str) -> bool:
    """Tell whether the two parts are one person's name and not the names of two."""
    return _is_person(family, given) and not (may_be_whole_name(family) and may_be_whole_name(given))


def _is_person(family: str, given: str) -> bool:
    """Tell whether the two parts may be a person's name."""
    return may_be_whole_name(f"{given.replace('.', '. ')} {family}")
