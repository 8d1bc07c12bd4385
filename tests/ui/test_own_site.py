"""A page of another site that a reader has open can neither ask the desk nor read from it; programs can."""

import gc
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from ui.desk import open_desk
from ui.settings import Settings, settings
from ui.web.app import create_app

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
COUNT = {"question": "How many publications are there?"}
PATHS = ("/", "/explore", "/healthz", "/page/desk.js", "/config", "/references.ris", "/nowhere")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    opened = open_desk(Settings(data=tmp_path_factory.mktemp("own"), model="", allowed_hosts=("desk.example",)))
    with TestClient(create_app(opened)) as asking:
        yield asking
    opened.store.close()
    gc.collect()


@pytest.mark.parametrize(
    ("host", "is_ours"),
    [
        ("localhost:7860", True),
        ("127.0.0.1", True),
        ("127.8.9.1:80", True),
        ("[::1]:7860", True),
        ("desk.example", True),
        ("Desk.Example.:443", True),
        ("testserver", True),  # the address that it is served at
        ("rebound.example:7860", False),
        ("localhost.rebound.example", False),
        ("localhost@rebound.example", False),
        ("203.0.113.5", False),
        ("[::1", False),
        ("", False),
    ],
)
def test_only_names_of_the_desk_are_answered_at_whatever_address(client: TestClient, host: str, is_ours: bool) -> None:
    for path in PATHS:
        assert (client.get(path, headers={"host": host}).status_code != 421) == is_ours, path
    assert (client.post("/api/ask", json=COUNT, headers={"host": host}).status_code == 200) == is_ours


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),  # a program
        ({"origin": "http://testserver", "sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://other.example"}, 403),
        ({"origin": "http://testserver:3000"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site", "sec-fetch-mode": "navigate"}, 403),
        ({"content-type": "text/plain"}, 415),
        ({"content-type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_only_its_own_pages_and_programs_may_ask(client: TestClient, headers: dict[str, str], status: int) -> None:
    for path in ("/api/ask", "/page/choose", "/gradio_api/queue/join"):
        body = {"/api/ask": COUNT, "/page/choose": {}}.get(
            path, {"data": ["How many?"], "fn_index": 0, "session_hash": "a1"}
        )
        assert client.post(path, json=body, headers=headers).status_code == status, path


def test_a_link_on_another_site_is_followed_and_nothing_is_read_by_its_scripts(client: TestClient) -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/?q=Who", headers=link).status_code == 200
    assert client.get("/explore", headers={**link, "sec-fetch-mode": "no-cors"}).status_code == 403
    read = client.get("/config", headers={"origin": "http://localhost:3000"})
    assert read.status_code == 403
    assert "access-control-allow-origin" not in read.headers


def test_an_address_holds_the_longest_question_and_is_not_endless(client: TestClient) -> None:
    assert client.get("/", params={"q": "م" * 4_000}).status_code == 200
    refused = client.get("/", params={"q": "x" * 64_001})
    assert (refused.status_code, refused.json()) == (414, {"error": "That address is too long."})


def test_what_is_said_of_a_proxy_by_anybody_changes_nothing_of_the_page(client: TestClient) -> None:
    said = {"x-forwarded-host": "other.example", "x-forwarded-proto": "https", "forwarded": "host=other.example"}
    for path in ("/", "/config"):
        assert "other.example" not in client.get(path, headers=said).text


def test_names_and_proxies_are_set_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REFDESK_ALLOWED_HOSTS", "desk.example, library.example")
    given = settings(data=tmp_path, trusted_proxies="10.0.0.1,10.1.0.0/16")
    assert given.allowed_hosts == ("desk.example", "library.example")
    assert given.trusted_proxies == ("10.0.0.1", "10.1.0.0/16")


@pytest.mark.browser
@pytest.mark.model
def test_a_real_page_of_another_site_is_refused(page: Any, site: str) -> None:
    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    other = HTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=other.serve_forever, daemon=True).start()
    seen: list[int] = []
    page.on("response", lambda response: seen.append(response.status) if response.url.startswith(site) else None)
    tried = """async site => { for (const path of ["/api/ask", "/page/judge", "/gradio_api/component_server"]) {
        await fetch(site + path, {method: "POST", mode: "no-cors", body: "{}"}).catch(() => 0);
        await fetch(site + path, {method: "POST", body: "{}", headers: {"Content-Type": "application/json"}})
            .catch(() => 0); }
        await fetch(site + "/config").catch(() => 0); }"""
    for name in ("127.0.0.1", "localhost"):  # of the same site, and of another one
        page.goto(f"http://{name}:{other.server_port}/")
        page.evaluate(tried, site)
    other.shutdown()
    other.server_close()
    assert seen == [403] * 6  # what is asked for first (CORS) is refused before it is sent
