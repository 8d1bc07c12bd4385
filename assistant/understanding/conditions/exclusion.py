"""Which conditions of a question are those that the records shall not meet: "not by", "leave out the ones from"."""

import re
from collections.abc import Iterable

from assistant.language.lexicon import NOUN, WRITE, either
from assistant.language.patterns import REACH, just_before

_LEAVING = either(
    "not|n't|never|neither|nor|non|minus|without|outside|except(?:ing)?|exclud(?:e|ing)|besides|ignoring|disregarding",
    "(?:other|rather) than|(?:apart|aside) from|save for|leav(?:e|ing) (?:out|aside|off)",
    "omit(?:ting)?|skip(?:ping)?|drop(?:ping)?|remov(?:e|ing)|bar(?:ring)?",
    # "Everything but those about Peru", where "but not about Peru" is a condition of its own.
    r"(?<=\w )but(?= (?:the|those|not|for)\b)",
)
_BETWEEN = either(
    NOUN,
    "all|any|the|those|these|that|which|who|ones?|an?|it|are|is|was|were|do|does|did|have|has|been|came|come|out",
    "about|on|from|in|by|for|of|with|to|under|year|years|region|country|authors?|category",
    "write|writing|written|authored|published|issued|released|dated|name[sd]?|list(?:s|ed)?|relat(?:ed|es|ing)",
    "cover(?:s|ing)?|concern(?:s|ing)?|deal(?:s|ing)?|mention(?:s|ing)?",
)
_BEFORE = re.compile(rf"(?:\b|(?<=n)(?='t)|(?<=[a-z])(?=n't)){_LEAVING}(?:[^\w§]+{_BETWEEN})*[^\w§]*$")
_JOINED = re.compile(r"\W*(?:or|and|nor)?(?:\W+(?:those|the|ones|from|by|about|in|on|of|with))*\W*")
# As in "the worldwide ones aside", "that Haddad did not write".
_AFTER = re.compile(
    r"^(?: ones?)?\W+(?:aside|excluded|left out)\b"
    # Nor is he left out who "did not write alone", which is a condition of its own.
    rf"|^ (?:did|has|have|does|had|was|were|is)(?: not|n't)(?: \w+)? (?:{WRITE}|involved|among)\b(?! §)"
)


def excluded(text: str, spans: Iterable[tuple[int, int, str]]) -> frozenset[int]:
    """Return the beginnings of those conditions of the lower-case text that are excluded.

    Each is given by its span and its field, and filled with marks in the text, so that none reaches over another. One
    that is joined to an excluded one of the same field is excluded too.
    """
    found: set[int] = set()
    end_before, field_before, was = 0, "", False
    for start, end, field in sorted(spans):
        joined = was and field == field_before and _JOINED.fullmatch(text[end_before:start])
        was = bool(joined or just_before(_BEFORE, text, start) or _AFTER.search(text[end : end + REACH]))
        end_before, field_before = end, field
        if was:
            found.add(start)
    return frozenset(found)
