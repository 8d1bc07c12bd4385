"""The kind of answer that a question asks for, and whether a sentence holds one of that kind."""

import re
from typing import Literal

AnswerKind = Literal["number", "money", "time", "duration", "phone", ""]

_NUMBER_WORD = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?|millions?"
    "|dozens?|half|third|quarter|none|no|single|both|several|majority|minority|most|almost (?:all|every\\w*)"
)
_ASKED: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    ("phone", re.compile(r"\b(?:phone|telephone|hotline|helpline)\b.*\bnumber\b|\bnumber (?:to call|of the (?:\w+ )?(?:hotline|helpline))\b", re.I)),
    ("money", re.compile(r"\bhow much (?:money|funding|did .* cost|does .* cost|was (?:spent|paid))\b|\b(?:budget|cost|price|salary|fee|funding) (?:of|for|did|was|received?)\b|\bhow much\b.*\b(?:funding|money|fund|cost|paid|pay|give|gave|grant|dollars|euros?)\b|\bwhat (?:was|is) the (?:\w+ )?(?:budget|cost|price)\b", re.I)),
    ("duration", re.compile(r"\bhow long\b|\bhow many (?:days|weeks|months|years|hours)\b|\bduration\b", re.I)),
    ("time", re.compile(r"\bwhen\b|\b(?:which|what) (?:years?|months?|dates?|days?|period)\b|\bsince when\b", re.I)),
    ("number", re.compile(r"\bhow many\b|\b(?:number|share|percentage|proportion|rate) of\b|\bwhat (?:share|percentage|proportion)\b|\bhow (?:often|much)\b", re.I)),
)  # fmt: skip
_HELD: dict[AnswerKind, re.Pattern[str]] = {
    "phone": re.compile(r"\+?\d[\d\s()/-]{2,}\d"),
    "money": re.compile(r"[$€£¥]\s?\d|\b\d[\d.,]*\s?(?:million|billion|thousand)?\s?(?:euros?|dollars?|pounds?|USD|EUR|GBP|CHF)\b", re.I),
    "duration": re.compile(r"\b(?:\d+|" + _NUMBER_WORD + r")[ -](?:minute|hour|day|week|month|year)s?\b|\b(?:between|from) [^.]{0,30}\d{4}[^.]{0,6} (?:and|to|until) [^.]{0,20}\d{4}|\d{4}\s?[-–]\s?\d{4}", re.I),
    "time": re.compile(r"\b(?:1[5-9]|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December|century|today|yearly|annual|annually|weekly|daily)\b"),
    "number": re.compile(rf"\d|\b(?:{_NUMBER_WORD})\b", re.I),
}  # fmt: skip


def asked_kind(question: str) -> AnswerKind:
    """Return the kind of answer that the question asks for; empty where any sentence may hold it."""
    return next((kind for kind, pattern in _ASKED if pattern.search(question)), "")


def holds_kind(sentence: str, kind: AnswerKind) -> bool:
    """Tell whether the sentence holds something of the kind; always so for the empty kind."""
    return kind == "" or _HELD[kind].search(sentence) is not None
