import json
import os
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from corpus.errors import ImportFailed
from corpus.formats import entries
from corpus.importing.sources import read_sources
from corpus.publication import Publication
from corpus.sources import crossref, openalex, zotero
from corpus.sources.fetch import fetch
from corpus.sources.files import fetched_files, paths_of
from tests.corpus.sources.served import Answer, served

HERE = ["127.0.0.1"]
PAGE = """<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords>
<record><header><identifier>oai:x:{n}</identifier></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>Report {n}</dc:title></oai_dc:dc></metadata></record>
<resumptionToken>{token}</resumptionToken></ListRecords></OAI-PMH>"""


def titles(source: str) -> list[str]:
    found = (entry for file in fetched_files(source, HERE) for entry in entries(file))
    return [entry.title for entry in found if isinstance(entry, Publication)]


def test_an_endpoint_is_harvested_to_its_end_with_the_set_that_was_asked_for() -> None:
    def answer(path: str) -> Answer:
        asked = parse_qs(urlsplit(path).query)
        number = int(asked.get("resumptionToken", ["0"])[0])
        return 200, {}, PAGE.format(n=number, token=number + 1 if number < 2 else "").encode()

    with served(answer) as (address, asked):
        assert titles(f"oai:{address}/oai?set=a:b") == ["Report 0", "Report 1", "Report 2"]
    queries = [parse_qs(urlsplit(path).query) for path in asked]
    assert queries[0] == {"verb": ["ListRecords"], "metadataPrefix": ["oai_dc"], "set": ["a:b"]}
    assert queries[1:] == [{"verb": ["ListRecords"], "resumptionToken": [str(n)]} for n in (1, 2)]


def test_an_endpoint_is_asked_for_the_metadata_that_the_address_names_and_for_nothing_that_it_may_not() -> None:
    with served(lambda path: (200, {}, PAGE.format(n=1, token="").encode())) as (address, asked):
        titles(f"oai:{address}/oai?metadataPrefix=marcxml&from=2020-01-01&verb=Identify&resumptionToken=x#y")
    (query,) = (parse_qs(urlsplit(path).query) for path in asked)
    assert query == {"verb": ["ListRecords"], "metadataPrefix": ["marcxml"], "from": ["2020-01-01"]}


def test_an_endpoint_that_goes_round_in_a_circle_is_left() -> None:
    with (
        served(lambda path: (200, {}, PAGE.format(n=1, token="same").encode())) as (address, asked),
        pytest.raises(ImportFailed, match="gives the same page twice"),
    ):
        titles(f"oai:{address}")
    assert len(asked) == 2


def test_a_file_at_an_address_is_known_by_its_name() -> None:
    with served(lambda path: (200, {}, PAGE.format(n=7, token="").encode())) as (address, _):
        (file,) = fetched_files(f"{address}/a/re%20port.xml?x=1", HERE)
    assert file.name == "re port.xml"
    assert [entry.title for entry in entries(file) if isinstance(entry, Publication)] == ["Report 7"]


def test_a_folder_gives_its_files_by_name_and_no_link_leads_astray(tmp_path: Path) -> None:
    for name in ("b.xml", "a.xml", ".hidden", "in/c.xml", ".git/d.xml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    os.symlink(tmp_path, tmp_path / "in" / "loop")
    assert [path.name for path in paths_of(tmp_path)] == ["a.xml", "b.xml", "c.xml"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ImportFailed, match="holds no files"):
        list(paths_of(tmp_path / "empty"))


def test_openalex_is_asked_with_a_cursor_and_the_key_of_the_user() -> None:
    def answer(path: str) -> Answer:
        cursor = parse_qs(urlsplit(path).query)["cursor"][0]
        following = {"*": "second", "second": "third", "third": None}[cursor]
        results = [] if cursor == "third" else [{"id": cursor}]
        return 200, {}, json.dumps({"meta": {"next_cursor": following}, "results": results}).encode()

    def get(address: str) -> object:
        return fetch(address, allowed_hosts=HERE)

    with served(answer) as (address, asked):
        pages = list(openalex.works("a b: c", get, "secret", address))  # type: ignore[arg-type]
        list(openalex.works("publication_year:2019", get, "", address))  # type: ignore[arg-type]
    assert len(pages) == 2
    assert all("secret" not in page.name for page in pages)
    first, filtered = (parse_qs(urlsplit(path).query) for path in (asked[0], asked[3]))
    assert (first["search"], first["api_key"]) == (["a b: c"], ["secret"])
    assert filtered["filter"] == ["publication_year:2019"]
    assert "api_key" not in filtered


def test_zotero_is_read_to_its_end_in_both_forms_of_its_answer() -> None:
    def answer(path: str) -> Answer:
        items = [{"id": 1}] if "start=0" in path else []
        return 200, {}, json.dumps({"items": items} if "collections" in path else items).encode()

    with served(answer) as (address, asked):
        for collection in ("", "ABCD"):
            (page,) = zotero.library(collection, lambda a: fetch(a, allowed_hosts=HERE), address)
            assert json.loads(page.data) == [{"id": 1}]
    assert asked[0].startswith("/api/users/0/items/top?format=csljson")
    assert asked[2].startswith("/api/users/0/collections/ABCD/items/top?")


def test_works_are_asked_for_by_the_dois_of_a_file_each_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.txt").write_text("10.1000/182\n\nhttps://doi.org/10.1000/ABC\ndoi:10.1000/182\n")
    with served(lambda path: (200, {}, b"{}")) as (address, asked):
        monkeypatch.setattr(crossref, "ADDRESS", f"{address}/works/")
        pages = list(fetched_files(f"doi:{tmp_path / 'list.txt'}", HERE))
    assert [page.name for page in pages] == ["Crossref: 10.1000/182", "Crossref: 10.1000/abc"]
    assert asked == ["/works/10.1000%2F182", "/works/10.1000%2Fabc"]


@pytest.mark.parametrize("source", ["oai:", "oai:http://[bad", "http://[bad", "oai:http://a:99999/oai"])
def test_what_is_no_address_is_refused_in_words(source: str) -> None:
    with pytest.raises(ImportFailed, match="give an address that begins with http"):
        list(fetched_files(source))


def test_what_is_no_doi_is_refused() -> None:
    with pytest.raises(ImportFailed, match=r'"hello" is no DOI: write one as 10\.1000/182'):
        list(fetched_files("doi:hello"))


TITRES = "Werk,Jahr,Notiz\nKilns,2019,old\n"
PAGE_OF_LABELS = "Old Buildings\nKilns\nTwelve kilns.\nPays\nPérou\nAnnée\n2019\n"


@pytest.mark.parametrize(
    ("files", "label", "refusal"),
    [
        (
            {"a.csv": TITRES},
            "Notitz",
            'No column or label is called "Notitz"; there are "Werk", "Jahr" and "Notiz": map',
        ),
        ({"a.txt": PAGE_OF_LABELS}, "Land", 'is called "Land"; there are "Pays" and "Année": map one'),
        ({"a.csv": TITRES, "b.txt": PAGE_OF_LABELS}, "Land", 'are "Werk", "Jahr", "Notiz", "Pays" and "Année": map'),
        ({"a.ris": "TY  - RPRT\nTI  - Kilns\nER  - \n"}, "N2", '"N2" cannot be mapped: only tables and listing pages'),
    ],
)
def test_a_mapping_of_a_label_that_no_file_has_is_refused_with_those_that_they_have(
    files: dict[str, str], label: str, refusal: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ImportFailed, match=re.escape(refusal)):
        list(read_sources([str(tmp_path)], {"Werk": "title", label: "keywords"} if "a.csv" in files else {label: ""}))


def test_a_mapping_of_a_label_that_one_of_several_files_has_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TITRES, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PAGE_OF_LABELS, encoding="utf-8")
    labels = {"werk": "title", "NOTIZ": "keywords", "Pays": "regions"}
    table, page = read_sources([str(tmp_path)], labels)
    assert [(p.title, p.keywords) for p in table.publications] == [("Kilns", ("old",))]
    assert [p.title for p in page.publications] == ["Kilns"]
