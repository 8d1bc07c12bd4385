import json
import subprocess
import sys

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.citation_styles import StyleFailed, all_styles
from corpus.collection import load_default
from corpus.names import Person, as_person
from corpus.publication import Publication, publication_id
from corpus.references import COMMON_STYLES, formatted
from corpus.writers.bibtex import bibtex
from corpus.writers.csl import csl, csl_json
from corpus.writers.lines import subjects
from corpus.writers.ris import ris
from tests.corpus.writers.records import read_back

BARE = Publication(id="case-data-2019", title="IOM Case Data Analysis Human Trafficking", year=2019)
FULL = Publication(
    id="routes-2018",
    title="What is Trafficking?",
    abstract="One line.\nTY  - BOOK\nER  - ",
    authors=("Roberto Forin", "Markéta Von Hagen", "International Centre for Migration Policy Development (ICMPD)"),
    year=2018,
    countries=("Lebanon",),
    regions=("Middle East",),
    categories=("Referral Mechanisms",),
    publisher="ICMPD & partners",
    url="https://example.org/a_b;c?d=1&e=%20#f",
    doi="https://doi.org/10.1000/x_y(1)",
    language="en",
)

# Braces come in pairs: the reader of LaTeX does not know the names that stand for single ones.
texts = st.text(max_size=60).map(lambda text: text.replace("}", "").replace("{", "{}"))
lines = texts.map(lambda text: " ".join(text.split())).filter(bool)
records = st.builds(
    Publication,
    id=st.just("a-record"),
    title=lines,
    abstract=st.text(max_size=80),
    authors=st.lists(lines, max_size=3).map(tuple),
    year=st.none() | st.integers(1000, 2999),
    countries=st.lists(lines, max_size=2).map(tuple),
    publisher=texts,
    doi=st.text(max_size=20),
)


def test_csl_json_holds_what_the_record_says_and_nothing_else() -> None:
    assert csl_json(BARE) == {
        "id": "case-data-2019",
        "type": "report",
        "title": "IOM Case Data Analysis Human Trafficking",
        "issued": {"date-parts": [[2019]]},
    }
    assert csl_json(FULL) == {
        "id": "routes-2018",
        "type": "report",
        "title": "What is Trafficking?",
        "author": [
            {"family": "Forin", "given": "Roberto"},
            {"family": "Von Hagen", "given": "Markéta"},
            {"literal": "International Centre for Migration Policy Development (ICMPD)"},
        ],
        "issued": {"date-parts": [[2018]]},
        "publisher": "ICMPD & partners",
        "URL": "https://example.org/a_b;c?d=1&e=%20#f",
        "DOI": "10.1000/x_y(1)",
        "language": "en",
        "abstract": "One line.\nTY  - BOOK\nER  - ",
        "keyword": "Referral Mechanisms, Lebanon, Middle East",
    }
    full, bare = json.loads(csl([FULL, BARE]))
    assert full.pop("custom")["refdesk"]["countries"] == ["Lebanon"]
    assert bare.pop("custom") == {"refdesk": {"type": "", "id": "case-data-2019"}}
    assert (full, bare) == (csl_json(FULL), csl_json(BARE))


def test_bibtex_is_written_with_its_own_characters_escaped() -> None:
    written = bibtex([FULL.model_copy(update={"title": r"{50 % of \x} & #1_a ~ $^2"})])
    assert written.startswith("@techreport{routes-2018,\n")
    assert r"title = {\{50 \% of \textbackslash{}x\} \& \#1\_a \textasciitilde{} \$\textasciicircum{}2}," in written
    assert (
        "author = {Forin, Roberto and Von Hagen, Markéta and"
        " {International Centre for Migration Policy Development (ICMPD)}}" in written
    )
    assert "url = {https://example.org/a_b;c?d=1&e=%20#f}" in written
    assert "doi = {10.1000/x_y(1)}" in written


@pytest.mark.parametrize("title", ["a } b { c", "{", "}", "{{}"])
def test_braces_without_a_partner_do_not_end_a_bibtex_field(title: str) -> None:
    written = bibtex([BARE.model_copy(update={"title": title}), FULL])
    named = title.replace("{", "<").replace("}", r"\textbraceright{}").replace("<", r"\textbraceleft{}")
    first, second = bibtexparser.parse_string(written).entries
    assert (first["title"], second.key) == (named, FULL.id)


def test_bibtex_of_a_bare_record_has_no_empty_field() -> None:
    bare = BARE.model_copy(update={"id": publication_id(BARE.title, 2019), "type": "report"})
    expected = f"@techreport{{{bare.id}, title = {{IOM Case Data Analysis Human Trafficking}}, year = {{2019}},"
    assert " ".join(bibtex([bare]).split()) == f'{expected} refdesk = {{{{"id": "{bare.id}"}}}} }}'


def test_ris_is_written_with_each_value_on_one_line() -> None:
    assert ris([FULL]).splitlines() == [
        "TY  - RPRT",
        "ID  - routes-2018",
        "TI  - What is Trafficking?",
        "AU  - Forin, Roberto",
        "AU  - Von Hagen, Markéta",
        "AU  - International Centre for Migration Policy Development (ICMPD)",
        "PY  - 2018",
        "PB  - ICMPD & partners",
        "UR  - https://example.org/a_b;c?d=1&e=%20#f",
        "DO  - 10.1000/x_y(1)",
        "LA  - en",
        "AB  - One line. TY - BOOK ER -",
        "KW  - Referral Mechanisms",
        "KW  - Lebanon",
        "KW  - Middle East",
        "C1  - Lebanon",
        "C2  - Middle East",
        "C3  - Referral Mechanisms",
        """N1  - refdesk: {"id": "routes-2018", "abstract": "One line.\\nTY  - BOOK\\nER  - ", "type": "","""
        """ "unmarked": ["Roberto Forin", "Markéta Von Hagen","""
        """ "International Centre for Migration Policy Development (ICMPD)"]}""",
        "ER  - ",
    ]


def test_what_latex_would_set_as_one_sign_comes_back_as_it_was() -> None:
    title = "``Who''---pages 3--4, !`so?`"
    library = bibtexparser.parse_string(
        bibtex([BARE.model_copy(update={"title": title})]), append_middleware=[LatexDecodingMiddleware()]
    )
    assert library.entries[0].fields_dict["title"].value == title


@settings(max_examples=60, deadline=None)
@given(records)
def test_any_record_comes_back_from_bibtex(record: Publication) -> None:
    library = bibtexparser.parse_string(bibtex([record, BARE]), append_middleware=[LatexDecodingMiddleware()])
    assert library.failed_blocks == []
    first, second = library.entries
    assert (first.key, first.entry_type, second.key) == ("a-record", "techreport", BARE.id)
    expected = {key: str(value).replace("ˆ", "^") for key, value in csl_json(record).items()}
    # The reader takes \textasciicircum for a modifier letter.
    found = {field.key: str(field.value).replace("ˆ", "^") for field in first.fields}
    assert found["title"] == expected["title"]
    assert found.get("year") == (str(record.year) if record.year else None)
    assert found.get("institution") == expected.get("publisher")
    # Values that hold a comma stand between semicolons.
    assert found.get("keywords") in (expected.get("keyword"), "; ".join(subjects(record)) or None)


@settings(max_examples=60, deadline=None)
@given(records)
def test_any_record_comes_back_from_ris(record: Publication) -> None:
    first, second = rispy.loads(ris([record, BARE]))
    expected = csl_json(record)
    assert second["title"] == BARE.title
    assert first["title"] == expected["title"]
    assert first.get("year") == (str(record.year) if record.year else None)
    assert len(first.get("authors", [])) == len(record.authors)
    assert first.get("publisher", "") == expected.get("publisher", "")


def test_the_nine_records_come_back_from_every_format() -> None:
    publications = load_default().publications
    titles = [" ".join(publication.title.split()) for publication in publications]
    entries = bibtexparser.parse_string(bibtex(publications), append_middleware=[LatexDecodingMiddleware()]).entries
    assert [entry["title"] for entry in entries] == titles
    assert [entry["title"] for entry in rispy.loads(ris(publications))] == titles
    assert [item["title"] for item in json.loads(csl(publications))] == titles


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Roberto Forin", Person("Forin", "Roberto")),
        ("Forin, Roberto", Person("Forin", "Roberto")),
        ("J. R. Smith", Person("Smith", "J. R.")),
        ("Markéta Von Hagen", Person("Von Hagen", "Markéta")),
        ("Anne-Marie O’Brien", Person("O’Brien", "Anne-Marie")),
        ("María José García López", "María José García López"),
        ("Law, P.", Person("Law", "P.")),
        ("Oh, S.-Y.", Person("Oh", "S.-Y.")),
        ("da Silva, M. R.", Person("da Silva", "M. R.")),
        ("van der Berg, P.", Person("van der Berg", "P.")),
        ("Ministry of Labour, P.", "Ministry of Labour, P."),
        ("Amnesty International", "Amnesty International"),
        ("La Strada", "La Strada"),
        ("UN Women", "UN Women"),
        ("ICMPD", "ICMPD"),
        ("Oxfam, London", "Oxfam, London"),
        ("Save the Children", "Save the Children"),
        ("محمد علي", "محمد علي"),
        ("Forin, Roberto, Healy", "Forin, Roberto, Healy"),
        ("", ""),
    ],
)
def test_a_name_is_split_only_where_it_is_surely_a_persons(author: str, expected: Person | str) -> None:
    assert as_person(author) == expected


@pytest.mark.parametrize(
    ("style", "bare", "full"),
    [
        (
            "apa",
            "IOM Case Data Analysis Human Trafficking. (2019).",
            "Forin, R., Von Hagen, M., & International Centre for Migration Policy Development (ICMPD). (2018)."
            " What is Trafficking? ICMPD & partners. https://doi.org/10.1000/x_y(1)",
        ),
        (
            "modern-language-association",
            "IOM Case Data Analysis Human Trafficking. 2019.",
            "Forin, Roberto, et al. What Is Trafficking? ICMPD & partners, 2018, https://doi.org/10.1000/x_y(1).",
        ),
        (
            "ieee",
            "“IOM Case Data Analysis Human Trafficking”, 2019.",
            "R. Forin, M. Von Hagen, and International Centre for Migration Policy Development (ICMPD),"
            " “What is Trafficking?”, ICMPD & partners, 2018. doi: 10.1000/x_y(1).",
        ),
    ],
)
def test_a_reference_is_formatted_by_its_style(style: str, bare: str, full: str) -> None:
    assert formatted(BARE, style) == bare
    assert formatted(FULL, style) == full


ARTICLE = Publication(
    id="on-shelter",
    title="On shelter",
    authors=("Vincent van Gogh", "World Health Organization"),
    organisations=("World Health Organization",),
    family_names={"Vincent van Gogh": "van Gogh"},
    date="2019-05-03",
    year=2019,
    type="article-journal",
    container="The Lancet",
    volume="3",
    issue="4",
    pages="11-18",
    publisher="Elsevier",
    doi="10.1000/x",
)
THESIS = Publication(id="on-tents", title="On tents", year=2018, type="thesis", publisher="University of Nairobi")


@pytest.mark.parametrize(
    ("style", "article"),
    [
        (
            "apa",
            "van Gogh, V., & World Health Organization. (2019). On shelter. The Lancet, 3(4), 11–18."
            " https://doi.org/10.1000/x",
        ),
        (
            "modern-language-association",
            "van Gogh, Vincent, and World Health Organization. “On Shelter”. The Lancet, vol. 3, no. 4, May 2019,"
            " pp. 11–18, https://doi.org/10.1000/x.",
        ),
        (
            "oscola",
            "van Gogh V and World Health Organization, ‘On Shelter’ (2019) 3 The Lancet 11 <https://doi.org/10.1000/x>",
        ),
    ],
)
def test_a_reference_says_what_kind_of_publication_it_is_and_where_it_stands(style: str, article: str) -> None:
    assert formatted(ARTICLE, style) == article
    assert "University of Nairobi" in formatted(THESIS, style)


def test_the_parts_of_a_date_keep_their_blanks() -> None:
    reference = formatted(ARTICLE, "nlm-citation-sequence")
    assert "The Lancet. 2019 May 3;3(4):11" in reference


def test_what_has_no_type_and_stands_in_a_volume_is_an_article() -> None:
    untyped = ARTICLE.model_copy(update={"type": ""})
    assert formatted(untyped) == formatted(ARTICLE)
    assert bibtex([untyped]).startswith("@article{")
    assert ris([untyped]).startswith("TY  - JOUR")
    for written, name in ((bibtex([untyped]), "a.bib"), (ris([untyped]), "a.ris"), (csl([untyped]), "a.json")):
        (again,) = read_back(written, name)
        assert (again.type, again.container) == ("", "The Lancet")
    in_series = untyped.model_copy(update={"isbn": ("9783864903113",)})
    assert csl_json(in_series)["type"] == "report"


def test_every_export_names_an_organisation_as_it_is() -> None:
    assert csl_json(ARTICLE)["author"][1] == {"literal": "World Health Organization"}
    assert "author = {van Gogh, Vincent and {World Health Organization}}" in bibtex([ARTICLE])
    assert "AU  - World Health Organization\n" in ris([ARTICLE])


def test_a_journal_article_has_its_fields_in_every_export() -> None:
    assert csl_json(ARTICLE)["issued"] == {"date-parts": [[2019, 5, 3]]}
    written = bibtex([ARTICLE])
    assert written.startswith("@article{on-shelter,")
    for field in ("journal = {The Lancet}", "number = {4}", "pages = {11--18}", "date = {2019-05-03}"):
        assert field in written
    lines = ris([ARTICLE]).splitlines()
    assert {"TY  - JOUR", "T2  - The Lancet", "IS  - 4", "SP  - 11", "EP  - 18", "DA  - 2019/05/03"} <= set(lines)
    assert "school = {University of Nairobi}" in bibtex([THESIS])


@pytest.mark.parametrize("style", COMMON_STYLES)
def test_the_common_styles_print_each_of_the_nine_titles_once(style: str) -> None:
    for publication in load_default().publications:
        reference = formatted(publication, style).casefold()
        assert reference.count(publication.title.casefold().rstrip(".")) == 1
        assert "none" not in reference.split()
        for author in publication.authors:
            assert author.split()[-1].casefold() in reference


def test_any_style_can_be_named_and_another_name_is_refused() -> None:
    assert set(COMMON_STYLES) < set(all_styles())
    assert formatted(BARE, "nature") == "IOM Case Data Analysis Human Trafficking. (2019)."
    for wrong in ("no-such-style", "../apa", "/etc/passwd", "", "APA", "chicago-notes"):
        with pytest.raises(StyleFailed, match="citation style"):
            formatted(BARE, wrong)


@settings(max_examples=30, deadline=None)
@given(records)
def test_any_record_can_be_formatted(record: Publication) -> None:
    assert formatted(record, "apa") == " ".join(formatted(record, "apa").split()) != ""


def test_references_are_imported_without_the_libraries_that_write_them() -> None:
    probe = "import sys, corpus.references; print(*{'citeproc', 'lxml', 'rispy', 'bibtexparser'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == ""


@pytest.mark.parametrize(
    "style", ["apa", "chicago-author-date", "modern-language-association", "nlm-citation-sequence"]
)
def test_the_editors_of_a_book_are_in_its_reference(style: str) -> None:
    chapter = Publication(
        id="a",
        title="Kilns",
        authors=("Ada Byrne",),
        editors=("Lin Wei", "World Health Organization"),
        organisations=("World Health Organization",),
        family_names={"Lin Wei": "Wei"},
        container="Kent",
        type="chapter",
        year=2019,
    )
    said = formatted(chapter, style)
    assert "Wei" in said
    assert "World Health Organization" in said
    assert "Organization, World" not in said
