"""Categories that are kinds of publications: theses, reviews, annual reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.question import CatalogueQuestion
from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import answer, catalogue, cited, content, read

SHELF = [
    Publication(id="herons", title="Herons of the Delta", abstract="Herons nest late.", categories=("Thesis",)),
    Publication(
        id="dams", title="Dams and Silt", abstract="Silt fills dams.", categories=("Thesis",), countries=("Peru",)
    ),
    Publication(
        id="2004", title="Annual Report of the Gauge 2004", abstract="It rained.", categories=("Annual report",)
    ),
    Publication(
        id="2005", title="Annual Report of the Gauge 2005", abstract="It hailed.", categories=("Annual report",)
    ),
    Publication(id="floods", title="Floods", abstract="Water rose.", categories=("Report",)),
    Publication(
        id="weirs",
        title="Decree 205/2020 on Weirs",
        abstract="Weirs need a licence.",
        authors=("Ministry of Water", "Port Authority"),
        year=2021,
        categories=("Law or decree",),
    ),
    Publication(
        id="otters",
        title="Otters v. Mills Ltd",
        abstract="The mill must stop.",
        authors=("Court of Appeal",),
        year=2019,
        categories=("Court decision",),
    ),
]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(SHELF)
        yield store


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Do you have any theses?", ["dams", "herons"]),
        ("Do you have any theses? Which ones?", ["dams", "herons"]),
        ("list the theses on Peru", ["dams"]),
        ("how many annual reports are there", ["2004", "2005"]),
        ("How many court decisions does the archive hold?", ["otters"]),
        ("list the decrees", ["weirs"]),
        ("what laws do you have?", ["weirs"]),
        ("list the decisions", ["otters"]),
        ("how many annual reports of the gauge have you got?", ["2004", "2005"]),
        # Any record may be called a report.
        ("list all reports", ["2004", "2005", "dams", "floods", "herons", "otters", "weirs"]),
    ],
)
def test_records_of_a_kind_are_listed(shelf: Store, text: str, ids: list[str]) -> None:
    assert sorted(cited(shelf, text)) == ids


@pytest.mark.parametrize("text", ["What kinds of documents are kept here?", "which types of publication are there"])
def test_the_kinds_of_documents_are_the_categories(shelf: Store, text: str) -> None:
    (said,) = (statement.text for statement in answer(shelf, catalogue(shelf, text)).statements)
    assert said == (
        "The records name five categories: Annual report (2), Court decision (1), Law or decree (1), Report (1) and "
        "Thesis (2)."
    )


def test_a_record_is_no_series_of_those_that_are_called_reports(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        of_years = [Publication(id=f"r{y}", title=f"Annual report {y}", year=y + 1) for y in (2008, 2011)]
        others = [Publication(id=f"other{n}", title=f"On rain {n}", year=2012, authors=("A. Ode",)) for n in range(9)]
        store.put([*of_years, *others])
        assert len(cited(store, "How many reports are there?")) == len(of_years) + len(others)
        # A series goes by the year in its titles, or by its own.
        assert cited(store, "Which annual reports are from 2011?") == ["r2011"]
        assert cited(store, "annual reports before 2012") == ["r2008", "r2011"]
        assert cited(store, "the annual report of 2008") == ["r2008"]


def test_a_thesis_of_any_degree_is_a_thesis(tmp_path: Path) -> None:
    with Store.open(tmp_path / "c.sqlite") as store:
        kinds = {"a": "Doctoral thesis", "b": "Master's thesis", "c": "Research paper", "d": "Library: Theses on Food"}
        store.put(Publication(id=i, title=f"On Bread {i}", categories=(kind,)) for i, kind in kinds.items())
        assert cited(store, "which theses are there?") == ["a", "b"]
        assert cited(store, "doctoral theses") == ["a"]


def test_a_decree_is_named_by_its_number_and_was_issued_by_its_authors(shelf: Store) -> None:
    said = answer(shelf, catalogue(shelf, "Which two authorities issued Decree 205/2020?")).statements[0].text
    assert said.startswith("“Decree 205/2020 on Weirs” is by Ministry of Water and Port Authority")
    assert content(shelf, "What does Decree 205/2020 say of weirs?").search == "What does Decree 205/2020 say of weirs?"


def test_who_decided_and_when_are_two_questions(shelf: Store) -> None:
    court, year = read(shelf, "which court decided Otters v. Mills, and in what year?")
    assert isinstance(court, CatalogueQuestion)
    assert "Court of Appeal" in answer(shelf, court).statements[0].text
    assert isinstance(year, CatalogueQuestion)
    assert answer(shelf, year).statements[0].text == "“Otters v. Mills Ltd” is from 2019."


def test_what_a_record_is_called_is_its_title(shelf: Store) -> None:
    _, called = read(shelf, "In what year was the decree on weirs adopted, and what is it called?")
    assert isinstance(called, CatalogueQuestion)
    assert [p.id for p in answer(shelf, called).publications] == ["weirs"]


@pytest.mark.parametrize(
    "text",
    [
        "What does the thesis say about silt?",
        "Which thesis speaks of nests?",
        "Which decree asks for a licence?",
        "What kinds of documents do mills need?",
    ],
)
def test_a_kind_confines_no_question_that_is_put_to_the_texts(shelf: Store, text: str) -> None:
    question = content(shelf, text)
    assert (question.conditions.found, question.raised) == ((), ())
