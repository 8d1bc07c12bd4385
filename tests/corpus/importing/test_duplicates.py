"""Which records are one work: single cases by hand, and precision and recall on exports that overlap."""

import json
import random
from pathlib import Path

import pytest

from corpus.formats.source_file import SourceFile
from corpus.importing.plan import plan
from corpus.importing.sources import SourceRead
from corpus.importing.works import Work, same_work
from corpus.publication import Publication
from corpus.reasons.reason import Reason
from tests.corpus.importing.exports import in_other_style, overlapping, record

LONG = "Drafted with twelve ministries between 2003 and 2005, the guide says who refers whom, and to which service."
OTHER = "A hotline took nine thousand calls in its first year. Most callers were relatives who asked about visas."
BASE: dict[str, object] = {
    "title": "Referral of trafficked persons in Lebanon",
    "year": 2013,
    "authors": ["Marta Hagen", "Ali Haddad"],
}


def decided(one: dict[str, object], other: dict[str, object]) -> Reason | None:
    works = []
    for number, fields in enumerate((one, other)):
        made = {**BASE, **fields}
        works.append(Work.of(record("a.ris", number, made.pop("title"), made.pop("year"), **made)))  # type: ignore[arg-type]
    there, back = same_work(*works), same_work(*reversed(works))
    assert there == back
    return there


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {}),
        ({}, {"title": "REFERRAL OF TRAFFICKED PERSONS IN LEBANON."}),
        ({}, {"title": "Referral of traficked persons in Lebanon"}),
        ({}, {"title": "Referral of trafficked persons in Lébanon", "authors": ["Hagen M", "Haddad A"]}),
        ({}, {"authors": ["Hagen, Marta"]}),
        ({"abstract": LONG}, {"authors": [], "abstract": LONG[:80]}),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/a", "year": 2014, "authors": ["M. H."]}),
        (
            {"doi": "10.1000/a"},
            {"doi": "10.1000/a", "title": f"{BASE['title']}: a survey of practice"},
        ),
        ({"doi": "10.1000/a"}, {}),
        ({"title": "E-learning for judges and prosecutors"}, {"title": "Elearning for judges and prosecutors"}),
        ({"title": "Guide, Part 2: shelters"}, {"title": "Guide, part II - Shelters"}),
        ({"title": "The prevention of trafficking"}, {"title": "Prevention of trafficking"}),
        ({"extra": {"ET": ["2nd"]}}, {"extra": {"edition": ["Second"]}}),
        ({"volume": "12", "pages": "100-112"}, {"volume": "Vol. 12", "pages": "100–12"}),
        ({"extra": {"%7": ["2nd"]}}, {"extra": {"250": ["Second edition."]}}),
        ({"extra": {"number": ["WP-12"]}}, {"extra": {"Report Number": ["12"]}}),
        ({"date": "2013-03"}, {"date": "2013-03-08"}),
        ({"date": "2013-01-30", "pages": "7-19"}, {"date": "2013-03-08", "pages": "7"}),
        ({"language": "en"}, {"language": "en-US"}),
        ({"year": None}, {}),
        ({"year": None, "authors": [], "abstract": LONG}, {"abstract": LONG}),
        ({"authors": ["WHO"]}, {"authors": ["World Health Organization"]}),
        ({"authors": ["UNODC"]}, {"authors": ["United Nations Office on Drugs and Crime"]}),
        (
            {"title": "人口贩运转介机制研究", "authors": ["王伟"]},
            {"title": "人口贩运 转介机制研究", "authors": ["王 伟"]},
        ),
        ({"language": "en", "abstract": LONG}, {"language": "fr", "abstract": LONG}),
        ({"title": "Organisation of shelters in Peru"}, {"title": "Organization of shelters in Peru"}),
    ],
)
def test_one_work(one: dict[str, object], other: dict[str, object]) -> None:
    assert decided(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"year": 2014}),
        ({"year": None, "authors": []}, {}),
        (
            {"year": None, "title": "Annual report on trafficking in Peru"},
            {"title": "Annual report on trafficking in Peru"},
        ),
        ({}, {"authors": ["Olga Petrov"]}),
        ({"authors": ["WHO"]}, {"authors": ["World Trade Organization"]}),
        ({}, {"authors": ["Martin Hagen", "Amir Haddad"]}),
        ({"doi": "10.1000/a"}, {"doi": "10.1000/b"}),
        ({"title": "Referral in Lebanon, Part I"}, {"title": "Referral in Lebanon, Part II"}),
        ({"title": "Referral in Lebanon, Part A"}, {"title": "Referral in Lebanon, Part B"}),
        ({}, {"title": "Referral of trafficked persons in Lebanon, second edition"}),
        ({}, {"title": "Referral of trafficked persons in Lebanon (revised)"}),
        ({}, {"title": "Reply: Referral of trafficked persons in Lebanon"}),
        ({"title": "Health of men in Iran"}, {"title": "Health of men in Iraq"}),
        ({"title": "Health of men in prison"}, {"title": "Health of women in prison"}),
        ({"abstract": LONG}, {"title": "Referral of trafficked person in Lebanon", "abstract": OTHER}),
        ({"title": "Editorial", "abstract": LONG}, {"title": "Editorial", "abstract": OTHER}),
        ({"title": "Editorial", "volume": "3"}, {"title": "Editorial", "volume": "4"}),
        ({"volume": "1"}, {"volume": "2"}),
        ({"volume": "I"}, {"volume": "II"}),
        ({"extra": {"ET": ["2nd"]}}, {"extra": {"edition": ["Third edition"]}}),
        ({"extra": {"version": ["1.1"]}}, {"extra": {"version": ["1.2"]}}),
        ({"extra": {"%7": ["2nd"]}}, {"extra": {"%7": ["3rd"]}}),
        ({"extra": {"edition-number": ["2"]}}, {"extra": {"250": ["3rd ed."]}}),
        ({"extra": {"number": ["WP-12"]}}, {"extra": {"number": ["WP-13"]}}),
        ({"date": "2013-03-01"}, {"date": "2013-03-08"}),
        ({"date": "2013-03"}, {"date": "2013-04"}),
        ({"language": "en"}, {"language": "fr"}),
        *(
            ({"title": f"Human trafficking in {one}: a study"}, {"title": f"Human trafficking in {other}: a study"})
            for one, other in (("Ireland", "Iceland"), ("Gambia", "Zambia"), ("Guyana", "Guiana"), ("Niger", "Nigeria"))
        ),
        ({"title": "Casual factors in the work of Peru"}, {"title": "Causal factors in the work of Peru"}),
        ({"title": "Anti-trafficking work in Gambia"}, {"title": "Antitrafficking work in Zambia"}),
        ({"title": "家庭暴力研究第一部分"}, {"title": "家庭暴力研究第二部分"}),
        (
            {"doi": "10.1000/book", "title": "Handbook of referral, chapter 1"},
            {"doi": "10.1000/book", "title": "Handbook of referral, chapter 2"},
        ),
        ({"doi": "10.1000/book"}, {"doi": "10.1000/book", "title": "What shelters cost"}),
    ],
)
def test_two_works(one: dict[str, object], other: dict[str, object]) -> None:
    assert decided(one, other) is None


def joined(one: list[Publication], other: list[Publication]) -> set[tuple[str, str]]:
    """The pairs of positions that an import of both merges."""
    sources = [SourceRead(SourceFile(name, b""), list(found)) for name, found in (("one", one), ("other", other))]
    decisions = plan(sources, None).decisions
    first = {d.id: d.position for d in reversed(decisions[: len(one)])}
    return {(first.get(d.id, ""), d.position) for d in decisions[len(one) :] if d.outcome == "merged"}


@pytest.mark.parametrize("seed", range(5))
def test_overlapping_exports_are_joined_with_these_figures(seed: int) -> None:
    exports = overlapping(seed)
    found = joined(exports.one, exports.other)
    right = len(found & exports.pairs)
    assert right / len(found) >= 0.995, found - exports.pairs
    assert right / len(exports.pairs) >= 0.97


def test_a_record_without_a_year_is_that_of_the_only_year_of_its_title() -> None:
    def found(*years: int | None) -> list[str]:
        title, authors = "Referral of trafficked persons", ["Marta Hagen"]
        records = [record("a.ris", n, title, year, authors=authors) for n, year in enumerate(years)]
        return [
            decision.outcome for decision in plan([SourceRead(SourceFile("a.ris", b""), [*records])], None).decisions
        ]

    assert found(2013, None) == found(None, 2013) == ["added", "merged"]
    assert found(2013, 2014, None) == ["added", "added", "added"]
    assert found(None, 2013, 2014) == ["added", "merged", "added"]


def test_a_real_export_in_another_style_is_found_again_and_joins_nothing_else(shared: Path) -> None:
    rows = json.loads((shared / "eval" / "gambling" / "records.json").read_text(encoding="utf-8"))
    chance = random.Random(1)
    one = [
        record("a.ris", n, r["title"], r["year"], authors=r["authors"], abstract=r["abstract"], doi=r["doi"])
        for n, r in enumerate(rows)
    ]
    assert joined(one, []) == set()
    other = [
        record("b.bib", n, in_other_style(chance, r["title"]), r["year"], authors=[_initials(a) for a in r["authors"]])
        for n, r in enumerate(rows)
    ]
    found, pairs = joined(one, other), {(f"entry {n}", f"entry {n}") for n in range(len(rows))}
    assert found <= pairs
    assert len(found) / len(pairs) >= 0.95


def test_the_work_grows_with_the_number_of_records_even_where_all_have_one_title(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    counts = []
    for number in (400, 800):
        compared: list[Work] = []
        monkeypatch.setattr("corpus.importing.duplicates.same_work", lambda one, other, seen=compared: seen.append(one))
        found = [
            record("a.ris", n, "Annual report of the board", 2019, authors=[f"Ana Lima {n}"]) for n in range(number)
        ]
        assert joined(found, []) == set()
        counts.append(len(compared))
    assert counts[1] < 2.5 * counts[0]


def _initials(name: str) -> str:
    *given, family = name.split()
    return f"{family} {''.join(part[0] for part in given)}".strip()
