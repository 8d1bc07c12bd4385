"""What a document says, as data that each format writes in its own way: answers, their quotes and their references."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import ClassVar
from urllib.parse import urlencode

from babel.dates import format_date

from assistant.answer import Answer, Citation
from assistant.messages.texts import locale_of
from corpus.citation_styles import StyleFailed
from corpus.fields.languages import spoken_in
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.references import formatted
from ui.budget import check_time
from ui.pages.filter_chips import filter_chips
from ui.pages.records import anchor, labels_of, quote_address
from ui.pages.templates import NAME, record_address
from ui.words.strings import text


@dataclass(frozen=True, slots=True)
class Setting:
    """What the documents of one reader share.

    `origin` is where the desk is reached ("http://127.0.0.1:7860"), which every link begins with; `style` names a style
    of the Citation Style Language.
    """

    collection: str
    language: str
    origin: str
    style: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a record, letter for letter; `address` opens the record there, and says which slice it is.

    `label` is how the answer refers to it: 1, or 1a and 1b where its record has several.
    """

    text: str
    label: str
    address: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """The quotes of one record that follow each other; `number` is that of its reference, `language` a tag or empty."""

    kind: ClassVar = "quoted"
    number: int
    title: str
    year: int | None
    language: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Words of the desk's own, and the numbers of the references that they rest on."""

    kind: ClassVar = "remark"
    text: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A record with its reference in the style that was chosen; `address` is its page at the desk."""

    number: int
    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question with its answer; `conditions` are the filters it was asked under.

    `near` are records that lie near a question without an answer. References are numbered from 1 in each section.
    """

    question: str
    conditions: tuple[str, ...]
    parts: tuple[Quoted | Remark, ...]
    references: tuple[Reference, ...]
    near: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Answers to be read away from the desk; `foot` is what must be read with them."""

    title: str
    language: str
    day: date
    sections: tuple[Section, ...]
    foot: tuple[str, ...]

    @property
    def written_on(self) -> str:
        """Return the day as the language writes it."""
        return format_date(self.day, "long", locale=locale_of(self.language))


def document_of(asked: Sequence[tuple[Answer, Filters]], setting: Setting, foot: Sequence[str] = ()) -> Document:
    """Return the answers as a document, each with the filters that it was asked under.

    `foot` is what the collection says of itself: its notice and its rights. The day is that of the machine.
    """
    language = setting.language
    return Document(
        title=text("document.title", language, name=setting.collection or NAME),
        language=language,
        day=date.today(),
        sections=tuple(_section(answer, filters, setting) for answer, filters in asked),
        foot=(text("document.how", language), *foot),
    )


def slice_address(quote: Citation, origin: str = "") -> str:
    """Return the address that opens the record at the quote and names the slice: field, start, end, fingerprint.

    The fingerprint is the record's, so that whoever follows the address can tell whether the record is still the same.
    """
    page, _, place = quote_address(quote).partition("#")
    named = {"field": quote.field, "start": quote.start, "end": quote.end, "fingerprint": quote.publication.fingerprint}
    return f"{origin}{page}?{urlencode(named)}#{place}"


def _section(answer: Answer, filters: Filters, setting: Setting) -> Section:
    language = setting.language
    remarks = [answer.notice_in(language), *answer.reason_in(language).split("\n")]
    return Section(
        question=answer.question,
        conditions=tuple(chip.shown for chip in filter_chips(filters, language)),
        parts=(*(Remark(said) for said in remarks if said), *_parts(answer, setting)),
        references=tuple(_reference(source.number, source.publication, setting) for source in answer.sources),
        near=tuple(_reference(number, near, setting) for number, near in enumerate(answer.closest, start=1)),
    )


def _parts(answer: Answer, setting: Setting) -> Iterator[Quoted | Remark]:
    labels = {source.number: labels_of(source) for source in answer.sources}
    for record, statements in groupby(answer.statements, key=attrgetter("quoted")):
        if record is None:
            yield from (Remark(said.said(setting.language), said.citations) for said in statements)
        else:
            quotes = [said.citation for said in statements if said.citation]
            quotations = tuple(_quotation(quote, labels[quote.number], setting.origin) for quote in quotes)
            yield Quoted(quotes[0].number, record.title, record.year, spoken_in(record), quotations)


def _quotation(quote: Citation, labels: Mapping[str, str], origin: str) -> Quotation:
    label = labels[anchor(quote.field, quote.start, quote.end)]
    return Quotation(quote.text, label, slice_address(quote, origin), quote.page)


def _reference(number: int, publication: Publication, setting: Setting) -> Reference:
    check_time()
    return Reference(number, _formatted(publication, setting.style), setting.origin + record_address(publication.id))


def _formatted(publication: Publication, style: str) -> str:
    try:
        return formatted(publication, style)
    except StyleFailed:  # of one odd record, for which no document is held back
        said = (", ".join(publication.authors), str(publication.year or ""), publication.title)
        return ". ".join(filter(None, said))
