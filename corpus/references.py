"""References of publications, for reference managers (CSL-JSON, BibTeX, RIS) and for readers (any CSL style).

A field that the record leaves empty stays out. Every record is a "report", which is what catalogues of this kind hold;
the records themselves do not say.
"""

import json
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from corpus.names import Person, as_person
from corpus.publication import Publication

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

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
# Between two signs that LaTeX would set as one: quotation marks, dashes, and marks that are turned over.
_LIGATURE = re.compile(r"(?<=`)(?=`)|(?<=')(?=')|(?<=-)(?=-)|(?<=[?!])(?=`)")
_ADDRESS_SAFE = "!\"#$%&'()*+,-./:;<=>?@[]^_`|~"
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def csl_json(publication: Publication) -> dict[str, Any]:
    """Return the record as one item of CSL-JSON."""
    item = {
        "id": publication.id,
        "type": "report",
        "title": _line(publication.title),
        "author": [_csl_name(author) for author in publication.authors],
        "issued": {"date-parts": [[publication.year]]} if publication.year else None,
        "publisher": _line(publication.publisher),
        "URL": _line(publication.url),
        "DOI": _doi(publication),
        "language": _line(publication.language),
        "abstract": publication.abstract,
        "keyword": ", ".join(_keywords(publication)),
    }
    return {field: value for field, value in item.items() if value}


def csl(publications: Iterable[Publication]) -> str:
    """Return the records as CSL-JSON, in order."""
    return json.dumps([csl_json(publication) for publication in publications], ensure_ascii=False, indent=2) + "\n"


def bibtex(publications: Iterable[Publication]) -> str:
    """Return the records as BibTeX in UTF-8, in order, with what LaTeX would read as a command escaped."""
    from bibtexparser import Library, write_string
    from bibtexparser.model import Entry, Field

    entries = []
    for publication in publications:
        fields = {
            "title": _latex(publication.title),
            "author": " and ".join(_bibtex_name(author) for author in publication.authors),
            "year": str(publication.year or ""),
            "institution": _latex(publication.publisher),
            "url": _address(publication.url),
            "doi": _address(_doi(publication)),
            "language": _latex(publication.language),
            "abstract": _latex(publication.abstract),
            "keywords": _latex(", ".join(_keywords(publication))),
        }
        filled = [Field(name, value) for name, value in fields.items() if value]
        entries.append(Entry("techreport", publication.id, filled))
    return str(write_string(Library(entries)))


def ris(publications: Iterable[Publication]) -> str:
    """Return the records as RIS, in order; each value on one line, since a line break would begin a new field."""
    import rispy

    class Writer(rispy.RisWriter):  # type: ignore[misc]  # rispy has no types
        def set_header(self, count: int) -> str:
            return ""

    entries = []
    for publication in publications:
        fields = {
            "type_of_reference": "RPRT",
            "id": publication.id,
            "title": _line(publication.title),
            "authors": [_ris_name(author) for author in publication.authors],
            "year": str(publication.year or ""),
            "publisher": _line(publication.publisher),
            "urls": [_line(publication.url)] if publication.url else [],
            "doi": _doi(publication),
            "language": _line(publication.language),
            "abstract": _line(publication.abstract),
            "keywords": _keywords(publication),
        }
        entries.append({field: value for field, value in fields.items() if value})
    # Without the delimiter of `UR`, which would cut an address at its semicolons.
    return str(rispy.dumps(entries, implementation=Writer, delimiter_tags_mapping={}))


def formatted(publication: Publication, style: str = "apa") -> str:
    """Return the reference as plain text in a CSL style, named by its identifier (such as "apa").

    Raises `corpus.citation_styles.StyleFailed` for a style that is not there or cannot format this record.
    """
    # Loading the style processor takes 0.2 s, so it is left to those who format.
    from corpus.citation_styles import format_item

    return format_item(csl_json(publication), style)


def _csl_name(author: str) -> dict[str, str]:
    name = as_person(_line(author))
    return {"family": name.family, "given": name.given} if isinstance(name, Person) else {"literal": name}


def _bibtex_name(author: str) -> str:
    name = as_person(_line(author))
    return _latex(f"{name.family}, {name.given}") if isinstance(name, Person) else f"{{{_latex(name)}}}"


def _ris_name(author: str) -> str:
    name = as_person(_line(author))
    return f"{name.family}, {name.given}" if isinstance(name, Person) else name


def _keywords(publication: Publication) -> list[str]:
    return [_line(value) for value in (*publication.categories, *publication.countries, *publication.regions)]


def _doi(publication: Publication) -> str:
    return re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", _line(publication.doi), flags=re.IGNORECASE)


def _line(text: str) -> str:
    """Return the text on one line, with a replacement sign for what no format can hold."""
    return " ".join(_CONTROLS.sub("\ufffd", text).split())


def _latex(text: str) -> str:
    line = _line(text)
    escaped = _LIGATURE.sub("{}", line.translate(_LATEX))
    # BibTeX counts braces even behind a backslash; those without a partner need a name instead of their sign.
    return (
        escaped
        if _is_balanced(line)
        else escaped.replace(r"\{", r"\textbraceleft{}").replace(r"\}", r"\textbraceright{}")
    )


def _is_balanced(text: str) -> bool:
    depth = 0
    for brace in re.findall(r"[{}]", text):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0


def _address(text: str) -> str:
    """Return an address as LaTeX's `url` reads it: verbatim, so nothing is escaped but what would end it."""
    return quote(_line(text), safe=_ADDRESS_SAFE)
