"""What stands beside a number and tells whether it is a year or counts something."""

from collections.abc import Sequence

from assistant.understanding.conditions.years.lexer import Kind, Token
from assistant.understanding.conditions.years.phrases import (
    DOTTED_LABELS,
    GOES_ON,
    LABELS,
    MEASURES,
    OR_SO,
    PERSONS,
    PLURAL_PERIODS,
    SINGULAR_NOUNS,
    kind,
    word,
)

# Between "children" and "older than ten years".
_PERSONS_BEFORE = 4
_AFTER_ALL = frozenset(". , ; : ? ! ) ] about on by that which but".split())


def counts(said: Sequence[Token], after: int, *, persons: bool = True) -> bool:
    """Tell whether the number before the token counts what follows: a measure, years, or persons."""
    name = word(said, after)
    return name in MEASURES or name in PLURAL_PERIODS or name in ("%", "°") or (persons and name in PERSONS)


def is_year(said: Sequence[Token], begin: int, end: int, *, cued: bool) -> bool:
    """Tell whether a number that may count something is a year, by what stands around the tokens of it.

    `cued` tells that a word such as "since" or an enumeration of years stands before it.
    """
    before, after = word(said, begin - 1), word(said, end)
    if (before in ("(", "[") and after in (")", "]")) or (before == "the" and after in SINGULAR_NOUNS):
        return True
    if not cued or counts(said, end):
        return False
    match kind(said, end):
        case None:
            return True
        case Kind.MARK:
            return not (tied(said, end - 1) and tied(said, end) and after in ("-", "–", "/"))
        case Kind.WORD:
            is_number = after in ("or", "and") and word(said, end + 1) in OR_SO
            return after in GOES_ON and not is_number
    return False


def is_alone(said: Sequence[Token], after: int) -> bool:
    """Tell whether nothing follows that the number before the token could count."""
    return kind(said, after) is None or word(said, after) in _AFTER_ALL


def runs_on(said: Sequence[Token], at: int) -> bool:
    """Tell whether the token is tied to digits after it that are no year, as that of "2019-03" is."""
    tied_to = tied(said, at) and word(said, at + 1) in ("-", "/") and tied(said, at + 1)
    return tied_to and kind(said, at + 2) is not Kind.YEAR and word(said, at + 2)[:1].isdigit()


def tied(said: Sequence[Token], at: int) -> bool:
    """Tell whether no space stands between the token and the next one."""
    return at + 1 < len(said) and said[at].end == said[at + 1].start


def after_label(said: Sequence[Token], at: int) -> int:
    """Return the token after a label and its number, as in "Article 2019" or "No. 2000"; `at` where there is none."""
    if word(said, at) not in LABELS:
        return at
    number = at + 1 + (word(said, at + 1) in (".", "-", ":"))
    if word(said, at) in DOTTED_LABELS and word(said, at + 1) != ".":
        return at
    numbers = (Kind.YEAR, Kind.NUMBER, Kind.DATE, Kind.AMOUNT)
    if kind(said, number) not in numbers:
        return at
    to = word(said, number + 1) in ("-", "–", "/", "to") and kind(said, number + 2) in numbers
    return number + 1 + 2 * to


def is_of_persons(said: Sequence[Token], begin: int, end: int) -> bool:
    """Tell whether an age is that of people, by the words before or after it."""
    near = [*range(begin - _PERSONS_BEFORE, begin), end]
    return any(word(said, place) in PERSONS for place in near)
