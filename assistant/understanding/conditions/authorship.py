"""Where a question speaks of an author: "by Healy", "Healy's report", "did Healy write", "Healy et al."."""

import re

from assistant.language.lexicon import MONTHS, NOUN, SAYS, WRITE, either
from assistant.language.patterns import REACH, just_before

_TITLE = r"(?:(?:dr|mr|mrs|ms|prof|professor|authors?|writers?|somebody|someone|people|persons?)\.? )?"
_MOST = r"(?: (?:the )?(?:most|least)(?: often)?)?"
_BEFORE_AUTHOR = re.compile(
    r"\b"
    + either(
        "by(?: both| either)?|co-?(?:author|writer)s?(?: of)?|authors?|writers?|according to|named|called|except",
        r"dr\.?|mr\.?|mrs\.?|ms\.?|prof(?:essor)?\.?",
        rf"(?:together|jointly|along|alongside|collaborat\w+|work(?:ed|s)?|publish(?:ed)?){_MOST} with",
        rf"{WRITE}{_MOST} with",
    )
    + rf" (?:the )?{_TITLE}$"
)
_HELPS = r"(?:did|does|do|has|have|had)"
_ASKED_OF = re.compile(rf"\b{_HELPS} (?:the )?(?:\w+ (?:and|or) (?:the )?)?$")
_SAYING = re.compile(
    rf"^(?: (?:and|or) [\w.-]+)?(?: (?:ever|also|actually|really|both|together|jointly|otherwise|already))*"
    rf" (?:{WRITE}|{SAYS}|publish(?:ed)?|contribute[ds]?|author|t(?:ake|ook|aken) part in)\b"
)
_NEVER_WROTE = re.compile(rf"^ (?:did|has|have|does|was|is)(?: not|n't)?(?: \w+)? (?:{WRITE}|involved|among)\b")
_OWNS = re.compile(rf"^'s? (?:\w+ ){{0,2}}(?:{NOUN}|names?|co-?authors?|findings?|words?|views?)\b")
_AMONG_AUTHORS = re.compile(
    r"^(?:,? and [\w. -]+?)? (?:among|as|is|are|was|were) (?:the |its |one of the |an? )?(?:co-?)?authors?\b"
)
_AND_OTHERS = re.compile(r"^,? (?:et al\b|and (?:colleagues|others|co-?authors)\b)")
# "By young people", "by local authors": what stands before these is no name.
_PEOPLE = re.compile(
    r"^ (?:people|persons?|authors?|writers?|researchers?|scholars?|scientists?|experts?|men|women|adults?|children)\b"
)
# "Law reports", "short studies": at the beginning of a question these are things, and nobody reports.
_THINGS = re.compile(rf"^ (?:{NOUN})\b(?! that\b)")
# "Price 2018", "Young (2019)", "Okafor et al. (2015a)"; a month before a year is a date.
_CITED = re.compile(r"^(?: et al\.?|,? (?:and|&) [\w'’-]+)?,? \(?(?:19|20)\d\d[a-z]?\)?\W*$")
_DATES = MONTHS | {"spring", "summer", "autumn"}
# After these a word is no name: "by May 2019", "by law no. 5".
_DATED = re.compile(r"^\W? ?(?:\d|no\b|nos\b)")


def speaks_of_author(low: str, start: int, end: int, may_own: bool = True, is_ordinary: bool = False) -> bool:
    """Tell whether the words from `start` to `end` of the lower-case question stand where an author is spoken of.

    `may_own` says that a possessive makes an author of them: "Healy's report", which "Georgia's report" need not be.
    `is_ordinary` says that they are words of any sentence, which need not report in "law reports".

    >>> speaks_of_author("reports by healy", 11, 16), speaks_of_author("how is healy", 7, 12)
    (True, False)
    """
    after = low[end : end + REACH]
    if describes(low, end, is_ordinary=False):
        return False
    if _DATED.match(after) and not low[start:end][-1:].isdigit():
        return False
    if just_before(_BEFORE_AUTHOR, low, start) or _AND_OTHERS.match(after) or _NEVER_WROTE.match(after):
        return True
    if _AMONG_AUTHORS.match(after):
        return True
    # "Ellis'" is a word and an apostrophe, "Healy's" a word.
    if may_own and any(_OWNS.match(low[at : at + REACH]) for at in (end, end - len("'s")) if at > start):
        return True
    if low[start:end].endswith("'s"):
        # In "Georgia's report" nobody reports.
        return False
    begins = not low[:start].strip() and not describes(low, end, is_ordinary)
    is_asked = just_before(_ASKED_OF, low, start) is not None or begins
    return is_asked and _SAYING.match(after) is not None


def describes(low: str, end: int, is_ordinary: bool) -> bool:
    """Tell whether the word that ends there describes the people or, where it is an ordinary one, the things after it.

    >>> describes("by young people", 8, is_ordinary=True), describes("nrc reports", 3, is_ordinary=False)
    (True, False)
    """
    after = low[end : end + REACH]
    return _PEOPLE.match(after) is not None or (is_ordinary and _THINGS.match(after) is not None)


def is_cited(low: str, start: int, end: int) -> bool:
    """Tell whether the lower-case question is a citation that begins with these words and ends with a year.

    >>> is_cited("price (2018)", 0, 5), is_cited("price of fish 2018", 0, 5), is_cited("may 2018", 0, 3)
    (True, False, False)
    """
    begins = not low[:start].strip(" (") and low[start:end] not in _DATES
    return begins and _CITED.match(low[end:]) is not None
