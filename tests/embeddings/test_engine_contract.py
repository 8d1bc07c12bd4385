"""What every engine does, by exact ids: a row in ENGINES is all that another engine needs.

The hash encoder counts words, so every ranking here can be worked out by hand.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.filters import Filters
from corpus.publication import Publication
from corpus.store import Store
from embeddings.engine import Encoder, Engine
from embeddings.hybrid import LocalEngine
from tests.embeddings.hash_encoder import HashEncoder

ENGINES: dict[str, Callable[[Store, Encoder, Path], Engine]] = {"local": LocalEngine}

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
    return ENGINES[request.param](store, HashEncoder(), tmp_path / "index")


@pytest.fixture
def engine(empty: Engine) -> Engine:
    empty.add(RECORDS)
    return empty


def found(engine: Engine, text: str, filters: Filters = Filters(), k: int = 10) -> list[str]:
    return [hit.publication.id for hit in engine.search(text, filters, k)]


# --- Search -----------------------------------------------------------------------------------------------------------


def test_an_empty_collection_finds_nothing(empty: Engine) -> None:
    assert empty.search("shelters", Filters(), 10) == []


def test_the_record_with_the_most_shared_words_comes_first(engine: Engine) -> None:
    assert found(engine, "shelters in countries", k=2) == ["study", "manual"]
    assert found(engine, "a manual for trainers", k=1) == ["manual"]
    assert found(engine, "numbers of the year", k=1) == ["report"]


def test_a_record_without_an_abstract_is_found_by_its_title(engine: Engine) -> None:
    (hit,) = engine.search("hotlines", Filters(), 1)
    assert (hit.publication, hit.start, hit.end) == (RECORDS[3], 0, 0)


def test_a_hit_holds_the_whole_record_and_says_where_each_half_had_it(engine: Engine) -> None:
    first, second = engine.search("shelters in countries", Filters(), 2)
    assert (first.publication, first.words_rank, first.vectors_rank) == (RECORDS[1], 1, 1)
    assert (second.publication, second.words_rank, second.vectors_rank) == (RECORDS[0], 2, 2)
    assert first.publication.abstract[first.start : first.end] == RECORDS[1].abstract
    assert first.score == 1.0 > second.score >= 0.0


def test_words_are_found_in_their_other_forms(engine: Engine) -> None:
    # The hash encoder shares no word with the record: stemming alone finds it.
    first = engine.search("trained", Filters(), 10)
    assert (first[0].publication.id, first[0].words_rank) == ("manual", 1)


def test_the_hit_is_the_best_passage_of_a_long_abstract(empty: Engine) -> None:
    filler = " ".join(f"Filler{n} filler{n} filler{n} filler{n} filler{n} filler{n}." for n in range(40))
    abstract = f"{filler} Whistleblowers are protected. {filler}"
    empty.add([Publication(id="long", title="Long", abstract=abstract)])
    (hit,) = empty.search("whistleblowers protected", Filters(), 1)
    assert "Whistleblowers are protected." in abstract[hit.start : hit.end]
    assert hit.end - hit.start < len(abstract) / 2


def test_no_more_than_k_are_found_and_k_may_exceed_the_collection(engine: Engine) -> None:
    assert found(engine, "shelters", k=0) == []
    assert len(found(engine, "shelters", k=3)) == 3
    assert sorted(found(engine, "shelters", k=1000)) == sorted(record.id for record in RECORDS)


def test_ties_break_by_id_whatever_the_order_of_arrival(empty: Engine) -> None:
    empty.add(Publication(id=i, title="Same words", abstract="Same text here.") for i in ("c", "a", "d", "b"))
    assert found(empty, "same text") == ["a", "b", "c", "d"]
    assert found(empty, "same text", k=2) == ["a", "b"]
    assert {hit.score for hit in empty.search("same text", Filters(), 4)} == {1.0}


@pytest.mark.parametrize("text", ["", " \n\t", "?!", "…", "()", "'\"", "\ud800"])
def test_a_text_without_a_word_finds_nothing(engine: Engine, text: str) -> None:
    assert engine.search(text, Filters(), 10) == []


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


def test_letters_of_any_script_and_accents_are_words(empty: Engine) -> None:
    empty.add([Publication(id="ka", title="დაცვა და მხარდაჭერა"), Publication(id="fr", title="Protégé à l'étranger")])
    assert found(empty, "დაცვა", k=1) == ["ka"]
    assert found(empty, "protege", k=1) == ["fr"]


# --- Filters ----------------------------------------------------------------------------------------------------------


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
        (Filters(countries=("georgia",)), []),
        (Filters(countries=("Georgia ",)), []),
        (Filters(countries=("\ud800",)), []),
        (Filters(years=(1000, 1001)), []),
    ],
)
def test_only_records_that_the_filters_accept_are_found(engine: Engine, filters: Filters, expected: list[str]) -> None:
    hits = engine.search("manual shelters numbers", filters, 10)
    assert sorted(hit.publication.id for hit in hits) == expected
    assert all(filters.accept(hit.publication) for hit in hits)


def test_a_filter_keeps_the_order(engine: Engine) -> None:
    assert found(engine, "shelters in countries", Filters(countries=("Georgia",))) == ["study", "manual"]
    assert found(engine, "a manual for trainers", Filters(countries=("Georgia",))) == ["manual", "study"]


# --- Changes ----------------------------------------------------------------------------------------------------------


def test_an_added_record_is_found_at_once(engine: Engine) -> None:
    engine.add([Publication(id="new", title="Whistleblowers")])
    assert found(engine, "whistleblowers", k=1) == ["new"]
    assert len(found(engine, "whistleblowers")) == len(RECORDS) + 1


def test_adding_a_record_again_changes_nothing(engine: Engine) -> None:
    before = engine.search("shelters in countries", Filters(), 10)
    engine.add(RECORDS)
    assert engine.search("shelters in countries", Filters(), 10) == before


def test_an_updated_record_is_found_by_its_new_words_and_fields_only(engine: Engine) -> None:
    updated = RECORDS[1].model_copy(update={"title": "Whistleblowers", "abstract": "Other words.", "year": 1999})
    engine.add([updated])
    hits = engine.search("whistleblowers", Filters(), 10)
    assert (hits[0].publication, hits[0].words_rank) == (updated, 1)
    (first,) = engine.search("shelters in countries", Filters(), 1)
    assert (first.publication.id, first.words_rank, first.vectors_rank) == ("manual", 1, 1)
    assert found(engine, "whistleblowers", Filters(years=(2016, 2016))) == []
    assert found(engine, "whistleblowers", Filters(years=(1999, 1999))) == ["study"]
    assert len(hits) == len(RECORDS)


def test_a_removed_record_is_gone(engine: Engine) -> None:
    engine.remove(["study", "never there"])
    assert found(engine, "shelters in countries", k=1) == ["manual"]
    assert found(engine, "shelters in countries", Filters(categories=("Research",))) == []
    assert len(found(engine, "shelters")) == len(RECORDS) - 1


def test_a_removed_record_can_come_back(engine: Engine) -> None:
    engine.remove(["study"])
    engine.add([RECORDS[1]])
    assert found(engine, "shelters in countries", k=2) == ["study", "manual"]
    assert len(found(engine, "shelters in countries")) == len(RECORDS)


def test_a_collection_can_be_emptied(engine: Engine) -> None:
    engine.remove([record.id for record in RECORDS])
    assert engine.search("shelters", Filters(), 10) == []
    engine.add(RECORDS[:1])
    assert found(engine, "shelters") == ["manual"]
