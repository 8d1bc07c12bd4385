"""Numbers as a question bounds them: "four", "more than two", "two or three", "four or more", "only once"."""

import re

from assistant.language.lexicon import NUMBERS, any_of, either

Range = tuple[int, int | None]
"""The least and the most; None where there is no most."""

_NUMBERS = NUMBERS | {"eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20}

_NUMBER = rf"(?:\d{{1,3}}|a single|{any_of(_NUMBERS)})"
_ABOVE = "more than|over|above"
_BELOW = "fewer than|less than|under|below"
_AT_LEAST = "at least|no fewer than|no less than|not fewer than|not less than|a minimum of"
_AT_MOST = "at most|up to|no more than|not more than|a maximum of"
_BOUND = either(_ABOVE, _BELOW, _AT_LEAST, _AT_MOST, "exactly|precisely|just|only")
_TIMES = rf"(?:once|twice|{_NUMBER} times)"
# What is vague is more than one.
_VAGUE = frozenset(["several", "multiple", "many", "several times", "repeatedly", "a couple of", "a few"])
# What may follow the thing that is counted: "four authors or more".
BEYOND = "or (?:more|fewer|less)"
SIZE = either(
    rf"(?:between|from) {_NUMBER} (?:and|to) {_NUMBER}",
    rf"{_NUMBER}(?: ?[-–] ?| or | to ){_NUMBER}",
    rf"{_BOUND} {_NUMBER}(?: {BEYOND})?",
    rf"\d{{1,3}}\+|{_NUMBER}(?: {BEYOND})?",
    "several|multiple|many|a couple of|a few",
)
OFTEN = either(rf"(?:{_BOUND} )?{_TIMES}(?: {BEYOND})?", "several times|repeatedly")
_BOUNDED = re.compile(rf"\b{_BOUND} (?:{_NUMBER}|once|twice)\b|\b(?:once|twice)\b|{_NUMBER} {BEYOND}\b")
_BETWEEN = re.compile(rf"(?:(?:between|from) )?({_NUMBER})( or |\W+(?:and |to )?)({_NUMBER})")
_ONE_SIDED = re.compile(rf"(?:({_BOUND}) )?({_NUMBER}|once|twice)(?: times)?(?: or (more|fewer|less))?")


def range_of(said: str) -> Range | None:
    """Return the range that the words say; a number alone is exactly that many. None where they say none.

    >>> range_of("four or more"), range_of("fewer than 5"), range_of("only once"), range_of("two or three")
    ((4, None), (0, 4), (1, 1), (2, 3))
    """
    said = said.replace("+", " or more")
    if said in _VAGUE:
        return 2, None
    if between := _BETWEEN.fullmatch(said):
        first, last = _number(between[1]), _number(between[3])
        # "Two or five" leaves out what lies between.
        return (first, last) if first < last and (between[2] != " or " or last == first + 1) else None
    if not (found := _ONE_SIDED.fullmatch(said)):
        return None
    bound, number, beyond = found[1] or "", _number(found[2]), found[3]
    if beyond == "more" or bound in _AT_LEAST.split("|"):
        return number, None
    if beyond or bound in _AT_MOST.split("|"):
        return 0, number
    if bound in _ABOVE.split("|"):
        return number + 1, None
    return (0, number - 1) if bound in _BELOW.split("|") else (number, number)


def is_bounded(text: str) -> bool:
    """Tell whether the text bounds a number anywhere.

    >>> is_bounded("who comes up more than twice"), is_bounded("who comes up most")
    (True, False)
    """
    return _BOUNDED.search(text) is not None


def is_number(said: str) -> bool:
    """Tell whether the words are a number from two on and nothing else."""
    return re.fullmatch(rf"{_NUMBER}|twice|{_NUMBER} times", said) is not None and _number(said.split()[0]) > 1


def _number(said: str) -> int:
    return {"a": 1, "a single": 1, "once": 1, "twice": 2}.get(said) or _NUMBERS.get(said) or int(said)
