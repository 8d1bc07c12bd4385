"""The kind of answer that a question asks for."""

import re

from assistant.language.patterns import SEVERAL, SPAN, any_case
from assistant.question import AnswerKind

# By these "how much did they pay" asks for a sum, and "how much does it matter" and "by how much did it grow" do not.
_OF_MONEY = (
    "money|funding|funds?|funded|aid|cash|cost|costs|pay|pays|paid|repaid|payment|spen[dt]|spending|earn|earned|charged?|donated?"
    "|give|given|gave|raised?|receive|received|invest|invested|contributed?|owed?|worth|lend|lent|borrow|collect|saved?|rent|premium|fines?|fees?"
    "|wages?|salary|salaries|budget|grants?|prices?|debts?|ransom|compensation"
)


# The first that fits is asked for.
_ASKED: tuple[tuple[AnswerKind, re.Pattern[str]], ...] = (
    (
        "phone",
        any_case(
            r"\b(?:tele)?phone number\b|\b(?:hotline|helpline)(?: number)?\b.*\b(?:call|ring|number)\b"
            r"|\bnumber (?:to call|of the (?:\w+ )?(?:hotline|helpline))\b|\bwhat (?:is"
            r"|are) the (?:hotline|helpline)|\b(?:hotline|phone) number|\bwhat phone\b"
        ),
    ),
    (
        "address",
        any_case(
            r"\b(?:web ?site|e-?mail address|web address|url)\b|\bwhere\b.*\b(?:download(?:ed)?"
            r"|order(?:ed)?|buy|bought)\b"
        ),
    ),
    (
        "money",
        any_case(
            rf"(?<!by )\bhow much (?!time\b|effort\b)[^?]*?\b(?:{_OF_MONEY})\b"
            r"|\bhow much (?:is|was) (?:it|this|that)\W*$"
            r"|\bwhat (?:do(?:es)?|did|will|would)\b.*\bcost\b|\bwhat (?:is|was|were|are)\b.*\b(?:budget"
            r"|cost|costs|price|salary|salaries|fee|fees|wage|wages|fine)\b|\bhow (?:high|large|big) (?:is"
            r"|are|was|were)\b.*\b(?:debt|fee|fine|cost|price|budget|fund|payment|salar|wage)"
            r"|\bhow expensive\b"
        ),
    ),
    ("duration", any_case(rf"\bhow long\b|\bhow many {SPAN}\b(?! old)|\bduration\b|\bfor how (?:long|many)\b")),
    (
        "share",
        any_case(
            r"\b(?:share|percentage|proportion|per ?cent|fraction)\b(?! (?:information|data|knowledge))"
            r"|\bby how (?:many|much)\b"
        ),
    ),
    (
        "number",
        any_case(
            r"\bhow many\b|\b(?:what|which|exact|total) (?:is the |was the |are the )?(?:\w+ )?number of\b"
            r"|^number of\b|\bhow (?:often|old)\b|\bwhat is the (?:average|exact)\b.*\b(?:age|number)\b|\baverage age\b"
        ),
    ),
    (
        "time",
        any_case(
            r"\bwhen (?:was|were|did|will|has|have|had)\b"
            rf"|\b(?:which|what) (?:(?:{SEVERAL}) )?(?:years?|months?|dates?|days?"
            r"|time|period|century|decade)\b|\bsince when\b"
        ),
    ),
    ("language", any_case(r"\b(?:which|what) (?:\w+ )?languages?\b|\btranslated into\b")),
    ("country", any_case(r"\b(?:which|what) (?:\w+ ){0,2}countr(?:y|ies)\b")),
    (
        "names",
        any_case(
            r"\b(?:what(?: is| are| was| were)|give|tell|know) (?:me |us )?(?:all )?(?:the )?names? of\b"
            r"|\b(?:is|are|was|were|it|they|them) (?:\w+ )?called\b|\bcalled\W*$"
            rf"|^(?:\W*(?:please|can you|could you) )?(?:name|list) (?:the|all|every|each)\b"
            rf"|\b(?:which|what(?: are| were)?(?: the)?) (?:{SEVERAL}) (?!{SPAN}\b)"
        ),
    ),
    (
        "reason",
        any_case(
            r"^(?:\W*(?:and|so|but) )?why\b|\bhow come\b|\bwhat (?:is|are|was|were) the (?:reasons?|causes?)\b"
            r"|\bfor (?:what|which) reasons?\b|\bwhat (?:causes|caused|explains|leads? to)\b"
        ),
    ),
    ("person", any_case(r"^(?:\W*(?:and|so|by|to|for|from|with) )?who(?:m|se)?\b|\bby whom\b")),
    (
        "place",
        any_case(
            r"^where\b|\b(?:which|what) (?:\w+ )?(?:cit(?:y|ies)|countr(?:y|ies)|towns?|places?|states?"
            r"|villages?|districts?|regions?|continents?)\b"
        ),
    ),
)


def asked_kind(question: str) -> AnswerKind:
    """Return the kind of answer that the question asks for; empty where any sentence may hold it.

    >>> asked_kind("How many children were among the 69 cases?"), asked_kind("Is it a policy?")
    ('number', '')
    """
    return next((kind for kind, pattern in _ASKED if pattern.search(question)), "")
