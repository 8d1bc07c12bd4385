"""How many values of a field the records shall name: "without an author", "by two people", "a single country"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.language.lexicon import FIELD, FIELD_NAME, FIELDS, either
from assistant.language.sizes import BEYOND, SIZE, range_of
from assistant.question import ValueCount

# An abstract is no value, but a record has one or none.
_FIELDS = {**FIELDS, "abstract": "abstract", "abstracts": "abstract"}
_FIELD = f"({FIELD_NAME}|abstracts?)"

_PERSONS = r"(?:people|persons?|hands|writers|authors)"
_KNOWN = r"(?: (?:named|known|stated|given|listed|recorded))?"
_HAVE = either(
    "only|just|about|for|on|by|between|from|in|with|naming|named|listing|giving|covering|concerning",
    "ha(?:ve|s|ving|d)(?: got)?|carr(?:y|ies)|(?:name|list|give|state|mention|show|cover|concern)s?",
)
_NOT_NAME = r"(?:not|n't) (?:name|have|give|list|state|mention|carry|show|include|specify|indicate)(?: an?y?| the)?"
_UNASKED = r"(?<!which )(?<!what )"
_NONE = re.compile(
    either(
        rf"\b(?:with |ha(?:ve|s) |names? |lists? |gives? )?no{_KNOWN} {_FIELD}\b",
        rf"\b(?:without|lack(?:s|ing)?|missing)(?: an?| any)?{_KNOWN} {_FIELD}\b|\bunknown {_FIELD}\b",
        rf"\b{_NOT_NAME}{_KNOWN} {_FIELD}\b",
        # "Which countries are not covered?" asks for countries.
        rf"{_UNASKED}\b{_FIELD} (?:is|are|was|were) (?:missing|unknown|empty|blank|left (?:blank|empty|out|open))\b",
        rf"{_UNASKED}\b{_FIELD} (?:is|are|was|were) ?(?:not|n't) \w+\b",
    )
)
_ANONYMOUS = re.compile(r"\b(?:anonymous(?:ly)?|(?:un|not )signed)\b")
_UNDATED = re.compile(r"\bundated\b")
_SOME = re.compile(
    r"\b(?:with|ha(?:ve|s)|having|names?|naming|lists?|gives?|states?)(?: an?y?| at least one| some)"
    rf"{_KNOWN} {_FIELD}\b"
    rf"|{_UNASKED}\b{_FIELD} (?:is|are|was|were) (?:known|named|given|stated|listed)\b"
)
_SEVERAL = re.compile(
    rf"\b{_HAVE} (?P<size>{SIZE}) (?:(?P<others>other |further |more |co-?)|\w+ )?(?:{FIELD}|{_PERSONS})"
    rf"(?: (?P<beyond>{BEYOND}))?(?: (?:alone|only))?\b"
)
_ALONE = re.compile(r"\b(?:sole|single)[- ]author(?:ed)?\b|\b(?:alone|(?:on|by) (?:her|his|their) own|by one person)\b")
_JOINT = re.compile(
    r"\b(?:co-?authored|co-?written|jointly (?:written|authored)|multi-?author(?:ed)?"
    r"|(?:written|authored) (?:jointly|together)|with (?:someone|somebody|anyone|another author|others)(?: else)?)\b"
)
# In a conversation the field is the one spoken of before: "and how many have none?"
_ELLIPTIC = re.compile(rf"\b(?:ha(?:ve|s)|names?|lists?|with) (none|{SIZE})\W*$")


@dataclass(frozen=True, slots=True)
class FoundCount:
    """A count that the question names, and the characters that say it."""

    count: ValueCount
    start: int
    end: int


def find_counts(text: str, field_before: str = "") -> tuple[FoundCount, ...]:
    """Return the counts that the lower-case text names, in order; `field_before` is the field spoken of before it."""
    found: list[FoundCount] = []
    for count, start, end in _counts(text, field_before):
        if not any(start < other.end and other.start < end for other in found):
            found.append(FoundCount(count, start, end))
    return tuple(sorted(found, key=lambda c: c.start))


def _counts(text: str, field_before: str) -> Iterator[tuple[ValueCount, int, int]]:
    for none in _NONE.finditer(text):
        yield ValueCount(_field(none), 0, 0), none.start(), none.end()
    for pattern, field in ((_ANONYMOUS, "authors"), (_UNDATED, "years")):
        for match in pattern.finditer(text):
            yield ValueCount(field, 0, 0), match.start(), match.end()
    for match in _SEVERAL.finditer(text):
        size = " ".join(filter(None, (match["size"], match["beyond"])))
        yield from _sized(_field(match) or "authors", size, match)
    for match in _SOME.finditer(text):
        yield ValueCount(_field(match), 1), match.start(), match.end()
    for match in _ALONE.finditer(text):
        yield ValueCount("authors", 1, 1), match.start(), match.end()
    for match in _JOINT.finditer(text):
        yield ValueCount("authors", 2), match.start(), match.end()
    if field_before and (last := _ELLIPTIC.search(text)):
        if last[1] == "none":
            yield ValueCount(field_before, 0, 0), last.start(), last.end()
        yield from _sized(field_before, last[1], last)


def _field(match: re.Match[str]) -> str:
    return next((_FIELDS[name] for name in match.groups() if name in _FIELDS), "")


def _sized(field: str, size: str, match: re.Match[str]) -> Iterator[tuple[ValueCount, int, int]]:
    if span := range_of(size):
        # Whoever writes with two others is one of three.
        more = 1 if field == "authors" and match.groupdict().get("others") else 0
        least, most = span
        yield ValueCount(field, least + more, most if most is None else most + more), match.start(), match.end()
