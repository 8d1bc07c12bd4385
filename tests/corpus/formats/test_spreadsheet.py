"""Spreadsheets: the sheet that is read, cells as a person reads them, and files that mean harm."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

import pytest
import xlsxwriter

from corpus.draft import Rejected
from corpus.errors import ImportFailed
from corpus.formats import format_of
from corpus.formats.source_file import SourceFile
from corpus.formats.table import SPREADSHEET
from corpus.publication import Publication
from tests.corpus.formats.page import records, rejected, taken


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        fill(book)
    return written.getvalue()


def test_the_first_sheet_with_titles_is_read_and_cells_are_what_a_person_sees() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Cover").write(0, 0, "Our publications")
        sheet = book.add_worksheet("List")
        sheet.write(0, 0, "as of May")
        sheet.write_row(2, 1, ["Title", "Year", "Issued", "Authors", "Price", "Stock", "In print"])
        sheet.write_row(3, 1, ["Kilns", 2019.0, "", "Ana Lima\nBen Moor", 1.5])
        sheet.write_formula(3, 6, "=1/0", None, "#DIV/0!")
        sheet.write_boolean(3, 7, True)
        sheet.write(5, 1, 1984)
        sheet.write_datetime(5, 3, datetime(1949, 6, 8), book.add_format({"num_format": "d mmmm yyyy"}))
        sheet.write(5, 4, "Jane Roe, John Poe, Ann Doe, Carl Noe and others")
        book.add_worksheet("Other").write_row(0, 0, ["Title", "Year"])

    data = workbook(fill)
    assert format_of(SourceFile("list.bin", data)).name == "spreadsheet"
    kilns, novel = records(data, "list.bin")
    assert (kilns.title, kilns.year, kilns.authors) == ("Kilns", 2019, ("Ana Lima", "Ben Moor"))
    assert kilns.extra == {"Price": ("1.5",), "In print": ("True",)}
    assert (novel.title, novel.date, novel.source.position) == ("1984", "1949-06-08", "row 6")


def sheets(*tables: tuple[str, list[list[object]]]) -> bytes:
    """A workbook with these sheets."""

    def fill(book: xlsxwriter.Workbook) -> None:
        for name, rows in tables:
            sheet = book.add_worksheet(name)
            for number, cells in enumerate(rows):
                sheet.write_row(number, 0, cells)

    return workbook(fill)


def test_every_sheet_with_titles_is_read_and_any_other_table_is_named() -> None:
    data = sheets(
        ("Read me", [["One sheet a year"], ["Title first"]]),
        ("2020", [["Title", "Year"], ["Kilns", 2020]]),
        ("2021", [["Year", "Title", "Authors"], [2021, "Mills", "Ana Lima"]]),
        ("Prices", [["Was", "Wieviel"], ["Kilns", 5]]),
        ("Columns", [["Title", "the name of the work"], ["Year", "when it was printed"]]),
    )
    found = taken(data, "a.xlsx")
    assert [(p.title, p.year, p.source.position) for p in found if isinstance(p, Publication)] == [
        ("Kilns", 2020, 'row 2 ("2020")'),
        ("Mills", 2021, 'row 2 ("2021")'),
    ]
    assert {(f.position, str(f.reason).split(";")[0]) for f in found if isinstance(f, Rejected)} == {
        ('row 1 ("Prices")', 'the sheet "Prices" has no column that is known to hold the titles'),
        ('row 1 ("Columns")', 'the sheet "Columns" has no column that is known to hold the titles'),
    }


def test_rejected_rows_of_sheets_with_other_columns_are_one_table_to_mend() -> None:
    data = sheets(
        ("2020", [["Title", "Authors"], ["Kilns", "Jane Roe, John Poe"]]),
        ("2021", [["Year", "Title", "Authors"], [2021, "Mills", "Jane Roe, John Poe"]]),
    )
    raw = SPREADSHEET.rejoined(SourceFile("a.xlsx", data), [fault.raw for fault in rejected(data, "a.xlsx")])
    kilns, mills = records(raw.replace("Roe, John", "Roe; John"), "a.csv")
    assert (kilns.title, mills.title, mills.year) == ("Kilns", "Mills", 2021)
    assert kilns.authors == mills.authors == ("Jane Roe", "John Poe")


def test_a_merged_cell_holds_for_all_of_its_rows_and_a_merged_title_is_refused() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Category", "Title", "Authors"])
        sheet.merge_range(1, 0, 3, 0, "Lime")
        sheet.write_row(1, 1, ["Kilns", "Ana Lima"])
        sheet.merge_range(2, 1, 3, 1, "Mills")
        sheet.write(2, 2, "Ben Moor")
        sheet.write(3, 2, "Jane Roe")
        sheet.write_row(4, 1, ["Forges", "Ann Doe"])

    found = taken(workbook(fill), "a.xlsx")
    assert [(p.title, p.categories) for p in found if isinstance(p, Publication)] == [
        ("Kilns", ("Lime",)),
        ("Mills", ("Lime",)),
        ("Forges", ()),
    ]
    (fault,) = (entry for entry in found if isinstance(entry, Rejected))
    assert (fault.position, str(fault.reason).split(";")[0]) == (
        "row 4",
        "its title is one cell with that of the row above",
    )


def open_document(rows: str) -> bytes:
    written = io.BytesIO()
    office = "urn:oasis:names:tc:opendocument:xmlns"
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{office}:manifest:1.0"><m:file-entry m:full-path="/"'
            ' m:media-type="application/vnd.oasis.opendocument.spreadsheet"/></m:manifest>',
        )
        archive.writestr(
            "content.xml",
            f'<o:document-content xmlns:o="{office}:office:1.0" xmlns:table="{office}:table:1.0"'
            f' xmlns:text="{office}:text:1.0" xmlns:office="{office}:office:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="List">{rows}</table:table></office:spreadsheet></office:body>'
            "</o:document-content>",
        )
    return written.getvalue()


def row(*texts: str, repeated: int = 1) -> str:
    cells = (f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>' for t in texts)
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def test_an_open_document_is_read() -> None:
    data = open_document(row("Titre", "Année") + row("Fours", "2019"))
    assert [(p.title, p.year) for p in records(data, "a.ods")] == [("Fours", 2019)]


def test_the_columns_of_the_first_sheet_are_named_where_none_has_titles() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet("Empty")
        book.add_worksheet("List").write_row(0, 0, ["Was", "Wann"])

    with pytest.raises(ImportFailed, match=r'its columns are "Was", "Wann": say which one does \(--map "Was=title"\)'):
        taken(workbook(fill), "a.xlsx")


def test_a_row_that_is_rejected_comes_as_csv() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Title", "Authors"])
        sheet.write_row(1, 0, ["Kilns", "Jane Roe, John Poe"])

    (fault,) = rejected(workbook(fill), "a.xlsx")
    assert fault.raw == 'Title,Authors\nKilns,"Jane Roe, John Poe"\n'


def far_cell() -> bytes:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Title")
        sheet.write(1_048_575, 16_383, "far")

    return workbook(fill)


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 300_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (far_cell, "cannot be read as a spreadsheet: open it, and save it as CSV."),
        (bomb, "unpacks to more than 256 MB"),
        (lambda: b"PK\x03\x04 and nothing else", "is a damaged archive"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") * 40, "cannot be read as a"),
        (lambda: open_document(row("x" * 10_000, repeated=1_000_000)), "cannot be read as a spreadsheet: open it"),
    ],
)
def test_a_workbook_that_means_harm_is_refused(data: Callable[[], bytes], message: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        taken(data(), "a.xlsx")
    assert str(failed.value).startswith(f"a.xlsx {message}")
