"""What names one stretch of years by itself: a year, a month, a decade, a century, or years told from today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.understanding.conditions.years.beside import counts, is_alone, runs_on, tied
from assistant.understanding.conditions.years.lexer import Kind, Token
from assistant.understanding.conditions.years.phrases import PARTS, TO, kind, phrase, word
from assistant.understanding.conditions.years.ranges import month_of
from assistant.understanding.conditions.years.relative import relative_years
from corpus.fields.dates import date_of

EARLIEST = 1000
# Records may be announced, and plans speak of years to come.
YEARS_AHEAD = 10
# Years that are told from other numbers by themselves.
_RECENT = range(1900, 2100)
# The first and the last year of the early, middle and late part of a decade and of a century, and of their halves.
_PARTS = {
    10: ((0, 3), (4, 6), (7, 9), (0, 4), (5, 9)),
    100: ((0, 32), (33, 65), (66, 99), (0, 49), (50, 99)),
}
_DAY = (Kind.NUMBER, Kind.ORDINAL)


@dataclass(frozen=True, slots=True)
class Term:
    """The years `first` to `last` that the tokens `begin` to `end` name.

    It is `sure` unless it may as well be a number of something: then what stands beside it tells. Of a month and the
    like only a `part` of the year is meant; `months` are the first and the last, counted from the year 0, where it
    names any.
    """

    first: int
    last: int
    begin: int
    end: int
    sure: bool = True
    part: bool = False
    months: tuple[int, int] | None = None


class Terms:
    """The terms among the tokens of one text."""

    def __init__(self, said: Sequence[Token], this_year: int) -> None:
        self._said = said
        self._this_year = this_year
        self._latest = this_year + YEARS_AHEAD

    def at(self, at: int, *, listed: bool = False) -> Term | None:
        """Return the term that begins at the token; `listed` where a term of the same enumeration stands before it."""
        return (
            self._year(at)
            or self._of_month(at)
            or self._part(at)
            or self._relative(at)
            or self._decade(at, listed=listed)
            or self._century(at)
        )

    def second(self, at: int, first: Term) -> Term | None:
        """Return the year that two digits after a whole year say, as the second of "2014-16" or "2015 and '16".

        Without an apostrophe they are a number unless they are tied to the year or nothing that they count follows.
        """
        said = self._said
        if first.first != first.last or kind(said, at) not in (Kind.SHORT_YEAR, Kind.NUMBER):
            return None
        digits, so_far = said[at].text.lstrip("'"), first.last % 100
        if len(digits) != 2 or not digits.isdigit():
            return None
        year = first.last - so_far + said[at].value + (100 if said[at].value <= so_far else 0)
        if kind(said, at) is Kind.NUMBER:
            is_later = said[at].value > so_far or year == first.last + 1
            tied_to = word(said, at - 1) in ("-", "–", "/") and tied(said, at - 2) and tied(said, at - 1)
            if not is_later or not (tied_to or is_alone(said, at + 1)):
                return None
        if runs_on(said, at) or counts(said, at + 1) or year > self._latest:
            return None
        return Term(year, year, at, at + 1)

    def _year(self, at: int) -> Term | None:
        said = kind(self._said, at)
        if said is Kind.SHORT_YEAR:
            year = self._said[at].value + self._this_year // 100 * 100
            year -= 100 if year > self._latest else 0
            return Term(year, year, at, at + 1, sure=False)
        if said not in (Kind.YEAR, Kind.DATE) or self._said[at].value >= _RECENT.stop:
            return None
        year = self._said[at].value
        dated = date_of(self._said[at].text) if said is Kind.DATE else None
        month = month_of(year, int(dated.iso[5:7])) if dated and dated.is_finer else None
        months = (month, month) if month is not None else None
        return Term(year, year, at, at + 1, sure=year in _RECENT, part=said is Kind.DATE, months=months)

    def _of_month(self, at: int) -> Term | None:
        """Read "March 2019", "12 March 2019", "March 12th, 2019" and "March to May 2019"."""
        month = at + (kind(self._said, at) in _DAY)
        if kind(self._said, month) is not Kind.MONTH:
            return None
        last = self._last_month(month)
        year = last + 1
        year += kind(self._said, year) in _DAY
        year += word(self._said, year) in (",", ".", "of")
        if (term := self._from(at, self._year(year))) is None:
            return None
        months = sorted(month_of(term.first, self._said[place].value) for place in (month, last))
        return replace(term, months=(months[0], months[1]))

    def _last_month(self, at: int) -> int:
        """Return the month to which a stretch goes that begins with the one at the token, or that one."""
        _, after = phrase(self._said, at + 1, TO)
        if word(self._said, at - 1) == "between" and word(self._said, at + 1) == "and":
            after = at + 2
        return after if kind(self._said, after) is Kind.MONTH else at

    def _part(self, at: int) -> Term | None:
        """Read "early 2015", "the end of 2018" and "spring 2018", and a part of a decade or a century."""
        place = at + (word(self._said, at) == "the")
        if kind(self._said, place) is Kind.SEASON:
            return self._from(at, self._year(place + 1 + (word(self._said, place + 1) in ("of", "in"))))
        part, after = phrase(self._said, place, PARTS)
        if part is None and kind(self._said, place) is Kind.PART:
            part, after = self._said[place].value, place + 1
            after += word(self._said, after) in ("in", "-")
        if part is None:
            return None
        if term := self._year(after) or self._of_month(after):
            return self._from(at, term)
        whole = self._decade(after, listed=True) or self._century(after)
        if whole is None:
            return None
        first, last = _PARTS[whole.last - whole.first + 1][part]
        return Term(whole.first + first, whole.first + last, at, whole.end)

    def _relative(self, at: int) -> Term | None:
        if (found := relative_years(self._said, at, self._this_year)) is None:
            return None
        first, last, end = found
        return Term(first, last, at, end)

    def _decade(self, at: int, *, listed: bool) -> Term | None:
        """Read "the 1990s" and "1990s"; "90s" and "nineties" with an apostrophe, an article, or in an enumeration."""
        place = at + (word(self._said, at) == "the")
        said = kind(self._said, place)
        if said is Kind.SHORT_DECADE and (listed or place > at or self._said[place].text.startswith("'")):
            first = self._this_year // 100 * 100 + self._said[place].value
            first -= 100 if first > self._this_year else 0
            return Term(first, first + 9, at, place + 1)
        if said is not Kind.DECADE or self._said[place].value >= _RECENT.stop:
            return None
        first = self._said[place].value
        # Nobody calls ten years "the 1800s".
        length = 100 if first % 100 == 0 and first not in _RECENT else 10
        return Term(first, first + length - 1, at, place + 1)

    def _century(self, at: int) -> Term | None:
        """Read "the 19th century", "19th-century", and the first of "the 18th and 19th centuries"."""
        place = at + (word(self._said, at) == "the")
        if kind(self._said, place) is not Kind.ORDINAL:
            return None
        last = 100 * self._said[place].value
        after = place + 1 + (word(self._said, place + 1) == "-")
        if self._is_century(after):
            return Term(last - 99, last, at, after + 1)
        other = place + 2 + (word(self._said, place + 2) == "the")
        joined = (
            word(self._said, place + 1) in ("and", "or", "to", "-", "–") and kind(self._said, other) is Kind.ORDINAL
        )
        return Term(last - 99, last, at, place + 1) if joined and self._is_century(other + 1) else None

    def _is_century(self, at: int) -> bool:
        return kind(self._said, at) is Kind.PERIOD and self._said[at].value == 100

    def _from(self, at: int, term: Term | None) -> Term | None:
        return replace(term, begin=at, sure=True, part=True) if term else None
