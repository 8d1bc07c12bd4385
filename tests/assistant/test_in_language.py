"""Records asked for by their language, which few records name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import answer, catalogue, content, of_records

SHELF = (
    Publication(id="eau", title="L'eau", abstract="The abstract is in English.", language="fr", authors=("Ann Aster",)),
    Publication(id="agua", title="Agua", language="es", categories=("Thesis",)),
    Publication(id="agua-br", title="Água", language="pt-BR", categories=("Thesis",)),
    Publication(id="water", title="Water", categories=("Thesis",), countries=("Spain",)),
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "c.sqlite") as store:
        store.put(SHELF)
        yield store


@pytest.mark.parametrize(
    ("text", "ids", "said"),
    [
        ("Which books are in French?", ["eau"], "Of the publications that name their language (3), one is in French:"),
        ("books in portuguese", ["agua-br"], "Of the publications that name their language (3), one is in Portuguese:"),
        (
            "books not in French",
            ["agua", "agua-br"],
            "Of the publications that name their language (3), two are not in French:",
        ),
        (
            "theses in Spanish",
            ["agua"],
            "Of the publications filed under Thesis that name their language (2), one is in Spanish:",
        ),
    ],
)
def test_records_in_a_language_are_told_from_those_that_name_one(
    shelf: Store, text: str, ids: list[str], said: str
) -> None:
    answered = answer(shelf, catalogue(shelf, text))
    assert (sorted(p.id for p in answered.publications), answered.statements[0].text) == (ids, said)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("books written in German", "Of the publications that name their language (3), none is in German."),
        (
            "books by Ann Aster not in French",
            "The publications by Ann Aster that name their language (1) are all in French.",
        ),
    ],
)
def test_none_in_a_language(shelf: Store, text: str, reason: str) -> None:
    assert answer(shelf, catalogue(shelf, text)).reason == reason


def test_where_no_record_names_its_language_the_desk_says_so(rivers: Store) -> None:
    refused = answer(rivers, catalogue(rivers, "How many books are in French?"))
    assert refused.reason == "The records do not say in which language a publication is written."


@pytest.mark.parametrize(
    "text", ["What is said in German?", "How is water kept in Spanish towns?", "books on water in French"]
)
def test_a_language_in_a_question_to_the_texts_is_none_of_the_records(shelf: Store, text: str) -> None:
    content(shelf, text)


@pytest.mark.parametrize("text", ["books in Spain", "books in Nauru", "books in even", "books in to"])
def test_what_is_no_language_is_read_as_before(shelf: Store, text: str) -> None:
    assert getattr(getattr(of_records(shelf, text), "request", None), "lacks", "") not in ("in", "not in")
