"""What a question such as "and in 2018?" or "sorry, I meant Peru" carries on from the one before."""

import re

from assistant.question import CatalogueRequest
from assistant.state import Turn
from assistant.understanding.intents.requests import intent_of
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.references.reference import CORRECTS, PERSON, PLURAL, WHOLE, Reference, single, to_records
from assistant.understanding.wording.reading import Reading

_CARRIES_ON = re.compile(r"^(?:and|but|or|(?:what|how) about|what of|(?:the )?same for|also|then|ok(?:ay)?,? and)\b")
_BY_ITSELF = re.compile(r"^(?:in|by|from|about|on|for|of|before|after|since|until|between)\b")
_LINK = re.compile(r"^\W*(?:(?:and|but|or|also|then)\b\W*)*(?:(?:what|how) (?:about|of)\b)?")
_ASKS = re.compile(r"\b(?:who|what|which|when|where|why|how|did|do|does|is|are|was|were|can|will|has|have)\b")
_LONGEST_CARRIED = 8
_LONGEST_BARE = 4


def carried_on(text: str, reading: Reading, conversation: Conversation) -> Reference | None:
    """Return what a question such as "and in 2018?" or "sorry, I meant Peru" carries on from the one before."""
    turn = conversation.turn
    corrects = CORRECTS.search(text) is not None
    short = len(text.split()) <= _LONGEST_CARRIED
    bare = _BY_ITSELF.match(text) is not None and len(text.split()) <= _LONGEST_BARE
    if turn is None or not short or not (corrects or bare or _CARRIES_ON.match(text)):
        return None
    if turn.request and not intent_of(turn.request).carries_over:
        return None
    own = reading.request if reading.request and reading.request.asked not in ("list",) else None
    if own and not reading.has_conditions and not reading.residue:
        return _asked_again(text, own, conversation)
    if own and any(c.count.field for c in reading.counts) and not reading.values and not reading.years:
        return Reference(conditions=turn.conditions, request=own, words=turn.question)
    if own or _ASKS.search(_LINK.sub("", text)) or PLURAL.search(text) or PERSON.search(text):
        return None
    if turn.request and not reading.residue and (reading.has_conditions or reading.unknown):
        return Reference(conditions=turn.conditions, request=turn.request, words=turn.question)
    if turn.request and intent_of(turn.request).of_one and (reading.described or reading.titles):
        return Reference(request=turn.request, words=turn.question)
    return None if turn.request else Reference(search=_asked_of_other(turn, reading), words=turn.question)


def _asked_of_other(turn: Turn, reading: Reading) -> str:
    """Return the question before with the year, the place or the author of this one in place of its own.

    "How many calls came in 2014?", "And in 2015?": where it names none of the kind, both are looked for together.
    """
    named = {value.field: (value.start, value.end) for value in reading.values}
    if reading.years:
        named["years"] = (reading.years[0].start, reading.years[0].end)
    text = turn.question
    for found in (*turn.found, *turn.raised):
        if found.field in named and found.words in text:
            start, end = named[found.field]
            return text.replace(found.words, reading.text[start:end].strip(), 1)
    return f"{text} {reading.text}"


def _asked_again(text: str, own: CatalogueRequest, conversation: Conversation) -> Reference | None:
    """Return what something else that is asked, as in "and when?", is asked of."""
    turn, last = conversation.turn, conversation.last
    if turn is None or last is None or WHOLE.search(text):
        return None
    if own.asked == "field" and turn.request and turn.request.asked == "values":
        return Reference(conditions=turn.conditions, words=turn.question)
    if intent_of(own).of_one:
        return to_records(single(last))
    if turn.request and intent_of(turn.request).ordered:
        # "And the oldest?" is asked of those among which the newest was found.
        return Reference(ids=turn.about, conditions=turn.conditions, words=turn.question)
    return to_records(last.publications)
