"""The listing page of a publications site, as text or as saved HTML.

The page is a topic line (after "Skip to main content", which sites put first), then records: a title line, an abstract
of one line or more, and labelled lines. Below each label stand its values, one a line:

    Country, Region     of every record
    Authors             missing where the record names none
    Year                of every record, with one value
    Category            missing or empty: the category of the records is the topic of the page

A record ends with its year, or with the label "Category" after it. Blank lines are not relied on, since copying a page
loses or doubles them.
"""

import re
from collections.abc import Iterable, Iterator

from corpus.draft import Author, Draft
from corpus.errors import ImportFailed
from corpus.formats.format import Format
from corpus.formats.html_lines import page_lines
from corpus.formats.labels import LABELS
from corpus.formats.listing_record import LONGEST_VALUE, Line, Record, Section, fail, publication_of, shown
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication

# Anchored and without nested repeats: thirty comments at the head of a file are passed in linear time.
_HTML_BEGINS = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:[^-]|-(?!->))*+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b", re.I
)
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
_SKIP_LINK = "Skip to main content"
_BLANKS = "\ufeff\u200b\u2060 \t\r\n\f\v\xa0"


def read_listing(text: str, file: str) -> list[Publication]:
    """Return the publications of a listing page that was saved as text, in the order of the page.

    Raises `ImportFailed`, naming the record and the line, for a page that is no listing or not a whole one.
    """
    lines: list[Line] = []
    follows_blank = False
    for number, raw in enumerate(re.split(r"\r\n|\n|\r", text), start=1):
        if stripped := raw.strip(_BLANKS).strip():
            lines.append(Line(number, stripped, follows_blank))
        follows_blank = not stripped
    return _publications(lines, file)


def read_listing_html(html: str, file: str) -> list[Publication]:
    """Return the publications of a listing page that was saved as HTML; as `read_listing`."""
    return _publications([Line(number, text) for number, text in page_lines(html, file, LABELS)], file)


def _publications(lines: list[Line], file: str) -> list[Publication]:
    if not lines:
        raise ImportFailed(f"{file} is empty: save the listing page again.")
    if not any(line.label for line in lines):
        raise ImportFailed(
            f'{file} is no listing page: no line holds a label such as "Country" or "Year". '
            "Save the page that lists the publications, as text or as HTML."
        )
    start = 1 if lines[0].text.casefold() == _SKIP_LINK.casefold() else 0
    topic, *body = lines[start:]
    if topic.label or len(topic.text) > LONGEST_VALUE:
        fail(file, topic, "here the topic of the page is missing", "put it on a line above the first title")
    places: dict[str, int] = {}
    publications: list[Publication] = []
    for record in _records(body, topic.text):
        if not publications and record.sections and len(record.text) == 1:
            what = "above this label the topic of the page, its first title or its first abstract is missing"
            fail(file, record.sections[0].label, what, "put all three there, each on a line of its own")
        publication = publication_of(record, topic.text, file)
        line = record.text[0].number
        if publication.id in places:
            what = f"the record {shown(publication.title)} stands in line {places[publication.id]} already"
            fail(file, record.text[0], what, "remove one of the two")
        places[publication.id] = line
        publications.append(publication)
    return publications


def _records(lines: Iterable[Line], topic: str) -> Iterator[Record]:
    """Yield the lines of each record, however incomplete."""
    record = Record()
    for line in lines:
        if line.label:
            record.sections.append(Section(line))
        elif not record.sections:
            record.text.append(line)
        elif _takes(record.sections[-1], line, topic):
            record.sections[-1].values.append(line)
        else:
            yield record
            record = Record([line])
    yield record


def _takes(section: Section, line: Line, topic: str) -> bool:
    """Tell whether the line is a value of the section, and not the title of the next record."""
    if section.label.label == "Year":
        return not section.values
    if section.label.label == "Category":
        return not section.values and line.text == topic
    return True


def _drafts(publications: list[Publication]) -> Iterator[Draft]:
    for p in publications:
        yield Draft(
            position=p.source.position,
            title=p.title,
            abstract=p.abstract,
            authors=[Author(name) for name in p.authors],
            date=str(p.year or ""),
            countries=list(p.countries),
            regions=list(p.regions),
            categories=list(p.categories),
        )


def _is_html(file: SourceFile) -> bool:
    return bool(_HTML_BEGINS.match(file.head)) or (file.suffix in _HTML_SUFFIXES and "<" in file.head)


def _has_labels(file: SourceFile) -> bool:
    return any(Line(0, line.strip(_BLANKS)).label for line in re.split(r"[\r\n]+", file.head))


LISTING_HTML = Format(
    "listing-html", "a listing page in HTML", _is_html, lambda f, _: _drafts(read_listing_html(f.text, f.name))
)
LISTING = Format("listing", "a listing page as text", _has_labels, lambda f, _: _drafts(read_listing(f.text, f.name)))
