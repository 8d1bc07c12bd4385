"""The interface's own words, one JSON file for each language in `ui/words/languages/`.

They are written as `assistant.messages.texts` says, like what the desk itself says.
"""

from collections.abc import Mapping
from pathlib import Path

from babel import Locale, UnknownLocaleError

from assistant.messages.texts import (
    DEFAULT_LANGUAGE,
    LANGUAGES,
    Text,
    direction,
    form_for,
    locale_of,
    texts_of,
    written,
)

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "direction", "language_name", "language_of", "text", "words"]

_FOLDER = Path(__file__).with_name("languages")
_LONGEST_HEADER = 1000  # characters; browsers send under 200


def text(key: str, language: str = DEFAULT_LANGUAGE, **values: object) -> str:
    """Return the text in the language, with the values in their places, as `written` writes them.

    `count` chooses the plural form. Raises `KeyError` for a key, a language or a value that is not there.
    """
    form = form_for(words(language)[key], values, language)
    return form.format_map({name: written(value, language) for name, value in values.items()})


def words(language: str) -> Mapping[str, Text]:
    """Return all texts of the language by key; raises `KeyError` for a language that is not there."""
    return texts_of(_FOLDER, language)


def language_of(accept_language: str | None) -> str:
    """Return the language of ours that an Accept-Language header likes best, English where it names none.

    >>> language_of("de, fr-CA;q=0.8, en;q=0.5"), language_of("ru;q=0, *")
    ('fr', 'en')
    """
    wanted = [_preference(part) for part in (accept_language or "")[:_LONGEST_HEADER].split(",")]
    known = [(quality, language) for quality, language in wanted if language in LANGUAGES and quality > 0]
    return max(known, key=lambda pair: pair[0])[1] if known else DEFAULT_LANGUAGE


def language_name(tag: str, language: str) -> str:
    """Return the name of the language that a tag such as "fr" or "pt-BR" stands for, or the tag where none is known.

    >>> language_name("fr", "en"), language_name("Klingon?", "en")
    ('French', 'Klingon?')
    """
    try:
        return Locale.parse(tag, sep="-").get_display_name(locale_of(language)) or tag
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
