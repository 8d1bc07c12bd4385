"""The listing page of a publications site, as text or as saved HTML.

The page is a topic line (after "Skip to main content", which sites put first), then records: a title line, an abstract
of one line or more, and labelled lines. Below each label stand its values, one a line or parted by ";". The labels may
be "Country", "Region", "Authors", "Year" and "Category", those of any other field of a record, in several languages, or
what the user says. A record that names no category is in that of the page's topic.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain

from corpus.draft import Draft, Labels, Rejected
from corpus.errors import ImportFailed
from corpus.formats.format import Format
from corpus.formats.html_lines import page_lines
from corpus.formats.html_tables import html_tables
from corpus.formats.listing_head import topic_of, without_buttons, without_filters
from corpus.formats.listing_layout import Layout
from corpus.formats.listing_lines import Line, Section, inline_parted, label_of, sections_of
from corpus.formats.listing_record import entry_of
from corpus.formats.source_file import SourceFile
from corpus.formats.table_records import records_of
from corpus.formats.value_lists import habits_of
from corpus.publication import Publication
from corpus.reasons.reason import because

# Anchored and without nested repeats: thirty comments at the head of a file are passed in linear time.
_HTML_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_FEWEST_LABELS = 2  # that come round in a listing among other text
_LONGEST_RECORD = 30  # lines of a page with a single record and a single label
_SKIP_LINK = "Skip to main content"
_BLANKS = "\ufeff\u200b\u2060 \t\r\n\f\v\xa0"


def read_listing(file: SourceFile, labels: Labels) -> Iterator[Draft | Rejected]:
    """Yield the records of a listing page that was saved as text, in the order of the page.

    Raises `ImportFailed` for a page that is no listing, or of which the topic cannot be told.
    """
    return entries_of(_text_lines(file, labels), file.name, labels)


def read_listing_html(file: SourceFile, labels: Labels) -> Iterator[Publication | Draft | Rejected]:
    """Yield the records of a page that was saved as HTML: of its tables of publications, else as `read_listing`."""
    if tables := html_tables(file, labels):
        return chain.from_iterable(records_of(partial(iter, t.rows), t.columns, file.name, t.place) for t in tables)
    return entries_of(_html_lines(file, labels), file.name, labels)


def listing_in(lines: list[Line], file: str, labels: Labels, unit: str) -> list[Draft | Rejected]:
    """Return the records of a text that may be a listing and may be any other; none for any other.

    The labels of a listing come round, and most of what they part is records; `unit` is what the lines are there.
    """
    _, sections = sections_of(list(inline_parted(lines, labels)))
    times = Counter(section.means for section in sections)
    if sum(count > 1 for count in times.values()) < _FEWEST_LABELS:
        return []
    try:
        found = list(entries_of(lines, file, labels, unit))
    except ImportFailed:
        return []
    return found if 2 * sum(isinstance(entry, Draft) for entry in found) > len(found) else []


def labels_in(lines: list[Line], labels: Labels) -> list[str]:
    """Return the labels among the lines."""
    return [line.text.removesuffix(":") for line in inline_parted(lines, labels) if line.means is not None]


def _text_lines(file: SourceFile, labels: Labels) -> list[Line]:
    lines: list[Line] = []
    follows_blank = False
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", file.text), start=1):
        if text := raw.strip(_BLANKS).strip():
            lines.append(Line(number, text, follows_blank, means=label_of(text, labels)))
        follows_blank = not text
    return lines


def _html_lines(file: SourceFile, labels: Labels) -> list[Line]:
    page = page_lines(file.text, file.name, lambda text: label_of(text, labels) is not None)
    return [Line(p.number, p.text, False, p.is_heading, label_of(p.text, labels), p.address) for p in page]


def _labels(file: SourceFile, labels: Labels) -> list[str]:
    return labels_in(_text_lines(file, labels), labels)


def _html_labels(file: SourceFile, labels: Labels) -> list[str]:
    if tables := html_tables(file, labels):
        return [name for table in tables for name in table.columns.names]
    return labels_in(_html_lines(file, labels), labels)


def entries_of(lines: list[Line], file: str, labels: Labels, unit: str = "line") -> Iterator[Draft | Rejected]:
    """Yield the records that the lines of a listing hold; raises `ImportFailed` as `read_listing` does."""
    if not lines:
        raise ImportFailed(because("file.empty", file=file))
    if lines[0].text.casefold() == _SKIP_LINK.casefold():
        lines = lines[1:]
    if lines and lines[0].means != "title":
        # Whatever a page begins with, it is no label without a record.
        lines = [replace(lines[0], means=None), *lines[1:]]
    lines = without_buttons(without_filters(lines))
    above, sections = sections_of(lines)
    if not sections:
        above, sections = sections_of(list(inline_parted(lines, labels)))
    # One word that happens to be a label makes no page of a long text.
    if not sections or (len(sections) == 1 and len(lines) > _LONGEST_RECORD and not labels):
        option = ', or say what its labels are (--map "Land=countries")'
        raise ImportFailed(because("listing.no_listing", option, file=file))
    layout = Layout(sections)
    topic, first = topic_of(above, sections, layout, file)
    habits = habits_of(_texts(sections, "authors"), _texts(sections, "keywords"))
    for record in layout.records(first, sections, topic):
        yield entry_of(record, topic, habits, unit)


def _texts(sections: list[Section], means: str) -> Iterator[str]:
    return ("\n".join(line.text for line in section.below) for section in sections if section.means == means)


def _is_html(file: SourceFile) -> bool:
    return bool(_HTML_BEGINS.match(file.head)) or (file.suffix in _HTML_SUFFIXES and "<" in file.head)


def _is_text(file: SourceFile) -> bool:
    return not file.head.lstrip().startswith(("<", "{", "["))


LISTING_HTML = Format("listing-html", "HTML", _is_html, read_listing_html, labels_of=_html_labels)
LISTING = Format("listing", "TXT", _is_text, read_listing, labels_of=_labels)
