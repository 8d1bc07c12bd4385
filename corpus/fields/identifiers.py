"""DOIs, ISSNs and ISBNs in their one form."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

from corpus.fields.texts import line_of

_DOI = re.compile(r"(?:^|doi\.org/|doi:\s*|[\s\[(<\"'])(10\.\d{4,9}/\S+)", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "[", ">": "<", "}": "{"}


def doi_of(raw: str) -> str:
    """Return the DOI in the text, in small letters, without an address around it; empty if there is none."""
    found = _DOI.search(unquote(line_of(raw)))
    doi = found[1].rstrip(".,;\"'").lower() if found else ""
    # A bracket that closes one of the DOI's own is part of it.
    while doi and doi.count(doi[-1]) > doi.count(_BRACKETS.get(doi[-1], doi[-1])):
        doi = doi[:-1].rstrip(".,;\"'")
    return doi


def issns_of(raw: Iterable[str]) -> tuple[str, ...]:
    """Return the ISSNs in the texts, each once, as "1234-567X"."""
    # Not a part of a longer number: "978-1-4822-5326-9" is an ISBN.
    numbers = re.compile(r"(?<![\w-])(\d{4})-?(\d{3}[\dXx])(?![\w-])")
    found = (f"{m[1]}-{m[2]}".upper() for text in raw for m in numbers.finditer(text))
    return tuple(dict.fromkeys(found))


def isbns_of(raw: Iterable[str]) -> tuple[str, ...]:
    """Return the ISBNs in the texts, each once, without hyphens."""
    found = (
        re.sub(r"[\s-]", "", m[0]).upper()
        for text in raw
        for m in re.finditer(r"(?<![\d-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\d-])", text)
    )
    return tuple(dict.fromkeys(found))
