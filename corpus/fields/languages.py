"""Languages as tags of BCP 47, from codes, from names in several languages, or detected in the text."""

from functools import cache

import pycountry
from babel import Locale


def language_of(raw: str, text: str) -> str:
    """Return the tag of the language that the source names; empty where it names none that is known."""
    name = raw.strip().casefold().replace("_", "-")
    if not name:
        return ""
    code, _, rest = name.partition("-")
    found = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    if found is None:
        found = pycountry.languages.get(bibliographic=code)
    if found is not None:
        tag = getattr(found, "alpha_2", found.alpha_3)
        return f"{tag}-{rest.upper()}" if len(rest) == 2 else tag
    return _by_name().get(name, "")


@cache
def _by_name() -> dict[str, str]:
    locales = (Locale.parse(tag) for tag in ("en", "fr", "es", "ar", "ru", "de", "pt", "it", "nl"))
    return {str(name).casefold(): code for locale in locales for code, name in locale.languages.items()}
