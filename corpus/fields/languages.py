"""Languages as tags of BCP 47: of what a source names, by codes and by names in several languages, and of texts."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

import pycountry
from babel import Locale

from corpus.publication import Publication

# Over all of its 97 languages the identifier misreads short texts; these are told apart well.
_TOLD_APART = "en fr es ar ru de it pt nl tr uk pl zh ja fa sq ro sr bg el hi bn vi id".split()
# Letters that say enough, by which a title says too little.
_SHORTEST, _READ = 100, 400
# By so much, in logarithms, a language must be likelier than the next one.
_SURE = 10.0

# What else languages are called: by packages of LaTeX, and by those who speak them.
_ALIASES = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "canadian": "en-CA",
    "australian": "en-AU", "ngerman": "de", "austrian": "de-AT", "naustrian": "de-AT", "nswissgerman": "de-CH",
    "francais": "fr", "frenchb": "fr", "canadien": "fr-CA", "brazilian": "pt-BR", "brazil": "pt-BR", "portuges": "pt",
    "castilian": "es", "castellano": "es", "mexican": "es-MX", "farsi": "fa", "mandarin": "zh", "bahasa": "id",
    "bahasa indonesia": "id", "moldovan": "ro", "slovene": "sl",
}  # fmt: skip
_BETWEEN = re.compile(r"\s*(?:[,;/|\n،؛]|\s(?:and|et|y|und|и|و)\s|\s&\s)\s*")
_NAMED_IN = ("en", "fr", "es", "ar", "ru", "de", "pt", "it", "nl")


def language_of(raw: str) -> str:
    """Return the tag of the language that the source names, the first of several; empty where one is not known.

    >>> language_of("eng"), language_of("pt_BR"), language_of("Français"), language_of("ger"), language_of("?")
    ('en', 'pt-BR', 'fr', 'de', '')
    >>> language_of("French, English"), language_of("French, Elvish")
    ('fr', '')
    """
    tags = [_one_language(name) for name in _BETWEEN.split(raw) if name.strip()]
    return tags[0] if tags and all(tags) else ""


def _one_language(raw: str) -> str:
    name = raw.strip().casefold().replace("_", "-")
    code, _, rest = name.partition("-")
    codes = ({"alpha_2": code}, {"alpha_3": code}, {"bibliographic": code})
    # pycountry looks codes up without regard to case; "Wu" and "In" are codes, other words are too long to be one.
    found = next((language for wanted in codes if (language := pycountry.languages.get(**wanted))), None)
    if found is None:
        return _by_name().get(name, "")
    tag = str(getattr(found, "alpha_2", found.alpha_3))
    return f"{tag}-{rest.upper()}" if len(rest) == 2 else tag


def spoken_in(publication: Publication) -> str:
    """Return the language that the record names, else that of its abstract where it can be told.

    What is told is kept nowhere: a field that its source leaves empty stays empty.
    """
    return publication.language or language_told(publication.abstract)


def language_told(text: str) -> str:
    """Return the language of a text by its letters; empty where it is short or no language is far likelier than others.

    >>> language_told("Ce rapport examine les mécanismes nationaux d’orientation des victimes de la traite, et" * 2)
    'fr'
    >>> language_told("Rapport annuel")
    ''
    """
    if len(text) < _SHORTEST:
        return ""
    (first, likeliest), (_, next_likely), *_ = ranked_languages(text[:_READ])
    return first if likeliest - next_likely >= _SURE else ""


def ranked_languages(text: str) -> Sequence[tuple[str, float]]:
    """Return the languages that are told apart with their logarithmic likelihoods, the likeliest first."""
    return [(str(code), float(likelihood)) for code, likelihood in _identifier().rank(text)]


@cache
def _identifier() -> Any:
    import py3langid

    py3langid.set_languages(_TOLD_APART)
    return py3langid


@cache
def _by_name() -> dict[str, str]:
    locales = map(Locale.parse, _NAMED_IN)
    names = {str(name).casefold(): code for locale in locales for code, name in locale.languages.items()}
    return {name: code.replace("_", "-") for name, code in names.items()} | _ALIASES
