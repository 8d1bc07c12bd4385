"""The words that stand before, after and around years."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import TypeVar

from assistant.language.lexicon import CATALOGUE_WORDS, FIELDS, GENRES, RECORD_NOUNS
from assistant.language.words import STOP_WORDS
from assistant.understanding.conditions.years.lexer import Kind, Token

_Meaning = TypeVar("_Meaning")


class Bound(Enum):
    """On which side of what is named the years lie; "since" and "until" include it."""

    IN = "in"
    BEFORE = "before"
    UNTIL = "until"
    SINCE = "since"
    AFTER = "after"


def _table(**phrases: str) -> dict[tuple[str, ...], Bound]:
    return {tuple(phrase.split()): Bound[name] for name, said in phrases.items() for phrase in said.split(",")}


# Before a year. Those that compare are said of ages too: "older than ten years".
COMPARED = _table(
    BEFORE="earlier than, older than",
    AFTER="later than, newer than, more recent than, younger than",
)
# By themselves they compare with the years spoken of before: "and earlier?", "are there newer ones?".
COMPARING = _table(BEFORE="earlier, older", AFTER="later, newer, more recent, younger")
BOUNDS = COMPARED | _table(
    BEFORE="before, prior to, preceding, pre, pre -",
    AFTER="after, following, past, post, post -",
    SINCE="since, starting in, starting from, starting with, beginning in, beginning from, beginning with, in or after,"
    "from or after, at the earliest, at the earliest in, at the earliest from",
    UNTIL="until, till, up to, up until, through, by, until and including, till and including, up to and including,"
    "through and including, at the latest, at the latest in, at the latest by",
)
# These are said of any number, so that nothing that they count may follow: "at least 2022 people".
OF_NUMBERS = _table(
    AFTER=">", BEFORE="<", SINCE="at least, no less than, > =, ≥", UNTIL="at most, no more than, < =, ≤"
)
BOUNDS |= OF_NUMBERS
NEGATED = {Bound.BEFORE: Bound.SINCE, Bound.AFTER: Bound.UNTIL}
NOT = frozenset("no not never".split())
# Before an age in years: "at most three years old", "more than ten years ago".
OF_AGES = COMPARED | _table(
    BEFORE="more than, over", UNTIL="at least", SINCE="at most, up to", AFTER="less than, fewer than, under"
)
PLAIN = _table(IN="in, from, of, for, during, dated, dating from, over, within, between")
THE_YEARS = _table(IN="the year, the years")
# After a year; the second ones only after "from".
ENDINGS = _table(
    UNTIL="or earlier, or before, or older, and earlier, and before, and older, at the latest",
    SINCE="or later, or after, or newer, or since, or more recent, or onward, or onwards, or afterwards, and later,"
    "and after, and newer, and since, and more recent, and onward, and onwards, and afterwards, +, onward, onwards,"
    "at the earliest, to now, to today, to date, to the present, until now, until today, till now, till today,"
    "until the present, to present, until present, through now, through today, through present, through the present,"
    "up to now, up to today, up to the present, - now, - today, - present, – now, – today, – present",
)
ENDINGS_OF_FROM = _table(SINCE="forward, forwards, upward, upwards")
TO = _table(IN="-, –, —, to, until, through, till, up to")
# "The end of the 1990s", by which third it is, and the two halves.
PARTS: dict[tuple[str, ...], int] = {
    ("beginning", "of"): 0, ("start", "of"): 0, ("middle", "of"): 1, ("end", "of"): 2,
    ("first", "half", "of"): 3, ("second", "half", "of"): 4, ("latter", "half", "of"): 4,
}  # fmt: skip
AROUND = frozenset("around circa roughly approximately".split())
LAST = _table(IN="last, past, recent, most recent, latest, previous")

# A number after these is a name, not a year.
LABELS = frozenset(
    """article art section sec paragraph para clause chapter page pages p pp room resolution resolutions agenda horizon
    vision iso din ieee rfc directive regulation nr number no nos""".split()
)
# "No 2019 reports" has no label.
DOTTED_LABELS = frozenset("no nos art p pp".split())
# What a number before them counts, even if it could be a year.
MEASURES = frozenset(
    """km kg g m cm mm t l h ha metres meters kilometres kilometers miles tonnes tons grams kilograms litres liters
    hectares acres hours minutes days weeks months percent degrees euro euros eur usd dollars pounds francs words pages
    copies times thousand million billion""".split()
)
PLURAL_PERIODS = frozenset("years yrs decades centuries".split())
PERSONS = frozenset(
    """people person persons households families participants respondents interviews women men girls boys children child
    adults minors youth youths victims survivors students pupils workers migrants refugees patients users residents kids
    infants adolescents teenagers inhabitants aged""".split()
)
# "The 1885 survey" counts nothing.
SINGULAR_NOUNS = frozenset(word for word in RECORD_NOUNS | GENRES if not word.endswith("s"))
# Before any other word a number without a century that we live in may count something: "in 1200 rural households".
GOES_ON = (STOP_WORDS | CATALOGUE_WORDS) - RECORD_NOUNS - FIELDS.keys()
OR_SO = frozenset("more so fewer less".split())


def phrase(
    said: Sequence[Token], at: int, table: Mapping[tuple[str, ...], _Meaning]
) -> tuple[_Meaning, int] | tuple[None, int]:
    """Return what the longest phrase of the table that stands at the token says, and the token after it."""
    longest = _LONGEST.get(word(said, at), 0)
    for length in range(min(longest, len(said) - at), 0, -1):
        meaning = table.get(tuple(token.text for token in said[at : at + length]))
        if meaning is not None:
            return meaning, at + length
    return None, at


def word(said: Sequence[Token], at: int) -> str:
    """Return the text of the token, nothing outside the tokens."""
    return said[at].text if 0 <= at < len(said) else ""


def kind(said: Sequence[Token], at: int) -> Kind | None:
    """Return the kind of the token, None outside the tokens."""
    return said[at].kind if 0 <= at < len(said) else None


# How many words the longest phrase has that begins with the word: most words begin none.
_LONGEST: dict[str, int] = {}
for _said in (*BOUNDS, *COMPARING, *OF_AGES, *PLAIN, *THE_YEARS, *ENDINGS, *ENDINGS_OF_FROM, *TO, *PARTS, *LAST):
    _LONGEST[_said[0]] = max(len(_said), _LONGEST.get(_said[0], 0))
