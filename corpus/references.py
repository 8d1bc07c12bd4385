"""References of publications for readers, in any style of the Citation Style Language."""

from corpus.publication import Publication
from corpus.writers.csl import csl_json

COMMON_STYLES = {
    "apa": "APA",
    "chicago-author-date": "Chicago, author and date",
    "chicago-notes-bibliography": "Chicago, notes",
    "modern-language-association": "MLA",
    "harvard-cite-them-right": "Harvard",
    "nlm-citation-sequence": "Vancouver",
    "ieee": "IEEE",
    "american-medical-association": "AMA",
    "oscola": "OSCOLA",
}


def formatted(publication: Publication, style: str = "apa") -> str:
    """Return the reference as plain text in a CSL style, named by its identifier (such as "apa").

    Raises `corpus.citation_styles.StyleFailed` for a style that is not there or cannot format this record.
    """
    # Loading the style processor takes 0.2 s, so it is left to those who format.
    from corpus.citation_styles import format_item

    return format_item(csl_json(publication), style)
