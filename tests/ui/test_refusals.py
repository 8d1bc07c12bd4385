"""Files and addresses with something wrong, given to the owner's page: it says what, and where, in its own language."""

import html
import re
import socket
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.corpus.sources.served import served
from tests.ui.test_manage import client
from tests.ui.test_manage_address import fetched
from tests.ui.test_reasons import OTHERS, has_english
from ui.desk import Desk, open_desk
from ui.settings import settings

# Gradio opens event loops that it leaves to the garbage collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

LISTING = "Kalk\n\n{title}\n\nPfähle in Lehm, zwölf Stück.\nCountry\nOman\n{more}Year\n2013\n"
BAD = {
    "a.csv": 'Title,Authors,Year\n,,\n-,,\nÖfen,"Ana Lima, Ben Moor",2019\nDamm,A,2,3,4\n"Kai" am See,B,2\nDamm,C,9\n',
    "b.csv": "Ding,Regal\nÖfen,12\n",
    "c.csv": 'Title,Year\n"Öfen,2\nDamm,3\n',
    "d.csv": "\n,,\n",
    "leer.txt": " ",
    "a.txt": "Liebe Leute,\nanbei das Protokoll.\n",
    "b.txt": LISTING.format(title="Öfen", more="Farbe\nRot\n") + LISTING[6:].format(title="Damm", more="Authors\n9\n"),
    "c.txt": "Kalk\nÖfen\nCountry\nOman\n",
    "a.jsonl": '{"title": "Öfen"\n[1]\n{"title": NaN}\n{"title": "Ö", "title": "Ä"}\n{"id": "B!", "title": "Öfen"}\n',
    "b.json": '[{"title": "Öfen" "year"}]',
    "c.json": '[{"title": "Öfen", "title": "Öfen"}]',
    "a.ris": "TY  - JOUR\nTI  - Öfen\n\nTI  - Damm\nER  - \nTY  - JOUR\nTI  - " + "Ö" * 5_000 + "\nER  - \n",
    "a.bib": "@article{b,\n  title = {Öfen,\n  year = 2019\n@article{c, title = {Damm}}\n",
    "b.bib": "% Kodierung\n",
    "a.xml": "<PubmedArticleSet><PubmedArticle><PMID>1</PubmedArticle><PubmedArticle><PMID>2",
    "b.xml": '<!DOCTYPE x [<!ENTITY a "a">]><PubmedArticleSet>&a;</PubmedArticleSet>',
    "c.xml": '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record/></ListRecords></OAI-PMH>',
    "d.xml": '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="Nein"/></OAI-PMH>',
    "a.isi": "PT J\nTI Öfen\n\nER\n\nTI Damm\nER\n",
    "zotero.json": '[{"itemType": "note", "title": "Öfen"}]',
    "a.pdf": "%PDF-1.7 kaputt",
    "a.xlsx": "PK\3\4 kaputt",
    "a.ctv6": "kaputt",
    "a.yml": "interactions:\n- request:\n",
}


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    desk: Desk = open_desk(settings(data=tmp_path_factory.mktemp("data"), import_hosts="127.0.0.1"))
    with client(desk) as made:
        yield made
    desk.close()


def preview(owner: TestClient, language: str, files: dict[str, str]) -> str:
    """The page on what becomes of the files, in the language."""
    given = [("files", (name, content.encode())) for name, content in files.items()]
    sent = owner.post("/manage/preview", files=given, headers={"Accept-Language": language})
    return owner.get(sent.headers["location"], headers={"Accept-Language": language}).text


def preview_of(owner: TestClient, language: str, source: str) -> str:
    """The page on what becomes of what the address gives, in the language, as it is read."""
    return html.unescape(owner.get(fetched(owner, source), headers={"Accept-Language": language}).text)


def said_on(page: str) -> list[str]:
    """The reasons on the page, without the files' names and their values."""
    found = re.findall(r'<p class="notice alert".*?</p>|<li><strong>.*?</li>', page, re.DOTALL)
    plain = (re.sub(r"<q .*?</q>|<bdi>.*?</bdi>|<[^>]*>", "", one, flags=re.DOTALL) for one in found)
    values = "|".join(map(re.escape, (*BAD, "(Nein)", "(note)", "NaN")))
    return [re.sub(rf"{values}|[«“\"][^»”\"]*[»”\"]|\u2068[^\u2069]*\u2069", "", html.unescape(one)) for one in plain]


@pytest.mark.parametrize("language", OTHERS)
def test_nothing_is_refused_in_english_on_the_page_of_another_language(owner: TestClient, language: str) -> None:
    page = preview(owner, language, BAD)
    reasons = said_on(page)
    assert len(reasons) > len(BAD)
    assert [reason for reason in reasons if has_english(reason, language)] == []
    assert "--map" not in page


def test_the_page_says_in_french_and_arabic_what_is_wrong_and_where(owner: TestClient) -> None:
    french = preview(owner, "fr", BAD)
    assert "<bdi>a.csv</bdi> · ligne 4</strong>" in french
    assert "«\u00a0Ana Lima, Ben Moor\u00a0» peut être une personne ou deux" in html.unescape(french)
    assert "b.csv n’a pas de colonne connue pour contenir les titres" in html.unescape(french)
    arabic = preview(owner, "ar", BAD)
    assert "<bdi>a.csv</bdi> · الصف \u20684\u2069" in arabic
    assert "ليس في الملف \u2068b.csv\u2069 عمود يُعرف أنه للعناوين" in arabic


def test_the_page_says_in_french_and_arabic_why_nothing_could_be_fetched(owner: TestClient) -> None:
    with served(lambda path: (404, {}, b"")) as (address, _):
        missing, inner = f"{address}/a.html?key=secret", address.replace("127.0.0.1", "localhost")
        french = f"Il n’y a rien à l’adresse {address}/a.html (statut 404)\u202f: vérifiez-la."
        assert french in preview_of(owner, "fr", missing)
        arabic = f"لا شيء في العنوان \u2068{address}/a.html\u2069 (الحالة \u2068404\u2069): تحقق منه."
        assert arabic in preview_of(owner, "ar", missing)
        page = preview_of(owner, "fr", inner)
        assert "localhost se trouve dans un réseau privé ou sur cette machine (" in page
        assert "--allow-host" not in page
        assert "يقع \u2068localhost\u2069 في شبكة خاصة أو على هذا الجهاز (" in preview_of(owner, "ar", inner)


@pytest.mark.parametrize("language", OTHERS)
def test_no_address_is_refused_in_english_on_the_page_of_another_language(owner: TestClient, language: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        closed = f"http://127.0.0.1:{server.getsockname()[1]}/"
    for source in (closed, "http://nowhere.invalid/", "oai:http://[bad"):
        (said,) = re.findall(r'<p class="notice alert".*?</p>', preview_of(owner, language, source), re.DOTALL)
        plain = re.sub(rf"<[^>]*>|{closed}|nowhere\.invalid|'[^']*'", "", said)
        assert not has_english(plain, language), said


def test_the_command_line_has_its_options_and_the_page_in_english_has_not(owner: TestClient) -> None:
    page = html.unescape(preview(owner, "en", BAD))
    assert "b.csv has no column that is known to hold the titles" in page
    assert "say which one does." in page
    assert "--map" not in page


def test_a_label_of_a_listing_page_that_is_not_known_may_be_mapped_on_the_page(owner: TestClient) -> None:
    page = {"a.txt": LISTING.format(title="Öfen", more="Farbe\nRot\n")}
    sent = owner.post("/manage/preview", files=[("files", (name, text.encode())) for name, text in page.items()])
    where = sent.headers["location"]
    assert re.findall(r'name="map\.([^"]+)"', owner.get(where).text) == ["Farbe"]
    owner.post("/manage/map", data={"upload": where.rpartition("/")[2], "map.Farbe": "keywords"})
    assert re.search(r"Import\s+1\s+publication", owner.get(where).text)


def test_why_two_records_are_one_is_told_in_the_language_of_the_page(owner: TestClient) -> None:
    record = "TY  - JOUR\nTI  - Kalköfen am Meer\nPY  - 2013\nDO  - 10.1000/182\nER  - \n"
    assert "(le même DOI)" in preview(owner, "fr", {"a.ris": record, "b.ris": record})


def test_a_refusal_of_a_collection_is_told_in_the_language_of_the_page(owner: TestClient) -> None:
    refused = owner.post("/manage/use", data={"name": "huitres"}, headers={"Accept-Language": "fr"})
    assert "Il n’y a pas de collection «\u00a0huitres\u00a0»." in html.unescape(refused.text)
