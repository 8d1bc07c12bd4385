"""What an import decides and writes, record by record, and that importing again changes nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.draft import Rejected
from corpus.formats.source_file import SourceFile
from corpus.importing.decisions import Plan
from corpus.importing.merging import merged
from corpus.importing.plan import carry_out, plan
from corpus.importing.sources import SourceRead, read_source
from corpus.publication import Publication
from corpus.reasons.reason import because
from corpus.store import Store
from tests.corpus.importing.exports import record

KILNS = "Twelve lime kilns stood in Kent in 1850. Each burned nine tons of chalk a week."
MILLS = "Four water mills ground oats on Mull. The last closed in 1931, when the laird died."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "collection.sqlite") as opened:
        yield opened


def imported(store: Store, *found: Publication | Rejected) -> Plan:
    """Import the records, each from the file that it names, as one command does."""
    by_file: dict[str, SourceRead] = {}
    for entry in found:
        name = entry.source.file if isinstance(entry, Publication) else "broken.ris"
        by_file.setdefault(name, SourceRead(SourceFile(name, b""))).found.append(entry)
    planned = plan(by_file.values(), store)
    carry_out(planned, store, "an import")
    return planned


def outcomes(planned: Plan) -> list[str]:
    return [decision.outcome for decision in planned.decisions]


def kilns(file: str = "lime.txt", **fields: object) -> Publication:
    given = {"title": "Kilns of Kent", "year": 2015, "authors": ["Ana Lima"], "abstract": KILNS, **fields}
    return record(file, 1, str(given.pop("title")), 2015 if given.pop("year") else None, **given)


def test_a_record_on_two_topic_pages_keeps_both_topics_in_any_order_and_again(store: Store) -> None:
    lime, heritage = kilns(categories=["Lime"]), kilns("heritage.txt", categories=["Heritage"])
    planned = imported(store, lime, heritage)
    assert planned.summary == "1 added, 0 changed, 0 unchanged, 1 merged as duplicates, 0 rejected"
    assert str(planned.decisions[1].why) == "the same title, year, authors and abstract"
    for again in ((lime,), (heritage,), (heritage, lime)):
        assert set(outcomes(imported(store, *again))) == {"unchanged"}
        assert [p.categories for p in store.all()] == [("Lime", "Heritage")]


def test_what_a_source_says_anew_takes_the_place_of_its_own_words_alone(store: Store) -> None:
    imported(store, kilns(categories=["Lime"]), kilns("heritage.txt", categories=["Heritage"], publisher="Kent Trust"))
    assert outcomes(imported(store, kilns(categories=["Chalk"], abstract=f"{KILNS} None is left."))) == ["changed"]
    (found,) = store.all()
    assert (found.categories, found.publisher) == (("Chalk", "Heritage"), "Kent Trust")
    assert found.abstract == f"{KILNS} None is left."
    assert outcomes(imported(store, kilns("heritage.txt", categories=["Heritage"], publisher="Kent Trust"))) == [
        "unchanged"
    ]


def test_a_changed_record_is_known_by_its_title_and_year_or_by_an_identifier(store: Store) -> None:
    imported(store, kilns(identifiers={"zotero": "AB12"}), record("lime.txt", 2, "Mills of Mull", 2016, abstract=MILLS))
    (first, second) = store.ids()
    mended = record("lime.txt", 1, "The lime kilns of Kent", 2014, abstract=KILNS, identifiers={"zotero": "AB12"})
    planned = imported(store, mended, record("lime.txt", 2, "Mills of Mull", 2016, abstract=f"{MILLS} So it is told."))
    assert outcomes(planned) == ["changed", "changed"]
    assert store.ids() == [first, second]
    assert [p.title for p in store.all()] == ["The lime kilns of Kent", "Mills of Mull"]
    assert outcomes(imported(store, mended)) == ["unchanged"]


def test_two_works_of_one_title_and_year_stay_two_whatever_comes_first_the_next_time(store: Store) -> None:
    one, two = (
        record("a.ris", n, "Annual report", 2019, authors=[author], abstract=text)
        for n, (author, text) in enumerate((("Red Cross", KILNS), ("Caritas", MILLS)))
    )
    assert outcomes(imported(store, one, two)) == ["added", "added"]
    ids = store.ids()
    assert outcomes(imported(store, two, one)) == ["unchanged", "unchanged"]
    changed = two.model_copy(update={"abstract": f"{MILLS} Nobody counted."})
    third = record(
        "a.ris", 3, "Annual report", 2019, authors=["Oxfam"], abstract="Wells were dug in nine villages, it says."
    )
    assert outcomes(imported(store, third, changed, one)) == ["added", "changed", "unchanged"]
    assert store.ids()[:2] == ids
    assert [p.authors for p in store.all()] == [("Red Cross",), ("Caritas",), ("Oxfam",)]


def test_a_record_twice_in_one_file_is_merged_once_and_unchanged_ever_after(store: Store) -> None:
    assert outcomes(imported(store, kilns(), kilns())) == ["added", "merged"]
    assert outcomes(imported(store, kilns(), kilns())) == ["unchanged", "unchanged"]
    assert store.count() == 1


@pytest.mark.parametrize("others", [[{"doi": "10.1000/a"}], [{"abstract": ""}, {"authors": []}]])
def test_a_record_repeated_in_a_file_beside_others_like_it_is_unchanged_too(
    others: list[dict[str, Any]], store: Store
) -> None:
    file = [kilns(title="Annual report", **fields) for fields in ({}, {}, {}, *others)]
    assert "unchanged" not in outcomes(imported(store, *file))
    assert set(outcomes(imported(store, *file))) == {"unchanged"}


def test_a_damaged_record_comes_in_again_under_its_own_id(store: Store) -> None:
    imported(store, kilns())
    with closing(sqlite3.connect(store.path)) as connection, connection:
        connection.execute("UPDATE publication SET record = replace(record, 'lime', 'gold')")
    assert store.all() == []
    assert outcomes(imported(store, kilns())) == ["added"]
    assert store.all() == [kilns()]
    assert store.count() == 1


def test_pages_of_an_endpoint_are_one_source(store: Store) -> None:
    imported(store, kilns("https://example.org/oai (page 1)"))
    again = kilns("https://example.org/oai (page 2)", abstract=f"{KILNS} None is left.")
    assert outcomes(imported(store, again)) == ["changed"]


def test_two_databases_that_export_under_one_name_are_two_sources(store: Store) -> None:
    other = [record("export.ris", n, title, 2001) for n, title in enumerate(("Oats of Skye", "Peat of Lewis"))]
    first = [kilns("export.ris", keywords=["chalk"]), record("export.ris", 2, "Mills of Mull", 2016, abstract=MILLS)]
    imported(store, *first)
    planned = imported(store, kilns("export.ris", keywords=["lime"]), *other)
    assert outcomes(planned) == ["merged", "added", "added"]
    assert {decision.file for decision in planned.decisions} == {"export.ris (2)"}
    assert store.all()[0].keywords == ("chalk", "lime")
    # Each is known again by what it holds, alone or together, and says its own words anew.
    assert outcomes(imported(store, *other)) == ["unchanged", "unchanged"]
    assert set(outcomes(imported(store, *first))) == {"unchanged"}
    mended = kilns("export.ris", keywords=["limestone"])
    assert outcomes(imported(store, *other, mended)) == ["unchanged", "unchanged", "changed"]
    assert store.all()[0].keywords == ("chalk", "limestone")
    assert store.count() == 4


def test_two_files_of_one_name_in_one_import_stay_two(store: Store) -> None:
    files = [
        SourceRead(SourceFile("export.ris", b""), [kilns("export.ris", keywords=["chalk"])]),
        SourceRead(SourceFile("export.ris", b""), [kilns("export.ris", keywords=["lime"])]),
    ]
    for expected in (["added", "merged"], ["unchanged", "unchanged"]):
        planned = plan(files, store)
        carry_out(planned, store, "an import")
        assert outcomes(planned) == expected
    assert store.all()[0].keywords == ("chalk", "lime")


@pytest.mark.parametrize(
    "other",
    [
        record("a.ris", 1, "Peat of Lewis", 2001, abstract=MILLS, identifiers={"ID": "1"}),
        record("a.ris", 1, "Annual report", 2019, authors=["Caritas"], abstract=MILLS),
    ],
)
def test_a_number_or_a_title_of_many_works_makes_no_record_the_successor_of_another(
    other: Publication, store: Store
) -> None:
    rest = [record("a.ris", n, title, 2016) for n, title in enumerate(("Mills of Mull", "Tides of Barra"))]
    report = record("a.ris", 1, "Annual report", 2019, authors=["Kent"], abstract=KILNS, identifiers={"ID": "1"})
    imported(store, report, *rest)
    assert outcomes(imported(store, other, *rest)) == ["added", "unchanged", "unchanged"]
    assert store.count() == 4


def test_an_export_that_comes_back_is_unchanged_even_where_several_sources_made_a_record(store: Store) -> None:
    imported(store, kilns(categories=["Lime"]), kilns("heritage.txt", categories=["Heritage"]))
    assert outcomes(imported(store, *store.all())) == ["unchanged"]


def test_a_plan_writes_nothing_and_rejected_records_are_told(store: Store) -> None:
    rejected = Rejected("entry 4", because("record.field", field="year"), "20O4", "TI  - x")
    planned = plan([SourceRead(SourceFile("a.ris", b""), [kilns(), rejected])], store)
    assert planned.summary == "1 added, 0 changed, 0 unchanged, 0 merged as duplicates, 1 rejected"
    assert planned.rejected == [("a.ris", rejected)]
    assert (store.count(), store.seq(), store.last_applied()) == (0, 0, None)


def test_a_file_that_fails_is_told_and_hinders_no_other() -> None:
    source = read_source(SourceFile("notes.txt", b"nothing of the kind"))
    planned = plan([source, SourceRead(SourceFile("lime.txt", b""), [kilns()])], None)
    assert planned.failures == [("notes.txt", source.failure)]
    assert outcomes(planned) == ["added"]


def test_an_import_that_changes_nothing_leaves_no_entry_in_the_journal(store: Store) -> None:
    imported(store, kilns())
    seq, entry = store.seq(), store.last_applied()
    imported(store, kilns())
    assert (store.seq(), store.last_applied()) == (seq, entry)


RECORDS = st.builds(
    lambda file, title, year, author, abstract, doi, category: record(
        file, 1, title, year, authors=author, abstract=abstract, doi=doi, categories=category
    ),
    st.sampled_from(("a.ris", "b.bib")),
    st.sampled_from(("Annual report", "Kilns of Kent and Sussex", "Kilns of Kent and Susex", "Editorial")),
    st.sampled_from((2015, 2016, None)),
    st.sampled_from((["Ana Lima"], ["Lima A"], ["Ben Moor"], [])),
    st.sampled_from((KILNS, MILLS, "")),
    st.sampled_from(("", "", "10.1000/a", "10.1000/b")),
    st.sampled_from((["Lime"], ["Heritage"], [])),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(RECORDS, max_size=7))
def test_the_same_import_again_changes_nothing_and_an_undo_takes_it_back(
    tmp_path_factory: pytest.TempPathFactory, found: list[Publication]
) -> None:
    with Store.open(tmp_path_factory.mktemp("store") / "collection.sqlite") as store:
        imported(store, *found)
        before, seq = store.all(), store.seq()
        assert set(outcomes(imported(store, *found))) <= {"unchanged"}
        assert (store.all(), store.seq()) == (before, seq)
        store.undo()
        assert (store.all(), store.said()) == ([], {})


@given(RECORDS, RECORDS)
def test_merging_loses_nothing_that_either_record_says(one: Publication, other: Publication) -> None:
    both = merged([one, other]).model_dump_json()
    for record_ in (one, other):
        for text in (record_.title, record_.abstract, record_.doi, *record_.categories):
            assert text in both
        assert all(author.split()[0] in both for author in record_.authors)


def test_merging_keeps_a_second_date_where_it_is_another() -> None:
    week, month = kilns(date="2015-03-01"), kilns(date="2015-03")
    assert merged([month, week]).date == merged([week, month]).date == "2015-03-01"
    assert merged([month, week]).extra == {}
    assert merged([week, kilns(date="2015-03-08")]).extra == {"date": ("2015-03-08",)}


def test_merging_takes_english_and_that_of_america_for_one_language() -> None:
    both = merged([kilns(abstract=KILNS[:60], language="en"), kilns(abstract=KILNS, language="en-US")])
    assert (both.language, both.abstract, both.abstracts, both.extra) == ("en-US", KILNS, {}, {})


@pytest.mark.parametrize("turned", [False, True])
def test_merging_prefers_names_of_which_a_source_says_what_they_are(turned: bool) -> None:
    def both(one: Publication, other: Publication) -> Publication:
        return merged([other, one] if turned else [one, other])

    parted = kilns(
        authors=["Jan van der Meer", "P. O'Brien", "World Bank"],
        family_names={"Jan van der Meer": "van der Meer", "P. O'Brien": "O'Brien"},
        organisations=["World Bank"],
    )
    lump = kilns("b.csv", authors=["van der Meer, Jan and O'Brien, Patrick and World Bank"])
    assert both(parted, lump).authors == parted.authors
    assert both(parted, lump).extra == {"authors": lump.authors}  # nobody else says "Patrick"
    fuller = both(parted, kilns("b.csv", authors=["Patrick O'Brien"]))
    assert fuller.authors == ("Jan van der Meer", "Patrick O'Brien", "World Bank")
    assert fuller.family_names["Patrick O'Brien"] == "O'Brien"
    scholar = kilns("gs.bib", authors=["UN UNODC"], family_names={"UN UNODC": "UNODC"})
    joint = both(kilns(authors=["UNODC"], organisations=["UNODC"]), scholar)
    assert (joint.authors, joint.organisations, joint.family_names) == (("UNODC",), ("UNODC",), {})
    assert joint.extra == {"authors": ("UN UNODC",)}


def test_merging_keeps_the_fuller_words_and_puts_the_others_aside() -> None:
    french = "Douze fours à chaux fumaient dans le Kent en 1850."
    one = kilns(abstract=KILNS[:40], authors=["A. Lima", "Ben Moor"], container="J. Kent Hist.", language="en")
    other = kilns(
        "b.bib",
        authors=["Ana Lima", "Cho Park"],
        container="Journal of Kentish History",
        keywords=["lime"],
        date="2015-03",
    )
    both = merged([one, other])
    assert both.authors == ("Ana Lima", "Ben Moor", "Cho Park")
    assert (both.abstract, both.date, both.keywords) == (KILNS, "2015-03", ("lime",))
    assert (both.container, both.extra["container"]) == ("J. Kent Hist.", ("Journal of Kentish History",))
    assert (both.id, both.source) == (one.id, one.source)
    third = kilns("c.csv", abstract=french, language="fr", title="KILNS OF KENT")
    again = merged([both, third])
    assert (again.abstract, again.abstracts, again.title) == (KILNS, {"fr": french}, "Kilns of Kent")
    assert merged([both, kilns(title="Kilns of Kent.")]).extra["title"] == ("Kilns of Kent.",)
