"""Kinds of publications as types of the Citation Style Language."""

# What formats call each type, in small letters: codes of RIS, names of EndNote and MEDLINE, types of repositories.
_WORDS = {
    "article-journal": (
        "jour|ejour|inpr|jfull|article|journal|journal article|journal-article|journal paper|electronic article"
        "|review|review article|historical article|editorial|letter|early access"
    ),
    "article-magazine": "mgzn|magazine article",
    "article-newspaper": "news|newspaper article|newspaper",
    "bill": "bill",
    "book": "edbook|ebook|whole book|edited book|electronic book|monograph|reference-book|edited-book|textbook|books",
    "chapter": "chap|echap|book chapter|book-chapter|book section|electronic book section|incollection|inbook|bookpart",
    "dataset": "data|data set|datasets|aggregated database|aggr|dbase|online database",
    "entry-dictionary": "dict|dictionary",
    "entry-encyclopedia": "ency|encyc|encyclopedia",
    "hearing": "hear",
    "legal_case": "case|legal case",
    "legislation": "stat|statute|legal|legal rule or regulation",
    "manuscript": "manscpt|unpb|unpublished work|preprint",
    "map": "maps",
    "motion_picture": "mpct|video|film or broadcast|audiovisual material|advs",
    "pamphlet": "pamp",
    "paper-conference": (
        "cpaper|conf|conference paper|conference proceedings|conference proceeding|proceedings-article"
        "|proceedings paper|inproceedings|proceedings|conference|congress|conference publication|conferenceobject"
    ),
    "patent": "pat",
    "personal_communication": "pcomm|icomm|personal communication",
    "post-weblog": "blog",
    "report": "rprt|govdoc|government document|technical report|techreport|working paper|workingpaper|guideline",
    "software": "comp|computer program",
    "speech": "slide|presentation",
    "standard": "stand",
    "thesis": "thes|dissertation|phdthesis|mastersthesis|doctoralthesis|masterthesis|bachelorthesis",
    "webpage": "elec|web page|online|electronic source",
}
_TYPES = {word: type for type, words in _WORDS.items() for word in (type, *words.split("|"))}


def type_of(raw: str) -> str:
    """Return the type of CSL that the source's word for the kind means, empty for one that is not known."""
    return _TYPES.get(raw.strip().casefold(), "")
