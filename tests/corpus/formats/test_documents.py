"""Documents made here: DOCX by python-docx, PDF by hand, so that each byte of it is known."""

import io
import zipfile
from collections.abc import Sequence

import docx
import pytest

from corpus.draft import Rejected
from corpus.errors import ImportFailed
from corpus.formats import documents, entries, safe_zip
from corpus.formats.source_file import SourceFile
from corpus.importing.rejected import rejected_data, rejected_name
from corpus.importing.sources import read_source
from corpus.publication import Publication
from corpus.sentences import sentences_of

PAGES = (
    (
        "Field Notes on Shelters",
        "Shelters in the valley hold forty people, and each",
        "night ten of them go away.",
    ),
    ("The kitchen closes at eight.",),
)


def pdf_of(pages: Sequence[Sequence[str]], title: str = "", loops: bool = False) -> bytes:
    """A PDF with these lines on its pages; one that loops names its list of pages as a page of its own."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages))) + (" 2 0 R" if loops else "")
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        text = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    objects.append(f"<< /Title ({title}) >>")
    body, places = "%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer << /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode("latin-1")


def docx_of(paragraphs: Sequence[str], title: str = "", author: str = "", table: Sequence[Sequence[str]] = ()) -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = title, author
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if table:
        rows = document.add_table(len(table), len(table[0])).rows
        for row, texts in zip(rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def read(name: str, data: bytes) -> Publication:
    (found,) = entries(SourceFile(name, data))
    assert isinstance(found, Publication), found
    return found


def test_a_pdf_is_its_text_with_the_page_of_every_character() -> None:
    found = read("notes.pdf", pdf_of(PAGES, "Field notes on shelters"))
    assert (found.title, found.mendings) == ("Field notes on shelters", ("extracted",))
    sentences = [found.abstract[s.start : s.end] for s in sentences_of(found) if s.field == "abstract"]
    assert sentences[-2:] == [
        "Shelters in the valley hold forty people, and each night ten of them go away.",
        "The kitchen closes at eight.",
    ]
    assert [found.page_at(found.abstract.index(word)) for word in ("Field", "forty", "ten", "kitchen")] == [
        1,
        1,
        1,
        2,
    ]


@pytest.mark.parametrize("title", ["", "Microsoft Word - draft7.doc"])
def test_a_title_that_the_document_does_not_show_is_not_believed(title: str) -> None:
    assert read("annual report 2019.pdf", pdf_of(PAGES, title)).title == "annual report 2019"


def test_a_docx_is_its_paragraphs() -> None:
    text = ["Field Notes", "By Ada Byrne, Lin Wei", "Shelters are few.", "", "They close at eight."]
    found = read("notes.docx", docx_of(text, "Field Notes", "Ada Byrne; Lin Wei"))
    assert (found.title, found.authors, found.mendings) == ("Field Notes", ("Ada Byrne", "Lin Wei"), ("extracted",))
    assert found.abstract == "Field Notes\n\nBy Ada Byrne, Lin Wei\n\nShelters are few.\n\nThey close at eight."
    assert found.page_at(0) is None


def test_a_table_of_a_docx_is_part_of_its_text() -> None:
    found = read("notes.docx", docx_of(["Shelters are few."], table=[["Valley", "3"], ["Hills", "4"]]))
    assert found.abstract == "Shelters are few.\n\nValley | 3\nHills | 4"


def test_a_table_of_publications_in_a_docx_is_read_as_a_table() -> None:
    table = [["Title", "Year", "Abstract"], ["Kilns", "2019", "Twelve."], ["Mills", "2018", "Two."]]
    listed = list(entries(SourceFile("list.docx", docx_of(["Our publications"], table=table))))
    assert [(p.title, p.year, p.abstract) for p in listed if isinstance(p, Publication)] == [
        ("Kilns", 2019, "Twelve."),
        ("Mills", 2018, "Two."),
    ]
    report = list(entries(SourceFile("report.docx", docx_of(["We read all of these."], table=table))))
    assert [p.title for p in report if isinstance(p, Publication)] == ["Kilns", "Mills", "report"]


@pytest.mark.parametrize("author", ["jdoe", "python-docx", "Jane Doe"])
def test_an_author_that_the_document_does_not_show_is_only_kept(author: str) -> None:
    found = read("notes.docx", docx_of(["Shelters are few, says a Jane."], author=author))
    assert (found.authors, found.extra) == ((), {"author": (author,)})


def test_a_paragraph_in_the_style_of_a_title_is_the_title() -> None:
    document = docx.Document()
    document.add_paragraph("For discussion")
    document.add_paragraph("Field notes on shelters", style="Title")
    file = io.BytesIO()
    document.save(file)
    assert read("draft7.docx", file.getvalue()).title == "Field notes on shelters"


@pytest.mark.parametrize(("name", "data"), [("scan.pdf", pdf_of([()])), ("empty.docx", docx_of([]))])
def test_a_document_without_text_is_rejected(name: str, data: bytes) -> None:
    (found,) = entries(SourceFile(name, data))
    assert isinstance(found, Rejected)
    assert "no text" in str(found.reason)


def test_damaged_documents_are_refused_in_words() -> None:
    whole = pdf_of(PAGES)
    for data in (whole[:60], b"%PDF-1.4 nothing of the kind"):
        with pytest.raises(ImportFailed, match=r"a\.pdf cannot be read as a PDF \(it may be damaged or locked"):
            list(entries(SourceFile("a.pdf", data)))
    with pytest.raises(ImportFailed, match=r"^a\.docx (cannot be read as a DOCX|is a damaged archive)"):
        list(entries(SourceFile("a.docx", _with_part(docx_of(["x"]), "word/document.xml", b"<w:document"))))


def test_a_pdf_whose_pages_lead_back_to_themselves_comes_to_an_end() -> None:
    assert "kitchen" in read("loop.pdf", pdf_of(PAGES, loops=True)).abstract


def test_a_pdf_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "_LONGEST_READING", 0.01)
    with pytest.raises(ImportFailed, match="to read: print it to a new PDF"):
        list(entries(SourceFile("slow.pdf", pdf_of(PAGES))))


def test_a_bomb_is_refused_by_what_it_unpacks_to_and_not_by_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "LARGEST_UNPACKED", 2**20)
    bomb = _with_part(docx_of(["x"]), "word/media/image1.png", b"\0" * 2**21)
    # The directory at the archive's end says that each part is small.
    size = (2**21).to_bytes(4, "little")
    for data in (bomb, bomb.replace(size, (7).to_bytes(4, "little"))):
        with pytest.raises(ImportFailed, match=r"a\.docx (unpacks to more than|is a damaged archive)"):
            list(entries(SourceFile("a.docx", data)))


def _with_part(data: bytes, name: str, part: bytes) -> bytes:
    """The archive with one part exchanged or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, part)
    return file.getvalue()


PARAGRAPHS = (
    "Our Publications",
    "Kilns of the Coast",
    "Twelve kilns were counted. Four of them are in use.",
    "Authors",
    "Ada Byrne",
    "Lin Wei",
    "Year",
    "2019",
    "Mills of the Hills",
    "Two mills stand. One of them turns.",
    "Authors",
    "Tom Reed",
    "Year",
    "2018",
)


@pytest.mark.parametrize("blank", [False, True])
def test_a_docx_of_records_below_labels_is_read_as_a_listing(blank: bool) -> None:
    texts = [*PARAGRAPHS[:1], *PARAGRAPHS[1:8], *([""] if blank else []), *PARAGRAPHS[8:]]
    found = list(entries(SourceFile("list.docx", docx_of(texts))))
    assert [(p.title, p.authors, p.year, p.abstract) for p in found if isinstance(p, Publication)] == [
        ("Kilns of the Coast", ("Ada Byrne", "Lin Wei"), 2019, "Twelve kilns were counted. Four of them are in use."),
        ("Mills of the Hills", ("Tom Reed",), 2018, "Two mills stand. One of them turns."),
    ]
    assert next(p.source.position for p in found if isinstance(p, Publication)) == "paragraph 2"


def test_a_docx_with_labels_on_their_values_lines_is_read_as_a_listing() -> None:
    texts = ["Title: Kilns", "Author: Ada Byrne", "Year: 2019", "Title: Mills", "Author: Tom Reed", "Year: 2018"]
    found = list(entries(SourceFile("list.docx", docx_of(texts))))
    assert [(p.title, p.authors, p.year) for p in found if isinstance(p, Publication)] == [
        ("Kilns", ("Ada Byrne",), 2019),
        ("Mills", ("Tom Reed",), 2018),
    ]


def test_a_report_with_chapters_called_as_labels_stays_one_document() -> None:
    chapter = ["Summary", "Shelters are few. They close at eight.", "Countries", "We went to two valleys in May."]
    assert read("report.docx", docx_of(["Shelters", *chapter, *chapter])).abstract.startswith("Shelters\n\nSummary")


def test_a_rejected_record_of_a_docx_is_mended_in_a_text() -> None:
    texts = [
        *PARAGRAPHS,
        "Wells of the Plain",
        "Nine wells are dry. All were dug.",
        "Authors",
        "Ana Ruiz",
        "Year",
        "soon",
        "x",
    ]
    source = read_source(SourceFile("list.docx", docx_of(texts)))
    assert (len(source.publications), len(source.rejected)) == (2, 1)
    assert rejected_name(source) == "refdesk-rejected-list.txt"
    mended = rejected_data(source).decode().replace("soon\nx", "2017").encode()
    assert [p.title for p in entries(SourceFile("mended.txt", mended)) if isinstance(p, Publication)] == [
        "Wells of the Plain"
    ]
