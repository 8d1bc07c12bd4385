"""What a question such as "and in 2018?" or "sorry, I meant Peru" carries on from the one before."""

import re
from dataclasses import replace

from assistant.collection.vocabulary import PLACE_FIELDS
from assistant.language.lexicon import any_of
from assistant.question import CatalogueRequest, Conditions, FoundCondition
from assistant.state import Turn
from assistant.understanding.conditions.names import UnknownName
from assistant.understanding.intents.requests import intent_of
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.references.reference import CORRECTS, PERSON, PLURAL, WHOLE, Reference, single, to_records
from assistant.understanding.references.same_list import listed_again, listed_by_topic, sorted_again
from assistant.understanding.wording.combined import overlaid
from assistant.understanding.wording.reading import Reading
from corpus.filters import FILTER_FIELDS, Filters

_CARRIES_ON = re.compile(r"^(?:and|but|or|(?:what|how) about|what of|(?:the )?same for|also|then|ok(?:ay)?,? and)\b")
_BY_ITSELF = re.compile(r"^(?:in|by|from|about|on|for|of|before|after|since|until|between)\b")
_LINK = re.compile(r"^\W*(?:(?:and|but|or|also|then)\b\W*)*(?:(?:what|how) (?:about|of)\b)?")
_ASKS = re.compile(r"\b(?:who|what|which|when|where|why|how|did|do|does|is|are|was|were|can|will|has|have)\b")
# What stands in the place of a name that no record has, by the word before it.
_SAID_OF = {"about": PLACE_FIELDS, "by": ("authors",)}
_BOTH = re.compile(r"\b(?:both|the two)\b")
_PLACES = {"second": 2, "third": 3, "fourth": 4, "fifth": 5}
_PLACE = any_of(_PLACES)
# "The second" alone is the second of a list.
_NEXT = re.compile(
    r"\W*(?:(?:and|but|so|then)\b\W*)*(?:(?:who|which|what)(?: one)? )?(?:(?:is|was|are|were|comes?|came) )?"
    rf"(?:(?:in )?({_PLACE})(?: place)?(?<=place)|(?<=come )({_PLACE})|(?<=comes )({_PLACE})|(?<=came )({_PLACE})"
    r"|(?:the )?runners?[- ]?up|(?:the )?next(?: one| in line)?)\W*"
)
_LONGEST_CARRIED = 8
_LONGEST_BARE = 4


def carried_on(text: str, reading: Reading, conversation: Conversation) -> Reference | None:
    """Return what a question such as "and in 2018?" or "sorry, I meant Peru" carries on from the one before."""
    turn = conversation.turn
    corrects = CORRECTS.search(text) is not None
    short = len(text.split()) <= _LONGEST_CARRIED
    bare = _BY_ITSELF.match(text) is not None and len(text.split()) <= _LONGEST_BARE
    if turn is None or not short:
        return None
    if reference := sorted_again(text, reading, conversation) or _next_in_order(text, reading, turn):
        return reference
    if not (corrects or bare or _CARRIES_ON.match(text)):
        return None
    if turn.request and not intent_of(turn.request).carries_over:
        return None
    if (before := conversation.listing) and (reference := listed_again(text, reading, before, turn)):
        return reference
    own = reading.request if reading.request and reading.request.asked not in ("list",) else None
    if own and not reading.residue and not reading.has_conditions:
        return _asked_again(text, own, conversation)
    if own and any(c.count.field for c in reading.counts) and not reading.values and not reading.years:
        return Reference(conditions=turn.conditions, request=own, words=turn.question)
    if own and not reading.residue and not WHOLE.search(text) and _names_records(own) and _names_records(turn.request):
        return _under_the_same(turn, own)
    if own or _ASKS.search(_LINK.sub("", text)) or PLURAL.search(text) or PERSON.search(text):
        return None
    if turn.request and _BOTH.search(text) and not reading.residue:
        return _of_both(turn, conversation)
    unknown = reading.unknown
    left = [word for word in reading.residue if not unknown or not unknown.start <= word.start < unknown.end]
    if turn.request and not left and (reading.has_conditions or unknown):
        return _beside_unknown(_under_the_same(turn, turn.request), unknown)
    if reference := listed_by_topic(text, reading, turn):
        return reference
    if turn.request and intent_of(turn.request).of_one and (reading.described or reading.titles):
        return Reference(request=turn.request, words=turn.question)
    return None if turn.request else _asked_of_other(turn, reading)


def _next_in_order(text: str, reading: Reading, turn: Turn) -> Reference | None:
    """Return what was asked of the records or values at one end, for one more of them: "who comes second?"."""
    found, request = _NEXT.fullmatch(text), turn.request
    if found is None or request is None or reading.has_conditions:
        return None
    if not (intent_of(request).ordered or (request.asked == "values" and request.order in ("most", "fewest"))):
        return None
    place = next(filter(None, found.groups()), "second" if "runner" in text else "")
    limit = _PLACES.get(place, request.limit + 1)
    request = replace(request, limit=limit, subject=turn.subject)
    return Reference(turn.about, turn.besides, turn.conditions, request, words=turn.question, says_all=True)


def _names_records(request: CatalogueRequest | None) -> bool:
    return request is not None and intent_of(request).names_records


def _under_the_same(turn: Turn, request: CatalogueRequest) -> Reference:
    """Return what is asked, by a request for records of those among which the question before looked for some."""
    if not _names_records(turn.request):
        return Reference(conditions=turn.conditions, request=request, words=turn.question)
    return Reference(
        turn.about,
        left_out=turn.besides,
        conditions=turn.conditions,
        request=replace(request, subject=turn.subject),
        words=turn.question,
    )


def _beside_unknown(reference: Reference, unknown: UnknownName | None) -> Reference:
    """Return it without the conditions in whose place a name stands that no record has: "and Tanzania?"."""
    fields = _SAID_OF.get(unknown.word, ()) if unknown else ()
    before = reference.conditions
    filters = before.filters.model_copy(update=dict.fromkeys(fields, ()))
    found = tuple(found for found in before.found if found.field not in fields)
    return replace(reference, conditions=replace(before, filters=filters, found=found))


def _of_both(turn: Turn, conversation: Conversation) -> Reference | None:
    """Return the last two values that were asked about, which a record shall name together: "and about both?"."""
    for field in FILTER_FIELDS[1:]:
        named = conversation.last_values(field, 2)
        if len(named) > 1:
            both = Filters.model_validate({field: named})
            found = tuple(FoundCondition(field, value, value) for value in named)
            conditions = overlaid(turn.conditions, Conditions(filters=both, together=both, found=found))
            return Reference(conditions=conditions, request=turn.request, words=turn.question)
    return None


def _asked_of_other(turn: Turn, reading: Reading) -> Reference:
    """Return the question before with the year, the place or the author of this one in place of its own.

    "How many calls came in 2014?", "And in 2015?": where it names none of the kind, both are looked for together, the
    question before without a topic that it had added itself.
    """
    named = {value.field: (value.start, value.end) for value in reading.values}
    if reading.years:
        named["years"] = (reading.years[0].start, reading.years[0].end)
    before = tuple(found.condition() for found in (*turn.found, *turn.raised))
    for found in before:
        if found.field in named and found.words in turn.question:
            start, end = named[found.field]
            said = reading.text[start:end].strip()
            others = tuple(other for other in before if other.field != found.field)
            return Reference(
                search=turn.question.replace(found.words, said, 1),
                carried=turn.carried.replace(found.words, said, 1),
                raised=others,
                words=turn.question,
            )
    text = turn.carried or turn.question
    carried = text if reading.residue else turn.carried
    base = text if reading.residue else turn.question
    return Reference(search=f"{base} {reading.text}", carried=carried, raised=before, words=turn.question)


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
