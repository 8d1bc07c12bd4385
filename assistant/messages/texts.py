"""Texts with places for values, one JSON file for each language: plural forms, numbers and directions by Unicode CLDR.

A text that counts something holds one form for each plural category of its language: English has two, Russian four,
Arabic six. A form "=1" is for exactly that number, where the category "one" holds others too (21 in Russian).

Texts are plain: whoever puts one into HTML escapes it.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale
from babel.numbers import format_decimal

LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية", "ru": "Русский"}
DEFAULT_LANGUAGE = "en"
# The desk's English is British, which writes "a, b and c" without a comma before the last.
_LOCALES = {"en": "en_GB"}

Text = str | dict[str, str]


@cache
def texts_of(folder: Path, language: str) -> Mapping[str, Text]:
    """Return all texts of the language in a folder by key; a text that counts is a dict of plural forms.

    Raises `KeyError` for a language that is not there.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    found: dict[str, Text] = json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
    return found


def form_for(entry: Text, values: Mapping[str, object], language: str) -> str:
    """Return the form of a text that the value `count` chooses, or the text itself where it has but one.

    Raises `KeyError` where the text counts and there is no `count`, `TypeError` where that is no integer.
    """
    if isinstance(entry, str):
        return entry
    count = values["count"]
    if not isinstance(count, int):
        raise TypeError(f"the count must be an integer, not {count!r}")
    # French and Spanish have a form for whole millions ("un million de"), which digits do without.
    return entry.get(f"={count}") or entry.get(locale_of(language).plural_form(count), entry["other"])


def written(value: object, language: str) -> str:
    """Return the value as it stands in a text of the language.

    An integer is written with the separators of the language, so a year or an offset is given as a string. In a
    language that is written from right to left, a string keeps its own direction (Unicode's isolates).
    """
    if isinstance(value, int):
        return format_decimal(value, locale=locale_of(language))
    return f"\u2068{value}\u2069" if direction(language) == "rtl" else str(value)


def direction(language: str) -> str:
    """Return the direction that the language is written in, as HTML's `dir` names it."""
    return "rtl" if language == "ar" else "ltr"


@cache
def locale_of(language: str) -> Locale:
    """Return Babel's rules for one of our languages."""
    return Locale.parse(_LOCALES.get(language, language))
