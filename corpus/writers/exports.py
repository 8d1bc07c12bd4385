"""The formats that records are exported in, by the ending of a file."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from corpus.publication import Publication
from corpus.writers.bibtex import bibtex
from corpus.writers.csl import csl
from corpus.writers.jsonl import jsonl
from corpus.writers.ris import ris
from corpus.writers.table import table


class Export(NamedTuple):
    """What a format is called, its media type, and what writes records in it, in order."""

    title: str
    media: str
    write: Callable[[Iterable[Publication]], str]


# Those for reference managers first.
EXPORTS = {
    "bib": Export("BibTeX", "application/x-bibtex", bibtex),
    "ris": Export("RIS", "application/x-research-info-systems", ris),
    "json": Export("CSL-JSON", "application/vnd.citationstyles.csl+json", csl),
    "jsonl": Export("JSON Lines", "application/jsonl", jsonl),
    "csv": Export("CSV", "text/csv", table),
}
REFERENCES = ("bib", "ris", "json")
