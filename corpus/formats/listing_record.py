"""One record of a listing page as a draft, or why it cannot be one."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from corpus.draft import Draft, Rejected
from corpus.fields.languages import language_of
from corpus.formats.filling import fill
from corpus.formats.labels import LISTS, Meaning
from corpus.formats.listing_layout import Record
from corpus.formats.listing_lines import LONGEST_TITLE, LONGEST_VALUE, Line, Section
from corpus.formats.value_lists import Habits, Unclear, is_place
from corpus.reasons.reason import Reason, because

# The reason by which the page knows a label that its owner may say the meaning of.
UNKNOWN_LABEL = "listing.unknown_label"
_LONGEST_SHOWN = 80
_LONGEST_LABEL = 3  # words
_PLACES = ("countries", "regions")
_TEXTS = ("", "title", "abstract", "rights", "url")  # may go over several lines
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


def entry_of(record: Record, topic: str, habits: Habits, unit: str = "line") -> Draft | Rejected:
    """Return the record's draft, in the category `topic` unless it names its own; `habits` are those of the page.

    `unit` is what its lines are in its file.
    """
    raw = _joined(record.lines)
    if topic and not any(section.means == "categories" and section.below for section in record.sections):
        # Mended and read again without the rest of its page, the record shall still be in its category.
        raw += f"\n{topic}" if record.lines[-1].means == "categories" else f"\nCategory\n{topic}"
    position = f"{unit} {record.lines[0].number}"
    try:
        if fault := next(_faults(record), None):
            return Rejected(f"{unit} {fault.line.number}", fault.reason, fault.line.text, raw)
        draft = _draft(record, position, raw, habits)
    except Unclear as unclear:
        return Rejected(position, unclear.reason, raw=raw)
    draft.categories = draft.categories or [topic]  # a blank one is dropped later
    return draft


def _draft(record: Record, position: str, raw: str, habits: Habits) -> Draft:
    draft = Draft(position, raw)
    if record.text:
        draft.title, draft.abstract = record.text[0].text, _joined([*record.text[1:], *record.below])
    for section in record.sections:
        label, joined = section.label.text, _joined(section.below)
        text = joined if section.means == "abstract" else joined.replace("\n\n", "\n")
        for value in [line.address or line.text for line in section.below] if section.means == "url" else [text]:
            fill(draft, Meaning(section.means), label, value, habits)
    if record.text and (address := record.text[0].address):
        if draft.url:
            draft.keep("url", address)
        draft.url = draft.url or address
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
        yield from _faults_of_text(record.text, record.has_abstract)
        if record.has_abstract and len(record.text) > 1 and not any(line.is_prose for line in record.text[1:]):
            yield Fault(record.text[1], because("listing.unlabelled", value=_shown(record.text[1].text)))
    for section in record.sections:
        yield from _faults_of_values(section)


def _faults_of_text(text: list[Line], has_abstract: bool) -> Iterator[Fault]:
    title, *abstract = text
    is_no_title = title.is_sentence and abstract and not any(line.is_prose for line in abstract)
    if len(title.text) > LONGEST_TITLE or is_no_title:
        yield Fault(title, because("listing.long_title", text=_shown(title.text)))
    if abstract and _goes_on(title, abstract[0]):
        yield Fault(title, because("listing.wrapped_title", text=_shown(title.text)))
    if not abstract and not has_abstract and title.text.endswith("."):
        yield Fault(title, because("listing.alone", text=_shown(title.text)))
    tail = [*takewhile(lambda line: not line.is_prose and len(line.text) <= LONGEST_VALUE, reversed(abstract[1:]))]
    # Below a whole sentence, a few words and another line may be a label of several words and its value.
    is_short = len(tail) > 1 and len(tail[-1].text.split()) <= _LONGEST_LABEL and tail[-1].text[0].isupper()
    if is_short and abstract[-len(tail) - 1].is_sentence:
        yield _unknown(tail[-1])
    if unknown := [line for line in tail if line.text in _USUAL_ELSEWHERE or _is_lone_word(line.text)]:
        yield _unknown(unknown[-1])


def _goes_on(title: Line, after: Line) -> bool:
    """Tell whether the title seems to end in the line after it; some write their abstracts without capitals."""
    is_abstract = after.follows_blank or after.is_prose
    return after.text[0].islower() and not (title.is_prose or is_abstract)


def _faults_of_values(section: Section) -> Iterator[Fault]:
    label, below, means = _shown(section.label.text), section.below, section.means
    if means not in LISTS and means not in _TEXTS:
        yield from _faults_of_one_value(section)
    for place, line in enumerate(below if means in LISTS else ()):
        head, colon, _ = line.text.partition(":")
        if head in _USUAL_ELSEWHERE and (colon or means == "authors"):
            yield _unknown(line)
        if means in _PLACES and place and not is_place(line.text) and _may_be_label(section, place):
            yield _unknown(line)
        if len(line.text) > LONGEST_VALUE and ";" not in line.text:
            yield Fault(line, because("listing.long_value", value=_shown(line.text), label=label))
        if means == "authors" and not any(c.isalpha() for c in line.text):
            yield Fault(line, because("listing.no_author", value=_shown(line.text), label=label))
    if means not in _TEXTS or means == "title":
        for line in below[means not in _PLACES :]:
            if line.is_sentence:
                yield Fault(line, because("listing.sentence", value=_shown(line.text), label=label))


def _faults_of_one_value(section: Section) -> Iterator[Fault]:
    """Yield what stands below a value where there is one only."""
    more = section.below[1:]
    if not more or (section.means == "language" and all(language_of(line.text) for line in section.below)):
        return
    if section.means == "date" or len(more) == 1:
        shown = _shown(more[0].text)
        yield Fault(more[0], because("listing.second_value", value=shown, label=_shown(section.label.text)))
    else:
        yield _unknown(more[0])


def _may_be_label(section: Section, place: int) -> bool:
    """Tell whether what is no place may be a label: one word between places, or words above what is no country."""
    if place == len(section.below) - 1:  # with no values below it
        return False
    follows = section.below[place + 1].text
    return _is_lone_word(section.below[place].text) or (section.means == "countries" and not is_place(follows))


def _is_lone_word(text: str) -> bool:
    return text[0].isupper() and _LONE_WORD.fullmatch(text) is not None


def _unknown(line: Line) -> Fault:
    label = line.text.partition(":")[0]
    return Fault(line, because(UNKNOWN_LABEL, f' (--map "{label}=keywords")', label=label))


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN].rstrip()}…"
