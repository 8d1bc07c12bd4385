"""Categories that are kinds of publications: theses, reviews, annual reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import cited, content

SHELF = [
    Publication(id="herons", title="Herons of the Delta", abstract="Herons nest late.", categories=("Thesis",)),
    Publication(
        id="dams", title="Dams and Silt", abstract="Silt fills dams.", categories=("Thesis",), countries=("Peru",)
    ),
    Publication(id="2004", title="The Gauge in 2004", abstract="It rained.", categories=("Annual report",)),
    Publication(id="floods", title="Floods", abstract="Water rose.", categories=("Report",)),
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
        ("how many annual reports are there", ["2004"]),
        # Any record may be called a report.
        ("list all reports", ["2004", "dams", "floods", "herons"]),
    ],
)
def test_records_of_a_kind_are_listed(shelf: Store, text: str, ids: list[str]) -> None:
    assert sorted(cited(shelf, text)) == ids


@pytest.mark.parametrize("text", ["What does the thesis say about silt?", "Which thesis speaks of nests?"])
def test_a_kind_confines_no_question_that_is_put_to_the_texts(shelf: Store, text: str) -> None:
    question = content(shelf, text)
    assert (question.conditions.found, question.raised) == ((), ())
