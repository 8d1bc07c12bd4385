"""The index of words: BM25 by hand, analysis, and opening again."""

from math import log
from pathlib import Path

import pytest

from corpus.filters import Filters
from corpus.publication import Publication
from embeddings.indexes.lexical import WordIndex

RECORDS = [
    Publication(id="a", title="red"),
    Publication(id="b", title="red", abstract="cross"),
    Publication(id="c", title="blue", abstract="moon"),
]


@pytest.fixture
def index(tmp_path: Path) -> WordIndex:
    made = WordIndex.create(tmp_path / "words")
    made.apply(RECORDS, [])
    return made


def test_the_scores_are_those_of_bm25(index: WordIndex) -> None:
    # "red" is in 2 of 3 records; k1 = 1.2, b = 0.75; the mean length is 5/3 words.
    idf = log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    expected = {i: idf * 2.2 / (1 + 1.2 * (0.25 + 0.75 * length / (5 / 3))) for i, length in (("a", 1), ("b", 2))}
    assert dict(index.search("red", 10)) == pytest.approx(expected, rel=1e-5)


def test_a_word_asked_twice_counts_once_and_words_add_up(index: WordIndex) -> None:
    assert index.search("red red Red", 10) == index.search("red", 10)
    both, red, cross = (dict(index.search(text, 10)) for text in ("red cross", "red", "cross"))
    assert both == pytest.approx({"a": red["a"], "b": red["b"] + cross["b"]})


def test_a_filter_adds_nothing_to_the_score(tmp_path: Path) -> None:
    index = WordIndex.create(tmp_path / "filtered")
    index.apply([r.model_copy(update={"year": 2000, "countries": ("X",)}) for r in RECORDS], [])
    expected = index.search("red", 10)
    assert len(expected) == 2
    assert index.search("red", 10, [Filters(years=(2000, 2001), countries=("X", "Y"))]) == expected


def test_a_filter_that_leaves_records_out_adds_nothing_to_the_score(tmp_path: Path) -> None:
    index = WordIndex.create(tmp_path / "left-out")
    index.apply([r.model_copy(update={"countries": (r.id.upper(),)}) for r in RECORDS], [])
    (_, second) = index.search("red", 10)
    assert index.search("red", 10, missing=[Filters(countries=("A",)), Filters(countries=("C",))]) == [second]
    assert index.search("red", 10, missing=[Filters()]) == []


def test_any_records_can_be_scored(index: WordIndex) -> None:
    found = dict(index.search("red moon", 10))
    assert index.scores("red moon", ["c", "a"]) == {"a": found["a"], "c": found["c"]}
    assert index.scores("cross", ["a", "b", "never there"]).keys() == {"a", "b", "never there"}
    assert index.scores("cross", ["a", "c"]) == index.scores("?", ["a", "c"]) == {"a": 0.0, "c": 0.0}
    assert index.scores("red", []) == {}


def test_no_word_finds_nothing(index: WordIndex) -> None:
    assert index.search("", 10) == index.search("?! …", 10) == []
    assert index.search("green", 10) == index.search("red", 0) == []


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Referrals", "REFERRAL"),
        ("trafficked persons", "trafficking"),
        ("Protégé", "protege"),
        ("x" * 120, "x" * 120),
        ("ადამიანებით ვაჭრობა", "ვაჭრობა"),
        ("año 2016", "2016"),
    ],
)
def test_words_meet_in_one_form(tmp_path: Path, text: str, query: str) -> None:
    index = WordIndex.create(tmp_path / "forms")
    index.apply([Publication(id="only", title=text)], [])
    assert [found for found, _ in index.search(query, 10)] == ["only"]


def test_an_opened_index_analyses_as_before_and_takes_more(index: WordIndex, tmp_path: Path) -> None:
    opened = WordIndex.open(tmp_path / "words")
    assert opened.search("Reds CROSSES", 10) == index.search("red cross", 10)
    opened.apply([Publication(id="a", title="moons")], ["b", "never there"])
    assert [found for found, _ in opened.search("red moon", 10)] == ["a", "c"]
    assert len(opened) == 2
    assert len(index) == 3
    index.reload()
    assert len(index) == 2


def test_what_is_too_long_for_a_word_is_left_out(tmp_path: Path) -> None:
    index = WordIndex.create(tmp_path / "long")
    index.apply([Publication(id="only", title="x" * 121)], [])
    assert index.search("x" * 121, 10) == []


def test_a_page_pasted_as_a_question_is_searched(index: WordIndex) -> None:
    page = "red " + " ".join(f"word{n}" for n in range(20_000))
    assert [found for found, _ in index.search(page, 10)] == ["a", "b"]
