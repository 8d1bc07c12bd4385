"""The kinds of publications that categories name: theses, laws and decrees."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from assistant.language.lexicon import DOCUMENT_KINDS, GENRES, RECORD_NOUNS, TELLING_NOUNS
from assistant.language.words import forms_and_keys, key

_NOUNS, _GENRES = (frozenset(map(key, kinds)) for kinds in (RECORD_NOUNS, GENRES | TELLING_NOUNS | DOCUMENT_KINDS))
# "Law or decree" holds what is asked for as laws and what is asked for as decrees.
_ALTERNATIVES = re.compile(r"\s+(?:or|and|&)\s+|\s*[,/]\s*")
# Words of a category that is one kind of a kind: "Master's thesis".
_LONGEST_KIND = 3


def kinds_named(categories: Sequence[str]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Return the categories that are kinds of publications, "Theses" or "Laws and decrees", by the keys of their words.

    A doctoral thesis is a thesis too. "Reports" alone may be said of every record, and is none.
    """
    found: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for category in categories:
        for name in (category, *_ALTERNATIVES.split(category)):
            said = tuple(word_key for _, word_key in forms_and_keys(name))
            if said and (said[-1] in _GENRES or (said[-1] in _NOUNS and len(said) > 1)):
                found[said][category] = None
            if said and said[-1] in _GENRES and len(said) <= _LONGEST_KIND:
                found[said[-1:]][category] = None
    return {said: tuple(named) for said, named in found.items()}
