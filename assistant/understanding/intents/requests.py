"""What a question asks of the catalogue, read from its wording alone."""

import re
from dataclasses import replace

from assistant.language.lexicon import FIELD, FIELD_NAME, FIELDS, NOUN, NUMBERS, PUBLISH, WRITE, either
from assistant.question import CatalogueRequest
from assistant.understanding.intents.pointing import WHAT_TO_READ

_MANY = rf"(\d{{1,2}}|{'|'.join(NUMBERS)})"
# "The second latest" is the last of the two latest, which are all named.
_PLACES = {**NUMBERS, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_LIMIT = re.compile(
    either(
        rf"\b(?:last|latest|newest|first|oldest|earliest|recent|top) {_MANY}\b",
        rf"\b{_MANY} (?:most|latest|newest|oldest|earliest)\b",
        r"\b(second|third|fourth|fifth)[- ](?:most|latest|newest|oldest|earliest|last)\b",
        rf"^{_MANY}\b",
    )
)
_BE = r"(?:is|are|was|were|'s|has|have|had|did|does|do|been)"
_THEM = "(?:them|these|those)"
_PERSON = "(?:author|writer)"

# No field of a record answers these, whatever else the question says.
_PUT_TO_TEXTS = re.compile(
    either(
        "^why",
        rf"^whose(?! (?:\w+ )?(?:idea|{NOUN})\b)",
        r"^how(?! (?:many|old|recent|new|up to date|current|large|big)\b)",
        "^what (?:is|are) such",
    )
    + r"\b"
)
# The years that a plan or a project covers are no years of publication; those of the publications are.
_YEARS_OF_WHAT = re.compile(
    rf"^(?:which|what|how many) (?:years?|dates?)\b(?!.*\b(?:{NOUN}|ones|collection|catalogue|you)\b)"
    r".*\b(?:cover|run|span|last|take|concern)"
)
# No record says what is still to come out.
_TO_COME = re.compile(r"\b(?:will|shall|next|going to|(?:new|second|third|revised|updated) edition)\b")

_WITH = "(?:with|together|alongside)"
_CO_AUTHOR = either(
    rf"\bco-?{_PERSON}s?\b",
    r"\bwho else\b",
    rf"\bwho\b.*\b(?:{WRITE}|collaborat\w+).*\b{_WITH}\b",
    rf"\bwho\b.*\b(?:other|second|another|somebody|someone|anybody|anyone)\b (?:person|colleague|else|{_PERSON})\b",
    rf"\b(?:{WRITE}|collaborat\w+|publish\w*)\b.*\bwith whom?\b",
    r"\bwith whom\b|\bwho\b.*\bwith$",
)
_FILLERS = "all|else|also|originally|actually|ever|the|its|their|his|her|other|first|main|lead|jointly|both|such"
_BETWEEN = rf"(?: {either(_BE, _FILLERS)})*?"
_OF_THE = "(?:the |its |their |such )?(?:names? of (?:the |its |their )?)?"
_AUTHORS = either(
    rf"\bwho(?:m|'s)?{_BETWEEN} (?:{WRITE}|(?:co-?)?{_PERSON}s?\b)",
    rf"\bwhom? {_BE} .*\bby$|\bby whom?\b|\bwho {_BE} (?:it|this|that|they|these|those) (?:written )?by\b",
    rf"\b(?:which|what) (?:{_PERSON}s?|persons?|people) {WRITE}",
    rf"^(?:his |her )?(?:full )?{_OF_THE}{_PERSON}(?:s|ship)?\b(?! (?:who|with|that|in|are|have|has|and (?!year)))",
    rf"\b(?:who|what|which|name)\b.*\b(?:is|are|was|were) {_OF_THE}{_PERSON}s?\b",
    rf"\b(?:its|their) {_PERSON}s?$|^who .*\bthe {_PERSON}s?$|\bname (?:the )?{_PERSON}s? of\b",
    rf"^whose (?:\w+ )?(?:idea|{NOUN})",
)
_WHEN = r"(?:when|(?:in |from |of )?(?:which|what) (?:year|month|date))"
_YEAR = either(
    rf"\b{_WHEN}\b.*\b{PUBLISH}\b",
    rf"\b{_WHEN} {_BE} (?:it|this|that|they|these|those|such)$",
    rf"\b{_WHEN} {_BE} .*\bfrom$|^{_WHEN}$|^from when\b",
    rf"\bhow (?:old|recent|new|up to date|current) {_BE}\b",
    r"\b(?:date|year) of (?:publication|release|issue)\b|\bpublication (?:date|year)s?\b",
    rf"^(?:the |its |their )(?:year|date)s?(?: of)?\b|\b{_BE} (?:the|its|their) (?:year|date)s?\b",
    rf"\bwhen\b.*\b{WRITE}|\b(?:what|which) year (?:{PUBLISH}|is)\b",
)
_COUNT = either(
    rf"\bhow many (?:(?!{FIELD_NAME}\b)\w+ ){{0,3}}?(?:{NOUN}|ones)\b",
    rf"\b(?:number|count|total) of (?:\w+ ){{0,2}}?(?:{NOUN}|{_THEM})\b|^count\b",
    rf"\bhow many(?: of (?:{_THEM}|your|the)| are (?:there|they|{_THEM})| do you| have you| in total| altogether|$)",
    rf"\bhow many (?:{_BE}|came|come|name|lack|cover|deal|such|exist|can|concern|mention|appear|date)\b",
    rf"\bhow (?:large|big) {_BE} (?:the|your|this) (?:\w+ )?(?:collection|catalogue|library|catalog|database)\b",
)
_EVERY = "(?: (?:of|the|all|your|its|their|other|different|distinct|various|such|unique|me|are))*"
_VALUES = either(
    rf"\b(?:which|what|how many|whose|any){_EVERY} {FIELD}\b|\bunder (?:which|what) {FIELD}\b",
    rf"^(?:all |of |the |your |its |their |every |different |various |names? of )*{FIELD}\b",
    rf"\b(?:{_BE}|about|and) (?:the|its|their) {FIELD}\b",
    rf"\b{FIELD} of (?:the|this|that) (?:\w+ )*{NOUN}\b",
)
_EACH = rf"(?:per|(?:for|in|from|by) each|(?:grouped|split|sorted|broken down|counted) by) {FIELD}\b"
_PER = either(
    rf"\b{NOUN}\b.*\b{_EACH}|^how many\b.*\b{_EACH}",
    rf"\b{NOUN} (?:per|by) {FIELD}$",
    rf"^(?:\w+ )*(?:breakdown|distribution) (?:of \w+ )?(?:by|per|over|across) (?:the )?{FIELD}\b",
)
_MOST = either(
    rf"\b(?:which|what|whose) {FIELD} (?:\w+ ){{0,3}}?(?:the )?(?:most|more)\b(?! (?:recent|than))",
    rf"\bmost (?:prolific|productive|frequent|common) {FIELD}\b",
    r"\bwho (?:has |have )?(?:wrote|written|authored|published|contributed) (?:the )?most\b",
)
# Which values several records name: "authors with more than one publication", "who wrote two reports".
_SHARED = either(
    rf"\b(?:(?:which|what|list|all|any)?{_EVERY} {FIELD}|^{FIELD}|who)\b[^?]*?\b(?:(?:more than|at least|over) )?"
    rf"(?:one|two|three|several|multiple|many|\d)(?: (?!of)\w+)?? {NOUN}\b",
    rf"\b(?:who|which of (?:{_THEM}|the {FIELD_NAME})) .*\bmore than one$",
    rf"\b{FIELD}\b[^?]*?\b(?:occur|appear|named?|listed)\w* (?:more than once|twice|several times|repeatedly)",
)
_RECORD = (
    r"^(?:what(?: is|'s) )?(?:the |its |their )?(?:whole |full |entire )?(?:abstracts?|texts?|record|entry|details)"
    r"(?: (?:of|for)\b|$)"
)
_FIRST = r"(?: ones?)? first\b"
_SORTED = r"\b(?:sort|order|arrange|list)(?:ed)?(?: \w+){0,3} by (?:the )?"
_NEW = (
    r"(?:most recent(?:ly)?|latest|newest|youngest|newer(?! than)|more recent(?! than)"
    r"|last(?= (?:published|to appear|to come out|one)|$))"
)
_OLD = r"(?:oldest|earliest|least recent|older(?! than)|first(?= (?:published|to appear|to come out)|$))"
_LATEST = rf"\b{_NEW}\b|(?:\b(?:the|your) |^)last (?:\w+ )?{NOUN}\b"
# "What should I read first?" asks for no date.
_OLDEST = rf"^(?!.*{WHAT_TO_READ}$).*?(?:\b{_OLD}\b|(?:\b(?:the|your) |^)(?:very )?first (?:\w+ )?{NOUN}\b)"
_LATEST_FIRST = (
    rf"\b{_NEW}{_FIRST}|\b(?:newest|latest) to (?:the )?(?:oldest|earliest)\b|\breverse chrono|\bdescending\b"
)
_OLDEST_FIRST = (
    rf"\b{_OLD}{_FIRST}|\b(?:oldest|earliest) to (?:the )?(?:newest|latest)\b|\bchronological"
    rf"|{_SORTED}(?:year|date|age)\b"
)
_ADDRESS = r"^where (?:can|could|do|does|may|might) .*\b(?:download|find|get|read|access|obtain)\b"
_LIST = either(
    rf"\b(?:{NOUN}|ones?)\b|\b(?:any|every|some|no)thing\b|\b(?:{WRITE}|{PUBLISH})\b|\btogether\b",
    r"^(?:everything|all|every|any|the rest|that|those|these|only)\b|\b(?:what|anything) else\b",
    r"^(?:is|are) such (?:\w+ )?(?:covered|included|listed|represented|there)\b",
    r"\b(?:the|your) (?:shelf|shelves|library|collection|catalogue|catalog|database)\b",
    r"\b(?:do|have) (?:you|we)\b|\b(?:is|are) there\b",
)
_ABBREVIATION = re.compile(
    r"\bwhat (?:does|do|is) (?:the )?(?:abbreviations? |acronyms? )?(\w+) (?:stand for|mean|short for)\b"
    r"|\b(?:meaning|full form) of (?:the )?(?:abbreviation |acronym )?(\w+)$"
)

# What each wording asks for, the first one that fits; a field that the wording names counts before the one given here.
_RULES = tuple(
    (re.compile(pattern), request)
    for pattern, request in (
        (_LATEST_FIRST, CatalogueRequest("list", order="latest")),
        (_OLDEST_FIRST, CatalogueRequest("list", order="oldest")),
        (rf"\balphabetical|{_SORTED}titles?\b", CatalogueRequest("list", order="title")),
        (_RECORD, CatalogueRequest("record")),
        (_SHARED, CatalogueRequest("values", "authors", least=2)),
        (_MOST, CatalogueRequest("values", "authors", order="most")),
        (_PER, CatalogueRequest("values")),
        (_LATEST, CatalogueRequest("latest")),
        (_OLDEST, CatalogueRequest("oldest")),
        (r"\bwho (?:has )?published\b", CatalogueRequest("field", "publisher")),
        (_ADDRESS, CatalogueRequest("field", "url")),
        (_AUTHORS, CatalogueRequest("authors")),
        (_CO_AUTHOR, CatalogueRequest("authors")),
        (_YEAR, CatalogueRequest("year")),
        (_COUNT, CatalogueRequest("count")),
        (_VALUES, CatalogueRequest("field")),
        (_LIST, CatalogueRequest("list")),
    )
)
_ASKS_FOR_OTHERS = re.compile(_CO_AUTHOR)


def asks_for_others(text: str) -> bool:
    """Tell whether the lower-case question asks who wrote something together with someone."""
    return _ASKS_FOR_OTHERS.search(text) is not None


def read_request(text: str) -> CatalogueRequest | None:
    """Return what the lower-case question, without its lead-in, asks of the catalogue, its subject left open.

    In place of each condition stands the word "such". None for a question that is put to the texts. A question that
    reads like one of the catalogue may still turn out to be one of content, by the words that are left of it.
    """
    text = text.strip(" ?!.,;:")
    if short := _ABBREVIATION.search(text):
        return CatalogueRequest("abbreviation", subject=next(filter(None, short.groups())))
    if _PUT_TO_TEXTS.search(text):
        return None
    number = _LIMIT.search(text)
    said = next(filter(None, number.groups())) if number else "1"
    for pattern, request in _RULES:
        # A place is asked for, and the only place that a record names is its address.
        if text.startswith("where ") and request.field != "url":
            continue
        if found := pattern.search(text):
            if request.asked == "field" and _YEARS_OF_WHAT.search(text):
                return None
            if request.asked == "year" and _TO_COME.search(text):
                return None
            field = next((FIELDS[name] for name in found.groups() if name in FIELDS), request.field)
            return replace(request, field=field, limit=max(_PLACES.get(said) or int(said), 1))
    return None
