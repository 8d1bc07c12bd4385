"""Names of countries, so that one which no record mentions is recognised as a place."""

from functools import cache

from babel import Locale

from assistant.words import plain


def is_country(name: str) -> bool:
    """Tell whether the words are the English name of a country or territory.

    >>> is_country("Brazil"), is_country("the capital")
    (True, False)
    """
    return plain(name) in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(plain(name) for code, name in Locale("en").territories.items() if code.isalpha())
