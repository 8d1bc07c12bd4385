"""Languages as tags of BCP 47, from codes and from names in several languages."""

from functools import cache

import pycountry
from babel import Locale

_NAMED_IN = ("en", "fr", "es", "ar", "ru", "de", "pt", "it", "nl")


def language_of(raw: str) -> str:
    """Return the tag of the language that the source names; empty where it names none that is known.

    >>> language_of("eng"), language_of("pt_BR"), language_of("Français"), language_of("ger"), language_of("?")
    ('en', 'pt-BR', 'fr', 'de', '')
    """
    name = raw.strip().casefold().replace("_", "-")
    code, _, rest = name.partition("-")
    codes = ({"alpha_2": code}, {"alpha_3": code}, {"bibliographic": code})
    # pycountry looks codes up without regard to case; "Wu" and "In" are codes, other words are too long to be one.
    found = next((language for wanted in codes if (language := pycountry.languages.get(**wanted))), None)
    if found is None:
        return _by_name().get(name, "")
    tag = str(getattr(found, "alpha_2", found.alpha_3))
    return f"{tag}-{rest.upper()}" if len(rest) == 2 else tag


@cache
def _by_name() -> dict[str, str]:
    locales = map(Locale.parse, _NAMED_IN)
    return {str(name).casefold(): code for locale in locales for code, name in locale.languages.items()}
