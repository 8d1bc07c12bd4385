"""Choosing of the sentences read those that are shown, each with what it needs to be understood."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.evidence.sentences import Scored
from assistant.language.words import STOP_WORDS, words
from assistant.question import EXACT_KINDS, Query
from corpus.sentences import spans

# A further sentence is shown when it comes this near to the best one, and at most so many altogether.
_NEAR = 0.14
_MOST = 4
_MOST_FOR_A_FACT = 2
# Sentences of the same weight in words are the same boilerplate, whichever record they stand in.
_SAME_WORDS = 0.8

_IN_BRACKETS = re.compile(r"\W*\([^()]*(?:\([^()]*\)[^()]*)*\)\W*$")
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b|\ball rights reserved\b", re.I)

# What a record calls itself: "This report" needs no sentence before it, "This situation" does.
_OWN_NAMES = (
    "report|study|guide|guidance|guideline|manual|handbook|toolkit|curriculum|publication|paper|document|article|brief|briefing"
    "|analysis|assessment|research|review|survey|book|booklet|resource|work|volume|chapter|training|course|evaluation"
)
_SAYS_WHAT_IT_IS = re.compile(
    rf"(?:This|The (?:aim|goal|purpose|objective)s? of (?:this|the)(?: present)?)\s+(?:\w+\s+)?(?:{_OWN_NAMES})s?\b"
)
_LEANS_BACK = re.compile(
    r"(?:However|Therefore|Furthermore|Moreover|Thus|Hence|Instead|Nevertheless|Nonetheless|In addition|Additionally"
    r"|As a result|For this reason|Consequently|Similarly|Likewise|Conversely|By contrast|In contrast)\b"
    r"|(?:It|They|He|She|These|Those|Such|Their|Its|Both|Neither)\b"
    rf"|This\s+(?!(?:\w+\s+)?(?:{_OWN_NAMES})s?\b)"
    r"|The\s+\w+(?:\s+\w+)?\s+also\b"
)
# "The Department asked for it": a name cut short, if the sentence before has the whole of it.
_SHORT_NAME = re.compile(rf"The\s+(?!(?:{_OWN_NAMES})s?\b)([A-Z][a-z]+)\s+(?!(?:of|on|for|against|in|to)\b)[a-z]")


def shown(query: Query, sentences: Sequence[Scored]) -> list[Scored]:
    """Return the sentences to show of those read, the best first: as many as the question needs.

    The best one is always shown. A further one is shown when it comes near the best, at most one more where the
    question asks for one fact.
    """
    most = _MOST_FOR_A_FACT if query.answer_kind in EXACT_KINDS else _MOST
    least = sentences[0].score - _NEAR if sentences else 0.0
    return [s for s in sentences[:most] if s.score >= least]


def without_repeats(scored: Sequence[Scored]) -> list[Scored]:
    """Return the sentences without those that say nearly the same as a better one."""
    kept: list[Scored] = []
    for sentence in scored:
        said = _weighty(sentence.text)
        if all(_overlap(said, _weighty(other.text)) < _SAME_WORDS for other in kept):
            kept.append(sentence)
    return kept


def without_notices(scored: Sequence[Scored]) -> list[Scored]:
    """Return the sentences without the notices that a source adds: "(PsycINFO Database Record (c) 2016 APA)".

    One in brackets that reserves rights is a notice by itself, and one that does either where several records have it.
    """
    holding: dict[str, set[str]] = {}
    for sentence in scored:
        holding.setdefault(_without_numbers(sentence.text), set()).add(sentence.publication.id)
    return [s for s in scored if not _is_notice(s.text, len(holding[_without_numbers(s.text)]))]


def _is_notice(text: str, records: int) -> bool:
    signs = (_IN_BRACKETS.match(text) is not None) + (_RIGHTS.search(text) is not None)
    return signs > 1 or (signs > 0 and records > 1)


def says_what_it_is(sentence: Scored) -> bool:
    """Tell whether the sentence says what its record is or is for, as in "This guide is designed to support"."""
    return _SAYS_WHAT_IT_IS.match(sentence.text) is not None


def with_context(sentence: Scored) -> Scored:
    """Return the sentence, together with the one before it where it makes no sense alone."""
    text = sentence.publication.text(sentence.field)
    before = [(start, end) for start, end in spans(text) if end <= sentence.start]
    if not before:
        return sentence
    start, end = before[-1]
    if _LEANS_BACK.match(sentence.text) or _cuts_a_name_short(sentence.text, text[start:end]):
        return replace(sentence, start=start)
    return sentence


def _cuts_a_name_short(text: str, before: str) -> bool:
    """Tell whether the text begins with a part of a name that the sentence before it has whole."""
    found = _SHORT_NAME.match(text)
    if not found:
        return False
    return re.search(rf"\b[A-Z]\w+ {found[1]}\b|\b{found[1]} (?:of|on|for|against)\b", before) is not None


def apart(sentences: Sequence[Scored]) -> list[Scored]:
    """Return the quotes without those that overlap a better one."""
    kept: list[Scored] = []
    for sentence in sentences:
        others = (s for s in kept if (s.publication.id, s.field) == (sentence.publication.id, sentence.field))
        if all(sentence.end <= other.start or other.end <= sentence.start for other in others):
            kept.append(sentence)
    return kept


def _without_numbers(text: str) -> str:
    return re.sub(r"\d+", "", text.casefold())


def _weighty(text: str) -> frozenset[str]:
    return frozenset(word.key for word in words(text) if word.plain not in STOP_WORDS)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    union = one | other
    return len(one & other) / len(union) if union else 1.0
