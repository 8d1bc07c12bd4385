"""The tokens of a text in which years may be said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from assistant.language.lexicon import DOCUMENT_KINDS, MONTHS, NUMBERS
from corpus.fields.dates import month_named


class Kind(Enum):
    """What a token is, and what its value says."""

    AMOUNT = "a number that is no year, whatever stands beside it: 2,000, 1.5, €1999, 50%, Decree 205/2020"
    DATE = "a day or month in digits: the year"
    DECADE = "1990s: the first year"
    YEAR = "four digits from 1000 to 2999: the year"
    SHORT_DECADE = "90s, '90s, nineties: the first year without its century"
    SHORT_YEAR = "'16: the year without its century"
    ORDINAL = "19th, nineteenth: the number"
    NUMBER = "16, sixteen: the number"
    MONTH = "a month: its number, from 1"
    PERIOD = "year, decades, century: how many years it has"
    PART = "early, mid, late: which third, from 0"
    SEASON = "spring, summer, autumn, fall, winter"
    WORD = "any other word"
    MARK = "any other character but a space"


@dataclass(frozen=True, slots=True)
class Token:
    """The characters `start` to `end` of a text, in lower case with straight apostrophes, and their `value`."""

    kind: Kind
    start: int
    end: int
    text: str
    value: int = 0


_APOSTROPHE = "['’‘]"
# No pattern looks further than it takes, but for a few characters, so that the tokens cost time linear in the text.
_PATTERN = re.compile(
    "|".join(
        f"(?P<{kind.name}>{pattern})"
        for kind, pattern in (
            (
                Kind.DATE,
                r"[0-3]?[0-9](?:[./-][0-3]?[0-9][./-]|[./])[12][0-9]{3}(?!\w|[./-]\w)"
                r"|[12][0-9]{3}(?:-[01]?[0-9]-|/[01]?[0-9]/|\.[01]?[0-9]\.)[0-3]?[0-9](?!\w)",
            ),
            (
                Kind.AMOUNT,
                r"[$€£¥#№]\s?[0-9][0-9.,]*+(?<=[0-9])|[0-9]{1,9}\s?[%€$£¥]|[0-9]{1,3}(?:[,'’\u00a0\u202f][0-9]{3})+(?!\w)"
                r"|[0-9]++\.[0-9]++(?!\w)|(?![12][0-9]{3}/)[0-9]{3,4}/[12][0-9]{3}(?!\w)",
            ),
            (Kind.DECADE, rf"[12][0-9]{{2}}0{_APOSTROPHE}?s(?!\w)"),
            (Kind.YEAR, r"[12][0-9]{3}(?!\w)"),
            (Kind.SHORT_DECADE, rf"{_APOSTROPHE}?[0-9]0{_APOSTROPHE}?s(?!\w)"),
            (Kind.SHORT_YEAR, rf"{_APOSTROPHE}[0-9]{{2}}(?!\w|[.,][0-9])"),
            (Kind.ORDINAL, r"[0-9]{1,2}(?:st|nd|rd|th)(?!\w)|twenty[- ]first(?!\w)"),
            (Kind.NUMBER, r"[0-9]++(?!\w)"),
            (Kind.WORD, r"(?:pre|post|mid)(?=[0-9]{4}s?(?!\w))|\w++(?:['’]\w++)*+"),
            (Kind.MARK, r"\S"),
        )
    ),
    re.I,
)
_TENS = "noughties . twenties thirties forties fifties sixties seventies eighties nineties"
_ORDINALS = """tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
    twentieth"""
_MORE_NUMBERS = {
    "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100,
}  # fmt: skip
_PERIODS = {"year": 1, "years": 1, "yr": 1, "yrs": 1, "decade": 10, "decades": 10, "century": 100, "centuries": 100}
# Words that are tokens of another kind.
_WORDS: dict[str, tuple[Kind, int]] = {
    **{name: (Kind.MONTH, month_named(name)) for name in MONTHS},
    **{word: (Kind.SHORT_DECADE, 10 * tens) for tens, word in enumerate(_TENS.split()) if word != "."},
    **{word: (Kind.ORDINAL, number) for number, word in enumerate(_ORDINALS.split(), 10)},
    **{word: (Kind.NUMBER, number) for word, number in (NUMBERS | _MORE_NUMBERS).items()},
    **{word: (Kind.PERIOD, years) for word, years in _PERIODS.items()},
    **dict.fromkeys(("spring", "summer", "autumn", "fall", "winter"), (Kind.SEASON, 0)),
    "early": (Kind.PART, 0), "mid": (Kind.PART, 1), "late": (Kind.PART, 2),
}  # fmt: skip
# "Circular 8/2023" and "No. 14/2009" are numbers, and "reports of 8/2023" has a date.
_NUMBERED = re.compile(r"[0-9]{1,2}/[0-9]{4}")
_HAVE_NUMBERS = DOCUMENT_KINDS | {"no", "nr", "number", "notice", "order"}
_CURLY = str.maketrans("’‘", "''")
_MOST_DIGITS = 4


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of the text in order; they hold all its characters but spaces."""
    before = ""
    for match in _PATTERN.finditer(text):
        kind = Kind[match.lastgroup or "MARK"]
        said = match[0].lower().translate(_CURLY)
        if kind is Kind.DATE and before in _HAVE_NUMBERS and _NUMBERED.fullmatch(said):
            kind = Kind.AMOUNT
        before = said if said != "." else before
        value = _value(kind, said)
        if kind is Kind.WORD:
            kind, value = _WORDS.get(said.removesuffix("'s"), (kind, 0))
        yield Token(kind, match.start(), match.end(), said, value)


def _value(kind: Kind, said: str) -> int:
    match kind:
        case Kind.DATE:
            return next(int(part) for part in re.split("[./-]", said) if len(part) == _MOST_DIGITS)
        case Kind.ORDINAL if not said[0].isdigit():
            return 21
        case Kind.YEAR | Kind.DECADE | Kind.SHORT_YEAR | Kind.SHORT_DECADE | Kind.ORDINAL:
            return int(re.sub("[^0-9]", "", said))
        case Kind.NUMBER:
            # Longer numbers count no years, and to read a very long one would cost.
            return int(said) if len(said) <= _MOST_DIGITS else 0
    return 0
