from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.facets import facets
from corpus.filters import FILTER_FIELDS, Filters
from corpus.publication import Publication
from corpus.store import Store

REGIONS = ("Asia", "Africa", "Europe", "Pacific")
AUTHORS = ("Claire Healy", "Ivanka Heinzl", "Asia")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Thirty records whose values overlap; some were changed and some removed, as in a collection that is lived in."""
    records = [
        Publication(
            id=f"r{number}",
            title=f"Record {number}",
            year=None if number % 7 == 0 else 2000 + number % 5,
            regions=tuple(REGIONS[i] for i in range(4) if number >> i & 1),
            authors=tuple(AUTHORS[i] for i in range(3) if number % (i + 2) == 0),
            countries=("Lebanon",) if number % 3 else (),
        )
        for number in range(30)
    ]
    with Store(tmp_path_factory.mktemp("facets") / "collection.sqlite") as opened:
        opened.put(records)
        opened.remove(["r3", "r4", "r29"])
        opened.put([records[5].model_copy(update={"regions": ("Arctic",), "year": 1999})])
        yield opened


filters = st.builds(
    Filters,
    years=st.none() | st.tuples(st.integers(1998, 2002), st.integers(2002, 2006)),
    regions=st.lists(st.sampled_from((*REGIONS, "Arctic", "Atlantis")), max_size=3).map(tuple),
    authors=st.lists(st.sampled_from(AUTHORS), max_size=2).map(tuple),
    countries=st.lists(st.sampled_from(("Lebanon", "Asia")), max_size=1).map(tuple),
    ids=st.lists(st.integers(0, 40).map("r{}".format), max_size=6).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(filters)
def test_the_counts_are_those_of_the_store_in_the_same_order(store: Store, filters: Filters) -> None:
    counted = facets(store)
    assert counted.count(filters) == store.count(filters) == len(store.ids(filters))
    for field in FILTER_FIELDS:
        assert list(counted.counts(field, filters).items()) == list(store.values(field, filters).items())


def test_the_counts_follow_a_change(tmp_path_factory: pytest.TempPathFactory) -> None:
    with Store(tmp_path_factory.mktemp("facets") / "growing.sqlite") as store:
        assert (facets(store).count(), facets(store).counts("regions"), facets(store).counts("years")) == (0, {}, {})
        store.put([Publication(id="one", title="One", year=2019, regions=("Asia", "Pacific"))])
        assert facets(store) is facets(store)
        assert facets(store).counts("regions") == {"Asia": 1, "Pacific": 1}
        store.put([Publication(id="two", title="Two", regions=("Pacific",))])
        assert facets(store).counts("regions") == {"Pacific": 2, "Asia": 1}
        assert facets(store).counts("years") == {2019: 1}
        store.remove(["one"])
        assert facets(store).counts("regions", Filters(regions=("Asia",))) == {}
