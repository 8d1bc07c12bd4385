"""A document as Word reads it: real headings, quotes in the style "Quote", references that the citations lead to."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime, time

from docx import Document as new_file
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.text.paragraph import Paragraph

from ui.documents.document import Document, Quoted, Reference, Section
from ui.documents.word_text import ACCENT, add_link, add_text, begin_at, shape, xml_text
from ui.pages.templates import NAME
from ui.words.strings import direction, text

# Points, points before, points after, and whether it is bold, of the styles that are used.
_STYLES = {
    "Normal": (11, 0, 6, False),
    "Title": (20, 0, 2, False),
    "Subtitle": (10, 0, 10, False),
    "Heading 1": (15, 18, 6, True),
    "Heading 2": (12, 14, 4, True),
    "Caption": (10.5, 8, 3, True),
    "Quote": (11, 0, 6, False),
    "Footer": (9, 0, 0, False),
}
_MARGIN, _INDENT = Cm(2.3), Cm(0.9)


def word(document: Document) -> bytes:
    """Return the document as a DOCX file."""
    return _Writer(document).written()


class _Writer:
    """Writes one document from its title to its foot."""

    def __init__(self, document: Document) -> None:
        self._document, self._file = document, new_file()
        self._language, self._direction = document.language, direction(document.language)
        self._bookmarks = 0

    def written(self) -> bytes:
        """Return the file."""
        self._set_up()
        self._own_words(self._document.title, "Title")
        self._own_words(self._document.written_on, "Subtitle")
        for place, section in enumerate(self._document.sections, start=1):
            self._section(section, place)
        for line in self._document.foot:
            self._others_words(line, "Subtitle")
        self._foot()
        out = io.BytesIO()
        self._file.save(out)
        return out.getvalue()

    def _set_up(self) -> None:
        about, page = self._file.core_properties, self._file.sections[0]
        about.title, about.author, about.comments = xml_text(self._document.title)[:255], NAME, ""
        about.language = self._language
        about.created = about.modified = datetime.combine(self._document.day, time(), UTC)
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
        for name, (points, before, after, is_bold) in _STYLES.items():
            shape(self._file.styles[name], points, before, after, is_bold)
        self._file.styles["Quote"].paragraph_format.left_indent = _INDENT

    def _section(self, section: Section, place: int) -> None:
        self._others_words(section.question, "Heading 1")
        if section.conditions:
            shown = f"{text('filters.heading', self._language)}: {', '.join(section.conditions)}"
            self._own_words(shown, "Subtitle")
        for part in section.parts:
            if isinstance(part, Quoted):
                self._quoted(part, place)
            else:
                self._cite(self._own_words(part.text), {str(number): number for number in part.numbers}, place)
        if section.near:
            self._own_words(text("answer.nearest", self._language), "Heading 2")
            for near in section.near:
                self._listed(near, "•")
        if section.references:
            self._own_words(text("document.references", self._language), "Heading 2")
            for reference in section.references:
                self._bookmark(self._listed(reference, f"[{reference.number}]"), _bookmark(place, reference.number))

    def _quoted(self, quoted: Quoted, place: int) -> None:
        title = self._others_words(f"{quoted.title} ({quoted.year})" if quoted.year else quoted.title, "Caption")
        title.paragraph_format.keep_with_next = True
        for quotation in quoted.quotations:
            paragraph = begin_at(self._file.add_paragraph(style="Quote"), quotation.text)
            add_text(paragraph, "“")
            add_link(paragraph, quotation.text, quotation.address, language=quoted.language)
            add_text(paragraph, "”")
            self._cite(paragraph, {quotation.label: quoted.number}, place)
            if quotation.page:
                add_text(paragraph, f" {text('answer.page', self._language, number=str(quotation.page))}")

    def _listed(self, reference: Reference, mark: str) -> Paragraph:
        paragraph = begin_at(self._file.add_paragraph(), reference.text)
        shaped = paragraph.paragraph_format
        shaped.left_indent, shaped.first_line_indent = _INDENT, -_INDENT
        shaped.tab_stops.add_tab_stop(_INDENT)
        add_text(paragraph, f"{mark}\t")
        add_link(paragraph, reference.text, reference.address)
        return paragraph

    def _own_words(self, said: str, style: str = "Normal") -> Paragraph:
        """Write words of the desk's own, which begin where its language does."""
        paragraph = begin_at(self._file.add_paragraph(style=style), said, self._direction)
        add_text(paragraph, said)
        return paragraph

    def _others_words(self, said: str, style: str) -> Paragraph:
        paragraph = begin_at(self._file.add_paragraph(style=style), said)
        add_text(paragraph, said)
        return paragraph

    def _cite(self, paragraph: Paragraph, cited: Mapping[str, int], place: int) -> None:
        """Write how the sources are referred to, each a link to its reference."""
        for label, number in cited.items():
            add_text(paragraph, "\u00a0")
            add_link(paragraph, f"[{label}]", bookmark=_bookmark(place, number), color=ACCENT)

    def _bookmark(self, paragraph: Paragraph, name: str) -> None:
        self._bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmarks))
        start.set(qn("w:name"), name)
        paragraph._p.insert(1, start)  # after the paragraph's own properties
        paragraph._p.append(end)

    def _foot(self) -> None:
        """Write the title and the number of the page under each page."""
        (foot,) = self._file.sections[0].footer.paragraphs
        begin_at(foot, "", self._direction)
        add_text(foot, f"{self._document.title} · ")
        number = OxmlElement("w:fldSimple")
        number.set(qn("w:instr"), "PAGE")
        foot._p.append(number)


def _bookmark(section: int, number: int) -> str:
    return f"reference_{section}_{number}"
