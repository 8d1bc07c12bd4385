"""Numbers and languages by their names, and the article before a noun."""

import datetime

from babel import Locale
from babel.dates import format_skeleton, get_month_names

from assistant.messages.texts import locale_of, written

# Languages whose sentences write small numbers as words; in the others they are digits.
_NUMERALS = {"en": ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")}


def numeral(count: int, how: str, language: str) -> str:
    """Return the number as a word up to nine where the language does so, with a capital for "Word", else in digits.

    >>> numeral(2, "Word", "en"), numeral(1_200, "word", "en"), numeral(2, "word", "fr")
    ('Two', '1,200', '2')
    """
    words = _NUMERALS.get(language, ())
    if count >= len(words):
        return written(count, language)
    return words[count].capitalize() if how == "Word" else words[count]


def language_named(code: str, language: str) -> str:
    """Return the name of the language with this code.

    >>> language_named("es", "en"), language_named("es", "fr"), f"по-{language_named('es', 'ru')}"
    ('Spanish', 'espagnol', 'по-испански')
    """
    name = Locale.parse(code).get_display_name(locale_of(language)) or code
    # Russian speaks "по-испански" of "испанский".
    return name.removesuffix("й") if language == "ru" else name


def month_named(iso: str, language: str) -> str:
    """Return the month in words, with its year where it has one; `iso` is as in "2015-03", or "--03".

    >>> month_named("2015-03", "en"), month_named("--05", "ru")
    ('March 2015', 'май')
    """
    year, _, month = iso.rpartition("-")
    if year == "-":
        return str(get_month_names("wide", "stand-alone", locale_of(language))[int(month)])
    return format_skeleton("yMMMM", datetime.date(int(year), int(month), 1), locale=locale_of(language))


def with_article(noun: str) -> str:
    """Return the English noun with its indefinite article.

    >>> with_article("author"), with_article("country")
    ('an author', 'a country')
    """
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
