"""The words by which people speak of a catalogue: its records, their fields, and what is done with them."""

from collections.abc import Iterable

RECORD_NOUNS = frozenset(
    """article articles book books doc docs document documents entries entry guide guides item items literature material
    materials manual manuals paper papers publication publications pubs reading record records report reports
    resource resources source sources studies study text texts title titles work works""".split()
)
PLURAL_NOUNS = frozenset(noun for noun in RECORD_NOUNS if noun.endswith("s"))
# What else a record may be called by, where its title holds the word or it is named by more than the word.
GENRES = frozenset(
    """analysis assessment atlas brief briefing brochure chapter commentary comparison compendium curriculum
    dissertation editorial essay evaluation factsheet guidance guideline guidelines handbook leaflet monograph
    notes overview pamphlet primer programme reply review survey textbook thesis toolkit""".split()
)
# By these a collection files its documents, beside the nouns above; in a text they are things as often.
DOCUMENT_KINDS = frozenset(
    """act agenda bill bulletin charter checklist circular code convention course dataset decision declaration decree
    directive file form framework interview judgment judgement law lecture lesson letter map memorandum minutes module
    newsletter note opinion ordinance plan policy poster presentation proceedings protocol regulation resolution ruling
    sheet speech standard statement strategy submission template testimony treaty tool video""".split()
)
# What an organisation may be called by in short, after the first word of its name.
BODIES = frozenset(
    """academy agency assembly association authority board bureau centre center college commission committee council
    court department directorate federation foundation government institute ministry office parliament secretariat
    senate society tribunal union university""".split()
)
# These nouns tell one kind of record from the others, though any may be called so.
TELLING_NOUNS = frozenset("guide guides manual manuals".split())
FIELDS = {
    "country": "countries", "countries": "countries", "region": "regions", "regions": "regions",
    "author": "authors", "authors": "authors", "writer": "authors", "writers": "authors",
    "year": "years", "years": "years", "date": "years", "dates": "years",
    "category": "categories", "categories": "categories", "topic": "categories", "topics": "categories",
    "publisher": "publisher", "publishers": "publisher", "language": "language", "languages": "language",
    "url": "url", "link": "url", "links": "url", "doi": "doi",
}  # fmt: skip
# By these somebody tells the desk what to do.
ORDERS = frozenset(
    "list show give tell name find count sort compare recommend summarise summarize explain describe".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec""".split()
)
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip


def any_of(words: Iterable[str]) -> str:
    """Return the pattern that fits any of the words, the longest first.

    >>> any_of(["guide", "guides"])
    '(?:guides|guide)'
    """
    return either(*sorted(words, key=len, reverse=True))


def either(*patterns: str) -> str:
    """Return the pattern that fits what any of the patterns fits, the first one that does."""
    return f"(?:{'|'.join(patterns)})"


NOUN = any_of(RECORD_NOUNS)
SHELF = "(?:collection|catalogue|catalog|library|database|archive|bibliography|shelf|shelves)"
FIELD_NAME = any_of(FIELDS)
FIELD = f"({FIELD_NAME})"
WRITE = either(
    "writes?|writing|wrote|written|authored|penned|behind", "co-?(?:authored|wrote|written)", "work(?:ed)? on"
)
SAYS = either(
    "says?|said|find|finds|found|conclude[sd]?|recommend(?:s|ed)?|argue[sd]?|report(?:s|ed)?|suggest(?:s|ed)?|shows?",
    "showed|describe[sd]?|think|thinks|thought|mention(?:s|ed)?|propose[sd]?|claim(?:s|ed)?|state[sd]?|explain(?:s|ed)?",
    "stud(?:y|ies|ied)|examine[sd]?|discuss(?:es|ed)?|warn(?:s|ed)?|call(?:s|ed)? for|advise[sd]?|observe[sd]?",
)
PUBLISH = either(
    "publish(?:ed)?|release|issued|released|printed|written|wrote|dated?|from|appear(?:ed)?|made available",
    "(?:come|came|comes|brought|bring|put) out",
)

# By these words a question speaks of the catalogue; they leave nothing to look for in the texts.
_OF_THE_SHELF = """archive available bibliography carry catalog catalogs catalogue catalogues collection collections
    contain contained contains database desk entire exist existing exists file filed held hold holding holdings holds
    include included includes including index indexed keep keeps kept library list listed listing lists located own
    owned place placed possess present put register registered registry shelf shelves sit site stock stocked store
    stored"""
_OF_COMING_OUT = """appear appeared appears back bring bringing brings brought came come comes coming dated dates
    dating go goes issue issued print printed publish published publishing release released"""
_OF_BEING_ABOUT = """abstract abstracts address assign assigned attributed belong belonging belongs categorised
    categorized classed classified concern concerned concerning concerns cover covered covering covers deal dealing
    deals dealt dedicated devoted fall falls focus focused focuses focusing global globally label labelled labels mark
    marked mention mentioned name named names naming occur occurring occurs particular regarding relate related
    relates relating represented scope scopes set tag tagged turn turns"""
_OF_WRITING = """anonymous anonymously attributed authored authoring authorship behind co coauthor coauthored
    coauthors collaborate collaborated colleague contribute contributed contributor contributors credit credited dr
    involved joint jointly mr mrs ms named penned person prof professor responsible sole solely together undated
    unknown worked write writer writers writes writing written wrote"""
_OF_ORDER = """ago alphabetical alphabetically arrange arranged ascending chronological chronologically current
    currently date descending earlier earliest early fifth first forward fourth last late later latest new newer
    newest next old older oldest onward onwards order previous recent recently second sort sorted third upwards"""
_OF_NUMBER = """altogether big breakdown common commonly count counting different distinct each eight everything
    exactly five four frequent frequently full grouped large least multiple nine none number often overall per
    productive prolific remaining rest seven several single six size sum ten three total two unique various whole"""
_OF_LEAVING_OUT = """apart aside bar besides drop except excepting exclude excluded excludes excluding ignoring leave
    leaving minus neither non omit omitting outside remain remains remove skip skipping"""
_OF_TALKING = """alone also anyhow called check display download downloaded find found got instead know look looking
    mean meant ok okay ones pdf right search searching sorry stuff sure thing things
    website wondering"""
CATALOGUE_WORDS = frozenset(
    f"""{_OF_THE_SHELF} {_OF_COMING_OUT} {_OF_BEING_ABOUT} {_OF_WRITING} {_OF_ORDER} {_OF_NUMBER} {_OF_LEAVING_OUT}
    {_OF_TALKING}""".split()
).union(RECORD_NOUNS, FIELDS)
