"""Kinds of publications as types of the Citation Style Language."""

_TYPES = {
    "article": "article-journal",
    "article-journal": "article-journal",
    "journal article": "article-journal",
    "journal-article": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "book chapter": "chapter",
    "book-chapter": "chapter",
    "report": "report",
    "thesis": "thesis",
    "dissertation": "thesis",
    "paper-conference": "paper-conference",
    "proceedings-article": "paper-conference",
    "conference paper": "paper-conference",
    "webpage": "webpage",
    "dataset": "dataset",
    "article-magazine": "article-magazine",
    "article-newspaper": "article-newspaper",
}


def type_of(raw: str) -> str:
    """Return the type of CSL that the source's word for the kind means, empty for one that is not known."""
    return _TYPES.get(raw.strip().casefold(), "")
