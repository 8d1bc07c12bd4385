"""Which conditions of a question are those that the records shall not meet: "not by", "leave out the ones from"."""

import re
from collections.abc import Iterable, Mapping

from assistant.language.lexicon import GENRES, NOUN, WRITE, any_of, either
from assistant.language.patterns import REACH, just_before

# What fills a condition in the text that is looked at: a letter to all patterns, so that none reaches over another.
MARK = "_"
# What the field of a condition on the number of its values begins with.
NUMBER = "number of "

_HELPS = "is|are|was|were|do|does|did|has|have|had|ca|could|would|should"
# "Not all" leaves nothing out, and "if not" speaks of something else.
_DENYING = either(
    rf"(?<!\bif )(?<!\bwhy )not(?! all\b)|n't|never|neither|nor|non|(?:{_HELPS})nt|without(?! {NOUN}\b)",
    r"outside(?! (?:in|by|on|from|at)\b)|(?:ignoring|disregarding|omitting|skipping|dropping|removing)(?! in\b)",
    rf"(?:{NOUN}|that|which) (?:exclude|omit|skip|leave out)s?",
)
_EXCEPTING = either(
    "minus|except(?:ing)?|excluding|besides|barring|with the exception of",
    "(?:other|rather) than|(?:apart|aside) from|save for|leaving (?:out|aside|off)",
    # "Everything but those about Peru", where "but not about Peru" is a condition of its own.
    r"(?<=\w )but(?= (?:the|those|not|for)\b)",
    r"(?:any|every)(?:thing|one|body)(?: else)? (?:but|bar|save)",
    r"(?:any|every|each|all)(?: \w+){0,4} (?:but|bar|save)(?! (?:about|on|by|from|in|only|with|also|that|which)\b)",
)
# These are exclusions only where they tell the desk what to do: prices drop, and people skip meals.
_TOLD = (
    r"(?:(?:and|but|so|then|ok(?:ay)?|now|also|please|just|kindly|can|could|would|will|you|let's|i|i'd|want|like|to) )*"
)
_ORDER = either(
    "drop|skip|remove|omit|exclude|ignore|disregard|forget(?: about)?|hide|(?:leave|filter|take) (?:out|off|aside)"
)
_SAID_OF_RECORDS = either("the|those|these|ones?|any|anything|everything|all")
_ORDERED = either(
    rf"(?:^|[,;:.!(–—])\W*{_TOLD}{_ORDER}(?! (?:in|to|at)\b)",
    rf"\b(?:and|but|then|or) {_ORDER}(?= {_SAID_OF_RECORDS}\b)",
)
# "No Zambia, please", "reports on Kenya, none by Okafor"; but "no, from 2014" corrects, and "none?" asks.
_NONE = (
    r"(?:^|[,;:(–—]|\b(?:but|and|with|please|list|me|want|need)\b)\W*(?:(?:and|but|please|with) )*"
    r"(?:none|nothing|no(?= )(?! (?:the|by|from|about|on|of|it|that|those|these|ones?)\b))(?!(?: \w+){0,2} in\b)"
)
_BETWEEN = either(
    NOUN,
    "all|any|the|those|these|that|which|who|ones?|an?|it|are|is|was|were|do|does|did|have|has|been|came|come|out",
    "about|on|from|in|by|for|of|with|to|under|year|years|region|country|authors?|category",
    "written|authored|published|issued|released|dated|name[sd]?|list(?:s|ed)?|relat(?:ed|es|ing)",
    "cover(?:s|ing)?|concern(?:s|ing)?|deal(?:s|ing)?|mention(?:s|ing)?|includ(?:e|ing)|counting|considering",
    "discuss(?:ing)?|address(?:ing)?|treat(?:ing)?|touch(?:ing)?|speak(?:ing)?|talk(?:ing)?|look(?:ing)? (?:at|into)",
    "focus(?:s?ed|s?ing)?|devoted|dedicated|filed|tagged",
    "want(?: to (?:see|read|hear|know))?|need|like|show|give|me|us|interested|care|anything|something|everything",
)
_LEAVING = rf"(?:\b|(?<=n)(?='t)|(?<=[a-z])(?=n't))(?:{_DENYING}|(?P<excepts>{_EXCEPTING}))"
_BEFORE, _NO_BEFORE = (
    re.compile(rf"{word}(?P<between>(?:\W+{_BETWEEN})*\W*)$") for word in (either(_LEAVING, _ORDERED), _NONE)
)
_JOINED = re.compile(r"\W*(?:or|and|nor)?(?:\W+(?:those|the|ones|from|by|about|in|on|of|with))*\W*")
# As in "the worldwide ones aside", "that Haddad did not write", "Haddad is not an author".
_WROTE = either(WRITE, "publish(?:ed)?|contributed?|involved|among|(?:an?|the) (?:co-?)?(?:authors?|writers?)")
_AFTER = re.compile(
    r"^(?: ones?)?\W+(?:aside|excluded|left out|omitted)\b"
    rf"|^ (?:{_HELPS})(?: not|n't|nt)(?: \w+)?? (?:{_WROTE}|covered|mentioned|named|listed|included)\b"
    rf"|^ (?:not|never)(?: \w+)?? {_WROTE}\b"
)
_LEAVE = re.compile(r"\b(?:leav(?:e|ing)|tak(?:e|ing)|keep(?:ing)?) (?:the |those )?$")
_OUT = re.compile(r"^(?: ones?)? (?:out|off)\b")
# What is asked in the negative is asked all the same: "didn't Haddad write a book?"
_ASKED = re.compile(
    rf"^\W*(?:and |but |so )?(?:{_HELPS})"
    rf"(?:n'?t(?= (?:{MARK}+|there|you|we|they|any|some|one|the|these|those|it|an?|{NOUN})\b)"
    rf"| (?:there|{MARK}+(?: (?:and|or) {MARK}+)*) not\b)"
)
_NEGATIVE = re.compile(r"n'?t\b|\bnot\b")
# The records left out are told by all that follows their noun: "except the reports by Haddad from 1999".
_HEAD = re.compile(rf"\b(?:{NOUN}|{any_of(GENRES)}|ones?|those|these|anything)\b")
# A topic is left out where the records are said not to be about it, and not people to be on a diet.
_OF_RECORDS = re.compile(
    rf"(?:^|{MARK}|\b(?:{NOUN}|{any_of(GENRES)}s?|theses|ones?|th[eo]se|them|all|any|\w+thing|i|we))"
    r"(?:,? (?:that|which|and|but|is|are|was|were|do|does|did|have|has|to))*,?\W*$"
)
_ON_TOPIC = re.compile(
    r"\b(?:about|on|concern(?:s|ing)?|relat(?:ed|es|ing) to|deal(?:s|ing)? with|cover(?:s|ing)?|mention(?:s|ing)?"
    r"|discuss(?:ing)?|address(?:ing)?|treat(?:ing)?|looking (?:at|into)|speak(?:ing)? of)(?: (?:the|an?|any))?\W*$"
)
_GOES_ON = re.compile(rf"(?:'s?)?(?: {_BETWEEN})* ")


def excluded(text: str, spans: Iterable[tuple[int, int, str]]) -> Mapping[int, int]:
    """Return the beginnings of those conditions of the lower-case text that are excluded.

    Each is given by its span and its field, and filled with `MARK` in the text. One that is joined to an excluded one
    of the same field is excluded too. With each stands the beginning of the first of those that it is left out
    together with, as in "except the reports by Haddad from 1999".
    """
    found: dict[int, int] = {}
    text, every = _asked(text), sorted(spans)
    before: tuple[int, int, str] | None = None
    for start, end, field in every:
        joined = before and field == before[2] and _JOINED.fullmatch(text[before[1] : start])
        if before and before[0] in found and (joined or _is_of_same(text, found[before[0]], before[1], start, end)):
            found[start] = found[before[0]]
        elif _leaving(text, start) or (just_before(_LEAVE, text, start) and _OUT.match(text[end : end + REACH])):
            found[start] = start
        elif after := _AFTER.search(text[end : end + REACH]):
            # "Did not write alone" denies that, and not who wrote.
            denied = next((at for at, _, of in every if at == end + after.end() + 1 and of.startswith(NUMBER)), start)
            found[denied] = denied
            if joined and before and denied == start:
                found[before[0]] = start
        before = (start, end, field)
    return found


def _asked(text: str) -> str:
    """Return the text with its negation blanked, where it only asks for what it denies."""
    asks = _ASKED.match(text)
    return _NEGATIVE.sub(lambda said: " " * len(said[0]), asks[0]) + text[asks.end() :] if asks else text


def _leaving(text: str, start: int) -> re.Match[str] | None:
    """Return what leaves out the condition after it."""
    if found := just_before(_BEFORE, text, start):
        return found
    none = just_before(_NO_BEFORE, text, start)
    return none if none and (none.start() or not text.rstrip().endswith("?")) else None


def _is_of_same(text: str, first: int, end_before: int, start: int, end: int) -> bool:
    """Tell whether a condition tells, with the one before it, which records are left out."""
    leaving = _leaving(text, first)
    # "Non-European reports from 1999" are not left out, but asked for.
    if leaving is None or text[first - 1] == "-" or not _GOES_ON.fullmatch(text[end_before:start]):
        return False
    follows = _HEAD.match(text, end + 1) if text[end_before:start].isspace() else None
    return follows is not None or _HEAD.search(text, leaving.start("between"), start) is not None


def leaves_out_topic(text: str, start: int) -> bool:
    """Tell whether what begins at `start` is a topic that the records asked for shall not be about.

    >>> leaves_out_topic("papers not about tuna", 17), leaves_out_topic("papers on people not on diets", 24)
    (True, False)
    """
    leaving = _leaving(text, start)
    if leaving is None or not (_OF_RECORDS.search(text[: leaving.start()]) or leaving.re is _NO_BEFORE):
        return False
    return leaving.groupdict().get("excepts") is not None or _ON_TOPIC.search(leaving["between"]) is not None
