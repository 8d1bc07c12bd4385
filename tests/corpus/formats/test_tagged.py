import pytest
import rispy

from corpus.draft import Rejected
from corpus.formats import format_of
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication
from tests.corpus.formats.records import FOLDER, in_text, publications_of, rejected_of, said


def test_ris_as_web_of_science_writes_it() -> None:
    record = publications_of("exports.ris")[0]
    assert said(record) == {
        "title": "Water points and walking time in dry districts",
        "abstract": "Women walked less where a water point stood near.",
        "authors": ["NJ Okafor", "E Lindqvist"],
        "year": 2021,
        "date": "2021-03-09",
        "doi": "10.5555/jrs.2021.12",
        "language": "en",
        "type": "article-journal",
        "container": "JOURNAL OF RURAL SUPPLY",
        "volume": "12",
        "issue": "3",
        "pages": "201-219",
        "issn": ["1234-567X", "2345-6789"],
        "identifiers": {"accession": "WOS:000600000000001"},
        "extra": {"date": ("MAR 9 2021",)},
    }
    assert record.family_names == {"NJ Okafor": "Okafor", "E Lindqvist": "Lindqvist"}


def test_ris_as_scopus_writes_it() -> None:
    assert said(publications_of("exports.ris")[1]) == {
        "title": "Sensors for hand pumps",
        "authors": ["T. Abebe"],
        "year": 2019,
        "url": "https://example.org/record?eid=2-s2.0-1&partnerID=40;md5=a;b",
        "type": "paper-conference",
        "container": "Pump Meeting",
        "pages": "e17",
        "keywords": ["hand pump", "sensor", "maintenance"],
        "extra": {
            "C3": ("Proceedings of the Pump Meeting",),
            "AD": ("School of Engineering, Example University",),
            "N1": ("Export Date: 2 May 2022", "Cited By: 4"),
            "M3": ("Conference paper",),
            "DB": ("Scopus",),
        },
    }


def test_ris_as_pubmed_writes_it() -> None:
    record = publications_of("exports.ris")[2]
    assert (record.title, record.abstract) == ("Chlorine at the tap: a trial", "Chlorine lowered illness.")
    assert (record.date, record.language, record.pages) == ("2018-11-05", "pt", "44-51")
    assert record.container == "Journal of tap water"
    assert record.identifiers == {"pmid": "30000001", "pmcid": "PMC6000001"}
    assert record.doi == "10.5555/tap.44"
    assert record.extra["PY"] == ("2018/08/01/received",)


def test_ris_as_endnote_writes_it() -> None:
    record = publications_of("exports.ris")[3]
    assert record.authors == ("World Health Organization", "Martin Luther King Jr.")
    assert record.organisations == ("World Health Organization",)
    assert record.date == "2015-03-03"
    assert record.keywords == ("storage", "household water")
    assert record.isbn == ("9789240000000",)
    # "UN - " with one blank is no tag in a file whose tags have two, and an indented line goes on.
    first, second = record.abstract.split("\n\n")
    assert first == "First paragraph of the summary."
    assert second == "Second paragraph, UN - the United Nations - among others. It goes on here."


def test_what_ris_has_no_field_for_is_kept() -> None:
    record = publications_of("exports.ris")[4]
    assert (record.type, record.doi, record.url) == ("", "", "https://example.org/a")
    assert record.extra == {
        "UR": ("https://example.org/b", "/local/copy.pdf"),
        "XX": ("first", "second"),
        "doi": ("not yet",),
        "type": ("MULTI",),
    }


def test_a_broken_record_of_ris_costs_no_other() -> None:
    assert [record.title for record in publications_of("broken.ris")] == ["Whole"]
    assert [(each.position, each.reason.key) for each in rejected_of("broken.ris")] == [
        ("line 1", "tagged.no_end"),
        ("line 10", "tagged.no_beginning"),
        ("line 13", "record.no_title"),
        ("line 17", "tagged.no_end"),
    ]
    assert rejected_of("broken.ris")[1].raw == "TI  - Without a beginning\nER  -"


def test_blank_lines_between_fields_make_no_paragraphs() -> None:
    (record,) = in_text("TY  - JOUR\n\nTI  - A title in\ntwo lines\n\nAB  - One\n\nER  - \n")
    assert isinstance(record, Publication)
    assert (record.title, record.abstract) == ("A title in two lines", "One")


def test_what_rispy_reads_is_read_too() -> None:
    text = (FOLDER / "exports.ris").read_text(encoding="utf-8")
    expected = [entry.get("title") or entry["primary_title"] for entry in rispy.loads(text)]
    assert [record.title for record in publications_of("exports.ris")] == expected


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
@pytest.mark.parametrize("head", ["\ufeff", " \ufeff\n", "Record #1 of 1\nProvider: x\n1.\n", "\n\n"])
def test_ris_with_other_line_ends_and_heads(line_end: str, head: str) -> None:
    (record,) = in_text(f"{head}TY - RPRT\nTI - One blank\nER -\n".replace("\n", line_end))
    assert isinstance(record, Publication)
    assert (record.title, record.type) == ("One blank", "report")


def test_nbib() -> None:
    article, older = publications_of("medline.nbib")
    assert said(article) == {
        "title": "Hand washing in schools: what teachers say.",
        "abstract": "BACKGROUND: Soap is often missing. RESULTS: Teachers bring their own.",
        "abstracts": {"es": "Falta jabon a menudo."},
        "authors": ["Ana Lucia Costa", "Selvamani", "School Water Group"],
        "organisations": ["School Water Group"],
        "year": 2019,
        "date": "2019-05-12",
        "doi": "10.5555/jtw.7.101",
        "language": "en",
        "type": "article-journal",
        "container": "Journal of tap water",
        "volume": "7",
        "issue": "2",
        "pages": "101-9",
        "keywords": ["Hand Disinfection/methods", "Schools", "soap"],
        "issn": ["2345-6789", "1234-567X"],
        "identifiers": {"pmid": "30000002", "pmcid": "PMC6000002", "pii": "JTW-7-101"},
        "rights": "(c) 2019 The Authors.",
        "extra": {
            "OAB": ("Publisher: Abstract available from the publisher.",),
            "OABL": ("fre",),
            "PT": ("Multicenter Study",),
            "OWN": ("NLM",),
            "STAT": ("MEDLINE",),
            "AD": ("Example University, Exampletown.",),
            "PL": ("England",),
            "TA": ("J Tap Water",),
            "SO": ("J Tap Water. 2019 May 12;7(2):101-9.",),
            "date": ("2019 May 12",),
        },
    }
    assert (older.authors, older.family_names) == (("V Long",), {"V Long": "Long"})
    assert [each.raw for each in rejected_of("medline.nbib")] == ["PMID- 30000004\nAU  - Nobody A"]


def test_the_plain_text_of_web_of_science() -> None:
    (record,) = publications_of("web_of_science.txt")
    assert record.title == "Water points and walking time in dry districts"
    assert record.authors == ("Ngozi J. Okafor", "Eva Lindqvist", "Dry Districts Study Group")
    assert record.organisations == ("Dry Districts Study Group",)
    assert (record.date, record.pages, record.type) == ("2021-03-09", "201-219", "article-journal")
    assert record.keywords == ("water point", "walking time", "COLLECTION TIME", "WOMEN")
    assert record.identifiers == {"accession": "WOS:000600000000001", "pmid": "30000005"}
    assert record.categories == ()
    assert record.extra["CR"] == ("Abebe T, 2019, PUMP MEET, P17", "Costa AL, 2018, J TAP WATER, V6, P44")
    assert [each.position for each in rejected_of("web_of_science.txt")] == ["line 35"]


def test_the_tagged_text_of_endnote() -> None:
    (record,) = publications_of("endnote.enw")
    assert said(record) == {
        "title": "Guidelines on storage",
        "abstract": "First paragraph.\n\nSecond paragraph.",
        "authors": ["World Health Organization", "T. Abebe"],
        "organisations": ["World Health Organization"],
        "year": 2015,
        "date": "2015-03-03",
        "publisher": "The Organization",
        "type": "book",
        "url": "https://example.org/storage",
        "keywords": ["storage", "household water"],
        "isbn": ["9789240000000"],
        "identifiers": {"id": "77"},
        "extra": {"%C": ("Geneva",), "%~": ("Library",), "date": ("Mar 3 2015",)},
    }
    assert [each.position for each in rejected_of("endnote.enw")] == ["line 19"]


def test_refer_without_kinds_is_parted_by_blank_lines() -> None:
    assert [
        (entry.title, entry.source.position)
        for entry in in_text("%A Abebe, T.\n%T One\n\n%T Two\n")
        if isinstance(entry, Publication)
    ] == [("One", "line 1"), ("Two", "line 4")]


@pytest.mark.parametrize(
    ("name", "format"),
    [("exports.ris", "ris"), ("medline.nbib", "nbib"), ("web_of_science.txt", "isi"), ("endnote.enw", "refer")],
)
def test_a_tagged_format_is_told_by_what_the_file_holds(name: str, format: str) -> None:
    assert format_of(SourceFile("export.txt", (FOLDER / name).read_bytes())).name == format


@pytest.mark.parametrize(
    "text",
    [
        "TY  - JOUR\nTI  - " + "a" * 3_000_000,
        "TY  - JOUR\nTI  - T\nAB  - " + "a b " * 3_000_000 + "\nER  - \n",
        "TY  - JOUR\n" * 100_000,
        "TY  - JOUR\nAB  - a\n" + "b\n" * 200_000,
        "PMID- 1\nAB  - a\n" + "      b\n" * 200_000,
        "%0 Book\n" + "%A a\n" * 100_000,
    ],
    ids=["a long line", "a long record", "many heads", "many lines", "many indented lines", "many authors"],
)
def test_a_hostile_file_is_walked_once(text: str) -> None:
    assert all(isinstance(entry, Rejected) for entry in in_text(text))


def test_a_suffix_of_medline_is_of_the_family_name() -> None:
    (record,) = in_text("PMID- 1\nTI  - A title\nFAU - King, Martin Luther Jr\nAU  - King ML Jr\n")
    (short,) = in_text("PMID- 1\nTI  - A title\nAU  - King ML Jr\n")
    assert isinstance(record, Publication)
    assert isinstance(short, Publication)
    assert record.family_names == {"Martin Luther King Jr": "King Jr"}
    assert short.family_names == {"ML King Jr": "King Jr"}


def test_a_number_behind_a_name_of_scopus_tells_a_person() -> None:
    (record,) = in_text('Authors,Title\n"de los Santos Vega y Roe, Ana (57000000001); UNICEF",A title\n', "a.csv")
    assert isinstance(record, Publication)
    assert record.authors == ("Ana de los Santos Vega y Roe", "UNICEF")
