"""What every engine does, by exact ids: a row in ENGINES is all that another engine needs.

The hash encoder counts words, so every ranking here can be worked out by hand.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path

import pytest

from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Engine
from embeddings.hybrid import HybridEngine
from tests.embeddings.hash_encoder import HashEncoder
from tests.embeddings.word_engine import WordEngine

ENGINES: dict[str, Callable[[Store, Path], Engine]] = {
    "hybrid": lambda store, folder: HybridEngine(store, HashEncoder(), folder),
    "words": lambda store, folder: WordEngine(store),
}

RECORDS = (
    Publication(
        id="manual",
        title="Training manual",
        abstract="A manual for trainers. It explains referral to shelters.",
        authors=("Ana Costa", "Ben Ali"),
        year=2012,
        countries=("Georgia",),
        regions=("Europe", "Asia"),
        categories=("Guidance",),
    ),
    Publication(
        id="study",
        title="Study of shelters",
        abstract="Shelters in two countries. Referral fails at the border.",
        authors=("Ben Ali",),
        year=2016,
        countries=("Georgia", "Armenia"),
        regions=("Europe",),
        categories=("Research",),
    ),
    Publication(id="report", title="Annual report", abstract="Numbers of the year.", year=2020, regions=("Asia",)),
    Publication(id="title-only", title="Hotlines"),
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "collection.sqlite") as opened:
        yield opened


@pytest.fixture(params=ENGINES)
def empty(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> Engine:
    return ENGINES[request.param](store, tmp_path / "index")


@pytest.fixture
def engine(empty: Engine, store: Store) -> Engine:
    store.put(RECORDS)
    return empty


def found(
    engine: Engine, text: str, k: int = 10, meeting: Sequence[Filters] = (), missing: Sequence[Filters] = ()
) -> list[str]:
    return [hit.publication.id for hit in engine.search(text, k, meeting, missing)]


# --- Search -----------------------------------------------------------------------------------------------------------


def test_an_empty_collection_finds_nothing(empty: Engine) -> None:
    empty.refresh()
    assert empty.search("shelters", 10) == []


def test_the_record_with_the_most_shared_words_comes_first(engine: Engine) -> None:
    assert found(engine, "shelters in countries", k=2) == ["study", "manual"]
    assert found(engine, "a manual for trainers", k=1) == ["manual"]
    assert found(engine, "numbers of the year", k=1) == ["report"]


def test_a_record_without_an_abstract_is_found_by_its_title(engine: Engine) -> None:
    assert found(engine, "hotlines", k=1) == ["title-only"]


def test_a_hit_holds_the_whole_record_and_a_score_between_0_and_1(engine: Engine) -> None:
    first, second = engine.search("shelters in countries", 2)
    assert (first.publication, second.publication) == (RECORDS[1], RECORDS[0])
    assert 1.0 >= first.score > second.score >= 0.0


def test_words_are_found_in_their_other_forms(engine: Engine) -> None:
    # The hash encoder shares no word with the record: stemming alone finds it.
    assert found(engine, "trained", k=1) == ["manual"]


def test_what_stands_in_the_middle_of_a_long_abstract_is_found(empty: Engine, store: Store) -> None:
    filler = " ".join(f"Filler{n} filler{n} filler{n} filler{n} filler{n} filler{n}." for n in range(40))
    store.put([Publication(id="long", title="Long", abstract=f"{filler} Whistleblowers are protected. {filler}")])
    store.put(RECORDS)
    assert found(empty, "whistleblowers protected", k=1) == ["long"]


def test_no_more_than_k_are_found_and_k_may_exceed_the_collection(engine: Engine) -> None:
    assert found(engine, "shelters", k=0) == []
    assert len(found(engine, "shelters", k=3)) == 3
    assert sorted(found(engine, "shelters", k=1000)) == sorted(record.id for record in RECORDS)


def test_ties_break_by_id_whatever_the_order_of_arrival(empty: Engine, store: Store) -> None:
    store.put(Publication(id=i, title="Same words", abstract="Same text here.") for i in ("c", "a", "d", "b"))
    assert found(empty, "same text") == ["a", "b", "c", "d"]
    assert found(empty, "same text", k=2) == ["a", "b"]
    assert len({hit.score for hit in empty.search("same text", 4)}) == 1


@pytest.mark.parametrize("text", ["", " \n\t", "?!", "…", "()", "'\"", "\ud800"])
def test_a_text_without_a_word_finds_nothing(engine: Engine, text: str) -> None:
    assert engine.search(text, 10) == []


@pytest.mark.parametrize(
    "text",
    [
        "what's AIDS: (50%? shelters",
        "shelters AND OR NOT countries",
        'title:"shelters^2 ~ [countries TO *] border',
        "shelters \x00 \ud800 countries",
        "shelters " * 1200,
        "shelters countries " + "x" * 10_000,
        "shelters in countries " + "🙂é̀ჰ" * 2000,
    ],
)
def test_any_text_is_a_query(engine: Engine, text: str) -> None:
    assert found(engine, text, k=1) == ["study"]


def test_letters_of_any_script_and_accents_are_words(empty: Engine, store: Store) -> None:
    store.put([Publication(id="ka", title="დაცვა და მხარდაჭერა"), Publication(id="fr", title="Protégé à l'étranger")])
    assert found(empty, "დაცვა", k=1) == ["ka"]
    assert found(empty, "protege", k=1) == ["fr"]


# --- Conditions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(years=(2012, 2012)), ["manual"]),
        (Filters(years=(2013, 2020)), ["report", "study"]),
        (Filters(years=(2017, 2019)), []),
        (Filters(countries=("Georgia",)), ["manual", "study"]),
        (Filters(countries=("Armenia", "Georgia")), ["manual", "study"]),
        (Filters(regions=("Asia",)), ["manual", "report"]),
        (Filters(authors=("Ana Costa",)), ["manual"]),
        (Filters(categories=("Research",)), ["study"]),
        (Filters(years=(2015, 2020), countries=("Georgia",), regions=("Europe",), authors=("Ben Ali",)), ["study"]),
        (Filters(years=(2012, 2012), categories=("Research",)), []),
        (Filters(ids=("study", "gone")), ["study"]),
        (Filters(ids=("gone",)), []),
        (Filters(countries=("georgia",)), []),
        (Filters(countries=("Georgia ",)), []),
        (Filters(countries=("\ud800",)), []),
        (Filters(years=(1000, 1001)), []),
    ],
)
def test_only_records_that_the_filters_accept_are_found(engine: Engine, filters: Filters, expected: list[str]) -> None:
    hits = engine.search("manual shelters numbers", 10, [filters])
    assert sorted(hit.publication.id for hit in hits) == expected
    assert all(filters.accept(hit.publication) for hit in hits)


SOME_CONDITIONS = (
    Filters(),
    Filters(years=(2012, 2016)),
    Filters(years=(2016, 2020), regions=("Europe",)),
    Filters(countries=("Armenia", "Georgia")),
    Filters(regions=("Asia",)),
    Filters(authors=("Ana Costa",)),
    Filters(categories=("\ud800",)),
)


@pytest.mark.parametrize("asked", range(3))
def test_all_of_meeting_hold_and_none_of_missing(engine: Engine, store: Store, asked: int) -> None:
    """Among them are conditions that contradict one another, that no record meets, and the empty one that all meet."""
    for conditions in product(SOME_CONDITIONS, repeat=3):
        meeting, missing = conditions[:asked], conditions[asked:]
        expected = sorted(
            record.id
            for record in RECORDS
            if all(c.accept(record) for c in meeting) and not any(c.accept(record) for c in missing)
        )
        assert sorted(found(engine, "manual shelters numbers", 10, meeting, missing)) == expected
        assert sorted(store.ids(*meeting, missing=missing)) == expected


def test_a_record_without_a_year_is_left_out_by_no_year(engine: Engine) -> None:
    left = found(engine, "shelters hotlines", missing=[Filters(years=(1000, 2999))])
    assert left == ["title-only"]


def test_what_is_left_out_makes_room_for_the_next(engine: Engine) -> None:
    assert found(engine, "shelters in countries", k=1) == ["study"]
    assert found(engine, "shelters in countries", k=1, missing=[Filters(categories=("Research",))]) == ["manual"]


def test_a_condition_keeps_the_order(engine: Engine) -> None:
    georgia = [Filters(countries=("Georgia",))]
    assert found(engine, "shelters in countries", meeting=georgia) == ["study", "manual"]
    assert found(engine, "a manual for trainers", meeting=georgia) == ["manual", "study"]


# --- Changes ----------------------------------------------------------------------------------------------------------


def test_a_record_that_was_written_is_found_at_once(engine: Engine, store: Store) -> None:
    assert len(found(engine, "whistleblowers")) == len(RECORDS)
    store.put([Publication(id="new", title="Whistleblowers")])
    assert found(engine, "whistleblowers", k=1) == ["new"]
    assert len(found(engine, "whistleblowers")) == len(RECORDS) + 1


def test_a_refresh_finds_what_a_search_finds_without_it(engine: Engine, store: Store) -> None:
    before = engine.search("shelters in countries", 10)
    engine.refresh()
    store.put(RECORDS)
    engine.refresh()
    assert engine.search("shelters in countries", 10) == before


def test_an_updated_record_is_found_by_its_new_words_and_fields_only(engine: Engine, store: Store) -> None:
    engine.refresh()
    updated = RECORDS[1].model_copy(update={"title": "Whistleblowers", "abstract": "Other words.", "year": 1999})
    store.put([updated])
    hits = engine.search("whistleblowers", 10)
    assert (hits[0].publication, len(hits)) == (updated, len(RECORDS))
    assert found(engine, "shelters in countries", k=1) == ["manual"]
    assert found(engine, "whistleblowers", meeting=[Filters(years=(2016, 2016))]) == []
    assert found(engine, "whistleblowers", meeting=[Filters(years=(1999, 1999))]) == ["study"]


def test_a_removed_record_is_gone(engine: Engine, store: Store) -> None:
    engine.refresh()
    store.remove(["study", "never there"])
    assert found(engine, "shelters in countries", k=1) == ["manual"]
    assert found(engine, "shelters in countries", meeting=[Filters(categories=("Research",))]) == []
    assert len(found(engine, "shelters")) == len(RECORDS) - 1


def test_a_removed_record_can_come_back(engine: Engine, store: Store) -> None:
    engine.refresh()
    store.remove(["study"])
    engine.refresh()
    store.put([RECORDS[1]])
    assert found(engine, "shelters in countries", k=2) == ["study", "manual"]
    assert len(found(engine, "shelters in countries")) == len(RECORDS)


def test_a_collection_can_be_emptied(engine: Engine, store: Store) -> None:
    engine.refresh()
    store.remove([record.id for record in RECORDS])
    assert engine.search("shelters", 10) == []
    store.put(RECORDS[:1])
    assert found(engine, "shelters") == ["manual"]
