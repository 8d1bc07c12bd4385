"""Whether a sentence holds the kind of answer that a question asks for.

What the question itself says does not answer it: "how many children were among the 69" is not answered by "69".
"""

import re
from collections.abc import Iterator

from assistant.language.patterns import SPAN, any_case
from assistant.language.places import areas_of
from assistant.question import AnswerKind, Query

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_COUNTED = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    "|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|once|twice"
)
_NUMBERED = rf"(?:\d[\d.,]*|{_COUNTED}|several|few|a|an|half)"
_FIGURE = re.compile(r"(?<![\w.])[+-]?\d[\d.,]*(?:%|\b)")
_COUNT_WORD = any_case(rf"\b(?:{_COUNTED}|half|third|quarter)\b")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_HELD: dict[AnswerKind, re.Pattern[str]] = {
    "phone": re.compile(r"\+?\d[\d\s()/-]{3,}\d"),
    "address": any_case(
        r"https?://|www\.|\b[\w-]+\.(?:org|com|net|int|eu)\b|@|\b(?:available|download\w*|online"
        r"|web ?site)\b"
    ),
    "money": any_case(
        r"[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:thousand|million|billion)?\s?(?:euros?|dollars?|pounds?|USD|EUR"
        r"|GBP|CHF|dinars?|lira|rupees|taka)\b|\bfree of charge\b|\b(?:million|billion|francs?|marks?"
        r"|cents?)\b|\d\s?%|\bper ?cent\b|\b(?:half|thirds?|quarters?|tenth|times)\b"
    ),
    "duration": any_case(
        rf"\b(?:{_NUMBERED}[ -](?:\w+[ -])?)?{SPAN}\b|\b(?:between|from)\b.{{0,40}}\b(?:{_MONTHS}"
        rf"|\d{{4}})\b.{{0,6}}\b(?:and|to|until)\b|\d{{4}}\s?[-–/]\s?\d{{2,4}}|\b(?:indefinite"
        rf"|permanent|lifelong|since)\w*\b"
    ),
    "share": any_case(
        r"\d\s?%|\bper ?cent(?:age)?\b|\b(?:half|thirds?|quarters?|majority|minority|most|nearly all"
        r"|almost all|one in|out of)\b|\d+ of the \d|\btwice\b|\bdoubled?\b"
    ),
    "time": re.compile(
        rf"\b(?:1[0-9]|20)\d\ds?\b|\b\d+ (?:BC|AD)\b|\b(?:{_MONTHS})\b|\b(?:within|after"
        rf"|before) {_NUMBERED} {SPAN}\b|\b(?:century|centuries|today|yesterday|currently|annually"
        rf"|yearly|weekly|daily|monthly)\b|\b\d{{2}}s\b"
    ),
    "reason": any_case(
        r"\b(?:because|due to|owing to|reasons?|caus(?:es|ed|ing)|as a result|result(?:s|ed|ing)? (?:of|from|in)|"
        r"lead(?:s|ing)? to|led to|therefore|thus|hence|so that|in order to|(?:aris|stem|deriv)\w* from"
        r"|explain(?:s|ed)?|contribut\w+ to|lack of|makes? it|since (?!\d))\b"
    ),
    "language": re.compile(
        r"\b(?:English|French|Spanish|Arabic|Russian|Chinese|German|Italian|Portuguese|Turkish|Serbian"
        r"|Albanian|Ukrainian|Romanian|Bulgarian|Farsi|Dari|Pashto|Urdu|Bengali|Hindi|Armenian"
        r"|Azerbaijani|Georgian|languages?|multilingual|bilingual|translat\w+)\b"
    ),
}
_NAME = re.compile(r"(?<![.!?:“”\"] )(?<!^)\b(?:[A-Z][\w’'-]*[A-Za-z]|[A-Z]{2,}\w*)")
_QUOTED = re.compile(r"[“\"‘]([^”\"’]+)[”\"’]")
# What stands between two things that are listed, and how many words the name of a thing has at most.
_LISTED = any_case(r"[,;](?: and| or)?|\b(?:and|or|as well as)\b|\(\w{1,3}\)")
_WORDS_OF_A_THING = 6
# A capitalised word, and the one after it: "Sri Lanka".
_NAMED = re.compile(r"\b([A-Z][\w’'-]+)(?=(?: ([A-Z][\w’'-]+))?)")
_SOMEBODY = any_case(
    r"\b(?!(?:others?|numbers?|matters?|offers?|orders?|borders?|papers?|factors?|sectors?"
    r"|chapters?|further|rather|whether|however|together|under|over|after|never|either|neither"
    r"|further)\b)"
    r"(?:\w{3,}(?:ers?|ors?|ists?|ants|ents|ees|ians?)|professionals|authorit(?:y|ies)|polic(?:e"
    r"|emen)|persons?|people|children|women|men|wom[ae]n|m[ae]n|girls?|boys?|organi[sz]ations?"
    r"|institutions?|agenc(?:y|ies)|governments?|ministr(?:y|ies)|states|societies|communit(?:y"
    r"|ies)|famil(?:y|ies)|victims?|staff|everyone|everybody|anyone)\b"
)


def holds_kind(sentence: str, query: Query) -> bool:
    """Tell whether the sentence holds something of the kind asked for that the question does not say.

    Any sentence holds the empty kind.

    >>> asked = Query("How many were among the 69 cases?", "number", said="how many were among the 69 cases?")
    >>> holds_kind("69 cases were found, 14 of them at sea.", asked), holds_kind("69 cases were found.", asked)
    (True, False)
    """
    said, kind = query.said, query.answer_kind
    if kind == "":
        return True
    if kind == "number":
        return any(found.casefold() not in said for found in _counts(sentence))
    if kind == "country":
        return any(name.casefold() not in said for name in _countries(sentence))
    if kind == "definition":
        return defines(sentence, query.term)
    if kind == "names":
        return _names_enough(sentence, query)
    if kind in ("person", "place"):
        return any(name.casefold() not in said for name in _names(sentence)) or (
            kind == "person" and any(m[0].casefold() not in said for m in _SOMEBODY.finditer(sentence))
        )
    return any(found[0].casefold() not in said for found in _HELD[kind].finditer(sentence))


def defines(sentence: str, term: str) -> bool:
    """Tell whether the sentence says what the term means.

    >>> defines("Human trafficking is a crime that is often underreported.", "human trafficking")
    True
    >>> defines("The guide is on human trafficking.", "human trafficking")
    False
    """
    said = r"\W+".join(re.escape(word) for word in term.split())
    return (
        any_case(
            rf"\b{said}s?\b(?:\s*\([^)]*\))?,?\s+(?:is|are|was|were)\s+(?:an?|the|any|all|one|when|defined|understood)\b"
            rf"|\b{said}s?\b(?:\s*\([^)]*\))?,?\s+(?:means?|refers? to|denotes?|consists? (?:of|in)|comprises?)\b"
            rf"|\bdefin\w+\b[^.;]{{0,60}}\b{said}|\b{said}s?\b[^.;]{{0,40}}\bdefin(?:ed|ition)\b"
        ).search(sentence)
        is not None
    )


def _names(sentence: str) -> Iterator[str]:
    """Yield what is capitalised within the sentence, months left out."""
    return (m[0] for m in _NAME.finditer(sentence) if m[0] not in _MONTHS.split("|"))


def _names_enough(sentence: str, query: Query) -> bool:
    """Tell whether the sentence lists as many things as are asked for, or where no number is said names one.

    A country is the name of none but a country.
    """
    if query.several:
        return _longest_list(sentence) >= query.several
    named = (name for name in _names(sentence) if not areas_of(name))
    return any(name.casefold() not in query.said for name in (*named, *_QUOTED.findall(sentence)))


def _longest_list(sentence: str) -> int:
    """Return how many short pieces follow one another between commas and the like, with the one that leads to them."""
    longest = run = 0
    for place, piece in enumerate(_LISTED.split(sentence)):
        is_short = len(piece.split()) <= _WORDS_OF_A_THING
        run = run + 1 if is_short or not place else 1
        longest = max(longest, run)
    return longest


def _countries(sentence: str) -> Iterator[str]:
    """Yield the countries that the sentence names, by one word or two."""
    for found in _NAMED.finditer(sentence):
        one, two = found[1], f"{found[1]} {found[2]}"
        yield from (name for name in (one, two) if areas_of(name))


def _counts(sentence: str) -> Iterator[str]:
    """Yield the figures that may count something, and the counting words; years and numbered laws are none."""
    for found in _FIGURE.finditer(sentence):
        figure = found[0].strip(".,")
        if not _YEAR.fullmatch(figure) and not re.search(
            r"\b(?:No\.?|Number|Article|Law|Art\.?|Section)\s*$", sentence[: found.start()]
        ):
            yield figure
    yield from (found[0] for found in _COUNT_WORD.finditer(sentence))
