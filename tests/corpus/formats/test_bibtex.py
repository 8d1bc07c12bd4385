"""BibTeX and BibLaTeX, as reference managers and databases write them."""

import pytest

from corpus.draft import Rejected, Withdrawn
from corpus.errors import ImportFailed
from corpus.formats import entries, format_of
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication


def read_bibtex(text: str) -> list[Publication | Rejected | Withdrawn]:
    return list(entries(SourceFile("records.bib", text.encode())))


def one(fields: str, kind: str = "article") -> Publication:
    (found,) = read_bibtex(f"@{kind}{{key,\n{fields}\n}}")
    assert isinstance(found, Publication), found
    return found


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"Caf{\'e} \'Etat {\"O}zge Aks{\i}n \v{C}apek \ss", "Café État Özge Aksın Čapek ß"),
        ("The {DNA} of {{Big Cities}}", "The DNA of Big Cities"),
        (r"50\% of \$5 \& \#1 \_a", "50% of $5 & #1 _a"),
        ("50% of men & women #1", "50% of men & women #1"),
        (r"$p < 0.05$ in \textit{Procolophon} \emph{sp.}", "$p < 0.05$ in Procolophon sp."),
        (r"Pages 1--3 --- ``so''", "Pages 1–3 — “so”"),
        ("A title\n      of two lines", "A title of two lines"),
        (r"See \url{https://example.org/a_b}", "See https://example.org/a_b"),
        ("Plain ünïcode’s", "Plain ünïcode’s"),
        (r"p {\textless} 0.05 {\textgreater} \textbar{} \textunderscore", "p < 0.05 > | _"),
        (r"\foo{bar}{50%} of \cite{key}, \today, {\apj}", r"\foo{bar}{50%} of \cite{key}, \today, \apj"),
        (r"\mbox{kept} {\it whole} \texttt{too}", "kept whole too"),
        (r"10\textsuperscript{5} of CO\textsubscript{2}, 1\textsuperscript{st}", "10⁵ of CO₂, 1st"),
        (
            r"\href{https://example.org/a_b~c--d\%20}{Here} and there",
            "Here (https://example.org/a_b~c--d%20) and there",
        ),
    ],
)
def test_latex_is_read_as_people_read_it(written: str, read: str) -> None:
    assert one(f"title = {{{written}}}").title == read


def test_authors_are_read_in_every_order_and_organisations_by_their_braces() -> None:
    found = one(
        "title = {A}, author = {Doe, Jo and {World Health Organization} and Ludwig van Beethoven"
        r" and {Food and Agriculture Organization} and {\"O}zge Aks{\i}n and Smith, Jr., Al and {\'E}ric Rohmer"
        " and family=Gogh, given=Vincent, prefix=van and others}"
    )
    assert found.authors == (
        "Jo Doe",
        "World Health Organization",
        "Ludwig van Beethoven",
        "Food and Agriculture Organization",
        "Özge Aksın",
        "Al Smith Jr.",
        "Éric Rohmer",
        "Vincent van Gogh",
    )
    assert found.organisations == ("World Health Organization", "Food and Agriculture Organization")
    assert found.family_names["Ludwig van Beethoven"] == "van Beethoven"
    assert found.family_names["Vincent van Gogh"] == "van Gogh"


def test_every_field_has_its_place_and_others_are_kept() -> None:
    found = one(
        r"""Title = "On shelter", subtitle = {A review}, journaltitle = {The Lancet}, volume = 3, number = {4},
        pages = {11--18}, date = {2019-05-03}, doi = {https://doi.org/10.1000/A\_b}, issn = {0140-6736},
        isbn = {978-3-86490-311-3}, url = {https://example.org/a%20b_c}, langid = {french}, eprint = {2101.00001},
        archiveprefix = {arXiv}, pmid = {123}, keywords = {shelter; camps, other}, copyright = {CC-BY},
        editor = {Roe, Al}, note = {Kept}, note = {Twice}, publisher = {Elsevier \& Co}"""
    )
    assert (found.title, found.container, found.volume, found.issue) == (
        "On shelter: A review",
        "The Lancet",
        "3",
        "4",
    )
    assert (found.pages, found.date, found.year, found.type) == ("11-18", "2019-05-03", 2019, "article-journal")
    assert (found.doi, found.issn, found.isbn) == ("10.1000/a_b", ("0140-6736",), ("9783864903113",))
    assert (found.url, found.language, found.rights) == ("https://example.org/a%20b_c", "fr", "CC-BY")
    assert found.identifiers == {"arxiv": "2101.00001", "pmid": "123"}
    assert found.keywords == ("shelter", "camps, other")
    assert found.publisher == "Elsevier & Co"
    assert (found.editors, found.family_names["Al Roe"]) == (("Al Roe",), "Roe")
    assert found.extra == {"note": ("Kept", "Twice")}


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2019, month = may", "2019-05"),
        ("year = {2019}, month = {5}", "2019-05"),
        ("year = 2019, month = 5, day = 3", "2019-05-03"),
        ('year = 2019, month = "3~" # may', "2019-05-03"),
        ("year = 2019, month = " + "9" * 5_000, ""),
        ("date = {2004/2005}", "2004/2005"),
        ("year = {in press}", ""),
    ],
)
def test_dates_are_put_together(fields: str, date: str) -> None:
    assert one(f"title = {{A}}, {fields}").date == date


def test_strings_are_put_together_and_parents_lend_what_a_child_leaves_out() -> None:
    found = read_bibtex(
        """@string{who = {World } # "Health"}
        @STRING(lancet = "The Lancet")
        @article(a, title = "A", journal = Lancet, publisher = who # { Organization})
        @inproceedings{b, title = {B}, crossref = {p}, xdata = {shared}}
        @xdata{shared, publisher = {ACM}}
        @proceedings{P, title = {A meeting}, year = 2015, doi = {10.1000/p}, editor = {Roe, Al}, crossref = {b}}
        @set{s, entryset = {a,b}}
        @comment{no record} @preamble{"\\newcommand"} and no record either"""
    )
    article, paper, proceedings = (each for each in found if isinstance(each, Publication))
    assert (article.container, article.publisher) == ("The Lancet", "World Health Organization")
    assert (paper.container, paper.year, paper.publisher, paper.doi) == ("A meeting", 2015, "ACM", "")
    assert (proceedings.title, proceedings.type, len(found)) == ("A meeting", "book", 3)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("title = {A title} author = {Doe, Jane}", "bibtex.no_comma"),
        ("title = {A}, author = {Doe, Jane; Smith, John; Roe, Ann}", "bibtex.authors"),
        ("title = {A}, author = {Doe, Jane, Smith, John, Roe, Ann}", "bibtex.authors"),
        ("title = {A}, author = {Jane Doe, John Smith, Ann Roe}", "bibtex.authors"),
    ],
)
def test_what_a_forgotten_comma_or_and_has_run_together_is_refused(fields: str, reason: str) -> None:
    first = read_bibtex(f"@article{{key, {fields}}}")[0]
    assert isinstance(first, Rejected)
    assert first.reason.key == reason


def test_an_organisation_without_braces_is_no_person() -> None:
    found = one(
        "title = {A}, author = {World Health Organization and International Organization for Migration and UNICEF"
        " and Organization, World Health and Ministry of Health and World Bank and Church, Ann and S.-Y. Oh}"
    )
    assert found.authors == (
        "World Health Organization",
        "International Organization for Migration",
        "UNICEF",
        "Ministry of Health",
        "World Bank",
        "Ann Church",
        "S.-Y. Oh",
    )
    assert found.family_names == {"Ann Church": "Church", "S.-Y. Oh": "Oh"}


@pytest.mark.parametrize(
    "name", ["Ministry of Health and Social Affairs", "Food and Agriculture Organization", "Ministry of X and Jo Poe"]
)
def test_one_organisation_that_may_be_two_authors_is_refused(name: str) -> None:
    (found,) = read_bibtex(f"@book{{a, title = {{A}}, author = {{Doe, Jane and {name}}}}}")
    assert isinstance(found, Rejected)
    assert str(found.reason).startswith(f'"{name}" may be one author or several; put " and " between')
    assert one(f"title = {{A}}, author = {{{{{name}}}}}").authors == (name,)


def test_a_name_may_have_a_suffix_and_an_organisation_its_commas_in_braces() -> None:
    found = one(
        "title = {A}, author = {King, Jr., Martin Luther and {Doe; Roe, Poe, and Co} and Smith, III, A."
        " and Sherry, John F., Jr. and van Vugt, Arie MD, PhD}"
    )
    assert found.authors == (
        "Martin Luther King Jr.",
        "Doe; Roe, Poe, and Co",
        "A. Smith III",
        "John F. Sherry Jr.",
        "Arie MD PhD van Vugt",
    )


def test_no_entry_is_dropped() -> None:
    text = (
        "@article{a, title = {First}}\n@article{a, title = {Same key}}\n@article{ title = {No key}}\n"
        "@article{b,\n  title = {Not closed,\n  year = 2019\n@article{c, title = {After}}\n"
        "@article{d, title = {Two}, title = {titles}}\n@book{e, year = 2019}\n@misc{f, title = {Cut off"
    )
    found = read_bibtex(text)
    assert [each.title if isinstance(each, Publication) else each.position for each in found] == [
        "First",
        "Same key",
        "No key",
        "line 4",
        "After",
        "Two",
        "line 9",
        "line 10",
    ]
    broken, untitled, cut = (each for each in found if isinstance(each, Rejected))
    assert str(broken.reason).startswith("this entry is not whole (")
    assert broken.raw.startswith("@article{b,\n  title = {Not closed")
    assert str(untitled.reason) == "the record has no title; give it one"
    assert "end of file" in str(cut.reason)
    file = SourceFile("records.bib", ("@string{x = {y}}\n" + text).encode())
    mended = format_of(file).rejoined(file, [broken.raw, untitled.raw])
    assert mended.startswith("@string{x = {y}}\n\n@article{b,")


_DOUBLING = "".join(f"@string{{a{n + 1} = a{n} # a{n} # a{n} # a{n} # a{n}}}\n" for n in range(12))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("@article{a, title = {" + "{" * 3_000 + "x" + "}" * 3_000 + "}}", "its braces are nested too deeply"),
        ("@article{" * 10_000, "this entry is not whole"),
        ("@article{a, title = " + "a # " * 40_000 + "a}", 'its "title" is longer than 4,000 characters'),
        ("@string{a0 = {xxxxxxxxxx}}\n" + _DOUBLING + "@article{b, title = {A}, note = a11 # a12}", ""),
        ("@article{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}", ""),
        ("@article{a, title = {A}, abstract = {" + "\\'e {x} " * 100_000 + "}}", ""),
        ("{" * 100_000 + "\n@article{a, title = {A}}", ""),
    ],
)
def test_hostile_files_are_survived(text: str, reason: str) -> None:
    first = read_bibtex(text)[0]
    assert reason in (str(first.reason) if isinstance(first, Rejected) else "")
    assert isinstance(first, Publication) or reason


def test_a_file_without_an_entry_is_refused() -> None:
    with pytest.raises(ImportFailed, match=r"^records\.bib holds no entry of BibTeX: save it again\.$"):
        read_bibtex("% Encoding: UTF-8\n")


MINISTRY = "Ministry of Health and Welfare"


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (f"institution = {{{MINISTRY}}}", MINISTRY),
        (f"publisher = {{{MINISTRY}}}", MINISTRY),
        ('school = {Institut f\\"ur Recht und Alltag}', 'Institut f{\\"u}r Recht und Alltag'),
        ("institution = {Plan India}", "Plan India"),
    ],
)
def test_what_the_file_tells_to_be_an_organisation_is_one_and_stays_whole(told: str, name: str) -> None:
    (found,) = read_bibtex(f"@report{{a, title = {{A}}, author = {{{name} and Doe, Jane}}, {told}}}")
    assert isinstance(found, Publication), found
    assert (len(found.organisations), found.authors) == (1, (found.organisations[0], "Jane Doe"))
    assert found.organisations[0] not in found.family_names


def test_braces_of_one_entry_tell_of_the_others_in_the_file() -> None:
    text = "@misc{a, title = {A}, author = {{%s}}}\n@misc{b, title = {B}, author = {Doe, Jane and %s}}"
    one, other = read_bibtex(text % (MINISTRY, MINISTRY))
    assert isinstance(one, Publication)
    assert isinstance(other, Publication)
    assert (one.organisations, other.organisations) == ((MINISTRY,), (MINISTRY,))


@pytest.mark.parametrize("names", [MINISTRY, "Centers for Disease Control and Prevention"])
def test_one_or_several_without_evidence_is_asked(names: str) -> None:
    (found,) = read_bibtex(f"@misc{{a, title = {{A}}, author = {{{names}}}}}")
    assert isinstance(found, Rejected)
    assert "may be one author or several" in str(found.reason)


def test_a_publisher_of_a_persons_name_makes_no_organisation() -> None:
    (found,) = read_bibtex("@book{a, title = {A}, author = {Jane Doe}, publisher = {Jane Doe}}")
    assert isinstance(found, Publication)
    assert (found.organisations, found.family_names) == ((), {"Jane Doe": "Doe"})


def test_words_that_no_person_bears_are_no_part_of_a_family_name() -> None:
    (found,) = read_bibtex("@misc{a, title = {A}, author = {Physicians for Peace and Vincent van Gogh}}")
    assert isinstance(found, Publication)
    assert (found.authors, found.family_names) == (
        ("Physicians for Peace", "Vincent van Gogh"),
        {"Vincent van Gogh": "van Gogh"},
    )
