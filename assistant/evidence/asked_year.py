"""Whether a record speaks of the year that a question asks about: 2014's figure answers nothing about 2015."""

import re

from corpus.publication import Publication

_YEAR = r"(?:1[5-9]|20)\d\d"
# "2004-2007", "from 2004 to 2007", "2008/09".
_SPAN = re.compile(rf"\b({_YEAR})(?:\s?[-–—/]\s?|\s+(?:to|and|until|till|through)\s+)({_YEAR}|\d\d)\b")
_DECADE = re.compile(r"\b((?:1[5-9]|20)\d)0['’]?s\b")


def speaks_of(publication: Publication, year: str) -> bool:
    """Tell whether the record speaks of the year: in its title or abstract, by a span of years or a decade too.

    A title that names no year may be about that of its publication; "Figures for 2016", of 2017, is not about 2017.
    """
    return _says(f"{publication.title}\n{publication.abstract}", year) or is_dated(publication, year)


def is_dated(publication: Publication, year: str) -> bool:
    """Tell whether the record is of the year and its title names no other."""
    return year == str(publication.year) and not re.search(rf"\b{_YEAR}\b", publication.title)


def _says(text: str, year: str) -> bool:
    if year in text or any(found[1] == year[:3] for found in _DECADE.finditer(text)):
        return True
    return any(found[1] <= year <= found[1][: 4 - len(found[2])] + found[2] for found in _SPAN.finditer(text))
