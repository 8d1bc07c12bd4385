"""Years told from others: "the year before", "the year after 2015", "the decade before 2010"."""

from collections.abc import Callable, Sequence

from assistant.understanding.conditions.years.lexer import Kind, Token
from assistant.understanding.conditions.years.phrases import PLURAL_PERIODS, kind, word
from assistant.understanding.conditions.years.relative import Years, age
from assistant.understanding.conditions.years.terms import Term

_YEAR: dict[tuple[str, ...], int] = {
    ("the", "year", "before"): -1, ("the", "previous", "year"): -1,
    ("the", "year", "after"): 1, ("the", "next", "year"): 1, ("the", "following", "year"): 1,
}  # fmt: skip
_SIDES = {"before": -1, "preceding": -1, "after": 1, "following": 1, "since": 1}
_CUES = frozenset("in from during over within".split())

# Returns the term that begins at a token.
TermAt = Callable[[int], Term | None]


def year_beside(said: Sequence[Token], at: int, term_at: TermAt, that: tuple[int, int] | None) -> Years | None:
    """Read "the year before" of the years spoken of before, and "the year before 2015"."""
    step = _YEAR.get(tuple(token.text for token in said[at : at + 3]))
    if step is None or word(said, at + 3) == "last":
        return None
    term = term_at(at + 3) if word(said, at + 1) == "year" else None
    first, last = (term.first, term.last) if term else that or (0, 0)
    if not last:
        return None
    year = first - 1 if step < 0 else last + 1
    return year, year, term.end if term else at + 3


def years_beside(said: Sequence[Token], at: int, term_at: TermAt) -> Years | None:
    """Read "the decade after 2010" and "in the five years before 2015"."""
    place = at + (word(said, at) in _CUES)
    place += word(said, place) == "the"
    period = kind(said, place) is Kind.PERIOD and word(said, place) not in PLURAL_PERIODS
    found = (said[place].value, place + 1) if period and said[place].value > 1 else age(said, place)
    step = _SIDES.get(word(said, found[1])) if found else None
    if not found or not step or (term := term_at(found[1] + 1)) is None or not term.sure:
        return None
    years = found[0]
    first, last = (term.last + 1, term.last + years) if step > 0 else (term.first - years, term.first - 1)
    return first, last, term.end
