"""A document as a table for spreadsheets: a row for each quote, with the record that it is of."""

import csv
import io
from collections.abc import Iterator

from corpus.cells import safe
from ui.documents.document import Document, Quoted, Section
from ui.words.strings import text

_HEADS = ("ask.question", "table.number", "field.title", "field.year", "table.quote", "table.page", "table.reference")


def table(document: Document) -> bytes:
    """Return the document as CSV in UTF-8, with the mark at its beginning by which Excel knows that.

    A record that is cited and not quoted has a row without a quote, and so has a question that is not answered.
    """
    written = io.StringIO(newline="")
    rows = csv.writer(written)
    rows.writerow([*(text(head, document.language) for head in _HEADS), text("table.address", document.language)])
    for section in document.sections:
        rows.writerows([safe(cell) for cell in row] for row in _rows(section))
    return written.getvalue().encode("utf-8-sig")


def _rows(section: Section) -> Iterator[tuple[str, ...]]:
    quoted = [part for part in section.parts if isinstance(part, Quoted)]
    for reference in section.references:
        number, own = str(reference.number), [part for part in quoted if part.number == reference.number]
        for part in own:
            for quote in part.quotations:
                about = (part.title, str(part.year or ""), quote.text, str(quote.page or ""))
                yield section.question, quote.label, *about, reference.text, quote.address
        if not own:
            yield section.question, number, "", "", "", "", reference.text, reference.address
    if not section.references:
        yield section.question, *[""] * len(_HEADS)
