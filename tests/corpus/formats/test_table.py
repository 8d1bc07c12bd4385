"""Tables that are text: what parts them, what their columns mean, and what is refused."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.draft import Rejected
from corpus.errors import ImportFailed
from corpus.formats import format_of
from corpus.formats.labels import meaning_of
from corpus.formats.source_file import SourceFile
from corpus.formats.table import TABLE
from corpus.formats.table_text import separator_of
from corpus.importing.rejected import rejected_data
from corpus.importing.sources import read_source
from corpus.publication import Publication
from tests.corpus.formats.page import records, rejected, taken


@pytest.mark.parametrize(
    ("head", "separator"),
    [
        ("Title,Year\nKilns; old and new,2019\n", ","),
        ("Title;Authors;Year\nKilns, mills, and forges;Ana Lima, Ben Moor;2019\n", ";"),
        ("Title\tYear\nKilns, mills; forges\t2019\n", "\t"),
        ("Title|Year\nKilns, mills|2019\nForges, too|2018\n", "|"),
        ("Kilns, mills, forges\n\nTitle;Year\na;2019\n", ";"),
        ("sep=;\nTitle,a;Year\nKilns;2019\n", ";"),
        ('"Title";"Year"\n"a;b,c";"1"\n', ";"),
        ("Wann;Was\n1,5;Öfen, alt\n2,5;Mühlen\n", ";"),
        ("Title\nKilns\n", None),
    ],
)
def test_what_parts_a_table_is_told_by_what_it_holds(head: str, separator: str | None) -> None:
    assert separator_of(head, lambda row: sum(meaning_of(cell, {}) is not None for cell in row)) == separator


def test_a_long_table_is_told_although_its_head_ends_within_a_value() -> None:
    assert format_of(SourceFile("a.txt", ('Title,Abstract\nKilns,"' + "x" * 100_000 + '"\n').encode())).name == "table"


@pytest.mark.parametrize(
    ("name", "text", "format"),
    [
        ("a.csv", "Name\nKilns\n", "table"),
        ("a", "Title,Year\nKilns,2019\n", "table"),
        ("a.txt", "PT\tAU\tTI\nJ\tDoe, J\tKilns\n", "table"),
        ("a.txt", "Lime, chalk and clay\n\nKilns, old\n\nTwelve.\nCountry\nPeru\nYear\n2015\n", "listing"),
    ],
)
def test_a_table_is_told_by_its_columns_or_by_its_name(name: str, text: str, format: str) -> None:
    assert format_of(SourceFile(name, text.encode())).name == format


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("Title;Authors;Year;Country", "utf-8-sig"),
        ("Titre;Auteurs;Année;Pays", "cp1252"),
        ("Título;Autores;Año;País", "utf-8"),
        ("العنوان;المؤلفون;السنة;البلد", "utf-16"),
        ("Название;Авторы;Год;Страна", "cp1251"),
        ("Titel;Autor/in;Erscheinungsjahr;Land", "cp1252"),
        ("Título;Autor(es);Ano;País", "utf-8"),
    ],
)
def test_columns_are_known_in_seven_languages_and_encodings(header: str, encoding: str) -> None:
    text = f"{header}\nKilns;Ana Lima;2019;Peru\n"
    (kilns,) = records(text.encode(encoding), "a.csv")
    assert (kilns.title, kilns.authors, kilns.year, kilns.countries) == ("Kilns", ("Ana Lima",), 2019, ("Peru",))


def test_a_column_that_is_not_known_is_kept_under_its_name_and_one_may_be_mapped() -> None:
    text = "Titles of ours,Shelf,Price,\nKilns,B 12,5,left over\n"
    with pytest.raises(ImportFailed) as failed:
        taken(text, "a.csv")
    assert str(failed.value) == (
        'a.csv has no column that is known to hold the titles; its columns are "Titles of ours", "Shelf", "Price": '
        'say which one does (--map "Titles of ours=title").'
    )
    (kilns,) = records(text, "a.csv", {"titles of ours": "title", "Price": ""})
    assert (kilns.title, kilns.extra) == ("Kilns", {"Shelf": ("B 12",), "column 4": ("left over",)})


def test_a_table_of_any_name_is_known_by_the_columns_that_are_mapped() -> None:
    text = "Werk;Regal;Preis\nKilns;B 12;5\nMills;B 13;6;7\n"
    file = SourceFile("export.txt", text.encode())
    assert not read_source(file).publications
    read = read_source(file, {"werk": "title"})
    assert [record.title for record in read.publications] == ["Kilns"]
    assert rejected_data(read).decode() == "Werk,Regal,Preis\nMills,B 13,6,7\n"


def test_a_mapped_label_that_stands_alone_in_its_line_makes_no_table() -> None:
    page = "Rivers, lakes and seas\n\nWerk\nKilns, old and new\nWe dug, and found.\nLand\nPeru\n"
    assert format_of(SourceFile("page.txt", page.encode()), {"Werk": "title"}) is not TABLE


def test_the_names_may_stand_below_other_rows_and_positions_are_those_of_a_spreadsheet() -> None:
    text = 'Our publications,,\n\nas of May,,\n"Title","Summary","Year"\n"Kilns","Two\nlines","2019"\n,,\nMills,,\n'
    kilns, mills = records(text, "a.csv")
    assert (kilns.abstract, kilns.source.position, mills.source.position) == ("Two\nlines", "row 5", "row 7")


def test_several_values_in_a_cell_are_parted_where_that_is_certain() -> None:
    header = "Title,Authors,Countries,Keywords\n"
    (kilns,) = records(header + 'Kilns,"Lima, Ana; WHO","Peru, Chile","lime; chalk, burnt|clay"\n', "a.csv")
    assert kilns.authors == ("Ana Lima", "WHO")
    assert kilns.countries == ("Peru", "Chile")
    assert kilns.keywords == ("lime", "chalk, burnt", "clay")
    both = 'Kilns,"Ana Lima, Ben Moor",,\n'
    # The other rows tell that given names come first here.
    assert records(f"{header}{both}Mills,Carl Noe,,\n", "a.csv")[0].authors == ("Ana Lima", "Ben Moor")
    (unclear,) = rejected(header + both, "a.csv")
    assert str(unclear.reason) == '"Ana Lima, Ben Moor" may be one person or two; put ";" between authors'


@pytest.mark.parametrize(
    ("header", "row", "said"),
    [
        ("Title,Author 1,Author 2", 'Kilns,"Lima, Ana",Ben Moor', {"authors": ("Ana Lima", "Ben Moor")}),
        (
            "Title,First name,Last name",
            "Kilns,Ana,Lima",
            {"authors": ("Ana Lima",), "family_names": {"Ana Lima": "Lima"}},
        ),
        ("Title,Keyword 1,Keyword 2", "Kilns,lime,chalk", {"keywords": ("lime", "chalk")}),
        ("Title / Titre,Year / Année", "Kilns,2019", {"year": 2019}),
        ("dcterms:title,dcterms:creator", "Kilns,Ana Lima", {"authors": ("Ana Lima",)}),
        ("Title,Pagination,Journal Volume", "Kilns,3-9,7", {"pages": "3-9", "volume": "7"}),
        ("Title,Publication Date,Publication Year", "Kilns,APR 3,2021", {"year": 2021, "date": "2021-04-03"}),
        ("Title,Publication Date,Publication Year", "Kilns,2020-05,2021", {"year": 2020, "date": "2020-05"}),
        (
            "dc.title,dc.description.abstract[en],dc.description.abstract[es]",
            "Kilns,Twelve.,Doce.",
            {"abstract": "Twelve.", "abstracts": {"es": "Doce."}},
        ),
        ("Title,Authors", 'Kilns,"Lima, Ana et al."', {"authors": ("Ana Lima",), "extra": {"Authors": ("et al.",)}}),
    ],
)
def test_columns_of_many_makes_are_known(header: str, row: str, said: dict[str, object]) -> None:
    (kilns,) = records(f"{header}\n{row}\n", "a.csv")
    assert kilns.title == "Kilns"
    assert {field: getattr(kilns, field) for field in said} == said


def test_a_row_that_sums_up_others_is_no_record() -> None:
    kilns, total, novel = taken("No.,Title,Year\n1,Kilns,2019\nTotal,5,\n2,1984,1949\n", "a.csv")
    assert isinstance(total, Rejected)
    assert str(total.reason) == "the row sums up others, and is no record; remove it"
    assert [p.title for p in (kilns, novel) if isinstance(p, Publication)] == ["Kilns", "1984"]


ZOTERO = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","ISSN","DOI","Url","Abstract Note",'
    '"Date","Pages","Issue","Volume","Manual Tags","Automatic Tags"\n'
    '"ABC","journalArticle","2014","Doe, Jane","Kilns","Lime","1234-5678","10.1000/x","https://e.org/a","Twelve.",'
    '"2014-05-01","1-9","2","3","a; b","c"\n'
)
SCOPUS = (
    '"Authors","Author full names","Title","Year","Source title","Volume","Issue","Page start","Page end","DOI","Link",'
    '"Abstract","Author Keywords","Index Keywords","EID"\n'
    '"Doe J.","Doe, Jane (57190000000)","Kilns","2014","Lime","3","2","1","9","10.1000/x","https://e.org/a","Twelve.",'
    '"a; b","c","2-s2.0-1"\n'
)
WOS = (
    "PT\tAU\tAF\tTI\tSO\tDE\tID\tAB\tPY\tVL\tIS\tBP\tEP\tDI\tUT\t\n"
    "J\tDoe, J\tDoe, Jane\tKilns\tLime\ta; b\tc\tTwelve.\t2014\t3\t2\t1\t9\t10.1000/x\tWOS:1\t\n"
)
COVIDENCE = (
    "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,Ref,"
    "Covidence #,Study,Notes,Tags\n"
    'Kilns,"Doe, Jane",Twelve.,2014,5,Lime,3,2,1-9,7,10.1000/x,,#12,Doe 2014,,a; b; c\n'
)
OPENALEX = (
    "id,doi,title,publication_year,publication_date,type,authorships.author.display_name,"
    "primary_location.source.display_name,biblio.volume,biblio.issue,biblio.first_page,biblio.last_page,abstract,"
    "keywords.display_name\n"
    "https://openalex.org/W1,https://doi.org/10.1000/x,Kilns,2014,2014-05-01,article,Jane Doe,Lime,3,2,1,9,Twelve.,"
    "a|b|c\n"
)
EPPI = (
    "ItemId,Title,ParentTitle,Authors,Year,Abstract,Pages,Volume,Issue,DOI,Keywords\n"
    "9,Kilns,Lime,Jane Doe,2014,Twelve.,1-9,3,2,10.1000/x,a; b; c\n"
)


@pytest.mark.parametrize("text", [ZOTERO, SCOPUS, WOS, COVIDENCE, OPENALEX, EPPI])
def test_the_tables_of_other_programs_are_read(text: str) -> None:
    (kilns,) = records(text, "export.txt")
    assert (kilns.title, kilns.abstract, kilns.authors, kilns.year) == ("Kilns", "Twelve.", ("Jane Doe",), 2014)
    assert (kilns.container, kilns.volume, kilns.issue, kilns.pages, kilns.doi) == (
        "Lime",
        "3",
        "2",
        "1-9",
        "10.1000/x",
    )
    assert kilns.keywords == ("a", "b", "c")
    assert not {"Year", "Publication Year", "publication_year"} & set(kilns.extra)


def test_a_row_that_cannot_be_parted_is_rejected_and_can_be_mended() -> None:
    text = 'Title,Year,Publisher,Pages\nKilns,2019,A\nMills,2018,B,1\nShort\n"Smart" homes,2017,C,2\nForges,2016,D,3\n'
    found = taken(text, "a.csv")
    faults = [entry for entry in found if isinstance(entry, Rejected)]
    assert [(fault.position, str(fault.reason).split(";")[0]) for fault in faults] == [
        ("row 4", "the row has 1 values where the table has 4"),
        ("row 5", "a quotation mark stands within a value"),
    ]
    raw = TABLE.rejoined(SourceFile("a.csv", b""), [fault.raw for fault in faults])
    mended = raw.replace("Short\n", "Short,2015,,\n").replace('"Smart" homes', '"""Smart"" homes"')
    assert raw.count("Title") == 1
    assert [(p.title, p.year) for p in records(mended, "a.csv")] == [("Short", 2015), ('"Smart" homes', 2017)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ('Title\tYear\n"Smart" homes\t2017\n5" pipes\t2016\n"Kilns\t2015\n', ['"Smart" homes', '5" pipes', '"Kilns']),
        ('Title,Year\n"Smart \\"homes\\", old",2017\n', ['Smart "homes", old']),
        ('Title,Year\n"Smart ""homes"", old",2017\n', ['Smart "homes", old']),
    ],
)
def test_quotation_marks_are_read_as_the_table_uses_them(text: str, titles: list[str]) -> None:
    assert [p.title for p in records(text, "a.csv")] == titles


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "a.csv is empty: save it again"),
        (b"\n,,\n", "a.csv holds no row that names the columns: put one above"),
        (b"Title,Year\nA\0,1\n", "a.csv, line 2: this is no text (a NUL byte): save it as text in UTF-8."),
        (b'Title,Year\nA,1\n"B,2\nC,3\n', "a.csv, line 3: a quotation mark that opens in this row is never closed; "),
        (b"Title,Year\n" + b"x" * 100_000_000, "a.csv, line 2: this line has more than 5,000,000 characters; save"),
        (b'Title,Year\n"' + b"x,1\n" * 3_000_000, "a.csv, line 2: a quotation mark that opens in this row is never"),
        (b"," * 3_000_000 + b"Title\nA,1\n", "a.csv has no column that is known to hold the titles"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_in_one_sentence(data: bytes, message: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        taken(data, "a.csv")
    assert str(failed.value).startswith(message)
    assert len(str(failed.value)) < 500


def test_our_own_table_comes_in_letter_for_letter() -> None:
    kilns = Publication(
        id="kilns-1",
        title="=Kilns",
        abstract="- lime;\n- chalk | clay",
        authors=("Jane Doe", "WHO; Geneva", "-dash"),
        organisations=("WHO; Geneva",),
        family_names={"Jane Doe": "Doe"},
        year=2014,
        date="2014-05",
        page_starts=(0, 8),
        extra={"Shelf": ("B; 12",)},
    )
    written = io.StringIO()
    cells = {
        **{"id": "kilns-1", "title": "'=Kilns", "abstract": "'- lime;\n- chalk | clay", "year": "2014"},
        **{"authors": "Jane Doe; WHO\\; Geneva; '-dash", "organisations": "WHO\\; Geneva", "date": "2014-05"},
        **{"family_names": '{"Jane Doe": "Doe"}', "page_starts": "[0, 8]", "extra": '{"Shelf": ["B; 12"]}'},
    }
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([list(cells), list(cells.values())])
    (found,) = records(written.getvalue(), "a.csv")
    assert found.fingerprint == kilns.fingerprint
    (fault,) = rejected(written.getvalue().replace('{""Jane Doe"": ""Doe""}', "Doe"), "a.csv")
    assert str(fault.reason).startswith("its family_names is no JSON; write it as")
    # Whatever names of persons look like elsewhere, here each is told.
    assert len(records(written.getvalue().replace("Jane Doe; WHO", "Jane Doe, John Roe; WHO"), "a.csv")) == 1
    # A row that the user added has no id, and comes in as from any other table.
    added = written.getvalue() + ",Mills,,2015,Ana Lima,,,,,\n"
    assert [(p.title, p.year) for p in records(added, "a.csv")] == [("=Kilns", 2014), ("Mills", 2015)]


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(alphabet='Title,;\t|"\\\n\r\0éx', max_size=200).map(str.encode))
def test_no_table_at_all_raises_anything_else(data: bytes) -> None:
    try:
        entries = list(TABLE.read(SourceFile("a.csv", data), {}))
    except ImportFailed:
        return
    assert all(entry.position.startswith("row ") for entry in entries if not isinstance(entry, Publication))
