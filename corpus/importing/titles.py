"""Titles compared: alike but for the way they are written, alike but for a typing error, or different.

Two parts, editions or phases of a work differ in a word that tells: a number, a single letter, "revised", "reply". Such
words are never a typing error.
"""

import re
from itertools import product
from typing import Literal

from rapidfuzz.distance import OSA

from corpus.importing.folding import folded
from corpus.importing.real_words import are_two_words

Likeness = Literal["same", "near"]

_CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()
_NUMBERS = {word: str(n) for words in (_CARDINALS, _ORDINALS, _ROMAN) for n, word in enumerate(words, start=1)}
_ENGLISH_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_TELLING = frozenset(
    """
    abridged addendum annex annexes appendix brief children comment commentary corrected correction corrigendum draft
    edition editorial erratum executive extended final interim introduction men part preliminary protocol reply report
    response retracted retraction review revised revision summary supplement supplementary update updated volume women
    """.split()
)
# Two words shorter than this that differ in a letter are two words: "from", "form"; "Iran", "Iraq".
_SHORTEST_MISTYPED = 5
_MOST_MISTYPED = 2
# Scripts written without blanks: there a letter is as much as a word.
_FIRST_IDEOGRAPH = 0x2E80


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of the text, folded, numbers in figures, without an article at the beginning.

    >>> words_of("The Gauss–Markov theorem, Part II: 3rd édition")
    ('gauss', 'markov', 'theorem', 'part', '2', '3', 'edition')
    """
    words = re.findall(r"[^\W_]+", re.sub(r"['’ʼ`´]", "", folded(text).replace("&", " and ")))
    found = [_ENGLISH_ORDINAL.sub(r"\1", word) if word[0].isdigit() else _NUMBERS.get(word, word) for word in words]
    return tuple(found[1:] if len(found) > 1 and found[0] in ("the", "a", "an") else found)


def likeness(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness | None:
    """Return how the words of two titles agree, or None where they are two titles.

    >>> likeness(words_of("E-mail for health"), words_of("Email for Health."))
    'same'
    >>> likeness(words_of("Trafficking of children"), words_of("Traficking of children"))
    'near'
    >>> likeness(words_of("Referral, Part I"), words_of("Referral, Part II")) is None
    True
    """
    if one == other or "".join(one) == "".join(other):
        return "same"
    if len(one) != len(other):
        # A blank too many or too few: what is left is compared as one word.
        is_near = telling(one) == telling(other) and _is_mistyped("".join(one), "".join(other))
        alone = [[word for word in words if word not in against] for words, against in ((one, other), (other, one))]
        are_two = any(OSA.distance(a, b, score_cutoff=1) == 1 and are_two_words(a, b) for a, b in product(*alone))
        return "near" if is_near and not are_two else None
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(different) > min(_MOST_MISTYPED, len(one) // 2):
        return None
    return "near" if all(_is_mistyped(a, b) and not telling((a, b))[1:] for a, b in different) else None


def telling(words: tuple[str, ...]) -> list[str]:
    """Return the words that tell parts and editions of a work apart, in order."""
    return [word for word in words if len(word) == 1 or word in _TELLING or any(c.isnumeric() for c in word)]


def _is_mistyped(one: str, other: str) -> bool:
    """Tell whether one letter is too many, missing, wrong or in its neighbour's place, which makes it no word.

    A figure is no letter.
    """
    if any(c.isnumeric() for c in one + other):
        return False
    if max(len(one), len(other)) < _SHORTEST_MISTYPED or any(ord(c) >= _FIRST_IDEOGRAPH for c in one + other):
        return False
    return OSA.distance(one, other, score_cutoff=1) == 1 and not are_two_words(one, other)
