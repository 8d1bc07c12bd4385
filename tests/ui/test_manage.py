"""The owner's page: a person who has only the page brings forty publications to the desk."""

import base64
import csv
import errno
import gc
import re
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.errors import StoreFailed
from corpus.reasons.reason import Reason
from tests.ui.conftest import serve
from ui.desk import Desk, open_desk
from ui.settings import SettingsFailed, settings
from ui.web.app import create_app

# Gradio opens event loops that it leaves to the garbage collector, which the last fixture to end calls.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PASSWORD = "correct horse battery"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Desk]:
    desk = open_desk(settings(data=tmp_path / "data", owner_password=PASSWORD))
    yield desk
    desk.close()
    gc.collect()


@contextmanager
def client(desk: Desk, host: str = "127.0.0.1") -> Iterator[TestClient]:
    """Who asks from this host, without following where the answer leads."""
    with TestClient(create_app(desk), "http://127.0.0.1", client=(host, 50_000), follow_redirects=False) as made:
        yield made


@pytest.fixture
def here(own: Desk) -> Iterator[TestClient]:
    """The owner, on this machine."""
    with client(own) as owner:
        yield owner


def forty(folder: Path) -> Path:
    """A French spreadsheet as Excel saves it: semicolons, an old encoding, a column of its own, a row without title."""
    path = folder / "abris de la vallee.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        write = csv.writer(file, delimiter=";")
        write.writerow(["Titre", "Résumé", "Auteurs", "Année", "Pays", "Cote"])
        for number in range(40):
            said = f"Les abris du village {number} accueillent {number + 10} personnes."
            write.writerow(
                [f"Rapport sur les abris du village {number}", said, "Lima, Ana", 2019, "Pérou", f"A{number}"]
            )
        write.writerow(["", "sans titre", "", "2001", "", ""])
    return path


@pytest.mark.browser
@pytest.mark.model
def test_forty_publications_of_a_spreadsheet_are_at_the_desk_and_are_cited(
    page: Any, own: Desk, tmp_path: Path
) -> None:
    from playwright.sync_api import expect

    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    for address in serve(create_app(own)):
        page.goto(address)
        page.get_by_role("link", name="Manage").click()
        page.get_by_label("Drop files here").set_input_files(forty(tmp_path))
        page.get_by_role("button", name="Look at what will come in").click()
        expect(page.locator(".counts")).to_contain_text(re.compile(r"40\s*$|new\s*40|40\s*new"))
        expect(page.get_by_text("row 42")).to_be_visible()
        page.get_by_label("Cote").select_option("keywords")
        page.get_by_role("button", name="Read again").click()
        expect(page.get_by_label("Cote")).to_have_value("keywords")
        expect(page.get_by_label("a new collection", exact=True)).to_be_checked()
        page.get_by_role("button", name="Import 40 publications").click()
        expect(page.get_by_role("heading", name="The publications are at the desk")).to_be_visible(timeout=120_000)
        assert own.store.count() == 40
        assert {p.keywords[0] for p in own.store.all()} == {f"A{number}" for number in range(40)}
        assert own.store.setting("name") == "abris de la vallee"
        page.goto(f"{address}/?{urllib.parse.urlencode({'q': 'Who wrote the report on village 7?'})}")
        expect(page.locator(".turn").last).to_contain_text("Ana Lima", timeout=60_000)
        page.goto(f"{address}/manage")
        page.get_by_role("button", name="Use: Referral mechanisms").click()
        expect(page.get_by_role("status")).to_have_text("Another collection is in use now.")
        assert own.store.count() == 9
        for width in (1366, 390):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert wrong == []


@pytest.mark.parametrize(
    ("host", "headers"),
    [
        ("192.0.2.7", {}),
        ("127.0.0.1", {"Host": "desk.example.org"}),
        ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
        ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
        ("192.0.2.7", {"Authorization": "Basic !!!"}),
        ("192.0.2.7", {"Authorization": "Basic " + base64.b64encode(b"owner:wrong").decode()}),
        ("192.0.2.7", {"Authorization": "Bearer " + base64.b64encode(b"owner:" + PASSWORD.encode()).decode()}),
    ],
)
def test_nobody_else_sees_or_changes_anything(own: Desk, host: str, headers: dict[str, str]) -> None:
    gets = ("", "/template.xlsx", "/rejected/x", "/preview/x", "/progress/x")
    posts = ("preview", "map", "import", "undo", "about", "answering", "use", "new")
    fields = {"name": "oysters", "upload": "x"}
    with client(own, host) as others:
        answers = [others.get(f"/manage{path}", headers=headers) for path in gets]
        answers += [others.post(f"/manage/{path}", data=fields, headers=headers) for path in posts]
    # A name that the desk does not go by is turned away before that.
    assert {answer.status_code for answer in answers} <= {401, 403, 421, 400}
    assert all("/manage/preview" not in answer.text for answer in answers)
    assert (own.settings.collection, own.store.count(), own.store.setting("name")) == ("", 9, "Referral mechanisms")


def test_the_password_opens_it_from_elsewhere(own: Desk) -> None:
    known = {"Authorization": "Basic " + base64.b64encode(f"anybody:{PASSWORD}".encode()).decode()}
    with client(own, "192.0.2.7") as owner:
        assert owner.get("/manage", headers=known).status_code == 200


def test_a_password_that_is_too_short_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(SettingsFailed, match=r"REFDESK_OWNER_PASSWORD cannot be what it is: .+ at least 12") as raised:
        settings(data=tmp_path, owner_password="hush-hush")
    assert "hush" not in str(raised.value)


def test_without_a_password_it_is_closed_to_others_for_good(tmp_path: Path) -> None:
    desk = open_desk(settings(data=tmp_path))
    empty = {"Authorization": "Basic " + base64.b64encode(b"owner:").decode()}
    with client(desk, "192.0.2.7") as other:
        assert other.get("/manage", headers=empty).status_code == 403
    desk.close()


def test_what_was_taken_back_and_what_a_collection_says_of_itself(own: Desk, here: TestClient) -> None:
    said = here.post("/manage/about", data={"name": "Nine", "questions": "Who?\r\nWhere?", "notice": " Read this. "})
    assert said.headers["location"] == "/manage?done=about"
    assert own.store.setting("name") == "Nine"
    assert own.examples() == ("Who?", "Where?")
    assert own.store.setting("notice") == "Read this."
    refused = here.post("/manage/undo", data={"last": ""})
    assert refused.status_code == 400
    assert "There is nothing to take back" in refused.text


def test_what_cannot_be_done_is_said_and_changes_nothing(own: Desk, here: TestClient) -> None:
    for path, data, reason in (
        ("use", {"name": "../etc"}, "cannot name a collection"),
        ("use", {"name": "oysters"}, "There is no collection"),
        ("new", {"name": "Ä"}, "cannot name a collection"),
        ("import", {"upload": "gone"}, "These files are not kept any more"),
        ("preview", {"files": ""}, "No file was chosen"),
    ):
        answer = here.post(f"/manage/{path}", data=data)
        assert (answer.status_code, reason in answer.text) == (400, True), (path, answer.text[-500:])
    broken = here.post("/manage/preview", files={"files": ("a.xlsx", b"PK\3\4 no archive")})
    shown = here.get(broken.headers["location"])
    assert shown.status_code == 200
    assert "a.xlsx" in shown.text
    assert own.store.count() == 9


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "le disque est plein"),
        (StoreFailed(Reason("store.full", {"path": "/d"})), "La collection /d\u202f: le disque est plein"),
    ],
)
def test_a_fault_of_the_machine_is_told_in_the_language_of_the_page(
    error: Exception, said: str, here: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("ui.web.manage.take_back", fail)
    answer = here.post("/manage/undo", data={"last": ""}, headers={"accept-language": "fr"})
    assert (answer.status_code, said in answer.text) == (400, True), answer.text[-500:]


def test_a_table_whose_columns_nobody_knows_is_mapped_by_the_owner(here: TestClient) -> None:
    table = "Ding,Rest\nOyster beds,Oysters grow slowly.\n"
    sent = here.post("/manage/preview", files={"files": ("a.csv", table.encode())})
    where = sent.headers["location"]
    assert re.findall(r'name="map\.([^"]+)"', here.get(where).text) == ["Ding", "Rest"]
    labels = {"upload": where.rpartition("/")[2], "map.Ding": "title", "map.Rest": "abstract"}
    here.post("/manage/map", data=labels)
    assert re.search(r"Import\s+1\s+publication", here.get(where).text)


def test_the_template_is_read_back_as_its_own_example(here: TestClient) -> None:
    for kind in ("xlsx", "csv"):
        data = here.get(f"/manage/template.{kind}").content
        sent = here.post("/manage/preview", files={"files": (f"t.{kind}", data)})
        shown = here.get(sent.headers["location"]).text
        assert "Standard operating procedures for shelters" in shown
        assert "Columns and labels that are not known" not in shown
