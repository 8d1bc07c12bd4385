"""The labels of a listing page, and what a label that is not known looks like."""

import re

from corpus.formats.places import PLACES

LABELS = ("Country", "Region", "Authors", "Year", "Category")
LABELS_OF_PLACES = ("Country", "Region")

_USUAL_ELSEWHERE = frozenset(
    """
    Abstract Audience Author Category Citation Collection Colour Color Contributors Copyright Countries Date
    Description Download Edition Editor Editors Format Funder Funding Identifier Institution Journal Keywords
    Language Languages License Licence Link Location Notes Organisation Organization Pages Price Published
    Publisher Publishers Regions Rights Series Size Source Status Subject Subjects Summary Tags Theme Themes
    Title Topic Topics Translation Type Version Volume
    """.split()
)

_LONE_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]+")
_WITH_COLON = re.compile(r"[^\W\d_][\w ]{1,24}:(?:\s.*)?")


def is_label_elsewhere(text: str) -> bool:
    """Tell whether the line is a label that other pages use, or has the form "Colour: red"."""
    return text in _USUAL_ELSEWHERE or _WITH_COLON.fullmatch(text) is not None


def has_form_of_label(text: str, label: str | None = None) -> bool:
    """Tell whether the line is one capitalised word; below the label of a place, one that is no place."""
    if label in LABELS_OF_PLACES and text in PLACES:
        return False
    return text in _USUAL_ELSEWHERE or (text[0].isupper() and _LONE_WORD.fullmatch(text) is not None)
