"""Raised and lowered signs where a text has no markup for them: "10⁵", never "105"."""

_ASCII = "0123456789+-=()"
_RAISED = str.maketrans({**dict(zip(_ASCII, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", strict=True)), "−": "⁻", "–": "⁻", "n": "ⁿ"})
_LOWERED = str.maketrans({**dict(zip(_ASCII, "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎", strict=True)), "−": "₋", "–": "₋"})
_RAISED_SIGNS, _LOWERED_SIGNS = frozenset(_RAISED.values()), frozenset(_LOWERED.values())
_LONGEST = 20  # characters; what is longer was not closed where it ends
# Words that are written on the line as well: "1st", "2ème", "1.º", "nᵒ", "Acme™".
_ON_THE_LINE = frozenset("st nd rd th er ère ers res re e es ème èmes eme nd nde o os a as º ª ® © ™ tm sm r".split())


def raised(text: str) -> str:
    """Return the text in superscript characters, or after a "^" where there are none for it.

    >>> raised("5"), raised("-2"), raised("th"), raised("2.5")
    ('⁵', '⁻²', 'th', '^2.5')
    """
    bare = text.strip()
    if not bare or len(bare) > _LONGEST or bare.casefold() in _ON_THE_LINE:
        return text
    signs = bare.translate(_RAISED)
    return signs if all(sign in _RAISED_SIGNS for sign in signs) else f"^{bare}"


def lowered(text: str) -> str:
    """Return the text in subscript characters, or as it is where there are none for it: "CO₂", "PM2.5".

    >>> lowered("2"), lowered("max")
    ('₂', 'max')
    """
    signs = text.strip().translate(_LOWERED)
    return signs if all(sign in _LOWERED_SIGNS for sign in signs) else text
