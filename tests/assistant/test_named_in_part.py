"""Authors who are named in part or whose surname others have, beside those who are not meant."""

from collections.abc import Iterator

import pytest

from assistant.collection.authors import runs
from corpus.publication import Publication
from corpus.store import Store
from tests.assistant.rivers import after, answer, catalogue, content

WIDER = "International Federation of Red Cross and Red Crescent Societies (IFRC)"
AUTHORS = (
    ("C. B. Okafor", "K. Ng"),
    ("A. U. Okafor",),
    ("A. U. Okafor", "S.-Y. Oh"),
    ("Caritas Bangladesh",),
    ("Caritas Haïti", WIDER),
    ("Habitat for Humanity International",),
    ("Radio Lakay Foundation",),
    ("Abdi Noor Hassan",),
    ("Ministry of Agriculture of Botswana",),
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(tmp_path_factory.mktemp("parts") / "c.sqlite") as store:
        store.put(
            Publication(id=str(at), title=f"Notes {at}", abstract="Herons nest.", authors=authors)
            for at, authors in enumerate(AUTHORS)
        )
        yield store


@pytest.fixture(scope="module")
def named_by_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    said = "The world has a bank, and nations united write on reefs."
    with Store.open(tmp_path_factory.mktemp("words") / "c.sqlite") as store:
        store.put(
            (
                Publication(
                    id="young", title="Waves", abstract=said, authors=("A. Young",), year=2018, publisher="Tidal Press"
                ),
                Publication(id="price", title="Notes on Prices", authors=("L. Price", "P. Law"), year=2018),
                Publication(id="law", title="Sands", authors=("P. Law", "Peter Short"), year=2015),
            )
        )
        yield store


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("reports by Caritas", "34"),
        ("reports issued by the ministry", "8"),
        ("What did the ministry publish?", "8"),
        ("What has Caritas published?", "34"),
        ("reports by Habitat", "5"),
        ("reports by Habitat for Humanity", "5"),
        ("reports by habitat for humanity", "5"),
        ("the Red Cross's reports", "4"),
        ("reports by the Red Cross", "4"),
        ("What did the Red Cross write?", "4"),
        ("by Radio Lakay", "6"),
        ("papers by Hassan", "7"),
        ("papers by Abdi Noor Hassan", "7"),
        ("What did the Ministry of Agriculture publish?", "8"),
        ("papers by Oh", "2"),
        ("What did Okafor and Ng write together?", "0"),
        ("What did Okafor and Oh write together?", "2"),
    ],
)
def test_a_part_of_a_name_means_those_who_bear_it(shelf: Store, text: str, ids: str) -> None:
    assert "".join(p.id for p in answer(shelf, catalogue(shelf, text)).publications) == ids


@pytest.mark.parametrize(
    "text",
    [
        "What is a habitat?",
        "What do reports say about Radio Lakay?",
        "shelter by humanity",
        "Where is the cross?",
        "Which lands were claimed by the Ministry?",
    ],
)
def test_elsewhere_it_means_nobody(shelf: Store, text: str) -> None:
    assert not content(shelf, text).conditions


def test_whom_a_shared_surname_means_is_said_as_it_was_asked(shelf: Store) -> None:
    said = answer(shelf, catalogue(shelf, "What did Okafor and Ng write together?")).statements[0].text
    assert said == "One of the 9 publications is by Okafor and K. Ng together:"


def test_one_who_wrote_together_wrote_with_others(shelf: Store) -> None:
    last = after(shelf, "What did Oh write?", "What did they write together?")[-1]
    assert last.statements[0].text == "One of the 9 publications is by S.-Y. Oh and names more than one author:"


def test_a_run_neither_begins_nor_ends_with_a_small_word() -> None:
    assert {" ".join(run) for run in runs("Women for Water")} == {"women for water", "women"}


@pytest.mark.parametrize("text", ["law reports", "short studies", "papers by young authors", "papers by Young people"])
def test_ordinary_words_are_no_authors(named_by_words: Store, text: str) -> None:
    assert not content(named_by_words, text).conditions


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("papers by Young", ["young"]),
        ("Young's reports", ["young"]),
        ("Price 2018", ["price"]),
        ("Price (2018)", ["price"]),
        ("Price and Law (2018)", ["price"]),
        ("reports not by Price from 2018", ["young"]),
        ("Did Price write the notes on prices?", ["price"]),
    ],
)
def test_and_are_where_they_are_cited_or_spoken_of(named_by_words: Store, text: str, ids: list[str]) -> None:
    assert [p.id for p in answer(named_by_words, catalogue(named_by_words, text)).publications] == ids


def test_a_year_beside_a_cited_author_is_that_of_the_publication(named_by_words: Store) -> None:
    assert content(named_by_words, "What did Price et al. (2018) find?").conditions.filters.years == (2018, 2018)
    assert content(named_by_words, "price 2018").conditions.filters.years is None


def test_whether_somebody_wrote_on_a_topic_is_not_asked_of_one_record(named_by_words: Store) -> None:
    assert content(named_by_words, "Did Young write anything on prices?").conditions.filters.authors == ("A. Young",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("reports by the World Bank", "World Bank"),
        ("What has the United Nations published?", "United Nations"),
        ("Did Greenpeace publish anything?", "Greenpeace"),
        ("Browne 2017", "Browne"),
    ],
)
def test_an_author_whom_no_record_names_is_denied_as_one(named_by_words: Store, text: str, name: str) -> None:
    assert answer(named_by_words, catalogue(named_by_words, text)).reason == f"No publication is by {name}."


@pytest.mark.parametrize(
    "text",
    [
        "Reefs 2015",
        "What has the United Nations found?",
        "What is done by Congress on reefs?",
        "What has Tidal Press published?",
    ],
)
def test_what_only_looks_like_one_is_not(named_by_words: Store, text: str) -> None:
    assert not content(named_by_words, text).conditions
