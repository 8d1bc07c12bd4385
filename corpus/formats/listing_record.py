"""One record of a listing page: its lines, and the checks that make a publication of them."""

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NoReturn

from pydantic import ValidationError

from corpus.errors import ImportFailed
from corpus.formats.labels import LABELS, LABELS_OF_PLACES, has_form_of_label, is_label_elsewhere
from corpus.publication import Publication, Source, publication_id

# The longest title of the real page has 159 characters, its longest value 21.
_LONGEST_TITLE = 400
LONGEST_VALUE = 100
_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank."""

    number: int
    text: str
    follows_blank: bool = False

    @property
    def label(self) -> str | None:
        """Return the label that the line is, with or without a colon, or None."""
        bare = self.text.removesuffix(":").rstrip()
        return bare if bare in LABELS else None


@dataclass(slots=True)
class Section:
    """A label with the values below it."""

    label: Line
    values: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class Record:
    """The lines of one record: its title and abstract, then its sections."""

    text: list[Line] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def values(self, label: str) -> tuple[str, ...]:
        """Return the values below the label, each once."""
        below = (section.values for section in self.sections if section.label.label == label)
        return tuple(dict.fromkeys(line.text for values in below for line in values))


def publication_of(record: Record, topic: str, file: str) -> Publication:
    """Return the publication that the lines describe, in the category `topic`.

    Raises `ImportFailed`, naming the record and the line, when they are not one whole record.
    """
    title = _check_text(record, file)
    _check_known(record, title, file)
    _check_labels(record, title, file)
    _check_lengths(record, title, file)
    year = _year(record, title, file)
    try:
        return Publication(
            id=publication_id(title.text, year),
            title=title.text,
            abstract=_joined(record.text[1:]),
            authors=record.values("Authors"),
            year=year,
            countries=record.values("Country"),
            regions=record.values("Region"),
            categories=(topic,),
            source=Source(file=file, position=f"line {title.number}"),
        )
    except ValidationError as error:
        fail(file, title, f"the record {shown(title.text)} cannot be kept", error.errors()[0]["msg"])


def _check_text(record: Record, file: str) -> Line:
    """Return the title of a record that has one, an abstract and labels."""
    if not record.text:
        fail(file, record.sections[0].label, "a record has neither a title nor an abstract", "put them above this line")
    title, *abstract = record.text
    if not _may_be_title(title.text):
        fail(file, title, f"{shown(title.text)} stands in the place of a title", "put the title on a line above it")
    if not record.sections:
        what = f"the record {shown(title.text)} breaks off, without a country or a year"
        fail(file, record.text[-1], what, "save the whole page, or remove what is no record")
    if not abstract:
        what = f"the record {shown(title.text)} has no abstract"
        fail(file, title, what, "put one below the title, or remove the record")
    tail = takewhile(
        lambda line: len(line.text) <= LONGEST_VALUE and line.text[-1] not in ".!?", reversed(abstract[1:])
    )
    if unknown := [line for line in tail if has_form_of_label(line.text)]:
        _fail_unknown(file, unknown[-1], title)
    return title


def _may_be_title(text: str) -> bool:
    is_paragraph = len(text) > _LONGEST_TITLE or (len(text) > _LONGEST_TITLE // 2 and text.endswith("."))
    return not is_paragraph and any(character.isalpha() for character in text)


def _check_labels(record: Record, title: Line, file: str) -> None:
    """Refuse labels that are doubled or missing."""
    seen: set[str | None] = set()
    for section in record.sections:
        name = section.label.label
        if name in seen and "Year" in seen:
            what = f'a second "{name}" stands in the record {shown(title.text)}'
            fail(file, section.label, what, "put the title and the abstract of the next record above its labels")
        if name in seen:
            break  # Without a year, the record runs on into the next one.
        seen.add(name)
    for label in ("Year", *LABELS_OF_PLACES):
        if label not in seen:
            what = f"the record {shown(title.text)} has no {label.lower()}"
            fail(file, title, what, f'put the line "{label}" and its value below it among the labels of the record')


def _check_known(record: Record, title: Line, file: str) -> None:
    """Refuse among the values what looks like a label."""
    for section in record.sections:
        for place, line in enumerate(section.values):
            # One word between other values may be a label; one at the end has no values below it.
            is_between = 0 < place < len(section.values) - 1
            if is_label_elsewhere(line.text) or (is_between and has_form_of_label(line.text, section.label.label)):
                _fail_unknown(file, line, title)


def _check_lengths(record: Record, title: Line, file: str) -> None:
    """Refuse a value that is as long as a paragraph."""
    for section in record.sections:
        for line in section.values:
            if len(line.text) > LONGEST_VALUE:
                what = f'{shown(line.text)} stands below "{section.label.label}" in the record {shown(title.text)}'
                fail(file, line, what, "it is too long for a value: put the label that is missing above it")


def _year(record: Record, title: Line, file: str) -> int:
    section = next(section for section in record.sections if section.label.label == "Year")
    if not section.values:
        what = f'no year stands below "Year" in the record {shown(title.text)}'
        fail(file, section.label, what, "put it there, as four digits such as 2019")
    text = section.values[0].text
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        what = f'{shown(text)} stands below "Year" in the record {shown(title.text)}'
        fail(file, section.values[0], what, "put its year there, as four digits such as 2019")
    return int(text)


def _joined(lines: list[Line]) -> str:
    """Return the abstract, with a blank line kept where one stood between two lines."""
    first, *others = lines
    return first.text + "".join(("\n\n" if line.follows_blank else "\n") + line.text for line in others)


def shown(text: str) -> str:
    """Return the text between quotation marks, cut short for a message."""
    return f'"{text}"' if len(text) <= _LONGEST_SHOWN else f'"{text[:_LONGEST_SHOWN].rstrip()}…"'


def _fail_unknown(file: str, line: Line, title: Line) -> NoReturn:
    what = f"{shown(line.text)} in the record {shown(title.text)} looks like a label that is not known"
    known = f"{', '.join(LABELS[:-1])} and {LABELS[-1]}"
    fail(file, line, what, f"the labels are {known}; remove this one with its values, or move a value to the end")


def fail(file: str, line: Line, what: str, next_step: str) -> NoReturn:
    """Say what is wrong in the line, and what to do about it."""
    raise ImportFailed(f"{file}, line {line.number}: {what}; {next_step}.")
