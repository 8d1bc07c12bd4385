"""What the people of a country are called: by the adjective of its name, or for short."""

from functools import lru_cache

from assistant.language.english import is_english
from assistant.language.words import plain

# A demonym shares the beginning of its country's name, up to this many letters of its end: Leban-ese, Azerbaijan-i.
_DEMONYM_TAIL = 2
_DEMONYM_ENDINGS = ("ese", "i", "ian", "an", "n", "ish", "ic")
_SHORTEST_STEM = 4
_LONG_NAME = 9
# Every word of a question is held against the same names.
_plain = lru_cache(maxsize=50_000)(plain)


def is_demonym(word: str, country: str) -> bool:
    """Tell whether the word is the adjective of the country.

    >>> is_demonym("lebanese", "Lebanon"), is_demonym("lebanon", "Libya"), is_demonym("gazans", "Gaza")
    (True, False, True)
    """
    name = _plain(country)
    if len(name) < _SHORTEST_STEM:
        return False
    if _is_short_form(word, name):
        return True
    word = word.removesuffix("s") if word.endswith(("ns", "is")) else word
    stem = name[: max(_SHORTEST_STEM, len(name) - _DEMONYM_TAIL)]
    ending = word[len(stem) :]
    return (
        word != name
        and word.startswith(stem)
        and ending.lstrip(name[len(stem) :]) in (*_DEMONYM_ENDINGS, "")
        and bool(ending)
    )


def _is_short_form(word: str, name: str) -> bool:
    """Tell whether the people of the country are called so for short, as Azeri or Uzbek are."""
    stem, rest = word.removesuffix("s").removesuffix("i"), name[len(word) :]
    return (
        len(stem) >= _SHORTEST_STEM
        and name.startswith(stem)
        and ((len(name) >= _LONG_NAME and word.endswith("i") and not is_english(stem)) or rest in ("istan", "stan"))
    )
