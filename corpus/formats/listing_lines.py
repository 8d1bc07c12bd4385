"""The lines of a listing page, and the sections that its labels make of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.draft import Labels
from corpus.fields.dates import date_of
from corpus.formats.labels import key_of, meaning_of

# The longest title of the real page has 159 characters, its longest value 21.
LONGEST_TITLE = 400
LONGEST_VALUE = 100
_LONGEST_LABEL = 40
_ONLY_IN_TABLES = ("identifiers", "family_name", "given_name")
_LONGEST_NAME = 3  # words of a name in a script without capitals
_WORD = re.compile(r"[^\W\d_]{3,}")
_PARTICLES = frozenset("von van der den zur zum bin ibn del della dos das des les und and for".split())
_ENDS_SENTENCE = re.compile(r"[.!?…。؟][\"'”’»)\]]*$")
_NO_DATE = re.compile(r"(?:n\.? ?d|s\.? ?[adf]|b\.? ?g|o\.? ?j)\.?|undated|no date|in press|forthcoming|ongoing", re.I)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank; `means` is the field that its values below fill, where it is a label.

    `address` is where all of it links to.
    """

    number: int
    text: str
    follows_blank: bool = False
    is_heading: bool = False
    means: str | None = None
    address: str = ""

    @property
    def is_prose(self) -> bool:
        """Tell whether the line is a sentence or a paragraph, and no title nor value."""
        return len(self.text) > 2 * LONGEST_VALUE or _ENDS_SENTENCE.search(self.text) is not None

    @property
    def is_sentence(self) -> bool:
        """Tell whether the line is a sentence, and neither a name nor a value that ends in an abbreviation."""
        if len(self.text) > 2 * LONGEST_VALUE:
            return True
        words = [word for word in _WORD.findall(self.text) if word not in _PARTICLES]
        small = [word for word in words if word[0].islower()]
        has_case = any(word[0].isupper() for word in words) or small
        says = len(small) > 1 or (small and small[-1] is words[-1]) if has_case else len(words) > _LONGEST_NAME
        return bool(says) and _ENDS_SENTENCE.search(self.text) is not None

    @property
    def is_date(self) -> bool:
        """Tell whether the line says when, or that nobody knows, and nothing else."""
        words = re.findall(r"[^\W\d_]{3,}", self.text)
        told = date_of(self.text).year is not None and len(words) <= 2 and self.text[-1:].isdigit()
        return told or _NO_DATE.fullmatch(self.text) is not None or re.fullmatch(r"[\d\W]+", self.text) is not None


def label_of(text: str, labels: Labels) -> str | None:
    """Return the field that the line means as a label, with or without a colon; None for one that is no label."""
    bare = text.removesuffix(":").rstrip()
    if not bare or len(bare) > _LONGEST_LABEL or bare[0].islower():
        return None
    found = meaning_of(bare, labels)
    # "Topic 3" may be a value.
    return found.field if found and not found.key and found.field not in _ONLY_IN_TABLES else None


def inline_parted(lines: Sequence[Line], labels: Labels) -> Iterator[Line]:
    """Yield the lines with those of the form "Country: Peru", for a label that is known, as a label and a value."""
    for line in lines:
        label, colon, value = line.text.partition(":")
        if colon and value.strip() and (means := label_of(label, labels)) is not None:
            yield replace(line, text=label, means=means)
            yield replace(line, text=value.strip(), follows_blank=False, is_heading=False)
        else:
            yield line


@dataclass(slots=True)
class Section:
    """A label with the lines below it, as far as the next label."""

    label: Line
    below: list[Line] = field(default_factory=list)

    @property
    def key(self) -> str:
        """Return what the label shares with those that come round in other records."""
        return key_of(self.label.text)

    @property
    def means(self) -> str:
        """Return the field that the values fill, "" for a label that is to be left out."""
        return self.label.means or ""


def sections_of(lines: Sequence[Line]) -> tuple[list[Line], list[Section]]:
    """Return the lines above the first label, and every label with the lines below it."""
    above: list[Line] = []
    sections: list[Section] = []
    for line in lines:
        if line.means is not None:
            sections.append(Section(line))
        else:
            (sections[-1].below if sections else above).append(line)
    return above, sections
