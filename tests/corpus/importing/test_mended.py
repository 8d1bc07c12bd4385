"""Records that come back mended: in an export of the collection, and in what their source gives anew."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.formats.source_file import SourceFile
from corpus.importing.plan import carry_out, plan
from corpus.importing.sources import SourceRead, read_source
from corpus.publication import Publication
from corpus.store import Store
from corpus.writers.exports import EXPORTS
from tests.corpus.importing.exports import record

KILNS = "Twelve lime kilns stood in Kent in 1850. Each burned nine tons of chalk a week."
MILLS = "Four water mills ground oats on Mull. The last closed in 1931, when the laird died."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "collection.sqlite") as opened:
        yield opened


def imported(store: Store, *sources: SourceRead) -> list[str]:
    planned = plan(sources, store)
    carry_out(planned, store, "an import")
    return [decision.outcome for decision in planned.decisions]


def given(name: str, *records: Publication) -> SourceRead:
    return SourceRead(SourceFile(name, b""), list(records))


def exported(store: Store, ending: str, **mends: str) -> SourceRead:
    text = EXPORTS[ending].write(store.all())
    for found, put in mends.items():
        text = text.replace(found.replace("_", " "), put)
    return read_source(SourceFile(f"export.{ending}", text.encode()))


def kilns(file: str = "a.ris", **fields: Any) -> Publication:
    made = {"title": "Kilns of Kent", "year": 2015, "authors": ["Ana Lima"], "abstract": KILNS, **fields}
    return record(file, 1, made.pop("title"), made.pop("year"), **made)


def mills(file: str = "a.ris", **fields: Any) -> Publication:
    made = {"title": "Mills of Mull", "year": 2016, "authors": ["Ben Moor"], "abstract": MILLS, **fields}
    return record(file, 2, made.pop("title"), made.pop("year"), **made)


@pytest.mark.parametrize("ending", sorted(EXPORTS))
def test_an_export_that_comes_back_is_unchanged(ending: str, store: Store) -> None:
    imported(
        store, given("a.ris", kilns(keywords=["lime"]), mills()), given("b.bib", kilns("b.bib", keywords=["chalk"]))
    )
    assert imported(store, exported(store, ending)) == ["unchanged", "unchanged"]


@pytest.mark.parametrize("ending", sorted(EXPORTS))
def test_an_export_that_was_mended_changes_its_records(ending: str, store: Store) -> None:
    first = given("a.ris", kilns(keywords=["lime"]), mills())
    imported(store, first, given("b.bib", kilns("b.bib", keywords=["chalk"])))
    ids = store.ids()
    mended = exported(store, ending, Kilns_of_Kent="Lime kilns of Kent", chalk="marl", Moor="Muir")
    assert imported(store, mended) == ["changed", "changed"]
    assert store.ids() == ids
    there = [(p.title, p.keywords, p.authors, p.source.file) for p in store.all()]
    assert there == [
        ("Lime kilns of Kent", ("lime", "marl"), ("Ana Lima",), "a.ris"),
        ("Mills of Mull", (), ("Ben Muir",), "a.ris"),
    ]
    for again in (mended, first, exported(store, ending)):
        assert set(imported(store, again)) == {"unchanged"}
    store.undo()
    assert store.all()[0].title == "Kilns of Kent"


def test_a_record_that_was_copied_in_an_export_and_mended_takes_no_place(store: Store) -> None:
    imported(store, given("a.ris", kilns()))
    mended = exported(store, "ris", Kilns_of_Kent="Lime kilns of Kent")
    copied = mended.publications[0].model_copy(update={"title": "Brick kilns of Kent", "year": 2017})
    assert imported(store, replace(mended, found=[*mended.found, copied])) == ["changed", "added"]
    assert [p.title for p in store.all()] == ["Lime kilns of Kent", "Brick kilns of Kent"]


def test_a_source_still_changes_its_part_of_a_record_that_was_mended(store: Store) -> None:
    imported(store, given("a.ris", kilns()))
    imported(store, exported(store, "csv", Kilns_of_Kent="Lime kilns of Kent"))
    assert imported(store, given("a.ris", kilns(publisher="Kent Trust"))) == ["changed"]
    (found,) = store.all()
    assert (found.title, found.publisher) == ("Lime kilns of Kent", "Kent Trust")


def test_what_was_taken_out_of_a_record_stays_out_when_another_source_joins_it(store: Store) -> None:
    imported(store, given("a.ris", kilns(abstract=f"{KILNS} Downloaded by Kent Trust.", keywords=["lime", "test"])))
    imported(store, exported(store, "jsonl", **{" Downloaded by Kent Trust.": "", '"lime","test"': '"lime"'}))
    assert imported(store, given("b.bib", kilns("b.bib", abstract="", keywords=["chalk"]))) == ["merged"]
    (found,) = store.all()
    assert (found.abstract, found.keywords, found.extra) == (KILNS, ("lime", "chalk"), {})


def test_an_identifier_of_the_collection_on_another_work_makes_no_record_its_successor(store: Store) -> None:
    imported(store, given("a.ris", kilns()))
    other = mills("export.csv").model_copy(update={"id": kilns().id})
    source = given("export.csv", other)
    source.own_ids = {other.id}
    assert imported(store, source) == ["added"]
    assert [p.title for p in store.all()] == ["Kilns of Kent", "Mills of Mull"]


@pytest.mark.parametrize(
    "fields",
    [
        {"url": "https://example.org/kilns", "abstract": ""},
        {"extra": {"Key": ["AB12CD34"]}, "abstract": ""},
        {},
    ],
)
def test_a_title_that_its_source_mends_is_known_by_what_it_left(fields: dict[str, Any], store: Store) -> None:
    imported(store, given("a.ris", kilns(**fields), mills()))
    assert imported(store, given("a.ris", kilns(title="The lime kilns of Kent", **fields), mills())) == [
        "changed",
        "unchanged",
    ]
    assert [p.title for p in store.all()] == ["The lime kilns of Kent", "Mills of Mull"]


def test_a_typing_error_that_its_source_mends_leaves_no_second_title(store: Store) -> None:
    wrong, right = "Lime kilns and chalck pits of Kent", "Lime kilns and chalk pits of Kent"
    imported(store, given("a.ris", kilns(title=wrong, abstract=""), mills()))
    assert imported(store, given("a.ris", kilns(title=right, abstract=""), mills())) == ["changed", "unchanged"]
    assert [(p.title, p.extra) for p in store.all()] == [(right, {}), ("Mills of Mull", {})]


def test_the_next_of_a_series_at_one_address_takes_no_place(store: Store) -> None:
    fields = {"url": "https://example.org/weekly", "title": "Weekly report on arrivals"}
    imported(store, given("a.ris", kilns(date="2015-03-01", **fields)))
    assert imported(store, given("a.ris", kilns(date="2015-03-08", **fields))) == ["added"]
    assert imported(store, given("a.ris", kilns(year=2016, date="2016-01-03", **fields))) == ["added"]
    assert len(store.all()) == 3


def test_a_file_of_two_stays_one_source_where_one_record_became_another(store: Store) -> None:
    imported(store, given("b.txt", kilns("b.txt"), mills("b.txt")))
    oats = record("b.txt", 3, "Oats of Skye", 2001)
    planned = plan([given("b.txt", kilns("b.txt"), oats)], store)
    assert [(decision.outcome, decision.file) for decision in planned.decisions] == [
        ("unchanged", "b.txt"),
        ("added", "b.txt"),
    ]
