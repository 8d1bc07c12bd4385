"""What a question asks of the catalogue, read from its wording alone."""

import re

from assistant.question import Asked

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
    "abstract": "abstract", "abstracts": "abstract",
}  # fmt: skip
_FIELD = rf"({'|'.join(sorted(_FIELDS, key=len, reverse=True))})"

# Words by which a question speaks of the catalogue; they leave nothing to look for in the texts.
CATALOGUE_WORDS = RECORD_NOUNS | frozenset(_FIELDS) | frozenset(
    """authored appear appeared available catalogue catalog collection come concern concerning contain contains
    count cover covered covering covers database deal deals dealing desk different earlier earliest
    everything exist find first focus focuses focused focusing included issued last late later latest
    library lists look mention name named names new newer newest number old older oldest ones order overall
    publish published publishing recent recently regarding relate relates related relating release released
    second several sort sorted thing things third total whole write writer writers written wrote year two
    three four five six seven eight nine ten""".split()
)  # fmt: skip

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
_ENUMERATED = re.compile(rf"^(?:please )?(?:list|show|name)(?: me)?(?: all)?(?: of)?(?: the)? {_FIELD}\b")
_LATEST = re.compile(r"\b(?:most recent(?:ly published)?|latest|newest|last published|most recently)\b")
_OLDEST = re.compile(r"\b(?:oldest|earliest|first published|least recent)\b")
_LIST = re.compile(
    rf"\b(?:which|what|any|all|list|show|give|find|name|every|other) (?:\w+ ){{0,3}}?{_NOUN}\b"
    rf"|\b(?:any|every|some)thing\b"
    rf"|\b(?:list|show|give me) (?:all|them|everything)\b|\bwhat (?:else )?(?:did|has"
    rf"|have) .*\b(?:write|written|publish|published|author)\b"
    rf"|\bwhat (?:do you have|is there|is in (?:here|the collection|the catalogue))\b|^(?:the "
    rf"|all )?{_NOUN}\b|\b{_NOUN} (?:from|by|on|about|in|of|since|before|after|between)\b"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_LIMIT = re.compile(rf"\b(\d{{1,2}}|{'|'.join(_NUMBERS)})\b")


def read_request(text: str) -> tuple[Asked, str, int] | None:
    """Return what the lower-case question asks of the catalogue, the field it asks for, and how many records.

    None for a question that is put to the texts. A question that reads like one of the catalogue may still turn out
    to be one of content, by the words that are left of it.
    """
    if found := _MISSING.search(text):
        return "missing", _FIELDS[found[1]], 0
    for pattern, asked in ((_LATEST, "latest"), (_OLDEST, "oldest")):
        if pattern.search(text):
            number = _LIMIT.search(text)
            limit = (_NUMBERS.get(number[1]) or int(number[1])) if number else 1
            return ("latest" if asked == "latest" else "oldest"), "", limit
    if found := _ENUMERATED.search(text):
        return "values", _FIELDS[found[1]], 0
    if _AUTHORS.search(text):
        return "authors", "", 0
    if _YEAR.search(text):
        return "year", "", 0
    if _COUNT.search(text):
        return "count", "", 0
    if found := _VALUES.search(text):
        return "values", _FIELDS[found[1]], 0
    return ("list", "", 0) if _LIST.search(text) else None
