"""Records written as lines that begin with a tag: RIS, MEDLINE, ISI and refer differ in the form of the lines only.

rispy is not used to read them: it drops a record without an end, all but the first value of most repeated tags and the
line breaks of texts, and does not tell in which line a record stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.draft import Draft

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
# Marks that saved files begin with, and that copying puts between them.
_STRAY = "\ufeff\u200b \t\xa0"


@dataclass(frozen=True, slots=True)
class Grammar:
    """How records are written.

    `line` is the form of a line with a tag, its groups the tag and the value. `begins` is the tag of a record's first
    line and `ends` that of its last, "" where there is none; `parted_by_blanks` tells whether a blank line ends one.
    """

    line: re.Pattern[str]
    begins: str
    ends: str = ""
    parted_by_blanks: bool = False


class Field(NamedTuple):
    """A tag with its value; the lines that go on below it follow after line breaks, indented as they are."""

    tag: str
    value: str


@dataclass(slots=True)
class TaggedRecord:
    """The fields of one record in order, those taken out of it gone; `is_whole` where its first and last line are."""

    position: str
    raw: str
    fields: list[Field]
    is_whole: bool

    def take(self, *tags: str) -> list[str]:
        """Take out and return the values of the tags that are not blank, in the order of the record."""
        taken = [value for tag, value in self.fields if tag in tags and value.strip()]
        self.fields = [field for field in self.fields if field.tag not in tags]
        return taken

    def take_first(self, *tags: str) -> str:
        """Take out and return one value, of the first of the tags that has any; equal ones go with it, others stay."""
        values = (value for tag in tags for of, value in self.fields if of == tag and value.strip())
        first = next(values, "")
        self.fields = [f for f in self.fields if f.tag not in tags or f.value.strip() not in ("", first.strip())]
        return first

    def keep_rest(self, draft: Draft) -> None:
        """Keep in the draft what was not taken, under its tag; of the line breaks in it, those between paragraphs."""
        for tag, value in self.fields:
            draft.keep(tag, "\n\n".join(map(flat, re.split(r"\n\s*\n", value))))


@dataclass(slots=True)
class _Open:
    number: int
    start: int
    fields: list[tuple[str, list[str]]] = field(default_factory=list)
    blanks: int = 0
    has_others: bool = False  # tags other than that of its first line

    def closed(self, text: str, end: int, grammar: Grammar) -> TaggedRecord:
        fields = [Field(tag, "\n".join(lines)) for tag, lines in self.fields]
        is_whole = fields[0].tag == grammar.begins and fields[-1].tag == grammar.ends
        return TaggedRecord(f"line {self.number}", text[self.start : end].rstrip(), fields, is_whole)


def tagged_records(text: str, grammar: Grammar) -> Iterator[TaggedRecord]:
    """Yield the records of the text, also those without a beginning or an end; other lines between them are none."""
    record: _Open | None = None
    for number, found in enumerate(_LINE.finditer(text), start=1):
        line = found[1].strip(_STRAY) if number == 1 else found[1]
        tagged = grammar.line.match(line)
        # A first line that is repeated at once begins no other record.
        begins_another = record and record.has_others and tagged and tagged[1] == grammar.begins
        if record and (begins_another or (grammar.parted_by_blanks and not line.strip())):
            yield record.closed(text, found.start(), grammar)
            record = None
        if tagged:
            record = record or _Open(number, found.start())
            record.fields.append((tagged[1], [tagged[2] or ""]))
            record.has_others |= tagged[1] != grammar.begins
            record.blanks = 0
            if tagged[1] == grammar.ends:
                yield record.closed(text, found.end(), grammar)
                record = None
        elif record:
            _go_on(record, line)
    if record:
        yield record.closed(text, len(text), grammar)


def _go_on(record: _Open, line: str) -> None:
    """Add a line without a tag to the value above it; blank ones in between part its paragraphs."""
    if not line.strip():
        record.blanks += 1
        return
    record.fields[-1][1].extend(["", line] if record.blanks else [line])
    record.blanks = 0


def flat(value: str) -> str:
    """Return the value on one line."""
    return " ".join(value.split())


def items(values: list[str], separators: str = ";\n") -> list[str]:
    """Return the single values of lists that are written in one value; an asterisk only marks the main subjects."""
    parts = (part for value in values for part in re.split(f"[{separators}]", value))
    return [item for part in parts if (item := flat(part).lstrip("*").replace("/*", "/").strip())]
