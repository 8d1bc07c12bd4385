"""A listing page small enough to read, and the same as HTML; and what is read of a text."""

from corpus.draft import NO_LABELS, Labels, Rejected, Withdrawn
from corpus.formats import entries
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication

TOPIC = "Referral Mechanisms"
LISTING = """\
Skip to main content

Referral Mechanisms

Standard Operating Procedures for Lebanon

The procedures were drafted in Lebanon.They are short.
Country
Lebanon
Region
Middle East
North Africa
Authors
Markéta Von Hagen
Year
2013

The Way Forward. A Report

The report covers Kosovo1 , and “others”.
It has two lines.
Country
Worldwide
Region
Worldwide
Year
2012
Category

Trainer's manual

The manual covers ten areas.
Country
Worldwide
Region
Worldwide
Authors
Madis Vainomaa
Ivanka Heinzl
Year
2019
Category
"""


def taken(
    text: str | bytes, name: str = "page.txt", labels: Labels = NO_LABELS
) -> list[Publication | Rejected | Withdrawn]:
    """What is read of a file that holds the text."""
    return list(entries(SourceFile(name, text if isinstance(text, bytes) else text.encode()), labels))


def records(text: str | bytes, name: str = "page.txt", labels: Labels = NO_LABELS) -> list[Publication]:
    """The publications of a file that holds the text, all of which must be good."""
    found = taken(text, name, labels)
    assert [entry for entry in found if isinstance(entry, Rejected)] == []
    return [entry for entry in found if isinstance(entry, Publication)]


def rejected(text: str | bytes, name: str = "page.txt", labels: Labels = NO_LABELS) -> list[Rejected]:
    """What is rejected of a file that holds the text."""
    return [entry for entry in taken(text, name, labels) if isinstance(entry, Rejected)]
