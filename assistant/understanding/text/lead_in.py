"""What is said before a question asks: "could you tell me", "I would like to know", "please list"."""

import re

from assistant.language.lexicon import any_of, either

_LINKS = any_of("and so well but then also ok okay oh now no yes sorry please kindly just".split())
_WISHES = either(
    r"i(?: am|'m| was|'ve been)?(?: just| also| only)? "
    + either("wondering", "curious", "asking", "looking for", "searching for", "after", "interested in", "wonder")
    + r"(?: (?:if|whether)\b| about\b)?",
    r"i(?: am|'m)(?: just)? trying to (?:find|see|get)",
    r"i(?: would|'d) be (?:very |so |most )?(?:grateful|glad|happy|thankful|pleased)(?: if you (?:can|could|would))?",
    r"i(?: would|'d| also| really)* (?:like|love|need|want|have)(?: you)? to "
    r"(?:know|see|find(?: out)?|get|have|read|ask|learn|hear)(?: about)?",
    r"i(?: would|'d)? (?:need|want|like|am missing)",
)
_REQUESTS = either(
    r"(?:if|whether) (?:you|i|we) (?:can|could|would)\b",
    r"(?:can|could|would|will|may|might) (?:you|i|we|one)",
    r"(?:do|would) you (?:happen to )?(?:know|remember)",
    "is it possible to",
    "(?:any|no) idea",
    "help me find",
    "search for",
    "look (?:for|up)",
    # "Show me the reports by year" says how they are to be listed, "list the reports" too; "show me who wrote it" asks.
    r"(?:show|give)(?: me| us)?(?! (?:me|us|all|every|the|your)\b)",
    any_of("tell send find get name see have let point me us to know out help".split()),
)
# "As an evaluator I would like to know".
_AS = r"(?:(?:speaking )?as (?:a|an|the) (?:[\w-]+ ){1,3}?(?=i\b))"
_LEAD = re.compile(rf"^\W*(?:(?:{_AS}|{either(_LINKS, _WISHES, _REQUESTS)}\b)[\s,:]*)+")


def lead_in(text: str) -> int:
    """Return how many characters of the lower-case question come before what it asks.

    >>> lead_in("could you please tell me who wrote it?"), lead_in("as an evaluator i'd like to know who wrote it?")
    (25, 33)
    """
    found = _LEAD.match(text)
    return found.end() if found and found.end() < len(text.rstrip(" ?!.")) else 0
