"""What is said beside a question: greetings, thanks, signatures, and sentences that only tell of the one who asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.lexicon import ORDERS, any_of
from assistant.language.patterns import just_before
from assistant.understanding.intents.desk import is_courtesy
from assistant.understanding.intents.wordings import wordings_in

_HELLO, _THANK, _WISHES = (wordings_in().words[name] for name in ("hello", "thank", "wishes"))
# After such words a letter ends with its writer's name.
_SIGNATURE = re.compile(rf"(?:^|(?<=[.!?\n,])\s*)(?:yours )?{_WISHES}\b[^?]*\Z", re.I)
_OPENING = re.compile(
    rf"\A(?:{_HELLO}(?: (?:there|all|everyone|again|team|desk))*|ok(?:ay)?|great|well"
    rf"|{_THANK}(?: very much| a lot)?)\s*[,!:–—-]+\s+",
    re.I,
)
_CLOSING = re.compile(
    rf"[,;–—-]?\s+(?:please|{_THANK}(?: very much| a lot| in advance)?|many thanks|if (?:you can|possible)"
    r"|if you (?:don't|do not) mind|(?:can|could) you (?:please )?help(?: me)?|(?:any|some) help(?: would be [\w ]+)?"
    r"|do you know|by any chance|for me)\s*(?=[?.!]*\s*\Z)",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<=[?？؟!.])\s+(?=[\w“\"'(¿])|\n+")
# A full stop after these ends no sentence.
_SHORT_FORM = re.compile(r"\b(?:\w|dr|mr|mrs|ms|prof|st|vs|no|nr|vol|etc|e\.g|i\.e|ed|eds|al)\.$", re.I)
_ORDER = any_of(ORDERS)
# A question, or an order that is one.
_MARKED = re.compile(rf"[?？؟][\s\W]*$|^\W*(?:(?:please|and|then|also|now),? )*{_ORDER}\b", re.I)
_ASKS = re.compile(
    r"^\W*(?:(?:and|so|but|then|also|now) )?(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did"
    rf"|has|have|had|can|could|will|would|should|any|anything|{_ORDER}|point|search|look|only|just|leave|everything|all"
    r"|please|and|what's|who's)\b"
    r"|\b(?:tell|show|give|send|point|help|let) (?:me|us)\b|\bi(?: am|'m|’m) (?:looking|searching)\b"
    r"|\bi(?: would|'d|’d) (?:like|love) to (?:know|see|find|read|have)\b|\bmeant?\b"
    r"|\bi (?:need|want) (?:to (?:know|find|see|read)|a|an|some|the|every|all)\b|\bi(?: was|am|'m)? wonder(?:ing)?\b",
    re.I,
)
# What numbers a question in a list: "3.", "2)", "Question 3:".
_ITEM = re.compile(r"\A\s*(?:(?:question|q|no|nr)\.? ?\d{1,3} ?[:.)–-]|\(?\d{1,2}[.)])\s+(?=\w)", re.I)
# What only asks for the names of what was asked for: "Do you have any theses? Which?"
_ECHO = re.compile(r"\W*(?:(?:and )?if (?:so|yes),? )?(?:which|what)(?: ones?| are (?:they|these|those))?\W*", re.I)
_HELP = re.compile(
    r"\W*(?:can|could|would|will) (?:you|someone|anybody|anyone) (?:please |kindly )?help(?: me| us)?(?: with \w+)?\W*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One question of a text, and what the sentences beside it tell, which ask nothing."""

    text: str
    beside: str = ""


def parts_of(text: str, titles: Sequence[str] = ()) -> tuple[Part, ...]:
    """Return the questions of the text in order; where nothing is asked the whole text is taken for one.

    No sentence ends inside one of the `titles`.
    """
    sentences = [_bare(_ITEM.sub("", sentence)) for sentence in _sentences(_SIGNATURE.sub("", text), titles)]
    said = [s for s in sentences if s and not is_courtesy(s)]
    asking = [s for s in said if _MARKED.search(s) or _ASKS.search(s)]
    if len(asking) > 1:
        asking = [asking[0], *(s for s in asking[1:] if not _ECHO.fullmatch(s))]
        asking = [s for s in asking if not _HELP.fullmatch(s)] or asking[:1]
    marked = [s for s in asking if _MARKED.search(s)]
    beside = " ".join(s for s in said if s not in asking)
    if not asking:
        return (Part(" ".join(said) or text.strip()),)
    if len(asking) > 1 and len(marked) < len(asking):
        # Sentences without a mark may belong together: "I need guidance on shelters. Which report should I read?"
        asking = marked or [" ".join(asking)]
        beside = " ".join(s for s in said if s not in asking)
    return tuple(Part(s, beside if place == 0 else "") for place, s in enumerate(asking))


def _bare(sentence: str) -> str:
    """Return the sentence without the greeting before it and the courtesies after it."""
    opened = _OPENING.sub("", sentence.strip())
    closed = _CLOSING.sub("", opened).strip()
    return closed or sentence.strip()


def _sentences(text: str, titles: Sequence[str]) -> list[str]:
    low = text.casefold()
    kept = [(at, at + len(title)) for title in titles if (at := low.find(title.casefold())) >= 0]
    kept += [(match.start(), match.end()) for match in re.finditer(r"[“\"][^“”\"]*[”\"]", text)]
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        whole = any(first < end.start() < last for first, last in kept)
        if not whole and not just_before(_SHORT_FORM, text, end.start()):
            found.append(text[start : end.start()])
            start = end.end()
    return [*found, text[start:]]
