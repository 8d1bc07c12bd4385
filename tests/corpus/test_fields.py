"""The one form of each kind of value, from what sources write."""

import pytest

from corpus.draft import Author, Draft, Rejected
from corpus.fields.authors import authors_of
from corpus.fields.dates import Date, date_of
from corpus.fields.identifiers import doi_of, isbns_of, issns_of
from corpus.fields.languages import language_of
from corpus.fields.publication import publication_of
from corpus.fields.texts import text_of
from corpus.fields.types import type_of
from corpus.formats import entries
from corpus.formats.source_file import SourceFile
from corpus.names import Person, as_person
from corpus.publication import Publication
from corpus.reasons.reason import because
from corpus.writers.bibtex import bibtex
from corpus.writers.csl import csl
from corpus.writers.ris import ris


@pytest.mark.parametrize(
    ("written", "iso", "year"),
    [
        ("2019", "2019", 2019),
        ("2019-05", "2019-05", 2019),
        ("2019/05/17", "2019-05-17", 2019),
        ("2020-03-01T10:00:00Z", "2020-03-01", 2020),
        ("17 May 2019", "2019-05-17", 2019),
        ("May 2019", "2019-05", 2019),
        ("2004-2005", "2004/2005", 2004),
        ("© 1998", "1998", 1998),
        ("n.d.", "", None),
        ("in press", "", None),
        ("", "", None),
        ("2019-13", "2019", 2019),
        ("2004/05", "2004/2005", 2004),
        ("2004/05//", "2004-05", 2004),
        ("2004/06", "2004-06", 2004),
        ("Winter 1999/00", "1999/2000", 1999),
        ("1440 هـ / 2019", "2019", 2019),
        ("1440/2019", "2019", 2019),
        ("1440 هـ", "", None),
        ("٢٠١٩", "2019", 2019),
        ("15 mai 2021", "2021-05-15", 2021),
        ("15 мая 2021 г.", "2021-05-15", 2021),
        ("15 de abril de 2021", "2021-04-15", 2021),
        ("15.04.2021", "2021-04-15", 2021),
        ("15/04/2021", "2021-04-15", 2021),
        ("4/15/2021", "2021-04-15", 2021),
        ("03/04/2021", "2021", 2021),
        ("31.02.2021", "2021", 2021),
        ("Marketing 2004", "2004", 2004),
        ("12019", "", None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_told(written: str, iso: str, year: int | None) -> None:
    assert date_of(written) == Date(iso, year)


def test_authors_come_given_name_first_and_organisations_as_they_are() -> None:
    given = [
        Author("Lima, Ana"),
        Author(family="García Márquez", given="Gabriel"),
        Author("World Health Organization", is_organisation=True),
        Author("Amnesty International,"),
        Author("Smith, NJ"),
        Author(" - "),
        Author(","),
    ]
    names, organisations, families = authors_of(given)
    assert names == (
        "Ana Lima",
        "Gabriel García Márquez",
        "World Health Organization",
        "Amnesty International",
        "NJ Smith",
    )
    assert organisations == ("World Health Organization",)
    assert families == {"Ana Lima": "Lima", "Gabriel García Márquez": "García Márquez", "NJ Smith": "Smith"}


@pytest.mark.parametrize(
    ("written", "shown", "family"),
    [
        ("van der Meer, Jan", "Jan van der Meer", "van der Meer"),
        ("de la Cruz, María", "María de la Cruz", "de la Cruz"),
        ("al-Rashid, Omar", "Omar al-Rashid", "al-Rashid"),
        ("St. John, Mary", "Mary St. John", "St. John"),
        ("Ortega y Gasset, José", "José Ortega y Gasset", "Ortega y Gasset"),
        ("王, 伟", "伟 王", "王"),
        ("O'Brien, P", "P O'Brien", "O'Brien"),
        ("Organization, World Health", "World Health Organization", ""),
        ("for Migration, International Organization", "International Organization for Migration", ""),
        ("UNICEF, Regional Office for Africa", "UNICEF, Regional Office for Africa", ""),
        ("United Nations, Department of Health", "United Nations, Department of Health", ""),
    ],
)
def test_a_name_with_a_comma_is_put_in_order_where_it_is_sure(written: str, shown: str, family: str) -> None:
    assert authors_of([Author(written)]) == ((shown,), (), {shown: family} if family else {})


def test_initials_have_hyphens_and_are_no_family_name() -> None:
    assert as_person("S.-Y. Oh") == Person("Oh", "S.-Y.")
    assert as_person("O'Brien P") == "O'Brien P"


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("journalArticle", "article-journal"),
        ("bookSection", "chapter"),
        ("blogPost", "post-weblog"),
        ("BLOG", "post-weblog"),
        ("podcast", "broadcast"),
        ("zine", ""),
    ],
)
def test_the_words_of_sources_for_a_kind_are_types_of_csl(word: str, kind: str) -> None:
    assert type_of(word) == kind


def test_identifiers_are_found_in_what_stands_around_them() -> None:
    assert doi_of("https://doi.org/10.1000/Ab%2F1.") == "10.1000/ab/1"
    assert doi_of("none") == ""
    assert (doi_of("[10.1000/x]"), doi_of("(see 10.1000/a(b)).")) == ("10.1000/x", "10.1000/a(b)")
    assert issns_of(["ISSN 1234-567x", "12345678"]) == ("1234-567X", "1234-5678")
    assert isbns_of(["978-3-16-148410-0 (hardback)"]) == ("9783161484100",)


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("ngerman", "de"),
        ("British", "en-GB"),
        ("Farsi", "fa"),
        ("Dari", "fa-AF"),
        ("Flemish", "nl-BE"),
        ("French, English", "fr"),
        ("French, Elvish", ""),
        (" ", ""),
    ],
)
def test_a_language_is_known_by_whatever_it_is_called(written: str, tag: str) -> None:
    assert language_of(written) == tag


@pytest.mark.parametrize(
    ("written", "text", "mendings"),
    [
        ("<jats:p>One &amp; <i>two</i>.</jats:p>", "One & two.", ("markup",)),
        ("p < .05 and x > 3", "p < .05 and x > 3", ()),
        ("traf\u00adficking of\ufb01ces", "trafficking offices", ("characters",)),
        ("cafe\u0301", "café", ("characters",)),
        ("the victimâ€™s right", "the victim’s right", ("mojibake",)),
        ("One.\r\n\r\n\r\n\r\nTwo.", "One.\n\nTwo.", ()),
        ("adults <age 5 and children >12 years", "adults <age 5 and children >12 years", ()),
        ("<LOD or >ULOQ, p<b and c>d, if a <b> c", "<LOD or >ULOQ, p<b and c>d, if a <b> c", ()),
        ("write to <email> &amp; <https://x.org>", "write to <email> & <https://x.org>", ("markup",)),
        ("R&D &amp; Q&section=3 &notit;", "R&D & Q&section=3 &notit;", ("markup",)),
        ('<a href="?a=1&amp;b=2">x</a> <span class=y>z</span>', "x z", ("markup",)),
        ("10<sup>5</sup> cells, 1<sup>st</sup>, e<sup>2.5</sup>", "10⁵ cells, 1st, e^2.5", ("markup",)),
        ("CO<sub>2</sub>, m<sup>&minus;2</sup>, PM<sub>2.5</sub>", "CO₂, m⁻², PM2.5", ("markup",)),
        ("<script>alert(1)</script>a<!-- c --><style>p{}</style>b", "ab", ("markup",)),
        ("<table><tr><td>c1</td><td>c2</td></tr><tr><td>d</td></tr></table>", "c1 c2\nd", ("markup",)),
        ("One<p>Two</p><ul><li>x</li><li>y</li></ul>z", "One\nTwo\nx\ny\nz", ("markup",)),
        ("&lt;i&gt;Homo&lt;/i&gt; &amp;amp;lt;b&amp;gt;x&lt;/b&gt;", "Homo x", ("markup",)),
        ("<math><msup><mi>R</mi><mn>2</mn></msup><mo>=</mo><mn>.5</mn></math>", "R²=.5", ("markup",)),
        ("<mml:mfrac><mml:mn>1</mml:mn><mml:mi>a+b</mml:mi></mml:mfrac>", "1/(a+b)", ("markup",)),
    ],
)
def test_a_text_is_put_as_it_is_typed_and_it_is_told_how(written: str, text: str, mendings: tuple[str, ...]) -> None:
    assert text_of(written) == (text, mendings)
    assert text_of(text) == (text, ())


@pytest.mark.parametrize(
    "signs",
    ["&amp;", "&" + "amp;" * 99, "<a ", "<b><i>", "<!--", "<p> ", "<script ", "<a x='", "<msup>1"],
)
def test_hostile_markup_is_passed_in_linear_time(signs: str) -> None:
    text_of(signs * (200_000 // len(signs)) + "</sup></msup>" * 10_000)


def test_what_has_no_form_is_kept_as_the_source_writes_it() -> None:
    draft = Draft("row 2", title="A title", date="Spring 2004", url="www.example.org", type="zine")
    draft.countries, draft.regions = ["Burma"], ["Asie du Sud-Est"]
    found = publication_of(draft, "a.csv")
    assert isinstance(found, Publication)
    assert (found.year, found.countries, found.regions) == (2004, ("Myanmar",), ("Southeast Asia",))
    assert (found.url, found.type) == ("", "")
    assert found.extra == {
        "date": ("Spring 2004",),
        "countries": ("Burma",),
        "regions": ("Asie du Sud-Est",),
        "url": ("www.example.org",),
        "type": ("zine",),
    }


def test_what_stands_for_nothing_is_no_value() -> None:
    authors = [Author(name) for name in ("[No author name available]", "Anonymous", "-", "NA", "Nan", "Unknown")]
    draft = Draft("row 2", title="Unknown", abstract="[No abstract available]", authors=authors, publisher="[s.n.]")
    draft.volume, draft.date, draft.url, draft.language = "N/A", "NULL", "nan", "-"
    draft.countries, draft.keywords = ["NA", "Unknown", "nan", "Burma"], ["NA", "None", "unknown", "—"]
    found = publication_of(draft, "a.csv")
    assert isinstance(found, Publication)
    assert (found.title, found.abstract, found.authors, found.publisher) == ("Unknown", "", ("Nan",), "")
    assert (found.countries, found.keywords, found.volume, found.year) == (
        ("Namibia", "Myanmar"),
        ("NA", "unknown"),
        "",
        None,
    )
    assert found.extra == {
        "abstract": ("[No abstract available]",),
        "authors": ("[No author name available]", "Anonymous", "Unknown"),
        "publisher": ("[s.n.]",),
        "countries": ("Unknown", "NA", "Burma"),
    }
    for title in ("N/A", "NULL", "nan"):
        assert isinstance(publication_of(Draft("row 3", title=title), "a.csv"), Rejected)


def test_a_note_of_paragraphs_is_kept_as_such() -> None:
    found = publication_of(Draft("row 2", title="A title", extra={"note": ["One.\r\n\r\nTwo."]}), "a.csv")
    assert isinstance(found, Publication)
    assert found.extra == {"note": ("One.\n\nTwo.",)}
    for written, name in ((bibtex([found]), "a.bib"), (ris([found]), "a.ris"), (csl([found]), "a.json")):
        (again,) = entries(SourceFile(name, written.encode()))
        assert isinstance(again, Publication)
        assert again.extra == found.extra


def test_a_record_without_a_title_is_rejected_with_all_that_it_held() -> None:
    assert publication_of(Draft("row 3", raw="-,x", title="-"), "a.csv") == Rejected(
        "row 3", because("record.no_title"), "-", "-,x"
    )
