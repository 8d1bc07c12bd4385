"""The interface's own words, one JSON file for each language in `ui/words/languages/`.

A text that counts something holds one form for each plural category of its language (Unicode CLDR): English has two,
Russian four, Arabic six. Texts are plain: whoever puts one into HTML escapes it.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

LANGUAGES = {"en": "English", "fr": "Français", "es": "Español", "ar": "العربية", "ru": "Русский"}
DEFAULT_LANGUAGE = "en"
_FOLDER = Path(__file__).with_name("languages")
_LONGEST_HEADER = 1000  # characters; browsers send under 200


def text(key: str, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """Return the text in the language, with the values in their places.

    An integer is written with the separators of the language, so a year or an offset is given as a string. In a
    language that is written from right to left, a string keeps its own direction (Unicode's isolates). `count` chooses
    the plural form. Raises `KeyError` for a key, a language or a value that is not there.
    """
    entry = words(language)[key]
    if not isinstance(entry, str):
        count = values["count"]
        if not isinstance(count, int):
            raise TypeError(f"the count of {key!r} must be an integer, not {count!r}")
        # French and Spanish have a form for whole millions ("un million de"), which digits do without.
        entry = entry.get(_locale(language).plural_form(count), entry["other"])
    return entry.format_map({name: _written(value, language) for name, value in values.items()})


@cache
def words(language: str) -> Mapping[str, str | dict[str, str]]:
    """Return all texts of the language by key; a text that counts is a dict of plural forms.

    Raises `KeyError` for a language that is not there.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    found: dict[str, str | dict[str, str]] = json.loads((_FOLDER / f"{language}.json").read_text(encoding="utf-8"))
    return found


def language_of(accept_language: str | None) -> str:
    """Return the language of ours that an Accept-Language header likes best, English where it names none.

    >>> language_of("de, fr-CA;q=0.8, en;q=0.5"), language_of("ru;q=0, *")
    ('fr', 'en')
    """
    wanted = [_preference(part) for part in (accept_language or "")[:_LONGEST_HEADER].split(",")]
    known = [(quality, language) for quality, language in wanted if language in LANGUAGES and quality > 0]
    return max(known, key=lambda pair: pair[0])[1] if known else DEFAULT_LANGUAGE


def direction(language: str) -> str:
    """Return the direction that the language is written in, as HTML's `dir` names it."""
    return "rtl" if language == "ar" else "ltr"


def language_name(tag: str, language: str) -> str:
    """Return the name of the language that a tag such as "fr" or "pt-BR" stands for, or the tag where none is known.

    >>> language_name("fr", "en"), language_name("Klingon?", "en")
    ('French', 'Klingon?')
    """
    try:
        return Locale.parse(tag, sep="-").get_display_name(_locale(language)) or tag
    except (ValueError, UnknownLocaleError):
        return tag


def _preference(part: str) -> tuple[float, str]:
    tag, _, parameter = part.partition(";")
    name, _, quality = parameter.strip().partition("=")
    try:
        weight = float(quality) if name.strip() == "q" else 1.0
    except ValueError:
        weight = 0.0
    return weight if 0 <= weight <= 1 else 0.0, tag.strip().lower().partition("-")[0]


def _written(value: object, language: str) -> str:
    if isinstance(value, int):
        return format_decimal(value, locale=_locale(language))
    return f"\u2068{value}\u2069" if direction(language) == "rtl" else str(value)


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)
