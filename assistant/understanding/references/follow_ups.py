"""What a question takes from the conversation before it: records, conditions, persons, or what was asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.language.lexicon import NOUN, RECORD_NOUNS, WRITE, any_of, either
from assistant.question import NO_CONDITIONS, CatalogueRequest, Conditions
from assistant.state import Turn
from assistant.understanding.intents.requests import intent_of
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.wording.combined import by_authors
from assistant.understanding.wording.reading import Reading
from corpus.publication import Publication

_ORDINALS = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
             "fifth": 4, "5th": 4, "sixth": 5, "seventh": 6, "eighth": 7, "ninth": 8, "tenth": 9, "last": -1,
             "latter": -1}  # fmt: skip
_PLACE = re.compile(
    rf"\bthe ({'|'.join(_ORDINALS)})"
    rf"(?: (?:one|two|{NOUN})\b| of (?:them|these|those)\b|(?= (?:is|was|about|from)\b)|\W*$)"
    r"|(?:\b(?:number|no\.?|nr\.?) ?|#|\[)(\d{1,2})\b"
)
_NO_PLACE = re.compile(r"\b(?:last|first) (?:published|to)\b")
_SHELF = "(?:collection|catalogue|catalog|library|database)"
_WHOLE = re.compile(
    rf"\b(?:in all|altogether|in total|overall|in (?:the|your|this) (?:whole |entire )?{_SHELF}"
    rf"|(?:all|all of|any of) (?:the|your) {NOUN}|(?:do|have) you (?:have|hold|keep|got))\b"
)
_GIVE = r"(?:please )?(?:(?:can|could) you )?(?:(?:tell|show|give) (?:me |us )?)?"
_MORE = re.compile(
    rf"^{_GIVE}(?:(?:some |a (?:little|bit) )?more|go on|continue|elaborate|and|what else)"
    r"(?: (?:details?|information|please))?"
    rf"(?: (?:about|on) (?:it|this|that|them|this one|that one|the {NOUN}))?\W*(?:please)?\W*$"
    r"|^what (?:else )?(?:does|do) (?:it|they) (?:say|contain|cover)\W*$"
    r"|^what(?:'s| is| are) (?:it|that|this|they) about\W*$"
)
_OF_NAMED = re.compile(r"\b(?:of|among|from|out of) (?:them|these|those)\b|\b(?:these|those|which ones?)\b")
_WHICH = re.compile(r"^(?:and )?(?:which|what|who) (?:are|is|were|was) (?:they|those|these|it|that)\W*$")
_WHICH_FIELD = re.compile(r"^(?:and )?(?:(?:in|from) )?(?:which|what) \w+\W*$")
_HOW_MANY = re.compile(r"^(?:and )?how many\W*$")
_LINKS = "(?:and |but |ok(?:ay)? |so |now |please |then )*"
_NARROWS = re.compile(
    rf"^{_LINKS}(?:only|just|keep|without|not|leave|except|excluding|exclude|drop|skip|omit|remove|minus|narrow|limit"
    rf"|restrict|filter)\b|\b(?:of|among|from|out of) (?:them|these|those)\b|\bthe ones?\b|\bones\b"
    r"|\b(?:these|those|them) (?:ones?|from|about|by|on|in|that|which|who|with)\b"
)
_CORRECTS = re.compile(
    r"^(?:no|oh|oops|sorry|wait|ah|pardon|actually|correction|rather|i mean|hm+)\b"
    r"|\bi (?:actually )?meant?\b|\b(?:make|made) (?:that|it)\b|\binstead\b"
)
_CARRIES_ON = re.compile(r"^(?:and|but|or|(?:what|how) about|what of|(?:the )?same for|also|then|ok(?:ay)?,? and)\b")
_BY_ITSELF = re.compile(r"^(?:in|by|from|about|on|for|of|before|after|since|until|between)\b")
_PERSON = re.compile(r"\b(she|he|her|hers|him|his|(?:this|that|the same|the) (?:author|writer|person)(?! of))\b")
_TWO = "(?:authors|two|people)"
_PERSONS = re.compile(rf"\b(they|them|(?:these|those) {_TWO}|the two|the authors)\b(?=.*\b{WRITE}|.*\btogether\b)")
# In a question to the texts only who says something is an author: the others are those who are written about.
_SAYS = re.compile(
    r"\b(?:does|did|has|do|have) (?:she|he|the authors?) (?:\w+ )?(?:say|said|write|written|recommend|find|found)\b"
)
_JOINTLY = re.compile(r"\b(?:together|jointly)\b")
_OTHER = re.compile(
    r"\b(?:else|other|others|another|more(?! than)|further)\b"
    r"(?<!someone else)(?<!somebody else)(?<!anyone else)"
)
_SINGULAR = re.compile(
    either(
        r"(?<!is )\bit\b(?! (?:is|was|possible))|\bits\b|\bwas it\b|\bis it(?! \w+ (?:to|that|for)\b)",
        r"\b(?:about|of|in|by|on|for|with|is|was|does|did|has|wrote|authored) (?:this|that)\b"
        rf"(?! \w+ (?!{NOUN}))",
        r"\b(?!like\b|such\b|than\b)\w+ (?:this|that)\W*$",
        rf"\b(?:this|that) (?:one|{NOUN})\b",
    )
)
_PLURAL = re.compile(r"\bof the (?:two|three|four|five)\b|\b(?:they|them|their|theirs|these|those|all of them)\b")
_ONE = any_of(noun for noun in RECORD_NOUNS if not noun.endswith("s"))
_DEFINITE = re.compile(rf"\bthe (?:{_ONE}|(?:co-?)?authors?)\b")
# These are said of publications, not of the people whom they are about.
_OF_TEXTS = re.compile(
    r"\b(?:do|did|are|were|have|does|is|has) (?:they|these|those) (?:\w+ )?(?:say|cover|mention|deal|recommend|about"
    r"|describe|contain|discuss|focus|speak|published|written|suggest|conclude|find)\b"
)
_ASKS_ALONE = re.compile(r"^\W*(?:what|which|who|when|where|why|is|are|was|were|do|does|did|has|have|how)\b")
_LINK = re.compile(r"^\W*(?:(?:and|but|or|also|then)\b\W*)*(?:(?:what|how) (?:about|of)\b)?")
_ASKS = re.compile(r"\b(?:who|what|which|when|where|why|how|did|do|does|is|are|was|were|can|will|has|have)\b")
_AND_ASKS = re.compile(r"^(?:(?:and|but|so)\b\W*)+(?:who|whom|whose|what|which|when|where|why|how)\b(?! about| of)")
_LONGEST_CARRIED = 8
_LONGEST_BARE = 4


@dataclass(frozen=True, slots=True)
class Reference:
    """What the question refers to, and how it is named for the reader (`words`).

    Records that it is confined to (`ids`) or leaves out (`left_out`), conditions and a request carried on, words to
    search with. `only_maybe` says that the question might as well stand by itself.
    """

    ids: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    conditions: Conditions = NO_CONDITIONS
    request: CatalogueRequest | None = None
    search: str = ""
    words: str = ""
    only_maybe: bool = False


def refer(reading: Reading, conversation: Conversation) -> Reference | None:
    """Return what the question takes from the conversation, or None where it stands by itself."""
    if conversation.turn is None:
        return None
    text = reading.low.strip()
    carried = _carried_on(text, reading, conversation)
    if conversation.last is None or (carried and _CORRECTS.search(text)):
        return carried
    for find in (_more, _beside, _ordinal, _persons, _others, _narrowed):
        if reference := find(text, reading, conversation.last, conversation):
            return reference
    return carried or _pronoun(text, reading, conversation.last) or _linked(text, reading, conversation.last)


def _more(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    if not _MORE.match(text):
        return None
    best = last.publications[:1]
    return replace(_to(best), search=f"What is “{best[0].title}” about?")


def _ordinal(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    found = _PLACE.search(text)
    if not found or _NO_PLACE.search(text):
        return None
    at = int(found[2]) - 1 if found[2] else _ORDINALS[found[1]]
    listed = conversation.listed(at)
    if not listed:
        return None
    request = None
    if reading.request is None or _names(reading.request):
        asked = conversation.turn.request if conversation.turn else None
        carried = asked if asked and intent_of(asked).of_one else None
        request = carried or CatalogueRequest("record")
    return _to(listed[at:][:1], request=request if not reading.residue else None)


def _beside(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    """Return what "the one before that" is: of the records of the years before, or after, the nearest."""
    found = re.search(rf"\bthe (?:one|{NOUN}) (before|after) (?:that|it|this)\b", text)
    if not found or not reading.years:
        return None
    return Reference(request=CatalogueRequest("latest" if found[1] == "before" else "oldest"), words=found[0])


def _others(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    """Return the records named before as those that "what else did Haddad write?" leaves out."""
    listed = reading.request is not None and intent_of(reading.request).of_all
    if reading.residue or not reading.has_conditions or not listed or not _OTHER.search(text):
        return None
    return Reference(left_out=tuple(p.id for p in last.publications), words=last.question)


def _persons(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    persons = _PERSONS.search(text)
    found = _PERSON.search(text) or persons
    if found is None or any(v.field == "authors" for v in reading.values):
        return None
    if reading.residue and not _SAYS.search(text):
        return None
    authors = conversation.authors(several=persons is not None)
    if not authors:
        return None
    conditions = by_authors(authors, found[1])
    if persons and _JOINTLY.search(text):
        conditions = replace(conditions, together=conditions.filters)
    left_out = tuple(p.id for p in last.publications) if _OTHER.search(text) and "who" not in text.split()[:2] else ()
    request = CatalogueRequest("list") if reading.request is None else None
    return Reference(left_out=left_out, conditions=conditions, request=request, words=" and ".join(authors))


def _narrowed(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    if not _NARROWS.search(text) or (reading.residue and reading.request is None):
        return None
    of_named = _OF_NAMED.search(text) is not None
    alone = _ASKS_ALONE.match(reading.asked) is not None
    if not of_named and (alone or not reading.has_conditions):
        return None
    before = conversation.turn.request if conversation.turn else None
    order = before.order if before and intent_of(before).of_all else ""
    return _to(last.publications, request=CatalogueRequest("list", order=order))


def _carried_on(text: str, reading: Reading, conversation: Conversation) -> Reference | None:
    """Return what a question such as "and in 2018?" or "sorry, I meant Peru" carries on from the one before."""
    turn = conversation.turn
    corrects = _CORRECTS.search(text) is not None
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
    if own or _ASKS.search(_LINK.sub("", text)) or _PLURAL.search(text) or _PERSON.search(text):
        return None
    if turn.request and not reading.residue and (reading.has_conditions or reading.unknown):
        return Reference(conditions=turn.conditions, request=turn.request, words=turn.question)
    if turn.request and intent_of(turn.request).of_one and (reading.described or reading.titles):
        return Reference(request=turn.request, words=turn.question)
    return None if turn.request else Reference(search=_asked_of_other(turn, reading), words=turn.question)


def _names(request: CatalogueRequest) -> bool:
    """Tell whether records are asked for, and not their number."""
    return intent_of(request).names_records and not intent_of(request).counts


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
    if turn is None or last is None or _WHOLE.search(text):
        return None
    if own.asked == "field" and turn.request and turn.request.asked == "values":
        return Reference(conditions=turn.conditions, words=turn.question)
    if intent_of(own).of_one:
        return _to(_single(last))
    if turn.request and intent_of(turn.request).ordered:
        # "And the oldest?" is asked of those among which the newest was found.
        return Reference(ids=turn.about, conditions=turn.conditions, words=turn.question)
    return _to(last.publications)


def _pronoun(text: str, reading: Reading, last: Answer) -> Reference | None:
    if _WHOLE.search(text) and not re.search(r"\bit\b|\bits\b", text):
        return None
    asked = reading.request.asked if reading.request else ""
    if _SINGULAR.search(text):
        return _to(_single(last)) if not reading.titles else None
    if reading.residue:
        return _to(last.publications) if _OF_TEXTS.search(text) else None
    if _PLURAL.search(text) or _HOW_MANY.match(text):
        return _to(last.publications, request=CatalogueRequest("list") if _WHICH.match(text) else None)
    # "Who are the authors?" names no record, so it is about the one before; "how many are there?" is about all.
    if reading.has_conditions or reading.described:
        return None
    if _WHICH_FIELD.match(text) and asked == "field":
        return _to(last.publications)
    needs_one = asked in ("authors", "year", "record") or (asked == "field" and _DEFINITE.search(text))
    return _to(_single(last)) if needs_one or _DEFINITE.search(text) else None


def _linked(text: str, reading: Reading, last: Answer) -> Reference | None:
    """Return the one record spoken of for a question that names nothing else and may go on from it.

    It may by its beginning, "and where did the money come from?", or by "they" or "those", which it does not explain.
    """
    asks_of_list = reading.request is not None and not reading.residue
    names_else = reading.titles or reading.has_conditions or asks_of_list
    if len(_single(last)) != 1 or names_else or not (_AND_ASKS.match(text) or _PLURAL.search(text)):
        return None
    return replace(_to(_single(last)), only_maybe=True)


def _single(last: Answer) -> tuple[Publication, ...]:
    """Return the record that "it" is: the best one quoted, or all that a catalogue answer named."""
    return last.publications[:1] if any(source.quotes for source in last.sources) else last.publications


def _to(publications: Sequence[Publication], request: CatalogueRequest | None = None) -> Reference:
    words = "; ".join(p.title for p in publications) if len(publications) <= 2 else f"{len(publications)} publications"
    return Reference(tuple(p.id for p in publications), request=request, words=words)
