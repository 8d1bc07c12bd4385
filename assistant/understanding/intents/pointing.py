"""Requests to be pointed to a publication, and bare topics: what is asked for is a record, not a fact in it."""

import re

from assistant.language.lexicon import NOUN, RECORD_NOUNS, any_of
from assistant.language.words import STOP_WORDS, words

# "What should I read?", "which report should she look at first?"
WHAT_TO_READ = (
    rf"(?:what|which(?: ones?| {NOUN})?) (?:should|shall|can|could|must) (?:i|we|you|one|he|she|they)"
    r" (?:read|look at|open|study|start with|begin with)(?: first)?"
)
_POINTING = re.compile(
    r"^what (?:is|are) (?:.*) about\W*$|\bwhere (?:should|do|can|could|would|must|shall) (?:i|we"
    r"|one) (?:start|begin)\b|\b(?:start|begin) with\b|\bi(?:'m| am| are) new (?:to|in|here)\b"
    r"|\bwhere to (?:start|begin)\b|\bworth (?:a look|a read|reading|looking at)\b"
    r"|\bi am looking for\b|\bi'm looking for\b|\bpoint me\b|^(?:(?:can|could|would) you "
    r"|please )?recommend\b|\byou recommend\b|\brecommended reading\b"
    rf"|\bsummari[sz]e\b|\bsummary of\b|\b{WHAT_TO_READ}\b"
    r"|\bwhich (?:publication|report|guide|manual"
    r"|study|document)s? (?:should|can|would|is|are|deal|discuss|cover|speak|explain|describe|help"
    r"|look)"
    r"|\b(?:is|are) there (?:anything|something|any)\b|\bdo you have (?:anything|something|any)\b"
    r"|^i need\b|^i want\b|^(?:please )?compare\b|\bdifferences? between\b"
    r"|\bwhat (?:guidance|material|literature|research|guides?|training|resources?) (?:exists?"
    r"|is there|are there|is available|are available|do you have|on|for|about)\b",
    re.I,
)
_FRAME = re.compile(
    r"\b(?:where (?:should|do|can|could|would|must|shall) (?:i|we|one) (?:start"
    r"|begin)(?: reading)?|(?:(?:should|do|can|could|would|must|shall) (?:i|we|one) )?(?:start|begin) with"
    r"|where to (?:start|begin)(?: reading)?|(?:would )?you recommend(?: me)?(?: to read)?|first time"
    r"|(?:would be|is|are) worth (?:a look|a read|reading|looking at)|i know (?:nothing|little) (?:about|of)"
    rf"|{WHAT_TO_READ}"
    r"|(?:i am|i'm) (?:new (?:to|in)|looking for)|(?:please )?(?:point me to"
    r"|recommend|compare|summari[sz]e|(?:(?:a|the) )?summary of|show me|find me|give me)|(?:is"
    r"|are) there (?:anything|something"
    r"|any)(?: on| about)?|i need|i want|do you have (?:anything|something|any)(?: on| about)?)\b",
    re.I,
)
# "What do the publications say about": by itself the subject says nothing of what is looked for.
_SAYING = re.compile(
    rf"\bwhat (?:do|does|did) (?:(?:the|these|those|this|that|all|any|your) )*(?:{any_of(RECORD_NOUNS)}|they|it)"
    r" (?:say|tell(?: us| me)?|write|report|find|mention|reveal|show|state) (?:about|on|of|regarding)\b",
    re.I,
)
_COMPARE = re.compile(
    r"\bcompare[sd]?\b|\bcomparison\b|\bdifferences? between\b|\bversus\b|\bvs\b|\bboth (?:studies"
    r"|reports)\b",
    re.I,
)
_SENTENCE = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|can|could|will"
    r"|would|should|has|have|had)\b",
    re.I,
)
_LONGEST_TOPIC = 6
# These tell one record from another where "report" and "publication" do not.
_TELLING_NOUNS = frozenset("training manual manuals guide guides".split())


def is_pointing(question: str) -> bool:
    """Tell whether the question asks for publications: in so many words, or as a bare topic such as "TRM"."""
    text = question.replace("’", "'")
    weighty = [word for word in words(text) if word.plain not in STOP_WORDS]
    return _POINTING.search(text) is not None or (not _SENTENCE.search(text) and len(weighty) <= _LONGEST_TOPIC)


def is_comparison(question: str) -> bool:
    """Tell whether the question asks for something from each of several publications."""
    return _COMPARE.search(question) is not None


def put_plainly(question: str) -> str:
    """Return a question for what the records say of a topic with its subject left out.

    >>> put_plainly("What do the publications say about smugglers?")
    'what is said about smugglers?'
    """
    return _SAYING.sub("what is said about", question)


def topic_of(question: str) -> str:
    """Return the question without the words that only ask to be pointed somewhere.

    >>> topic_of("I am new to referral mechanisms, where should I start?")
    'referral mechanisms'
    """
    text = _FRAME.sub(" ", question.replace("’", "'"))
    kept = [
        text[w.start : w.end]
        for w in words(text)
        if w.plain not in STOP_WORDS and w.plain not in RECORD_NOUNS - _TELLING_NOUNS
    ]
    return " ".join(kept) or question
