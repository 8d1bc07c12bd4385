"""The owner's page fetches what an address gives, shows what will come of it, and imports it as it does a file."""

import base64
import gc
import json
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from corpus.sources import crossref
from corpus.sources.files import source_in
from tests.corpus.sources.repository import Repository
from tests.corpus.sources.served import Answer, served
from tests.embeddings.hash_encoder import HashEncoder
from tests.ui.conftest import serve
from tests.ui.test_manage import PASSWORD, client
from tests.ui.test_page_accessible import violations
from ui import uploads
from ui.cli import main
from ui.desk import Desk, open_desk
from ui.settings import settings
from ui.sources import registered
from ui.web.app import create_app

# Gradio opens event loops that it leaves to the garbage collector, which the last fixture to end calls.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

LISTING = Path(__file__).resolve().parents[1] / "data" / "example-listing.txt"
TABLE = b"Title,Abstract,Year,Shelf\nOyster beds,Oysters grow slowly.,2001,A1\n,no title,2002,A2\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk that may import from this machine, with an encoder that is there at once."""
    monkeypatch.setattr("ui.desk.SentenceEncoder", lambda model: HashEncoder())
    desk = open_desk(settings(data=tmp_path / "data", owner_password=PASSWORD, import_hosts="127.0.0.1"))
    yield desk
    desk.close()
    gc.collect()


@pytest.fixture
def here(own: Desk) -> Iterator[TestClient]:
    with client(own) as owner:
        yield owner


def fetched(owner: TestClient, source: str) -> str:
    """Give the page an address, and wait as its reader does until it shows what will come in; returns where."""
    sent = owner.post("/manage/fetch", data={"source": source})
    assert sent.status_code == 303, sent.text
    return followed(owner, sent.headers["location"])


def followed(owner: TestClient, where: str) -> str:
    """Ask for the page of work under way until there is none."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        answer = owner.get(where)
        if answer.status_code == 303:
            return str(answer.headers["location"])
        if 'http-equiv="refresh"' not in answer.text:
            return where
        time.sleep(0.05)
    raise AssertionError(f"{where} never came to an end")


def imported(owner: TestClient, preview: str, into: str = "this", **more: str) -> str:
    """Import what the preview shows, and return the page of the end."""
    data = {"upload": preview.rpartition("/")[2], "into": into, "title": "New", **more}
    sent = owner.post("/manage/import", data=data)
    return owner.get(followed(owner, sent.headers["location"])).text


def test_a_page_at_an_address_goes_the_way_of_a_file(own: Desk, here: TestClient) -> None:
    with served(lambda path: (200, {}, LISTING.read_bytes())) as (address, asked):
        preview = fetched(here, f" {address}/reports.html?page=1\n")
        shown = here.get(preview).text
        assert re.search(r"Import\s+3\s+publications", shown)
        assert "reports.html" in shown
        # What was looked at is what comes in: it is not fetched again.
        assert "The publications are at the desk" in imported(here, preview, into="new")
        assert asked == ["/reports.html?page=1"]
    assert own.store.count() == 3
    assert "import of reports.html" in here.get("/manage").text
    assert here.post("/manage/undo", data={"last": ""}).status_code == 303
    assert own.store.count() == 0


def test_what_is_left_out_is_said_and_columns_are_mapped(own: Desk, here: TestClient) -> None:
    with served(lambda path: (200, {}, TABLE)) as (address, asked):
        preview = fetched(here, f"{address}/%D9%83%D8%AA%D8%A8.csv")
        shown = here.get(preview).text
        assert "row 3" in shown
        assert "the record has no title" in shown
        link = re.search(r'href="(/manage/rejected/[^"]+)"', shown)
        assert link is not None
        mend = here.get(link[1])
        assert (b"no title" in mend.content, b"Oyster" in mend.content) == (True, False)
        assert mend.headers["content-disposition"].endswith("refdesk-rejected-%D9%83%D8%AA%D8%A8.csv")
        here.post("/manage/map", data={"upload": preview.rpartition("/")[2], "map.Shelf": "keywords"})
        imported(here, preview)
    assert len(asked) == 1
    assert [p.keywords for p in own.store.all() if p.title == "Oyster beds"] == [("A1",)]


def test_an_endpoint_is_harvested_and_its_pages_are_one_source(own: Desk, here: TestClient) -> None:
    wells = Repository({n: ("2026-01-01", f"Well {n} of Mali") for n in range(1, 6)})
    wells.records |= {2: ("2026-01-01", "-"), 5: ("2026-01-01", "!")}
    with wells.open() as address:
        preview = fetched(here, f"oai:{address}")
        shown = here.get(preview).text
        assert re.search(r"Import\s+3\s+publications", shown)
        assert 'value="127.0.0.1"' in shown
        assert shown.count("(page 1)") == 1 == shown.count("(page 3)")
        (link,) = set(re.findall(r'href="(/manage/rejected/[^"]+)"', shown))
        mended = here.get(link).text.replace(">-<", ">Well 2<").replace(">!<", ">Well 5<")
        imported(here, preview)
        assert f"import of {address}<" in here.get("/manage").text.replace(" ·", "<")
        sent = here.post("/manage/preview", files={"files": ("mended.xml", mended.encode())})
        assert re.search(r"Import\s+2\s+publications", here.get(sent.headers["location"]).text)
        wells.records[1] = ("2026-01-02", "")
        again = here.get(fetched(here, f"oai:{address}")).text
    assert re.search(r"gone from the source, kept here \(1\).*Well 1 of Mali", again, re.DOTALL)
    assert own.store.count() == 12


def test_a_source_is_remembered_for_an_update_where_the_owner_says_so(
    here: TestClient, own: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    wells = Repository({n: ("2026-01-01", f"Well {n} of Mali") for n in range(1, 4)})
    with wells.open() as address:
        preview = fetched(here, f"oai:{address}")
        assert re.search(r'name="remember" value="yes">', here.get(preview).text)
        imported(here, preview)
        assert registered(own.store) == ()
        wells.records[4] = ("2026-01-02", "Well 4 of Mali")
        imported(here, fetched(here, f"oai:{address}"), into="new", remember="yes")
        (kept,) = registered(own.store)
        assert (kept.source, kept.harvested) == (f"oai:{address}", wells.now)
        wells.records[5] = ("2026-03-01", "Well 5 of Mali")
        monkeypatch.setenv("REFDESK_IMPORT_HOSTS", "127.0.0.1")
        done = CliRunner().invoke(main, ["--data", str(own.settings.data), "update", "--json"])
    assert json.loads(done.stdout)["added"] == 1
    assert wells.asked[-1]["from"] == "2026-03-01"


def test_what_breaks_off_is_remembered_without_a_day_to_go_on_from(here: TestClient, own: Desk) -> None:
    wells = Repository({n: ("2026-01-01", f"Well {n} of Mali") for n in range(1, 4)}, breaks=2)
    with wells.open() as address:
        imported(here, fetched(here, f"oai:{address}"), remember="yes")
    (kept,) = registered(own.store)
    assert (kept.source, kept.harvested) == (f"oai:{address}", "")


def test_files_have_no_source_to_remember(here: TestClient, own: Desk) -> None:
    sent = here.post("/manage/preview", files={"files": ("a.csv", TABLE)})
    assert "remember" not in here.get(sent.headers["location"]).text
    imported(here, sent.headers["location"], remember="yes")
    assert registered(own.store) == ()


def test_dois_are_given_one_a_line(here: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    work = b'{"status": "ok", "message-type": "work", "message": {"DOI": "10.1000/182", "title": ["A well"]}}'
    with served(lambda path: (200, {}, work)) as (address, asked):
        monkeypatch.setattr(crossref, "ADDRESS", f"{address}/works/")
        fetched(here, "10.1000/182\r\nhttps://doi.org/10.1000/183\r\n")
    assert asked == ["/works/10.1000%2F182", "/works/10.1000%2F183"]


@pytest.mark.parametrize(
    ("given", "source"),
    [
        ("https://example.org/a b.html", "https://example.org/a b.html"),
        ("OAI:https://example.org/oai", "OAI:https://example.org/oai"),
        ("openalex:wells, 10.1000/182", "openalex:wells, 10.1000/182"),
        ("zotero:", "zotero:"),
        ("doi:10.1000/182, 10.1000/183\n\n", "doi:doi:10.1000/182,10.1000/183"),
        ("10.1000/182", "doi:10.1000/182"),
        # The address of a publisher is that address, whatever it holds.
        ("https://example.org/doi/10.1000/182", "https://example.org/doi/10.1000/182"),
    ],
)
def test_what_is_typed_is_one_source(given: str, source: str) -> None:
    assert source_in(given) == source


@pytest.mark.parametrize(
    "given",
    [
        *("", " \n", "/etc/passwd", "reports.csv", "exports", "file:///etc/passwd", "example.org", "gopher://a.org"),
        *("doi:/etc/passwd", "doi:list.txt", "DOI:10.1000/182,/etc/passwd", "https://a.org\nhttps://b.org"),
    ],
)
def test_a_file_of_the_machine_and_what_is_no_address_is_refused(given: str, here: TestClient) -> None:
    refused = here.post("/manage/fetch", data={"source": given})
    assert refused.status_code == 400
    assert "That is no address" in refused.text


def test_this_machine_is_fetched_from_only_where_it_is_allowed_by_name(tmp_path: Path) -> None:
    closed = open_desk(settings(data=tmp_path / "data"))
    with served(lambda path: (200, {}, LISTING.read_bytes())) as (address, asked), client(closed) as owner:
        for source in (address, f"oai:{address}", address.replace("127.0.0.1", "localhost")):
            shown = owner.get(fetched(owner, source)).text
            assert "lies in a private network or on this machine" in shown
            assert "REFDESK_IMPORT_HOSTS" in shown
            assert "/manage/import" not in shown
        assert asked == []
    closed.close()


def test_a_redirect_into_the_own_network_is_not_followed(here: TestClient) -> None:
    with served(lambda path: (302, {"Location": "http://localhost:9/secret"}, b"")) as (address, _):
        assert "lies in a private network" in here.get(fetched(here, address)).text


def test_only_the_owner_makes_the_desk_fetch(own: Desk) -> None:
    known = {"Authorization": "Basic " + base64.b64encode(f"owner:{PASSWORD}".encode()).decode()}
    foreign = known | {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    with (
        served(lambda path: (200, {}, LISTING.read_bytes())) as (address, asked),
        client(own, "192.0.2.7") as other,
    ):
        for act, headers, status in (("fetch", {}, 401), ("leave", {}, 401), ("fetch", foreign, 403)):
            data = {"source": address, "upload": "x"}
            assert other.post(f"/manage/{act}", data=data, headers=headers).status_code == status
        assert asked == []
        assert other.post("/manage/fetch", data={"source": address}, headers=known).status_code == 303


class Slow:
    """A server that answers one page of a harvest after the other, each once it is let."""

    def __init__(self) -> None:
        self.let = threading.Semaphore(0)
        self.wells = Repository({n: ("2026-01-01", f"Well {n} of Mali") for n in range(1, 10)})

    def answer(self, path: str) -> Answer:
        self.let.acquire(timeout=30)
        return self.wells.answer(path)


def test_the_page_says_what_it_contacts_while_it_fetches_and_hangs_on_nothing(here: TestClient) -> None:
    slow = Slow()
    with served(slow.answer) as (address, _):
        begun = time.monotonic()
        where = here.post("/manage/fetch", data={"source": f"oai:{address}/oai?key=secret"}).headers["location"]
        shown = here.get(where).text
        assert f"Only {address}/oai is contacted" in shown
        assert "secret" not in shown
        # Neither is there anything to look at yet, nor to import.
        preview = where.replace("progress", "preview")
        assert here.get(preview).headers["location"] == where
        name = where.rpartition("/")[2]
        assert here.post("/manage/import", data={"upload": name}).headers["location"] == where
        assert here.get("/manage").status_code == 200
        assert time.monotonic() - begun < 10
        slow.let.release()
        while "1 answer so far" not in here.get(where).text:
            assert time.monotonic() - begun < 30
        slow.let.release(10)
        assert followed(here, where) == preview
        assert re.search(r"Import\s+9\s+publications", here.get(preview).text)


def test_fetching_is_stopped_by_the_owner_and_when_nobody_can_look_any_more(here: TestClient) -> None:
    slow = Slow()
    with served(slow.answer) as (address, asked):
        where = here.post("/manage/fetch", data={"source": f"oai:{address}"}).headers["location"]
        left = here.post("/manage/leave", data={"upload": where.rpartition("/")[2]})
        assert left.headers["location"] == "/manage"
        assert "These files are not kept any more" in here.get(where).text
        others = [here.post("/manage/fetch", data={"source": f"oai:{address}"}) for _ in range(6)]
        assert here.get(others[0].headers["location"]).status_code == 400
        assert here.get(others[1].headers["location"]).status_code == 200
        slow.let.release(100)
        for other in others[1:]:
            followed(here, other.headers["location"])
        # Two that were left asked for a second page at most, and five for all.
        assert len(asked) <= 2 * 2 + 5 * 5


def test_what_is_too_much_or_breaks_off_is_said_beside_what_came(
    here: TestClient, own: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    wells = Repository({n: ("2026-01-01", f"Well {n} of Mali") for n in range(1, 10)})
    with wells.open() as address:
        with monkeypatch.context() as patched:
            patched.setattr(uploads, "LARGEST_UPLOAD", 2_500)
            shown = here.get(fetched(here, f"oai:{address}")).text
        assert "This is more than 0 MB" in shown
        assert re.search(r"Import\s+[246]\s+publications", shown)
        wells.breaks = 2
        preview = fetched(here, f"oai:{address}")
        assert "this XML cannot be read" in here.get(preview).text
        imported(here, preview)
    assert own.store.count() == 11


def test_an_error_of_the_desks_own_is_told(here: TestClient, own: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    monkeypatch.setattr("ui.uploads.plan", fail)
    with served(lambda path: (200, {}, LISTING.read_bytes())) as (address, _):
        where = fetched(here, address)
    assert "The import failed, and the collection is as it was" in here.get(where).text
    assert here.get(where.replace("progress", "preview")).headers["location"] == where


@pytest.mark.browser
def test_a_person_gives_an_address_and_asks_what_came_in(page: Any, own: Desk) -> None:
    from playwright.sync_api import expect

    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else None)
    slow = Slow()
    for site in serve(create_app(own)):
        with served(slow.answer) as (address, _):
            page.goto(f"{site}/manage")
            page.get_by_label("Or give an address").fill(f"oai:{address}/oai")
            page.get_by_role("button", name="Fetch it and look").click()
            expect(page.get_by_role("heading", name="Fetching")).to_be_visible()
            expect(page.get_by_text(f"Only {address}/oai is contacted")).to_be_visible()
            # A page without a script can only be loaded again, so that a copy is looked at that stands still.
            still = page.context.new_page()
            still.set_content(page.request.get(page.url).text().replace('http-equiv="refresh"', ""))
            for width in (1366, 390):
                still.set_viewport_size({"width": width, "height": 900})
                assert still.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert violations(still) == []
            still.close()
            slow.let.release(10)
            page.get_by_label("Remember this source").check()
            assert violations(page) == []
            page.get_by_role("button", name="Import 9 publications").click()
            expect(page.get_by_role("heading", name="The publications are at the desk")).to_be_visible()
    assert own.store.count() == 9
    assert [kept.source for kept in registered(own.store)] == [f"oai:{address}/oai"]
    assert wrong == []
