import pytest

from corpus.draft import Rejected
from corpus.errors import ImportFailed
from corpus.formats import format_of
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication
from tests.corpus.formats.records import FOLDER, in_text, publications_of, rejected_of, said


def test_pubmed() -> None:
    article, chapter = publications_of("pubmed.xml")
    assert said(article) == {
        "title": "Hand washing with soap & water: H₂O.",
        "abstract": "BACKGROUND: Soap is often missing.\nRESULTS: Teachers bring their own (p < .05).",
        "abstracts": {"es": "Falta jabón."},
        "authors": ["Ana Lúcia Costa", "School Water Group"],
        "organisations": ["School Water Group"],
        "year": 2019,
        "date": "2019-05-02",
        "doi": "10.5555/jtw.7.101",
        "language": "en",
        "type": "article-journal",
        "container": "Journal of tap water",
        "volume": "7",
        "issue": "2",
        "pages": "101-9",
        "keywords": ["soap", "Hand Disinfection/methods", "Schools"],
        "issn": ["2345-6789", "1234-567X"],
        "identifiers": {"pmid": "30000002", "pmcid": "PMC6000002"},
        "rights": "(c) 2019 The Authors.",
        "extra": {
            "Affiliation": ("Example University.",),
            "PublicationType": ("Multicenter Study",),
            "VernacularTitle": ("Lavado de manos",),
            "date": ("2019 May 02",),
        },
    }
    assert (chapter.title, chapter.type, chapter.container) == ("Deep wells", "chapter", "Handbook of wells")
    assert chapter.publisher == "Example Press"


def test_a_suffix_is_of_the_name_and_editors_are_no_authors() -> None:
    author = "<Author><LastName>{0}</LastName><ForeName>Jo</ForeName>{1}</Author>"
    editors = f"<AuthorList Type='editors'>{author.format('Roe', '')}</AuthorList>"
    whole = f"<AuthorList Type='authors'>{author.format('Poe', '')}</AuthorList>"
    own = f"<AuthorList Type='authors'>{author.format('King', '<Suffix>Jr</Suffix>')}</AuthorList>"
    book = f"<Book><BookTitle>10<sup>5</sup> wells</BookTitle>{whole}{editors}</Book>"
    found = in_text(
        "<PubmedBookArticleSet>"
        f"<PubmedBookArticle><BookDocument>{book}{own}<ArticleTitle>One</ArticleTitle></BookDocument></PubmedBookArticle>"
        f"<PubmedBookArticle><BookDocument>{book}</BookDocument></PubmedBookArticle></PubmedBookArticleSet>"
    )
    chapter, handbook = (each for each in found if isinstance(each, Publication))
    assert (chapter.authors, chapter.family_names) == (
        ("Jo King Jr",),
        {"Jo King Jr": "King Jr", "Jo Roe": "Roe"},
    )
    assert (chapter.editors, chapter.extra) == (("Jo Roe",), {"AuthorList": ("Poe, Jo",)})
    assert (handbook.title, handbook.authors, handbook.editors) == ("10⁵ wells", ("Jo Poe",), ("Jo Roe",))


def test_endnote_and_its_broken_records() -> None:
    record, after = publications_of("endnote.xml")
    assert said(record) == {
        "title": "Water & walking",
        "abstract": "First paragraph.\nSecond paragraph.",
        "authors": ["World Health Organization", "Pump Users & Co", "NJ Okafor"],
        "editors": ["E. Editor"],
        "organisations": ["World Health Organization", "Pump Users & Co"],
        "year": 2021,
        "date": "2021-03-09",
        "doi": "10.5555/jrs.2021.12",
        "type": "article-journal",
        "url": "https://example.org/12",
        "container": "Journal of Rural Supply",
        "volume": "12",
        "issue": "3",
        "pages": "201-19",
        "keywords": ["water point", "walking", "women"],
        "issn": ["1234-567X", "2345-6789"],
        "identifiers": {"id": "77", "pmid": "30000005"},
        "extra": {
            "url": ("https://example.org/12.pdf",),
            "notes": ("Read in May",),
            "remote-database-name": ("PubMed",),
            "short-title": ("Water",),
            "date": ("Mar 09 2021",),
        },
    }
    assert after.title == "After the broken one"
    broken, cut = rejected_of("endnote.xml")
    assert (broken.position, cut.position) == ("line 24", "line 26")
    assert str(broken.reason).startswith("its XML is broken (Opening and ending tag mismatch: title")
    assert broken.raw == "<record><titles><title>Broken & left</wrong></title></titles></record>"
    assert str(cut.reason) == "its element has no end, so it may be cut off; export it again"


def test_mods_in_the_encoding_that_it_declares() -> None:
    (record,) = publications_of("mods.xml")
    assert said(record) == {
        "title": "The storage of water: a guide",
        "abstract": "How to store water.",
        "abstracts": {"fr": "Comment stocker l'eau."},
        "authors": ["World Health Organization", "Ana Gómez"],
        "organisations": ["World Health Organization"],
        "year": 2015,
        "date": "2015-03",
        "doi": "10.5555/storage",
        "publisher": "Example Press",
        "language": "en",
        "type": "report",
        "url": "https://example.org/storage",
        "container": "Water series",
        "volume": "4",
        "pages": "1-9",
        "keywords": ["storage", "Chad"],
        "issn": ["1234-567X"],
        "identifiers": {"local": "S 4"},
        "rights": "CC BY 4.0",
        "extra": {"titleInfo": ("Water storage",), "edt": ("Editor, E.",), "note": ("With maps",)},
    }


def test_marc_within_an_answer_of_a_catalogue() -> None:
    (record,) = publications_of("marc.xml")
    assert said(record) == {
        "title": "Storage of water: a guide",
        "abstract": "How to store water.",
        "authors": ["World Health Organization. Water Unit", "Tesfaye Abebe"],
        "organisations": ["World Health Organization. Water Unit"],
        "year": 2015,
        "doi": "10.5555/storage",
        "publisher": "The Organization",
        "language": "en",
        "type": "book",
        "url": "https://doi.org/10.5555/storage",
        "container": "Water series",
        "volume": "4",
        "keywords": ["Water -- Storage"],
        "isbn": ["9789240000000"],
        "identifiers": {"id": "B1"},
        "extra": {
            "edt": ("Editor, E.",),
            "place": ("Geneva",),
            "856": ("https://example.org/storage",),
            "250": ("2nd ed.",),
        },
    }


@pytest.mark.parametrize(
    ("name", "format"),
    [("pubmed.xml", "pubmed-xml"), ("endnote.xml", "endnote-xml"), ("mods.xml", "mods"), ("marc.xml", "marc-xml")],
)
def test_an_xml_format_is_told_by_what_the_file_holds(name: str, format: str) -> None:
    assert format_of(SourceFile("export.txt", (FOLDER / name).read_bytes())).name == format


def article(title: str) -> str:
    return f"<PubmedArticle><Article><ArticleTitle>{title}</ArticleTitle></Article></PubmedArticle>"


def test_entities_of_html_and_stray_ampersands_are_read() -> None:
    (record,) = in_text(f"<PubmedArticleSet>{article('Caf&eacute; & caf&#233;')}</PubmedArticleSet>")
    assert isinstance(record, Publication)
    assert record.title == "Café & café"


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">',
        '<!ENTITY c SYSTEM "file:///etc/passwd">',
        '<!ENTITY % c SYSTEM "http://example.org/evil.dtd"> %c;',
    ],
)
def test_a_file_with_entities_of_its_own_is_refused(declared: str) -> None:
    text = f"<?xml version='1.0'?><!DOCTYPE PubmedArticleSet [{declared}]><PubmedArticleSet>{article('&c;')}"
    with pytest.raises(ImportFailed, match=r"^file declares entities, .*: export it without them\.$"):
        in_text(text)


def test_an_entity_that_nobody_declared_stands_for_itself() -> None:
    (record,) = in_text(f"<PubmedArticleSet>{article('One &secret; two')}</PubmedArticleSet>")
    assert isinstance(record, Publication)
    assert record.title == "One &secret; two"


@pytest.mark.parametrize(
    "text",
    [
        "<PubmedArticleSet>" + "<PubmedArticle>" * 50_000,
        "<PubmedArticleSet><PubmedArticle>" + "<a>" * 100_000 + "</PubmedArticle>",
        "<PubmedArticleSet>" + "<!-- a - b -->" * 20_000 + "<PubmedArticle/><PubmedArticle>\x0b</PubmedArticle>",
        "<PubmedArticleSet><PubmedArticle " + "a" * 1_000_000,
    ],
    ids=["many beginnings", "deep", "many comments", "an endless tag"],
)
def test_a_hostile_file_is_walked_once(text: str) -> None:
    assert all(isinstance(entry, Rejected) for entry in in_text(text))
