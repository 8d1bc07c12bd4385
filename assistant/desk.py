"""What is said to the desk itself: greetings, thanks, questions about it, orders, and calls for help."""

import re

from assistant.answer import Answer, Statement
from assistant.compose import refused
from assistant.question import Question
from corpus.store import Store

_GREETING = re.compile(
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|dear .{0,20}|salaam|bonjour"
    r"|hola)(?: there| all)?\W*",
    re.I,
)
_THANKS = re.compile(
    r"(?:(?:ok|okay|great|perfect),? )?(?:many |great, )?(?:thanks?(?: you)?|thx|cheers|merci"
    r"|gracias)(?: (?:so|very) much| a lot)?(?: for .{0,40})?\W*",
    re.I,
)
_FAREWELL = re.compile(r"(?:bye|goodbye|see you|that(?:'s| is) all)(?: now| later)?\W*", re.I)
_ABOUT = re.compile(
    r"\bwhat (?:can|could|may|should) (?:i|we|one) ask\b|\bhow (?:does|do) (?:this|it|you"
    r"|the desk) work\b|\bwho (?:are|made) you\b"
    r"|\bwhat (?:are|is) (?:you|this|refdesk|this (?:desk|site|page|tool|program))\??$|\bwhat (?:can"
    r"|do) you (?:do|know)\b|^help\W*$"
    r"|\bwhat(?:'s| is) (?:in here|this about|here)\b|\bare you (?:a |an )?(?:human|robot|bot|ai"
    r"|person|machine)\b|\bwhat sort of questions\b"
    r"|\bwhere (?:do|should|can|could) (?:i|we|one) (?:start|begin)\W*$|^i(?: am|'m) new(?: here| to this)?\W*$"
    r"|\bhow (?:do|can|should) i (?:use (?:this|it)|ask)\b",
    re.I,
)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|rules?|prompts?|everything)\b"
    r"|\bsystem prompt\b|\bpretend (?:to be|you)\b"
    r"|\byou are now\b|\bact as\b|\bjailbreak\b|\brole-?play\b",
    re.I,
)
_OTHER_WORK = re.compile(
    r"\b(?:write|compose|make up|invent|tell)(?: me| us)? (?:a|an|some|another) (?:\w+ )?(?:poem"
    r"|story|song|joke|essay|email|letter|code|script|limerick|haiku)\b"
    r"|^(?:please )?translate\b|\b(?:weather|forecast|temperature)\b.*\b(?:today|tomorrow|now|in)\b"
    r"|\bwhat time is it\b|^what(?:'s| is) the weather\b",
    re.I,
)
_EMERGENCY = re.compile(
    r"\b(?:help me|save me|i (?:am|'m|have been|was|'ve been) (?:being )?(?:trafficked|held|locked"
    r"|trapped|kidnapped|forced|in danger|beaten|raped|threatened|sold|afraid for)"
    r"|i (?:cannot|can't|can not|am not allowed to|'m not allowed to) (?:leave|go home|escape"
    r"|get out)|(?:my|our) passports? (?:was|were|is|has been|have been|are) (?:taken|stolen|kept"
    r"|withheld)"
    r"|(?:took|taken|keeps?|kept|has|stole|hold(?:s|ing)?) my passport|they (?:will"
    r"|are going to) (?:hurt|kill|sell) me|forc(?:ed|ing|es) me to|won't let me (?:leave|go)"
    r"|i need (?:urgent )?help (?:now|to escape)|i want to (?:escape|die|kill myself))\b",
    re.I,
)


def is_emergency(text: str) -> bool:
    """Tell whether someone may be speaking of a danger that they are in."""
    return _EMERGENCY.search(text.replace("’", "'")) is not None


def desk_kind(text: str) -> str:
    """Return "desk" for what is said to the desk itself, "out_of_scope" for what it does not do, else nothing."""
    text = text.replace("’", "'").strip()
    if _ORDER.search(text) or _OTHER_WORK.search(text):
        return "out_of_scope"
    if any(pattern.fullmatch(text) for pattern in (_GREETING, _THANKS, _FAREWELL)) or _ABOUT.search(text):
        return "desk"
    return ""


def answer_desk(question: Question, store: Store) -> Answer:
    """Answer what is said to the desk in its own words, which cite no record, or say that it does not do that."""
    if question.kind == "out_of_scope":
        reason = "This desk only answers questions about its publications, by quoting them; it does nothing else."
        return refused(question.text, reason)
    text = question.text.replace("’", "'").strip()
    if _THANKS.fullmatch(text) or _FAREWELL.fullmatch(text):
        return _words(question, "You are welcome. Ask again whenever you like.")
    greeting = "Hello. " if _GREETING.fullmatch(text) else ""
    name, count = store.setting("name") or "this collection", store.count()
    lines = [
        f"{greeting}This is a reference desk for {name}, a collection of {count:,} publications.",
        store.setting("description") or "",
        "Ask in your own words. An answer is made of sentences quoted letter for letter from the abstracts; where "
        "they do not answer, the desk says so. You can also ask who wrote a publication, which ones are from a year or "
        "about a country, how many there are, or which is the latest.",
        store.setting("notice") or "",
    ]
    return _words(question, *(line for line in lines if line))


def _words(question: Question, *lines: str) -> Answer:
    return Answer(question.text, "answered", statements=tuple(Statement(words=line) for line in lines))
