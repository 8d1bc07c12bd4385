"""What is asked of the list before once more: in another order, under other conditions, of another topic."""

import re
from dataclasses import replace

from assistant.collection.vocabulary import PLACE_FIELDS
from assistant.language.lexicon import NOUN
from assistant.language.patterns import any_case
from assistant.question import CatalogueRequest, Listing, Order
from assistant.state import Turn
from assistant.understanding.intents.requests import intent_of
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.references.reference import PERSON, PLURAL, WHOLE, Reference, to_records
from assistant.understanding.wording.combined import conditions_of, overlaid
from assistant.understanding.wording.reading import Reading

_NAMES_ALL = re.compile(rf"\b(?:{NOUN}|all|every|everything|any)\b")
_BY = re.compile(r"\bby (?:the )?(?:title|name|year|date|age)s?\b")
_REVERSES = re.compile(r"\W*(?:and |now |please )*(?:(?:in )?reverse[d]?(?: (?:the |in )?(?:order|it|them))?"
                       r"|(?:the )?other way (?:a)?round)\W*(?:please)?\W*")  # fmt: skip
_OPPOSITE: dict[Order, Order] = {"latest": "oldest", "oldest": "latest"}
_LINK = any_case(r"^\W*(?:(?:and|but|or|also|then|ok(?:ay)?)\b\W*)*(?:(?:what|how) (?:about|of)\b\W*)?")
_ABOUT = any_case(r"^(?:(?:those|the ones|ones) )?(?:about|on|regarding|concerning) ")
_PLACED = any_case(r"(?:in|from|for|near) ")
# What a definite or a pointing word names is no topic of all records.
_POINTS_BACK = re.compile(r"\b(?:the|this|that|these|those|it|its|they|them|their|he|she|his|her|you|your|one|ones)\b")
_ASKS = any_case(r"\b(?:who|what|which|when|where|why|how|did|do|does|is|are|was|were|can|will|has|have)\b")


def sorted_again(text: str, reading: Reading, conversation: Conversation) -> Reference | None:
    """Return the list before in the order that a text such as "newest first" or "no, by title" asks for."""
    turn, last = conversation.turn, conversation.last
    names_else = reading.residue or reading.has_conditions or reading.titles or _NAMES_ALL.search(_BY.sub("", text))
    reverses = _REVERSES.fullmatch(text) is not None
    if turn is None or (names_else and not reverses):
        return None
    asked = reading.request.order if reading.request and reading.request.asked == "list" else ""
    order = _OPPOSITE.get(turn.order, "") if reverses else asked
    if order not in ("latest", "oldest", "title"):
        return None
    if turn.request and intent_of(turn.request).names_records:
        request = CatalogueRequest("list", order=order, subject=turn.subject)
        return Reference(turn.about, turn.besides, turn.conditions, request, words=turn.question)
    return to_records(last.publications, CatalogueRequest("list", order=order)) if last else None


def listed_again(text: str, reading: Reading, turn: Turn, last: Turn) -> Reference | None:
    """Return the list of the records on a topic with what a text such as "and in Ghana?" or "and coffee?" changes.

    `turn` asked for it; `last` may have asked of its records since, and is then gone on from unless a topic is named.
    """
    speaks_of_others = PLURAL.search(text) or PERSON.search(text) or WHOLE.search(text)
    if turn.listing is None or (turn is not last and not reading.residue) or speaks_of_others:
        return None
    own, listing = reading.request, turn.listing
    if own and not reading.residue and own.asked in ("count", "latest", "oldest"):
        listing = Listing(own.asked, own.limit, listing.mentions)
    elif own and own.asked != "list":
        return None
    elif reading.residue:
        return _of_topic(reading, listing, turn)
    elif not reading.has_conditions:
        return None
    elif topic := _elsewhere(turn, reading):
        return Reference(search=topic, listing=listing, conditions=turn.conditions, words=turn.question)
    conditions = overlaid(turn.conditions, conditions_of(reading))
    return Reference(search=turn.topic, listing=listing, conditions=conditions, words=turn.question)


def listed_by_topic(text: str, reading: Reading, turn: Turn) -> Reference | None:
    """Return the list or the number of the records before once more, of those on a topic: "what about sharks?"."""
    request = turn.request
    if request is None or turn.subject or not intent_of(request).names_records or _LINK.sub("", text) == text:
        return None
    if not reading.residue or reading.has_conditions or reading.unknown or _POINTS_BACK.search(text):
        return None
    asked = request.asked if request.asked in ("count", "latest", "oldest") else "list"
    reference = _of_topic(reading, Listing(asked, request.limit), turn)
    return replace(reference, ids=turn.about) if reference else None


def _elsewhere(turn: Turn, reading: Reading) -> str:
    """Return the topic before with the one place of this question where it names another one."""
    places = [value for value in reading.values if value.field in PLACE_FIELDS]
    before = {found.words for found in turn.raised if found.field in PLACE_FIELDS and found.words in turn.topic}
    if len({place.start for place in places}) != 1 or len(before) != 1 or reading.years or reading.counts:
        return ""
    start, end = places[0].start, places[0].end
    article = "the " if reading.low[:start].endswith("the ") else ""
    said = f"{article}{reading.text[start:end]}"
    return re.sub(rf"(?:\bthe )?{re.escape(before.pop())}", lambda _: said, turn.topic, count=1, flags=re.IGNORECASE)


def _of_topic(reading: Reading, listing: Listing, turn: Turn) -> Reference | None:
    """Return the list for another topic, or for the one before where a place that no field names is added to it."""
    rest = _LINK.sub("", reading.text).strip(" ?!.")
    if _ASKS.search(rest):
        return None
    topic = _ABOUT.sub("", rest)
    if topic != rest:
        listing = replace(listing, mentions=False)
    elif _PLACED.match(rest):
        topic = f"{turn.topic} {rest}"
    return Reference(search=topic, listing=listing, conditions=turn.conditions, words=turn.question)
