"""How quick the catalogue's page is with 100,000 records: the whole page, from the query to the HTML."""

import random
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from corpus.publication import Publication
from corpus.store import Store
from ui.pages.explore import explore_page
from ui.pages.explore_query import explore_query

RECORDS = 100_000
ROUNDS = 10
_WORDS = (
    *("trafficking", "referral", "migration", "victims", "protection", "guidance", "labour", "children", "asylum"),
    *("borders", "training", "report"),
)

pytestmark = pytest.mark.slow


def publications(count: int) -> Iterator[Publication]:
    """Yield synthetic records, the same on every machine: values are frequent and rare as in real catalogues."""
    chance = random.Random(0)
    for number in range(count):
        yield Publication(
            id=f"record-{number}",
            title=" ".join(chance.choices(_WORDS, k=8)).capitalize(),
            abstract=" ".join(chance.choices(_WORDS, k=150)),
            authors=tuple({f"Author {int(chance.paretovariate(0.6)) % 40_000}" for _ in range(2)}),
            year=chance.randint(1990, 2026),
            countries=tuple({f"Country {int(chance.paretovariate(1)) % 195}" for _ in range(2)}),
            regions=(f"Region {chance.randrange(20)}",),
            categories=(f"Category {chance.randrange(30)}",),
        )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path: Path = tmp_path_factory.mktemp("explore") / "collection.sqlite"
    with Store(path) as opened:
        opened.put(publications(RECORDS))
        yield opened


QUERIES = pytest.mark.parametrize(
    "pairs",
    [
        [],
        [("sort", "title")],
        [("sort", "-year"), ("page", "1000")],
        [("countries", "Country 1"), ("years", "2000-2010"), ("sort", "title")],
        [("authors", "Author 17")],
    ],
    ids=["first page", "by title", "page 1000 by year", "two wide filters by title", "rare author"],
)


def change(store: Store) -> None:
    """Change a record, so that what was counted is counted again."""
    (record,) = store.get_many(["record-0"])
    store.put([record.model_copy(update={"publisher": f"{record.publisher}."})])


@QUERIES
def test_the_page_after_a_change_of_the_collection(benchmark: Any, store: Store, pairs: list[tuple[str, str]]) -> None:
    query = explore_query(pairs)
    html = benchmark.pedantic(explore_page, (store, query, "en"), setup=partial(change, store), rounds=ROUNDS)
    assert "<table" in html


@QUERIES
def test_the_page_that_was_asked_for_before(benchmark: Any, store: Store, pairs: list[tuple[str, str]]) -> None:
    html = benchmark(explore_page, store, explore_query(pairs), "en")
    assert "<table" in html
