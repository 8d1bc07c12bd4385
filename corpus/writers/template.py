"""The table to begin with: the columns that a catalogue may have, one record as an example, and how to fill it in."""

import csv
import io

COLUMNS = {
    "Title": ("The full title; the only column that every row needs", "Standard operating procedures for shelters"),
    "Abstract": (
        "The summary, as it is published: answers are quoted from it letter for letter",
        "The procedures set out how a shelter admits, protects and refers the people in its care.",
    ),
    "Authors": ('Persons, parted by ";", as "Ana Lima" or "Lima, Ana"', "Lima, Ana; Moor, Ben"),
    "Organisations": ('Organisations that are authors, parted by ";"', "Refuge Network"),
    "Date": ("A year, or a date such as 2019-05-31", "2019"),
    "Countries": ('The countries that it is about, parted by ";"', "Peru; Chile"),
    "Regions": ('The parts of the world, parted by ";"', "South America"),
    "Categories": ('Your own headings, parted by ";"', "Guidance"),
    "Keywords": ('Words to find it by, parted by ";"', "shelters; referral"),
    "Type": ("Report, Book, Chapter, Journal article, Thesis, Web page", "Report"),
    "Journal": ("The journal, series or book that it appeared in", ""),
    "Volume": ("", ""),
    "Issue": ("", ""),
    "Pages": ("As 12-34", ""),
    "Publisher": ("", "Refuge Network"),
    "DOI": ("", ""),
    "Link": ("The address of its page, with https://", "https://example.org/procedures"),
    "Language": ("A name or a code, such as English or en", "English"),
    "ISBN": ("", ""),
    "ISSN": ("", ""),
    "Rights": ("The licence or a note of rights", "CC BY 4.0"),
}
_NOTES = (
    "One publication a row. Delete the example. Columns may be left out, put in another order, or added: what refdesk"
    " does not know is kept with the record under the name of its column."
)


def template_xlsx() -> bytes:
    """Return the template as a workbook: the sheet to fill in, and one with notes on its columns."""
    import xlsxwriter

    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        bold, wrapped = workbook.add_format({"bold": True}), workbook.add_format({"text_wrap": True})
        sheet = workbook.add_worksheet("Publications")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 1, 50, wrapped)
        sheet.set_column(2, len(COLUMNS) - 1, 20, wrapped)
        sheet.write_row(0, 0, COLUMNS, bold)
        sheet.write_row(1, 0, [example for _, example in COLUMNS.values()])
        notes = workbook.add_worksheet("Notes")
        notes.set_column(0, 0, 106, wrapped)
        notes.write(0, 0, _NOTES)
        # In one column, they are no table to be imported.
        described = [f"{name}: {note}" for name, (note, _) in COLUMNS.items() if note]
        notes.write_column(2, 0, described)
    return written.getvalue()


def template_csv() -> bytes:
    """Return the sheet to fill in as CSV that Excel opens rightly: in UTF-8 with a mark, and with CRLF."""
    written = io.StringIO()
    csv.writer(written).writerows([list(COLUMNS), [example for _, example in COLUMNS.values()]])
    return b"\xef\xbb\xbf" + written.getvalue().encode()
