"""Records as JSON: our own, CSL-JSON, Zotero's, and the answers of Crossref and OpenAlex."""

import json
import tracemalloc
from typing import Any

import pytest

from corpus.draft import Rejected
from corpus.errors import ImportFailed
from corpus.formats import entries, format_of, json_values
from corpus.formats.source_file import SourceFile
from corpus.publication import Publication, Source, publication_id

ITEM = {"id": "http://zotero.org/items/A1", "type": "article-journal", "title": "On shelter"}


def opened(value: Any, name: str = "records.json") -> SourceFile:
    return SourceFile(name, (value if isinstance(value, str) else json.dumps(value)).encode())


def one(value: Any, name: str = "records.json") -> Publication:
    (found,) = entries(opened(value, name))
    assert isinstance(found, Publication), found
    return found


@pytest.mark.parametrize(
    ("value", "format"),
    [
        ([ITEM], "csl-json"),
        ({"type": "article-journal", "title": "A", "DOI": "10.1000/1"}, "csl-json"),
        ({"items": [ITEM]}, "csl-json"),
        ([{"title": "A", "year": 2019, "extra": {"publisher-place": ["Rome"], "issued": ["x"]}}], "json"),
        ({"name": "A shelf", "publications": [{"title": "A", "authors": ["B"]}]}, "json"),
        ([{"title": "A"}], "json"),
        ({"status": "ok", "message-type": "work-list", "message": {"items": []}}, "crossref"),
        ([{"DOI": "10.1000/1", "is-referenced-by-count": 0, "title": ["A"]}], "crossref"),
        ({"results": [{"id": "https://openalex.org/W1", "authorships": [], "primary_location": None}]}, "openalex"),
        ([{"key": "A1", "data": {"itemType": "report", "title": "A"}}], "zotero-json"),
    ],
)
def test_each_kind_of_json_is_told_by_its_keys(value: Any, format: str) -> None:
    assert format_of(opened(value)).name == format


def test_csl_json_of_zotero_is_read_with_what_has_no_field() -> None:
    found = one(
        [
            ITEM
            | {
                "author": [
                    {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van", "suffix": "Jr."},
                    {"literal": "World Health Organization"},
                ],
                "editor": [{"family": "Doe", "given": "Jo"}],
                "issued": {"date-parts": [["2019", 5]]},
                "accessed": {"date-parts": [[2020, 1, 2]]},
                "container-title": "The Lancet",
                "page": "11-18",
                "ISSN": "0140-6736, 1474-547X",
                "PMID": "123",
                "keyword": "shelter; camps, other",
                "license": "CC-BY-4.0",
            }
        ]
    )
    assert found.authors == ("Vincent van Gogh Jr.", "World Health Organization")
    assert found.family_names == {"Vincent van Gogh Jr.": "van Gogh Jr.", "Jo Doe": "Doe"}
    assert (found.date, found.year, found.pages, found.type) == ("2019-05", 2019, "11-18", "article-journal")
    assert (found.issn, found.keywords) == (("0140-6736", "1474-547X"), ("shelter", "camps, other"))
    assert (found.identifiers, found.rights) == ({"pmid": "123"}, "CC-BY-4.0")
    assert found.editors == ("Jo Doe",)
    assert found.extra == {"accessed": ("2020-01-02",)}


@pytest.mark.parametrize(
    ("issued", "date", "year"),
    [
        ({"date-parts": [[2004], [2005]]}, "2004/2005", 2004),
        ({"date-parts": [[None]]}, "", None),
        ({"raw": "May 2019"}, "2019-05", 2019),
        ({"literal": "n.d."}, "", None),
        ({"date-parts": "2019"}, "", None),
    ],
)
def test_dates_of_csl_are_what_they_say(issued: Any, date: str, year: int | None) -> None:
    found = one([ITEM | {"issued": issued}])
    assert (found.date, found.year) == (date, year)


@pytest.mark.parametrize(
    ("title", "subtitle", "whole"),
    [
        ("On shelter", "A review", "On shelter: A review"),
        ("Why shelter?", "A review", "Why shelter? A review"),
        ("On shelter: a review", "A review", "On shelter: a review"),
    ],
)
def test_a_subtitle_of_crossref_is_part_of_the_title(title: str, subtitle: str, whole: str) -> None:
    work = {"DOI": "10.1000/1", "is-referenced-by-count": 0, "title": [title], "subtitle": [subtitle]}
    found = one(work)
    assert (found.title, found.extra) == (whole, {})


def test_an_answer_of_crossref_has_institutions_and_abstracts_in_jats() -> None:
    work = {
        "DOI": "10.1000/X",
        "type": "journal-article",
        "title": ["On <i>shelter</i>"],
        "abstract": "<jats:title>Abstract</jats:title><jats:p>Tents &amp; huts.</jats:p><jats:p>Camps.</jats:p>",
        "author": [{"name": "World Health Organization", "sequence": "first"}, {"family": "Doe", "given": "Jo"}],
        "container-title": ["The Lancet", "Lancet"],
        "published-online": {"date-parts": [[2019, 5, 3]]},
        "license": [{"URL": "https://example.org/by"}],
        "funder": [{"name": "A fund", "award": ["1"]}],
        "is-referenced-by-count": 3,
        "reference": [{"key": "1"}],
    }
    found = one({"status": "ok", "message-type": "work", "message": work})
    assert (found.title, found.abstract, found.mendings) == ("On shelter", "Tents & huts.\nCamps.", ("markup",))
    assert (found.authors, found.organisations) == (
        ("World Health Organization", "Jo Doe"),
        ("World Health Organization",),
    )
    assert (found.date, found.doi, found.rights) == ("2019-05-03", "10.1000/x", "https://example.org/by")
    assert (found.container, found.type, found.extra) == ("The Lancet", "article-journal", {"funder": ("A fund",)})


def test_an_abstract_of_openalex_is_rebuilt_and_says_so() -> None:
    work = {
        "id": "https://openalex.org/W1",
        "doi": "https://doi.org/10.1000/x",
        "display_name": "On shelter",
        "publication_date": "2019-05-03",
        "type": "article",
        "language": "en",
        "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/123"},
        "authorships": [{"author": {"display_name": "Jo Doe"}, "institutions": [{"display_name": "A university"}]}],
        "primary_location": {
            "landing_page_url": "https://example.org/1",
            "source": {"display_name": "The Lancet", "issn": ["0140-6736"], "host_organization_name": "Elsevier"},
        },
        "biblio": {"volume": "1", "issue": None, "first_page": "11", "last_page": "18"},
        "keywords": [{"display_name": "Shelter"}],
        "corresponding_author_ids": ["https://openalex.org/A1"],
        "abstract_inverted_index": {"help.": [3], "Tents": [0, 2], "and": [1], "odd": "no list", "": ["x"]},
    }
    found = one({"meta": {}, "results": [work]})
    assert (found.abstract, found.mendings) == ("Tents and Tents help.", ("rebuilt",))
    assert (found.title, found.authors, found.date) == ("On shelter", ("Jo Doe",), "2019-05-03")
    assert (found.container, found.publisher, found.volume, found.pages) == ("The Lancet", "Elsevier", "1", "11-18")
    assert found.identifiers == {"openalex": "W1", "pmid": "123"}
    assert found.keywords == ("Shelter",)
    assert found.extra["corresponding_author_ids"] == ("https://openalex.org/A1",)
    assert found.extra["institutions"] == ("A university",)


def test_zoteros_own_json_is_read_and_a_file_on_its_own_is_accounted_for() -> None:
    report = {
        "itemType": "report",
        "title": "On shelter",
        "creators": [
            {"creatorType": "author", "name": "World Health Organization"},
            {"creatorType": "author", "firstName": "Jo", "lastName": "Doe"},
            {"creatorType": "editor", "firstName": "Al", "lastName": "Roe"},
        ],
        "abstractNote": "Tents.",
        "institution": "WHO",
        "date": "2019-05-03",
        "tags": [{"tag": "shelter"}],
        "place": "Geneva",
    }
    items = [
        {"key": "A1", "data": {"key": "A1"} | report},
        {"key": "A2", "data": {"itemType": "attachment", "parentItem": "A1", "title": "PDF"}},
        {"key": "A3", "data": {"itemType": "note", "title": "Mine"}},
    ]
    first, alone = entries(opened(items))
    assert isinstance(first, Publication)
    assert (first.organisations, first.family_names) == (
        ("World Health Organization",),
        {"Jo Doe": "Doe", "Al Roe": "Roe"},
    )
    assert (first.publisher, first.type, first.keywords) == ("WHO", "report", ("shelter",))
    assert first.editors == ("Al Roe",)
    assert first.extra == {"place": ("Geneva",)}
    assert isinstance(alone, Rejected)
    assert str(alone.reason) == "this is a Zotero note on its own, no publication; give it a parent item in Zotero"


def test_our_own_record_comes_in_letter_for_letter_with_every_field() -> None:
    record = Publication(
        id="an-id",
        title=" Two  blanks &amp; \u00ad",
        abstract="One.\n\n\n\nTwo.",
        authors=("Doe, Jo",),
        year=2019,
        doi="HTTPS://DOI.ORG/10.1000/X",
        language="klingon",
        page_starts=(0, 8),
        mendings=("extracted",),
        extra={"a": ("",)},
        source=Source(file="a.pdf", position="page 1"),
    )
    assert one([record.model_dump(mode="json")]) == record
    assert one(record.model_dump_json() + "\n", "records.jsonl") == record
    assert one({"name": "A shelf", "publications": [{"id": "a", "title": "A"}]}).source.position == "entry 1"


def test_a_record_without_an_identifier_was_written_by_hand() -> None:
    found = one(
        [
            {
                "title": "On shelter",
                "year": 2019,
                "authors": ["Jo Doe", {"family": "Roe", "given": "Al"}, "WHO, Geneva"],
                "organisations": ["WHO, Geneva"],
                "countries": "Kenya",
                "colour": "red",
                "shelf": {"row": 3},
            }
        ]
    )
    assert (found.id, found.year) == (publication_id("On shelter", 2019), 2019)
    assert found.authors == ("Jo Doe", "Al Roe", "WHO, Geneva")
    assert (found.organisations, found.countries) == (("WHO, Geneva",), ("Kenya",))
    assert found.extra == {"colour": ("red",), "shelf": ('{"row": 3}',)}


def test_a_broken_line_of_json_lines_is_rejected_alone_and_can_be_mended() -> None:
    good = '{"id": "a", "title": "A"}'
    lines = [good, '{"id": "b", "title": "B"', "", '{"title": NaN}', "[1]", '{"id": "B!", "title": "B"}', good]
    file = opened("\n".join(lines), "records.jsonl")
    first, *rejected, last = entries(file)
    assert isinstance(first, Publication)
    assert isinstance(last, Publication)
    said = [(each.position, str(each.reason)) for each in rejected if isinstance(each, Rejected)]
    assert said[:3] == [
        ("line 2", "this is no JSON (Expecting ',' delimiter in column 25); mend the line"),
        ("line 4", "NaN is no number in JSON; mend the line"),
        ("line 5", "this is no object in braces; write it as one"),
    ]
    assert said[3][0] == "line 6"
    assert said[3][1].startswith("its id cannot be kept (")
    raws = [each.raw for each in rejected if isinstance(each, Rejected)]
    assert format_of(file).rejoined(file, raws).splitlines() == [lines[1], lines[3], lines[4], lines[5]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[{"title": "A"},\n {"title" "B"}]',
            "line 2: this is no JSON (Expecting ':' delimiter in column 11)",
        ),
        ("[" * 100_000 + "]" * 100_000, "its lists and objects are nested too deeply: mend it or save it again."),
        ('{"title":' * 50_000 + "1" + "}" * 50_000, "its lists and objects are nested too deeply: mend it"),
        (
            '[{"title": "A", "volume": ' + "9" * 5_000 + "}]",
            "the number 99999999999999999999… is too large",
        ),
        ('[{"title": "A", "volume": 1e999}]', "the number 1e999 is too large"),
        ('[{"title": "A", "volume": -Infinity}]', "-Infinity is no number in JSON"),
        ('[{"title": "A", "title": "B"}]', 'the key "title" stands twice in one object'),
        ("[{", "line 1: this is no JSON (Expecting property name"),
    ],
)
def test_hostile_json_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(ImportFailed) as refused:
        list(entries(opened(text)))
    assert str(refused.value).startswith("records.json")
    assert said in str(refused.value)


def test_more_objects_than_the_memory_holds_are_refused_before_they_are_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "MOST_OBJECTS", 100_000)
    file = opened("[" + "{}," * 200_000 + "{}]")
    tracemalloc.start()
    with pytest.raises(ImportFailed, match="holds more than 100,000 lists and objects: save it as JSON Lines"):
        list(entries(file))
    assert tracemalloc.get_traced_memory()[1] < 5 * len(file.data)
    tracemalloc.stop()


@pytest.mark.parametrize("value", [None, 3, True, "x", [], {}, [3], [[]], [{}], {"a": {"b": [None]}}, [[{"c": 1}]]])
@pytest.mark.parametrize("template", ["author", "issued", "custom", "data", "authorships", "message", "title", "tags"])
def test_values_of_any_shape_are_survived(value: Any, template: str) -> None:
    for marks in (
        ITEM,
        {"itemType": "report"},
        {"is-referenced-by-count": 1},
        {"title": "A", "id": "https://openalex.org/W1", "authorships": [], "primary_location": value},
        {"title": "A"},
    ):
        for found in entries(opened([marks | {template: value}])):
            assert isinstance(found, Publication | Rejected)
