"""What a question asks of the catalogue, read from its wording alone."""

import re
from dataclasses import replace

from assistant.question import CatalogueRequest

RECORD_NOUNS = frozenset(
    """article articles book books document documents entries entry guide guides item items literature material
    materials manual manuals paper papers publication publications reading record records report reports
    resource resources source sources studies study text texts title titles work works""".split()
)
_NOUN = rf"(?:{'|'.join(sorted(RECORD_NOUNS, key=len, reverse=True))})"
_FIELDS = {
    "country": "countries", "countries": "countries", "region": "regions", "regions": "regions",
    "author": "authors", "authors": "authors", "year": "years", "years": "years", "date": "years",
    "category": "categories", "categories": "categories", "topic": "categories", "topics": "categories",
    "publisher": "publisher", "publishers": "publisher", "language": "language", "languages": "language",
}  # fmt: skip
_FIELD = rf"({'|'.join(sorted(_FIELDS, key=len, reverse=True))})"

# Words by which a question speaks of the catalogue; they leave nothing to look for in the texts.
CATALOGUE_WORDS = RECORD_NOUNS | frozenset(_FIELDS) | frozenset(
    """abstract abstracts alphabetical alphabetically appear appeared arrange arranged ascending authored available
    catalog catalogue chronological chronologically collection come concern concerning contain contains count cover
    covered covering covers database deal dealing deals descending desk different each earlier earliest eight
    everything except excluding exist find first five focus focused focuses focusing four full included issued last
    late later latest library lists look mention name named names new newer newest nine number old older oldest ones
    order overall publish published publishing recent recently regarding relate related relates relating release
    released second seven several six sort sorted ten thing things third three total two whole write writer writers
    written wrote year""".split()
)  # fmt: skip

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_LIMIT = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\b")

_MISSING = re.compile(
    rf"\b(?:no|without(?: an?| any)?|lack(?:s|ing)?(?: an?)?|missing(?: an?)?|unknown|"
    rf"(?:not|n't) (?:name|have|give|list|state)(?: an?| any)?)(?: named| known| stated)? {_FIELD}\b"
)
_AUTHORS = re.compile(
    r"\bwho (?:all )?(?:wrote|authored|has written|have written|(?:is|are|was|were) (?:the |its "
    r"|their )?(?:\w+ )?(?:co-?)?authors?"
    r"|(?:is|was|were|are) (?:it|this|that|they|these|those) (?:written )?by)\b|\bby whom\b"
    r"|\bauthors? of\b|\bwritten by who(?:m)?\b"
    r"|\b(?:the|its|their|name(?:s)? of the) authors?\b"
)
_YEAR = re.compile(
    rf"\b(?:when|in (?:which|what) year|(?:which|what) year) (?:was|were|is|did|has"
    rf"|have)\b.*\b(?:published|written|released|issued|appear(?:ed)?|come out|come from|from)\b"
    rf"|\bwhen (?:was|is) (?:it|this|that|the {_NOUN}) from\b|\b(?:which|what) year is\b.*\bfrom\b"
    rf"|\bhow (?:old|recent|new) (?:is|are)\b"
    r"|\b(?:date|year) of publication\b|\bpublication (?:date|year)\b|\byear (?:was|were) .*published\b"
)
_COUNT = re.compile(
    rf"\bhow many (?:\w+ )?{_NOUN}\b|\b(?:number|count) of (?:\w+ )?{_NOUN}\b|\bhow many (?:of them"
    rf"|are there|do you have)\b"
)
_VALUES = re.compile(
    rf"\b(?:which|what|list|show|name|how many)(?: me)?(?: are)?(?: all)?(?: of)?(?: the)?(?: different)? {_FIELD}\b"
)
_COUNTED_BY = re.compile(
    rf"\b(?:how many|number of|count) (?:\w+ )?{_NOUN} .*\b(?:per|by|(?:for|in|from) each) {_FIELD}\b"
    rf"|\b{_NOUN} (?:per|by) {_FIELD}$"
)
_MOST = re.compile(
    rf"\b(?:which|what) {_FIELD} (?:\w+ ){{1,2}}?(?:the )?most\b(?! recent)|\bmost (?:prolific|productive) authors?\b"
    r"|\bwho (?:has |have )?(?:wrote|written|authored|published) (?:the )?(?:most|more than one|several)\b"
)
_FIELD_OF = re.compile(
    rf"\b(?:which|what) {_FIELD} (?:is|are|was|were|does|do|did) (?:the|this|that|it|they|these|those)\b.*"
    r"\b(?:about|in|from|for|on|covers?|covered|concerns?|(?:deals? with)|(?:belongs? to))\W*$"
    rf"|\b{_FIELD} of (?:the|this|that) (?:\w+ )*{_NOUN}\b"
)
_RECORD = re.compile(
    r"^(?:please |(?:can|could) (?:you|i) (?:please )?)?(?:show|give|open|read|display|see)(?: me)? (?:the )?"
    r"(?:whole |full )?(?:abstract|text|record|entry|details)\b"
)
_AUTHORS_COUNTED = re.compile(rf"\b(?:{'|'.join(_NUMBERS)}|one|several|many|multiple|single) authors?\b")
_PUBLISHER = re.compile(r"\bwho (?:has )?published (?:the|this|that|it|them)\b")
_ABBREVIATION = re.compile(
    r"\bwhat (?:does|do) (?:the )?(?:abbreviations? |acronyms? )?(\w+) (?:stand for|mean)\b|\bwhat is (\w+) short for\b"
    r"|\b(?:meaning|full form) of (?:the )?(?:abbreviation |acronym )?(\w+)$"
)
_ENUMERATED = re.compile(rf"^(?:please )?(?:list|show|name)(?: me)?(?: all)?(?: of)?(?: the)? {_FIELD}\b")
_LATEST = re.compile(r"\b(?:most recent(?:ly published)?|latest|newest|last published|most recently)\b")
_OLDEST = re.compile(r"\b(?:oldest|earliest|first published|least recent)\b")
_FIRST = r"(?: ones?)? first\b"
_SORTED = r"\b(?:sort|order|arrange)(?:ed)?(?: \w+){0,3} by (?:the )?"
_NEWEST_FIRST = re.compile(rf"\b(?:newest|latest|most recent){_FIRST}|\breverse chronological|\bdescending\b")
_OLDEST_FIRST = re.compile(rf"\b(?:oldest|earliest){_FIRST}|\bchronological|{_SORTED}(?:year|date|age)\b")
_BY_TITLE = re.compile(rf"\balphabetical|{_SORTED}titles?\b")
_LIST = re.compile(
    rf"\b(?:which|what|any|all|list|show|give|find|name|every|other) (?:\w+ ){{0,3}}?{_NOUN}\b"
    rf"|\b(?:any|every|some)thing\b"
    rf"|\b(?:list|show|give me) (?:all|them|everything)\b|\bwhat (?:else )?(?:did|has"
    rf"|have) .*\b(?:write|written|publish|published|author)\b"
    rf"|\bwhat (?:do you have|is there|is in (?:here|the collection|the catalogue))\b|^(?:the "
    rf"|all )?{_NOUN}\b|\b{_NOUN} (?:from|by|on|about|in|of|since|before|after|between)\b"
)


# What each wording asks for, the first one that fits; a field that the wording names counts before the one given here.
_RULES: tuple[tuple[re.Pattern[str], CatalogueRequest], ...] = (
    (_NEWEST_FIRST, CatalogueRequest("list", order="latest")),
    (_OLDEST_FIRST, CatalogueRequest("list", order="oldest")),
    (_BY_TITLE, CatalogueRequest("list", order="title")),
    (_RECORD, CatalogueRequest("record")),
    (_MISSING, CatalogueRequest("missing")),
    (_MOST, CatalogueRequest("values", "authors", order="most")),
    (_COUNTED_BY, CatalogueRequest("values")),
    (_LATEST, CatalogueRequest("latest")),
    (_OLDEST, CatalogueRequest("oldest")),
    (_ENUMERATED, CatalogueRequest("values")),
    (_PUBLISHER, CatalogueRequest("field", "publisher")),
    (_AUTHORS, CatalogueRequest("authors")),
    (_YEAR, CatalogueRequest("year")),
    (_FIELD_OF, CatalogueRequest("field")),
    (_COUNT, CatalogueRequest("count")),
    (_VALUES, CatalogueRequest("values")),
    (_LIST, CatalogueRequest("list")),
)


def read_request(text: str) -> CatalogueRequest | None:
    """Return what the lower-case question asks of the catalogue, its subject left open.

    None for a question that is put to the texts. A question that reads like one of the catalogue may still turn out
    to be one of content, by the words that are left of it.
    """
    if _AUTHORS_COUNTED.search(text):
        return None
    if short := _ABBREVIATION.search(text):
        return CatalogueRequest("abbreviation", subject=next(filter(None, short.groups())))
    number = _LIMIT.search(text)
    limit = (_NUMBERS.get(number[1]) or int(number[1])) if number else 1
    for pattern, request in _RULES:
        if found := pattern.search(text):
            field = next((_FIELDS[name] for name in found.groups() if name), request.field)
            return replace(request, field=field, limit=max(limit, 1))
    return None
