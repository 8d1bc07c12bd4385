"""Kinds of publications as types of the Citation Style Language."""

# The types of CSL 1.0.2 but for "article" and "review", by which sources mean those of a journal, and for "document",
# which says nothing.
_CSL_TYPES = frozenset(
    """
    article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset entry
    entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation manuscript map
    motion_picture musical_score pamphlet paper-conference patent performance periodical personal_communication post
    post-weblog regulation report review-book software song speech standard thesis treaty webpage
    """.split()
)

# What formats call each type, in small letters: codes of RIS, names of EndNote, MEDLINE and Zotero, types of
# repositories.
_WORDS = {
    "article-journal": (
        "jour|ejour|inpr|jfull|article|journal|journal article|journal-article|journal paper|electronic article"
        "|review|review article|historical article|editorial|letter|early access|journalarticle"
    ),
    "article-magazine": "mgzn|magazine article|magazinearticle",
    "article-newspaper": "news|newspaper article|newspaper|newspaperarticle",
    "bill": "bill",
    "book": "edbook|ebook|whole book|edited book|electronic book|monograph|reference-book|edited-book|textbook|books",
    "broadcast": "podcast|radiobroadcast|tvbroadcast",
    "chapter": (
        "chap|echap|book chapter|book-chapter|book section|electronic book section|incollection|inbook|bookpart"
        "|booksection"
    ),
    "dataset": "data|data set|datasets|aggregated database|aggr|dbase|online database",
    "entry-dictionary": "dict|dictionary|dictionaryentry",
    "entry-encyclopedia": "ency|encyc|encyclopedia|encyclopediaarticle",
    "graphic": "artwork",
    "hearing": "hear",
    "legal_case": "case|legal case",
    "legislation": "stat|statute|legal|legal rule or regulation",
    "manuscript": "manscpt|unpb|unpublished work|preprint",
    "map": "maps",
    "motion_picture": "mpct|video|film or broadcast|audiovisual material|advs|film|videorecording",
    "pamphlet": "pamp",
    "paper-conference": (
        "cpaper|conf|conference paper|conference proceedings|conference proceeding|proceedings-article"
        "|proceedings paper|inproceedings|proceedings|conference|congress|conference publication|conferenceobject"
        "|conferencepaper"
    ),
    "patent": "pat",
    "personal_communication": "pcomm|icomm|personal communication",
    "post": "forumpost",
    "post-weblog": "blog|blogpost",
    "report": "rprt|govdoc|government document|technical report|techreport|working paper|workingpaper|guideline",
    "song": "audiorecording",
    "software": "comp|computer program|computerprogram",
    "speech": "slide|presentation",
    "standard": "stand",
    "thesis": "thes|dissertation|phdthesis|mastersthesis|doctoralthesis|masterthesis|bachelorthesis",
    "webpage": "elec|web page|online|electronic source",
}
_TYPES = {word: type for type, words in _WORDS.items() for word in (type, *words.split("|"))}


def type_of(raw: str) -> str:
    """Return the type of CSL that the source's word for the kind means, empty for one that is not known."""
    kind = raw.strip().casefold()
    return kind if kind in _CSL_TYPES else _TYPES.get(kind, "")
