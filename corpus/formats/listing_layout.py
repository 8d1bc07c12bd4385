"""Where a record of a listing page ends and the next begins.

The same labels come round in every record, so that a record ends in the section before a label that it holds already.
What stands below its last label is the value of that label, then title and abstract of the next record. Where one ends
and the other begins is told by what marks titles on this page (headings in HTML, empty lines in text), by the form of
a year, or by the topic; where nothing tells it, it is not told.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from corpus.formats.listing_lines import LONGEST_TITLE, LONGEST_VALUE, Line, Section


@dataclass(slots=True)
class Record:
    """The lines of one record: title and abstract, then its sections; `fault` says where and why it has no end."""

    text: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    fault: Section | None = None

    @property
    def lines(self) -> list[Line]:
        """Return all its lines in order."""
        below = (line for section in self.sections for line in (section.label, *section.below))
        return [*self.text, *below]


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
        self.categories = Counter(s.below[0].text for s in sections if s.means == "categories" and s.below)

    def records(self, above: list[Line], sections: Sequence[Section], topic: str) -> Iterator[Record]:
        """Yield the records of which the first begins with the lines `above`; those not told apart as one."""
        record, seen = Record(above), set[str]()
        for section, following in zip_longest(sections, sections[1:]):
            record.sections.append(section)
            seen.add(section.key)
            if not self._is_last(section, following, seen):
                continue
            seen = set()
            count = self._count(section, following, topic)
            if count is None:
                record.fault = record.fault or section
                continue
            rest, section.below = section.below[count:], section.below[:count]
            yield record
            record = Record(rest)
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

    def _count(self, section: Section, following: Section | None, topic: str) -> int | None:
        """Return how many of the lines below the last label of a record are its values, None if it cannot be told."""
        below = section.below
        if not below or (following is not None and following.means == "title"):
            return len(below)
        marked = next((place for place, line in enumerate(below) if self._begins(line)), None)
        if marked is None and following is None and (self._blanks_tell or self.has_headings):
            marked = len(below)
        may_be_prose = section.means not in ("date", "categories")
        if marked is not None and not any(_is_too_long(line, may_be_prose) for line in below[:marked]):
            return marked
        if section.means == "date":
            return 1 if below[0].is_date or (following is None and len(below) == 1) else None
        if section.means == "categories":
            return self._count_of_categories(below, following, topic)
        return len(below) if following is None else None

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


def _is_too_long(value: Line, may_be_prose: bool) -> bool:
    return len(value.text) > LONGEST_VALUE or (value.is_prose and not may_be_prose)
