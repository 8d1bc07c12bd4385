"""One record of a listing page as a draft, or why it cannot be one."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from corpus.draft import Draft, Rejected
from corpus.formats.filling import fill
from corpus.formats.labels import LISTS, Meaning
from corpus.formats.listing_layout import Record
from corpus.formats.listing_lines import LONGEST_TITLE, LONGEST_VALUE, Line, Section
from corpus.formats.value_lists import Habits, Unclear, is_place
from corpus.reasons.reason import Reason, because

# The reason by which the page knows a label that its owner may say the meaning of.
UNKNOWN_LABEL = "listing.unknown_label"
_LONGEST_SHOWN = 80
_PLACES = ("countries", "regions")
# Labels of other pages that mean no field of a record.
_USUAL_ELSEWHERE = frozenset(
    """
    Audience Citation Collection Colour Color Contributors Data Download Edition Editor Editors Format Funder Funding
    Identifier Institution Location Notes Price Size Source Status Translation Version
    """.split()
)
_LONE_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]+")


class Fault(NamedTuple):
    """What is wrong in a line, and what to do about it."""

    line: Line
    reason: Reason


def entry_of(record: Record, topic: str, habits: Habits) -> Draft | Rejected:
    """Return the record's draft, in the category `topic` unless it names its own; `habits` are those of the page."""
    raw = _joined(record.lines)
    if topic and not any(section.means == "categories" and section.below for section in record.sections):
        # Mended and read again without the rest of its page, the record shall still be in its category.
        raw += f"\n{topic}" if record.lines[-1].means == "categories" else f"\nCategory\n{topic}"
    position = f"line {record.lines[0].number}"
    try:
        if fault := next(_faults(record), None):
            return Rejected(f"line {fault.line.number}", fault.reason, fault.line.text, raw)
        draft = _draft(record, position, raw, habits)
    except Unclear as unclear:
        return Rejected(position, unclear.reason, raw=raw)
    draft.categories = draft.categories or [topic]  # a blank one is dropped later
    return draft


def _draft(record: Record, position: str, raw: str, habits: Habits) -> Draft:
    draft = Draft(position, raw)
    if record.text:
        draft.title, draft.abstract = record.text[0].text, _joined(record.text[1:])
    for section in record.sections:
        joined = _joined(section.below)
        text = joined if section.means == "abstract" else joined.replace("\n\n", "\n")
        fill(draft, Meaning(section.means), section.label.text, text, habits)
    return draft


def _joined(lines: list[Line]) -> str:
    """Return the lines as one text, with a blank line kept where one stood between two of them."""
    return "".join(("\n\n" if line.follows_blank else "\n") + line.text for line in lines).strip("\n")


def _faults(record: Record) -> Iterator[Fault]:
    """Yield what makes the record doubtful, the worst first."""
    if fault := record.fault:
        yield Fault(fault.label, because("listing.no_end", label=_shown(fault.label.text)))
    named = {section.means for section in record.sections if section.below}
    if not record.text and "title" not in named:
        yield Fault(record.sections[0].label, because("listing.no_title"))
    if not record.sections:
        yield Fault(record.text[-1], because("listing.breaks_off", title=_shown(record.text[0].text)))
    if record.text:
        yield from _faults_of_text(record.text, "abstract" in named)
    for section in record.sections:
        yield from _faults_of_values(section)


def _faults_of_text(text: list[Line], has_abstract: bool) -> Iterator[Fault]:
    title, *abstract = text
    if len(title.text) > LONGEST_TITLE:
        yield Fault(title, because("listing.long_title", text=_shown(title.text)))
    if not abstract and not has_abstract and title.text.endswith("."):
        yield Fault(title, because("listing.alone", text=_shown(title.text)))
    tail = takewhile(lambda line: not line.is_prose and len(line.text) <= LONGEST_VALUE, reversed(abstract[1:]))
    if unknown := [line for line in tail if line.text in _USUAL_ELSEWHERE or _is_lone_word(line.text)]:
        yield _unknown(unknown[-1])


def _faults_of_values(section: Section) -> Iterator[Fault]:
    label, below = _shown(section.label.text), section.below
    if section.means == "date" and len(below) > 1:
        yield Fault(below[1], because("listing.second_value", value=_shown(below[1].text), label=label))
    for place, line in enumerate(below if section.means in LISTS else ()):
        head, colon, _ = line.text.partition(":")
        if head in _USUAL_ELSEWHERE and (colon or section.means == "authors"):
            yield _unknown(line)
        # One word between other values may be a label; one at the end has no values below it.
        is_between = 0 < place < len(below) - 1
        if is_between and _is_lone_word(line.text) and section.means in _PLACES and not is_place(line.text):
            yield _unknown(line)
        if len(line.text) > LONGEST_VALUE and ";" not in line.text:
            yield Fault(line, because("listing.long_value", value=_shown(line.text), label=label))
        if section.means == "authors" and not any(c.isalpha() for c in line.text):
            yield Fault(line, because("listing.no_author", value=_shown(line.text), label=label))


def _is_lone_word(text: str) -> bool:
    return text[0].isupper() and _LONE_WORD.fullmatch(text) is not None


def _unknown(line: Line) -> Fault:
    label = line.text.partition(":")[0]
    return Fault(line, because(UNKNOWN_LABEL, f' (--map "{label}=keywords")', label=label))


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()}…"
