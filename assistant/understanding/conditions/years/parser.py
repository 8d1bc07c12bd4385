"""What the tokens of a text say of years.

    said    = between | age | bounded | beside | stretch | plain
    between = "between" TERM "and" TERM
    age     = ["not"] ["older than" | "at most" | ...] NUMBER PERIOD ["old" | "ago"]
    bounded = ["from"] ["not"] ("before" | "since" | ...) (TERM | "that")
    beside  = "the year before" [TERM]          (told in `neighbours`, as is `stretch`)
    stretch = ["the"] [NUMBER] PERIOD ("before" | "after" | ...) TERM
    plain   = ["in" | "from" | ...] ["around"] TERM ["to" TERM | "or later" | ...]

A TERM is told in `terms`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.lexicon import RECORD_NOUNS
from assistant.understanding.conditions.years.beside import (
    after_label,
    counts,
    is_alone,
    is_of_persons,
    is_year,
    runs_on,
)
from assistant.understanding.conditions.years.lexer import Kind, Token
from assistant.understanding.conditions.years.neighbours import year_beside, years_beside
from assistant.understanding.conditions.years.phrases import (
    AROUND,
    BOUNDS,
    COMPARED,
    COMPARING,
    ENDINGS,
    ENDINGS_OF_FROM,
    NEGATED,
    NOT,
    OF_AGES,
    OF_NUMBERS,
    PLAIN,
    THE_YEARS,
    TO,
    Bound,
    kind,
    phrase,
    word,
)
from assistant.understanding.conditions.years.ranges import month_of
from assistant.understanding.conditions.years.relative import Years, age
from assistant.understanding.conditions.years.terms import Term, Terms

# An earlier range is spoken of as "before that".
_THAT = frozenset("that then it".split())
_JOINS = frozenset(", and or & nor".split())
# These cue a number for what it counts as often as for a year.
_WEAK_CUES = frozenset({"", "for", "over", "within"})
_CUES_OF_COUNTS = _WEAK_CUES | {"of", "from"}
_LAST_YEAR = 9999
# Some of 2019 lies before May 2019, and some after.
_INCLUSIVE = {Bound.BEFORE: Bound.UNTIL, Bound.AFTER: Bound.SINCE}


@dataclass(frozen=True, slots=True)
class Said:
    """The years `first` to `last` that the tokens `begin` to `end` name, and on which side of them those meant lie.

    `months` are the first and the last month meant, where months are named; `part` tells that another part of a year
    is.
    """

    bound: Bound
    first: int
    last: int
    begin: int
    end: int
    months: tuple[int, int] | None = None
    part: bool = False


def parse(said: Sequence[Token], this_year: int, that: tuple[int, int] | None = None) -> Iterator[Said]:
    """Yield what the tokens say of years, in order and apart; `that` are the years that "before that" speaks of."""
    parser = _Parser(said, this_year, that)
    if alone := parser.bound_alone():
        yield alone
        return
    at, before = 0, None
    while at < len(said):
        if (after := after_label(said, at)) > at:
            at = after
        elif found := parser.at(at, before):
            yield found
            at, before = found.end, found
        else:
            at += 1


class _Parser:
    def __init__(self, said: Sequence[Token], this_year: int, that: tuple[int, int] | None) -> None:
        self._said = said
        self._this_year = this_year
        self._that = that
        self._terms = Terms(said, this_year)

    def at(self, at: int, before: Said | None) -> Said | None:
        """Return what begins at the token; `before` is what was said before it."""
        return (
            self._between(at)
            or self._age(at)
            or self._bounded(at)
            or self._told(year_beside(self._said, at, self._term, self._that), at)
            or self._told(years_beside(self._said, at, self._term), at)
            or self._than_that(at)
            or self._plain(at, listed=self._is_listed(at, before))
            or (self._second(at, before) if before else None)
        )

    def bound_alone(self) -> Said | None:
        """Return what a text such as "and before?" says of the years spoken of before."""
        places = [place for place, token in enumerate(self._said) if token.kind is not Kind.MARK]
        if places and self._said[places[0]].text in ("and", "or", "but"):
            places = places[1:]
        if not self._that or not places:
            return None
        bound, end = phrase(self._said, places[0], BOUNDS | COMPARING)
        if bound not in (Bound.BEFORE, Bound.AFTER, Bound.SINCE) or end <= places[-1]:
            return None
        return Said(_exclusive(bound), *self._that, 0, len(self._said))

    def _between(self, at: int) -> Said | None:
        if word(self._said, at) != "between" or (first := self._term(at + 1)) is None:
            return None
        if first.months and first.months[0] < first.months[1]:
            return _in(at, first)
        if word(self._said, first.end) != "and":
            return None
        second = self._terms.second(first.end + 1, first) or self._term(first.end + 1, listed=True)
        return self._range(at, first, second, cue="between")

    def _age(self, at: int) -> Said | None:
        """Read "older than ten years", "at most three years old" and "more than two years ago"."""
        negated = word(self._said, at) in NOT
        bound, begin = phrase(self._said, at + negated, OF_AGES)
        found = age(self._said, begin)
        if found is None or (bound is None and negated):
            return None
        years, end = found
        by_comparison = phrase(self._said, at + negated, COMPARED)[0] is not None
        if word(self._said, end) in ("old", "ago"):
            if bound is None and word(self._said, end) == "ago":
                return None
            end += 1
        elif not by_comparison:
            return None
        if is_of_persons(self._said, at, end):
            return None
        bound = bound or Bound.IN
        year = self._this_year - years
        return Said(NEGATED.get(bound, bound) if negated else bound, year, year, at, end)

    def _bounded(self, at: int) -> Said | None:
        place = at + (word(self._said, at) == "from")
        negated = word(self._said, place) in NOT and phrase(self._said, place, BOUNDS)[0] is None
        place += negated
        place += negated and word(self._said, place) == "from"
        bound, after = phrase(self._said, place, BOUNDS)
        if bound is None or (negated and bound not in NEGATED):
            return None
        if not negated and (that := self._bounded_by_that(at, bound, after)):
            return that
        term = self._term(after)
        if term is None or not self._holds(term, word(self._said, place)):
            return None
        if phrase(self._said, place, OF_NUMBERS)[1] > place and not is_alone(self._said, term.end):
            return None
        if self._to(term) and not negated:
            return None  # "Up to 2012-2014": the range is said, and what stands before it is not.
        end = term.end + (word(self._said, term.end) == "inclusive")
        bound = NEGATED[bound] if negated else bound
        return _on_its_side(bound, term, at, end)

    def _bounded_by_that(self, at: int, bound: Bound, after: int) -> Said | None:
        if not self._that or word(self._said, after) not in _THAT or bound is Bound.UNTIL:
            return None
        end = after + 1 + (word(self._said, after + 1) in ("year", "one"))
        return Said(_exclusive(bound), *self._that, at, end)

    def _than_that(self, at: int) -> Said | None:
        """Read "newer" of "newer ones" where years were spoken of before."""
        bound, end = phrase(self._said, at, COMPARING)
        if bound is None or not self._that or word(self._said, end) not in RECORD_NOUNS | {"one", "ones"}:
            return None
        return Said(bound, *self._that, at, end)

    def _told(self, found: Years | None, at: int) -> Said | None:
        """Return the years that are told from others: "the year before", "the decade after 2010"."""
        return Said(Bound.IN, found[0], found[1], at, found[2]) if found else None

    def _plain(self, at: int, *, listed: bool) -> Said | None:
        _, after = phrase(self._said, at, PLAIN)
        cue = word(self._said, at) if after > at else ""
        around = word(self._said, after) in AROUND
        term = self._term(after + around, listed=listed)
        if term is None:
            return None
        if second := self._to(term):
            return self._range(at, term, second, cue="between" if listed else cue)
        if cue == "between":
            return None
        if ending := self._ended(at, term, cue):
            return ending
        if runs_on(self._said, term.end - 1) or not self._holds(term, "and" if listed else cue):
            return None
        return Said(Bound.IN, term.first - around, term.last + around, at, term.end) if around else _in(at, term)

    def _second(self, at: int, before: Said) -> Said | None:
        """Read the second of "2015 and 16"."""
        if at != before.end + 1 or word(self._said, at - 1) not in _JOINS - {","}:
            return None
        term = self._terms.second(at, Term(before.first, before.last, before.begin, before.end))
        return Said(Bound.IN, term.first, term.last, at, term.end) if term else None

    def _to(self, first: Term) -> Term | None:
        """Return the term to which a range that begins with the one given goes."""
        if word(self._said, first.end) == "/":
            second = self._terms.second(first.end + 1, first) or self._terms.at(first.end + 1)
            return second if second and second.first == second.last > first.last else None
        _, after = phrase(self._said, first.end, TO)
        if after == first.end:
            return None
        return self._terms.second(after, first) or self._term(after, listed=True)

    def _range(self, at: int, first: Term, second: Term | None, cue: str) -> Said | None:
        if second is None or counts(self._said, second.end, persons=not (first.sure and second.sure)):
            return None
        # One year that is sure makes the other sure: "1885-1920".
        if not (first.sure or second.sure or is_year(self._said, second.begin, second.end, cued=cue not in _WEAK_CUES)):
            return None
        first_year, last_year = min(first.first, second.first), max(first.last, second.last)
        months = None
        if first.months or second.months:
            begin, end = (term.months or (month_of(term.first, 1), month_of(term.last, 12)) for term in (first, second))
            months = begin[0], end[1]
        return Said(Bound.IN, first_year, last_year, at, second.end, months)

    def _ended(self, at: int, term: Term, cue: str) -> Said | None:
        """Read "2015 or later", "2015+" and "from 2015 on"."""
        bound, end = phrase(self._said, term.end, ENDINGS)
        if bound is None and cue == "from":
            bound, end = phrase(self._said, term.end, ENDINGS_OF_FROM)
            # "From 2015 on rivers" is of one year.
            if word(self._said, term.end) == "on" and kind(self._said, term.end + 1) in (None, Kind.MARK):
                bound, end = Bound.SINCE, term.end + 1
        # "1999 or before 2003" names two.
        year = end + (word(self._said, end) == "than")
        if bound is None or (word(self._said, term.end) in ("or", "and") and kind(self._said, year) is Kind.YEAR):
            return None
        return _on_its_side(bound, term, at, end)

    def _term(self, at: int, *, listed: bool = False) -> Term | None:
        _, after = phrase(self._said, at, THE_YEARS)
        return self._terms.at(at, listed=listed) or self._terms.at(after, listed=listed)

    def _holds(self, term: Term, cue: str) -> bool:
        """Tell whether the term is no number of what follows it, by the word before it."""
        cue = "year" if word(self._said, term.begin - 1) in ("year", "years") else cue
        if not term.sure:
            return is_year(self._said, term.begin, term.end, cued=cue not in _WEAK_CUES)
        is_bare = kind(self._said, term.end - 1) is Kind.YEAR and term.end == term.begin + 1
        return not (is_bare and counts(self._said, term.end, persons=cue in _CUES_OF_COUNTS))

    def _is_listed(self, at: int, before: Said | None) -> bool:
        if before is None or at - before.end not in (1, 2):
            return False
        return _JOINS.issuperset(token.text for token in self._said[before.end : at])


def _in(at: int, term: Term) -> Said:
    return Said(Bound.IN, term.first, term.last, at, term.end, term.months, term.part and not term.months)


def _on_its_side(bound: Bound, term: Term, at: int, end: int) -> Said:
    """Return the years before or after the term; some of its own year where it is only a part of that."""
    years = _INCLUSIVE.get(bound, bound) if term.part else bound
    months = term.months
    if months:
        begins = {Bound.SINCE: months[0], Bound.AFTER: months[1] + 1}.get(bound, 0)
        ends = {Bound.UNTIL: months[1], Bound.BEFORE: months[0] - 1}.get(bound, month_of(_LAST_YEAR, 12))
        months = begins, ends
    return Said(years, term.first, term.last, at, end, months)


def _exclusive(bound: Bound) -> Bound:
    return Bound.AFTER if bound is Bound.SINCE else bound
