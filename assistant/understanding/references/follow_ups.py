"""What a question takes from the conversation before it: records, conditions, persons, or what was asked."""

import re
from dataclasses import replace

from assistant.answer import Answer
from assistant.language.lexicon import NOUN, RECORD_NOUNS, WRITE, any_of, either
from assistant.question import CatalogueRequest, Conditions, ValueCount
from assistant.understanding.intents.requests import intent_of
from assistant.understanding.references.carried_on import carried_on
from assistant.understanding.references.conversation import Conversation
from assistant.understanding.references.reference import CORRECTS, PERSON, PLURAL, WHOLE, Reference, single, to_records
from assistant.understanding.wording.combined import by_authors
from assistant.understanding.wording.reading import Reading

_ORDINALS = {"first": 0, "1st": 0, "former": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3,
             "fifth": 4, "5th": 4, "sixth": 5, "seventh": 6, "eighth": 7, "ninth": 8, "tenth": 9, "last": -1,
             "latter": -1}  # fmt: skip
_PLACE = re.compile(
    rf"\bthe ({'|'.join(_ORDINALS)})"
    rf"(?: (?:one|two|{NOUN})\b| of (?:them|these|those)\b|(?= (?:is|was|about|from)\b)|\W*$)"
    r"|(?:\b(?:number|no\.?|nr\.?) ?|#|\[)(\d{1,2})\b"
)
_NO_PLACE = re.compile(r"\b(?:last|first) (?:published|to)\b")
_GIVE = r"(?:please )?(?:(?:can|could) you )?(?:(?:tell|show|give) (?:me |us )?)?"
_MORE = re.compile(
    rf"^{_GIVE}(?:(?:some |a (?:little|bit) )?more|go on|continue|elaborate|and|what else)"
    r"(?: (?:details?|information|please))?"
    rf"(?: (?:about|on) (?:it|this|that|them|this one|that one|the {NOUN}))?\W*(?:please)?\W*$"
    r"|^what (?:else )?(?:does|do) (?:it|they) (?:say|contain|cover)\W*$"
    r"|^what(?:'s| is| are) (?:it|that|this|they) about\W*$"
)
_OF_NAMED = re.compile(r"\b(?:of|among|from|out of) (?:them|these|those)\b|\b(?:these|those|which ones?)\b")
_AMONG_NAMED = re.compile(
    r"^(?:and )?(?:which|what|how many|who|any|do any|does any) (?:of|among) (?:them|these|those)\b"
)
_WHICH = re.compile(r"^(?:and )?(?:which|what|who) (?:are|is|were|was) (?:they|those|these|it|that)\W*$")
_WHICH_FIELD = re.compile(r"^(?:and )?(?:(?:in|from) )?(?:which|what) \w+\W*$")
_HOW_MANY = re.compile(r"^(?:and )?how many\W*$")
_LINKS = "(?:and |but |ok(?:ay)? |so |now |please |then )*"
_NARROWS = re.compile(
    rf"^{_LINKS}(?:only|just|keep|without|not|leave|except|excluding|exclude|drop|skip|omit|remove|minus|narrow|limit"
    rf"|restrict|filter)\b|\b(?:of|among|from|out of) (?:them|these|those)\b|\bthe ones?\b|\bones\b"
    r"|\b(?:these|those|them) (?:ones?|from|about|by|on|in|that|which|who|with)\b"
)
_TWO = "(?:authors|two|people)"
_PERSONS = re.compile(
    rf"\b(they|them|(?:these|those) {_TWO}|the two|the authors)\b(?=.*\b{WRITE}|.*\btogether\b)"
    rf"|(?<=\bby )((?:them|these|those|the (?:same )?(?:authors|people|writers)|the same {_TWO})\b)"
)
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
_ONE = any_of(noun for noun in RECORD_NOUNS if not noun.endswith("s"))
_DEFINITE = re.compile(rf"\bthe (?:{_ONE}|(?:co-?)?authors?)\b")
# These are said of publications, not of the people whom they are about.
_OF_TEXTS = re.compile(
    r"\b(?:do|did|are|were|have|does|is|has) (?:they|these|those) (?:\w+ )?(?:say|cover|mention|deal|recommend|about"
    r"|describe|contain|discuss|focus|speak|published|written|suggest|conclude|find)\b"
)
_ASKS_ALONE = re.compile(r"^\W*(?:what|which|who|when|where|why|is|are|was|were|do|does|did|has|have|how)\b")
_AND_ASKS = re.compile(r"^(?:(?:and|but|so)\b\W*)+(?:who|whom|whose|what|which|when|where|why|how)\b(?! about| of)")


def refer(reading: Reading, conversation: Conversation) -> Reference | None:
    """Return what the question takes from the conversation, or None where it stands by itself."""
    if conversation.turn is None:
        return None
    text = reading.low.strip()
    carried = carried_on(text, reading, conversation)
    if conversation.last is None or (carried and CORRECTS.search(text)):
        return carried
    for find in (_more, _beside, _ordinal, _persons, _others, _narrowed, _of_named):
        if reference := find(text, reading, conversation.last, conversation):
            return reference
    return carried or _pronoun(text, reading, conversation.last) or _linked(text, reading, conversation.last)


def _more(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    if not _MORE.match(text):
        return None
    best = last.publications[:1]
    return replace(to_records(best), search=f"What is “{best[0].title}” about?")


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
    return to_records(listed[at:][:1], request=request if not reading.residue else None)


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
    found = PERSON.search(text) or persons
    if found is None or any(v.field == "authors" for v in reading.values):
        return None
    if reading.residue and not _SAYS.search(text):
        return None
    authors = conversation.authors(several=persons is not None)
    if not authors:
        return None
    conditions = by_authors(authors, next(filter(None, found.groups())))
    if persons and _JOINTLY.search(text):
        conditions = _joint(conditions)
    left_out = tuple(p.id for p in last.publications) if _OTHER.search(text) and "who" not in text.split()[:2] else ()
    request = CatalogueRequest("list") if reading.request is None else None
    return Reference(left_out=left_out, conditions=conditions, request=request, words=" and ".join(authors))


def _joint(conditions: Conditions) -> Conditions:
    """Return that the authors wrote together, or the one of them with others."""
    if len(conditions.found) == 1:
        return replace(conditions, counts=(ValueCount("authors", 2),))
    # "They" are named one by one, since all of them are meant.
    each = tuple(replace(found, words=found.value) for found in conditions.found)
    return replace(conditions, together=conditions.filters, found=each)


def _narrowed(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    if not _NARROWS.search(text) or (reading.residue and reading.request is None):
        return None
    of_named = _OF_NAMED.search(text) is not None
    alone = _ASKS_ALONE.match(reading.asked) is not None
    if not of_named and (alone or not reading.has_conditions):
        return None
    before = conversation.turn.request if conversation.turn else None
    order = before.order if before and intent_of(before).of_all else ""
    return to_records(last.publications, request=CatalogueRequest("list", order=order))


def _of_named(text: str, reading: Reading, last: Answer, conversation: Conversation) -> Reference | None:
    """Return the records named before for a question that is put to their texts: "which of those mention Ghana?"."""
    return to_records(last.publications) if reading.residue and _AMONG_NAMED.search(text) else None


def _names(request: CatalogueRequest) -> bool:
    """Tell whether records are asked for, and not their number."""
    return intent_of(request).names_records and not intent_of(request).counts


def _pronoun(text: str, reading: Reading, last: Answer) -> Reference | None:
    if WHOLE.search(text) and not re.search(r"\bit\b|\bits\b", text):
        return None
    asked = reading.request.asked if reading.request else ""
    if _SINGULAR.search(text):
        return to_records(single(last)) if not reading.titles else None
    if reading.residue:
        return to_records(last.publications) if _OF_TEXTS.search(text) else None
    if PLURAL.search(text) or _HOW_MANY.match(text):
        return to_records(last.publications, request=CatalogueRequest("list") if _WHICH.match(text) else None)
    # "Who are the authors?" names no record, so it is about the one before; "how many are there?" is about all.
    if reading.has_conditions or reading.described:
        return None
    if _WHICH_FIELD.match(text) and asked == "field":
        return to_records(last.publications)
    needs_one = asked in ("authors", "year", "record") or (asked == "field" and _DEFINITE.search(text))
    return to_records(single(last)) if needs_one or _DEFINITE.search(text) else None


def _linked(text: str, reading: Reading, last: Answer) -> Reference | None:
    """Return the one record spoken of for a question that names nothing else and may go on from it.

    It may by its beginning, "and where did the money come from?", or by "they" or "those", which it does not explain.
    """
    asks_of_list = reading.request is not None and not reading.residue
    names_else = reading.titles or reading.has_conditions or asks_of_list
    if len(single(last)) != 1 or names_else or not (_AND_ASKS.match(text) or PLURAL.search(text)):
        return None
    return replace(to_records(single(last)), only_maybe=True)
