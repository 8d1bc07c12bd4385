"""Years told from today: "this year", "the last 5 years", "two years ago"."""

from collections.abc import Sequence

from assistant.understanding.conditions.years.lexer import Kind, Token
from assistant.understanding.conditions.years.phrases import LAST, PLURAL_PERIODS, kind, phrase, word

_SOME = {"a": 1, "an": 1, "couple": 2, "few": 3}
_STEPS = {"this": 0, "last": -1, "previous": -1, "next": 1}
# "It will last 10 years."
_BEFORE_VERBS = frozenset("to will would shall should can could may might must".split())
_WITHIN = frozenset("in over during within from for of throughout since".split())

# The first and the last year, and the token after them.
Years = tuple[int, int, int]


def relative_years(said: Sequence[Token], at: int, this_year: int) -> Years | None:
    """Return the years that the tokens from the one given on tell from today, and the token after them."""
    return _this_or_last(said, at, this_year) or _last_years(said, at, this_year) or _ago(said, at, this_year)


def age(said: Sequence[Token], at: int) -> tuple[int, int] | None:
    """Return how many years "ten years" or "a decade" are, and the token after it."""
    number, unit = _number(said, at)
    if number is None or kind(said, unit) is not Kind.PERIOD:
        return None
    return number * said[unit].value, unit + 1


def _this_or_last(said: Sequence[Token], at: int, this_year: int) -> Years | None:
    """Read "this year", "last year", "next year", "the year before last", "this decade" and "this century"."""
    if [word(said, at + place) for place in range(4)] == ["the", "year", "before", "last"]:
        return this_year - 2, this_year - 2, at + 4
    current = [word(said, at), word(said, at + 1)] == ["the", "current"]
    step, after = (0, at + 2) if current else (_STEPS.get(word(said, at)), at + 1)
    if step is None or kind(said, after) is not Kind.PERIOD or word(said, after) in PLURAL_PERIODS:
        return None
    if step and word(said, at - 1) == "the" and said[after].value == 1:
        # "The next year" is told from another, and "the last year of the war" too.
        return None
    match said[after].value:
        case 1:
            first, last = this_year, this_year
        # "The last decade" are ten years up to this one.
        case 10 if step == 0 or word(said, at) == "previous":
            first, last = this_year // 10 * 10, this_year // 10 * 10 + 9
        case 100 if step == 0:
            return (this_year - 1) // 100 * 100 + 1, this_year, after + 1
        case 100:
            first, last = (this_year - 1) // 100 * 100 + 1, (this_year - 1) // 100 * 100 + 100
        case _:
            return None
    length = last - first + 1
    return first + step * length, last + step * length, after + 1


def _last_years(said: Sequence[Token], at: int, this_year: int) -> Years | None:
    """Read "the last 5 years", this year being one of them, "the past decade" and "in the last year"."""
    place = at + (word(said, at) in ("the", "these", "this"))
    _, after = phrase(said, place, LAST)
    if after == place or (place == at and word(said, at - 1) in _BEFORE_VERBS):
        return None
    number, unit = _number(said, after)
    if kind(said, unit) is not Kind.PERIOD:
        return None
    if number is not None:
        return this_year - number * said[unit].value + 1, this_year, unit + 1
    name = word(said, place)
    if name not in ("last", "past") or word(said, unit) in PLURAL_PERIODS:
        return None
    if said[unit].value == 10 or (said[unit].value == 100 and name == "past"):
        return this_year - said[unit].value + 1, this_year, unit + 1
    # The last twelve months are of two years; "the last year of the war" is of none that we know.
    is_year = said[unit].value == 1 and place > at
    within = is_year and (name == "past" or word(said, at - 1) in _WITHIN)
    return (this_year - 1, this_year, unit + 1) if within and word(said, unit + 1) != "of" else None


def _ago(said: Sequence[Token], at: int, this_year: int) -> Years | None:
    found = age(said, at)
    if found is None or word(said, found[1]) != "ago":
        return None
    return this_year - found[0], this_year - found[0], found[1] + 1


def _number(said: Sequence[Token], at: int) -> tuple[int | None, int]:
    """Return the number that the tokens say, None where they say none, and the token after it."""
    at += word(said, at) == "a" and word(said, at + 1) in ("couple", "few")
    if kind(said, at) is Kind.NUMBER and said[at].value:
        return said[at].value, at + 1
    number = _SOME.get(word(said, at))
    if number is None:
        return None, at
    return number, at + 1 + (word(said, at) == "couple" and word(said, at + 1) == "of")
