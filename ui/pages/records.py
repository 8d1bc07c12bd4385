"""The page of one record: the whole text with an address for every sentence, how to cite it, and what lies near."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from string import ascii_lowercase

from assistant.answer import Citation, CitedSource
from corpus.errors import RefdeskError
from corpus.filters import FILTER_FIELDS
from corpus.publication import Publication, TextField
from corpus.references import COMMON_STYLES, formatted
from corpus.sentences import Sentence, sentences_of
from ui.pages.document import Frame
from ui.pages.explore_query import asking_of, filter_address
from ui.pages.fields import Fields, described
from ui.pages.structured import coins, json_ld, meta_tags
from ui.pages.templates import record_address, render
from ui.words.strings import text

_LONGEST_ID = 200  # characters, which a record's own identifier never passes


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a field: a sentence with its number and the name of its place, or what stands between sentences."""

    text: str
    name: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class RecordView:
    """What the page of a record shows; `references` are (style, reference), `nearest` other records, nearest first."""

    publication: Publication
    title: tuple[Piece, ...]
    abstract: tuple[Piece, ...]
    fields: Fields
    references: tuple[tuple[str, str], ...]
    nearest: tuple[Publication, ...]

    @property
    def byline(self) -> list[str]:
        """Return who published it and when, without what is not known."""
        parts = (*self.publication.authors, str(self.publication.year or ""), self.publication.publisher)
        return [part for part in parts if part.strip()]


def anchor(field: TextField, start: int, end: int) -> str:
    """Return the name of a sentence on the page of its record, by which a citation finds it."""
    return f"{field}-{start}-{end}"


def labels_of(source: CitedSource) -> Mapping[str, str]:
    """Return how an answer refers to each quote of a source, by its anchor: 1, or 1a and 1b where there are several.

    >>> record = Publication(id="bats", title="On Bats", abstract="Bats hang. They sleep.")
    >>> quotes = (Citation(1, record, "abstract", 0, 10), Citation(1, record, "abstract", 11, 22))
    >>> labels_of(CitedSource(1, record, quotes))
    {'abstract-0-10': '1a', 'abstract-11-22': '1b'}
    """
    names = [anchor(quote.field, quote.start, quote.end) for quote in source.quotes]
    letters = [""] if len(names) == 1 else map(_letters, range(len(names)))
    return {name: f"{source.number}{letter}" for name, letter in zip(names, letters, strict=True)}


def quote_address(quote: Citation) -> str:
    """Return the address that opens the record at the quote's last sentence; one before it only leads up to it."""
    sentences = (s for s in sentences_of(quote.publication) if s.field == quote.field and s.start < quote.end)
    *_, last = sentences
    return f"{record_address(quote.publication.id)}#{anchor(last.field, last.start, last.end)}"


def record_page(
    publication: Publication,
    sentences: Sequence[Sentence],
    nearest: Sequence[Publication],
    collection_name: str,
    language: str,
) -> str:
    """Return the page of a record as HTML; `sentences` are the record's own, `nearest` other records, nearest first."""
    view = RecordView(
        publication,
        title=_pieces(publication, "title", sentences),
        abstract=_pieces(publication, "abstract", sentences) if publication.abstract.strip() else (),
        fields=described(publication),
        references=tuple(_formatted_references(publication)),
        nearest=tuple(nearest),
    )
    frame = Frame(publication.title, "record", collection_name, ("record.css",))
    return render(
        "record.html",
        language,
        frame=frame,
        record=view,
        meta_tags=meta_tags(publication),
        coins=coins(publication),
        json_ld=json_ld(publication),
        filter_address=filter_address,
        asking_of=asking_of,
        filtered=FILTER_FIELDS,
    )


def missing_record_page(publication_id: str, collection_name: str, language: str) -> str:
    """Return the page for the address of a record that is not there, to be sent with status 404."""
    how = text("record.missing_how", language, id=publication_id[:_LONGEST_ID])
    return _missing(text("record.missing", language), how, collection_name, language)


def missing_page(collection_name: str, language: str) -> str:
    """Return the page for an address at which nothing stands, to be sent with status 404."""
    return _missing(text("page.missing", language), text("page.missing_how", language), collection_name, language)


def _missing(title: str, how: str, collection_name: str, language: str) -> str:
    return render("missing.html", language, frame=Frame(title, "record", collection_name, ("record.css",)), how=how)


def _letters(position: int) -> str:
    """Return a, b … z, aa, ab … for positions from 0, as the columns of a table are named."""
    before = _letters(position // 26 - 1) if position >= 26 else ""
    return before + ascii_lowercase[position % 26]


def _pieces(publication: Publication, field: TextField, sentences: Sequence[Sentence]) -> tuple[Piece, ...]:
    """Return the field letter for letter: joined, the pieces are its text."""
    whole = publication.text(field)
    pieces, done = [], 0
    for number, sentence in enumerate((s for s in sentences if s.field == field), start=1):
        name = anchor(field, sentence.start, sentence.end)
        pieces += [Piece(whole[done : sentence.start]), Piece(whole[sentence.start : sentence.end], name, number)]
        done = sentence.end
    return (*pieces, Piece(whole[done:]))


def _formatted_references(publication: Publication) -> Iterator[tuple[str, str]]:
    for style, name in COMMON_STYLES.items():
        # A style that cannot format an odd record is left out; the others and the downloads are there.
        with suppress(RefdeskError):
            yield name, formatted(publication, style)
