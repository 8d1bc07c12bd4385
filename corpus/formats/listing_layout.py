"""Where a record of a listing page ends and the next begins.

The same labels come round in every record, so that a record ends in the section before a label that it holds already.
What stands below its last label is the value of that label, its abstract where the page has abstracts below the labels,
then title and abstract of the next record. Where one ends and the other begins is told by what marks titles on this
page (headings in HTML, empty lines in text), by the form of a year, or by the topic; where nothing tells it, it is not
told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import NamedTuple

from corpus.formats.listing_lines import LONGEST_TITLE, Line, Section
from corpus.formats.value_lists import is_place


@dataclass(slots=True)
class Record:
    """The lines of one record: title and abstract, then its sections; `fault` says where and why it has no end.

    `below` is the abstract of a record that has it below its labels.
    """

    text: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    below: list[Line] = field(default_factory=list)
    fault: Section | None = None

    @property
    def lines(self) -> list[Line]:
        """Return all its lines, the abstract below the title: so they are read again without the page."""
        sections = (line for section in self.sections for line in (section.label, *section.below))
        return [*self.text, *self.below, *sections]

    @property
    def has_abstract(self) -> bool:
        """Tell whether an abstract stands among or below its labels."""
        return bool(self.below) or any(section.means == "abstract" and section.below for section in self.sections)


class _End(NamedTuple):
    """The lines below the last label of a record: its values, its abstract, and the text of the next record."""

    values: list[Line]
    abstract: list[Line]
    following: list[Line]


class Layout:
    """What tells titles from values on one page."""

    def __init__(self, sections: Sequence[Section]) -> None:
        """Learn from all sections of the page, as they stand between its labels."""
        inner: list[Line] = []
        last: list[Line] = []
        seen: set[str] = set()
        for section, following in zip_longest(sections, sections[1:]):
            seen.add(section.key)
            if following is None or following.key in seen or (section.means == "date" and len(section.below) > 2):
                last += section.below
                seen = set()
            else:
                inner += section.below
        self._blanks_tell = any(line.follows_blank for line in last) and not any(line.follows_blank for line in inner)
        self.has_headings = any(line.is_heading for line in (*inner, *last))
        times = Counter(section.means for section in sections)
        self._labels_abstracts = 2 * times["abstract"] > max(times.values(), default=0)
        end = sections[-1].below if sections else []
        self._puts_abstracts_below = len(end) > 1 and all(line.is_sentence for line in end[1:])
        self.categories = Counter(s.below[0].text for s in sections if s.means == "categories" and s.below)

    def records(self, above: list[Line], sections: Sequence[Section], topic: str) -> Iterator[Record]:
        """Yield the records of which the first begins with the lines `above`; those not told apart as one."""
        record, seen = Record(above), set[str]()
        for section, following in zip_longest(sections, sections[1:]):
            seen.add(section.key)
            if not self._is_last(section, following, seen):
                record.sections.append(section)
                continue
            seen = set()
            end = self._end(section, following, topic, has_text=len(record.text) > 1 or record.has_abstract)
            if end is None:
                record.sections.append(section)
                record.fault = record.fault or section
                continue
            record.sections.append(replace(section, below=end.values))
            record.below = end.abstract
            yield record
            record = Record(end.following)
        if record.text or record.sections:
            yield record

    def _is_last(self, section: Section, following: Section | None, seen: set[str]) -> bool:
        """Tell whether the record ends in this section."""
        if following is None or following.key in seen:
            return True
        extra = section.below[1:]
        return (
            any(line.is_heading for line in section.below)
            or (section.means == "date" and (len(extra) > 1 or any(map(self._begins, extra))))
            or (section.means == "categories" and any(line.is_prose for line in extra))
        )

    def _begins(self, line: Line) -> bool:
        return line.is_heading or (self._blanks_tell and line.follows_blank)

    def _end(self, section: Section, following: Section | None, topic: str, *, has_text: bool) -> _End | None:
        """Part what stands below the last label of a record, None if it cannot be told."""
        below = section.below
        if not below or (following is not None and following.means == "title"):
            return _End(below, [], [])
        if (end := self._marked_end(section, following, has_text=has_text)) is not None:
            return end
        if (count := self._count(section, following, topic)) is None:
            return None
        # Below the abstract of a record that has none above stands the next title alone.
        title = len(below) - (following is not None)
        is_below = self._puts_abstracts_below and not has_text and count < title and below[title - 1].is_sentence
        if is_below and not any(line.is_prose for line in below[title:]):
            return _End(below[:count], below[count:title], below[title:])
        return _End(below[:count], [], below[count:])

    def _marked_end(self, section: Section, following: Section | None, *, has_text: bool) -> _End | None:
        """Part the lines where a heading or an empty line marks the next title."""
        below = section.below
        marked = next((place for place, line in enumerate(below) if self._begins(line)), None)
        if marked is None and following is None and (self._blanks_tell or self.has_headings):
            marked = len(below)
        if marked is None:
            return None
        chunk, following_text = below[:marked], below[marked:]
        # An empty line between a title and its abstract is no mark of a title.
        if len(chunk) > 1 and following_text and following_text[0].is_sentence and not following_text[0].is_heading:
            return None
        first = len(chunk) if has_text or section.means == "abstract" else _first_of_abstract(chunk)
        return _End(chunk[:first], chunk[first:], following_text)

    def _count(self, section: Section, following: Section | None, topic: str) -> int | None:
        """Return how many of the lines are values where no mark tells it, None if nothing does."""
        below = section.below
        if section.means == "date":
            return 1 if below[0].is_date or (following is None and len(below) == 1) else None
        if section.means == "categories":
            count = self._count_of_categories(below, following, topic)
            if count is not None:
                return count
        if following is None:
            return len(below)
        return _count_above_title(section) if self._labels_abstracts else None

    def _count_of_categories(self, below: list[Line], following: Section | None, topic: str) -> int | None:
        """Return how many lines are categories where no mark tells it: all that is left is a title and its abstract."""
        is_known = below[0].text == topic or self.categories[below[0].text] > 1
        text = below[1:] if is_known else below
        if (following is None and len(below) == 1) or (is_known and len(text) < 2):
            return 1
        if len(text) < 2 or not text[1].is_prose:
            return None
        is_sure = is_known or len(text) == 2 or len(text[1].text) > LONGEST_TITLE
        return int(is_known) if is_sure else None


def _count_above_title(section: Section) -> int | None:
    """Return how many lines are values where the next title, and nothing else, stands below them."""
    values = section.below[:-1]
    is_told = len(values) == 1
    if section.means == "abstract":
        is_told = is_told or (bool(values) and values[-1].is_prose and not section.below[-1].is_prose)
    if section.means in ("countries", "regions"):
        is_told = is_told or (bool(values) and all(is_place(line.text) for line in values))
    return len(values) if is_told else None


def _first_of_abstract(lines: list[Line]) -> int:
    """Return where below a value a text begins that runs to the last of the lines; their number where none does."""
    place = next((place for place, line in enumerate(lines) if place and line.is_sentence), len(lines))
    while 1 < place < len(lines) and lines[place].text[0].islower():
        place -= 1
    return place
