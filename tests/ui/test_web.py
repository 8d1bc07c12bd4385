"""The application without a browser and without the model."""

import gc
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.publication import Publication
from corpus.store import Store
from ui.desk import Desk, open_desk
from ui.settings import Settings
from ui.web import gradio_door
from ui.web.allowance import Allowance, AskedTooMuch
from ui.web.app import create_app

# Gradio opens event loops that it leaves to the garbage collector, which the last fixture to end calls.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

CLOSED = ("/monitoring", "/monitoring/summary", "/login", "/svelte/a.js", "/pwa_icon", "/robots.txt", "/config/")
CLOSED_TO_GRADIO = (
    "upload process_recording run-history/connect run-history/buckets upload/ upload_progress?upload_id=1"
    " proxy=http://example.org file=/etc/hostname file/etc/hostname stream/1/2/3/playlist.m3u8 runs component_server"
    " component_server/ call/ask call/v2/ask run/ask api/ask cancel reset heartbeat/1 startup-events queue/status"
    " openapi.json app_id token user deep_link custom_component/1/client/component/index.js dev/reload vibe-code"
    " vibe-edit undo-vibe-edit vibe-starter-queries"
).split()
GUIDE = "action-to-assist-and-protect-trafficked-persons-guidance-2017-d777442d"


@pytest.fixture(scope="module")
def unloaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = open_desk(Settings(data=tmp_path_factory.mktemp("web"), model=""))
    yield desk
    desk.store.close()
    gc.collect()


@pytest.fixture(scope="module")
def client(unloaded: Desk) -> Iterator[TestClient]:
    with TestClient(create_app(unloaded)) as opened:
        yield opened


def test_the_page_is_whole_before_the_model_is_there(client: TestClient, unloaded: Desk) -> None:
    page = client.get("/").text
    assert not unloaded.ready
    assert client.get("/healthz").json() == {"status": "ok", "model": "loading", "publications": 9}
    for part in ('id="desk"', 'id="q"', "What guidance exists for Red Cross societies?", "This is no hotline"):
        assert part in page


def test_every_response_forbids_other_hosts(client: TestClient) -> None:
    for path in ("/", "/explore", f"/publications/{GUIDE}", "/healthz", "/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    page = client.get("/").text
    assert "og:image" not in page
    assert "fonts.googleapis" not in page


def test_what_the_page_does_not_use_is_closed(client: TestClient) -> None:
    for path in (*CLOSED, *(f"/gradio_api/{path}" for path in CLOSED_TO_GRADIO)):
        assert client.get(path).status_code == 404, path
        assert client.post(path, files={"files": ("a.txt", b"a")}).status_code == 415, path
    for path in CLOSED_TO_GRADIO[::2]:  # half of them: so many may be posted at once
        assert client.post(f"/gradio_api/{path}", json={"data": {"path": "a.wav"}}).status_code == 404, path
    assert client.get("/page/page_functions.py").status_code == 404
    assert client.get("/page/desk.js").headers["content-type"].startswith("text/javascript")


def test_the_page_speaks_the_language_of_the_browser(client: TestClient) -> None:
    for language, direction in (("ar", "rtl"), ("ru", "ltr")):
        page = client.get("/", headers={"accept-language": language}).text
        assert f'lang="{language}" dir="{direction}"' in page


def test_the_json_interface_answers_from_the_catalogue_and_refuses_nonsense(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "How many publications are there in all?"}).json()
    assert answer["status"] == "answered"
    assert len(answer["sources"]) == 9
    narrowed = {"question": "How many publications are there?", "filters": {"countries": ["Azerbaijan"]}}
    assert len(client.post("/api/ask", json=narrowed).json()["sources"]) < 9


def test_the_page_is_told_an_answer_as_an_event(client: TestClient) -> None:
    asked = {"question": "How many publications are there in all?", "language": "fr"}
    with client.stream("POST", "/page/ask", json=asked) as told:
        assert told.headers["content-type"].startswith("text/event-stream")
        assert "content-encoding" not in told.headers  # what is packed together arrives together
        events = [json.loads(line[6:]) for line in told.iter_lines() if line]
    assert [sorted(event) for event in events] == [["cards", "kept", "mark", "turn"]]
    assert client.post("/page/ask", json={"question": "x", "language": "de"}).status_code == 422


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("no json", "The body must be a JSON object, sent as application/json"),
        ("[]", "The body must be a JSON object, sent as application/json"),
        ("{}", "The field “question” is missing"),
        ('{"question": 5}', "The field “question” must be a text"),
        ('{"question": "x", "colour": "red"}', "There is no field “colour”"),
        ('{"question": "%s"}' % ("x" * 4_001), "The field “question” may have 4,000 characters at most"),
        ('{"question": "x", "history": [%s"y"]}' % ('"y", ' * 50), "The field “history” may have 50 items at most"),
        (
            '{"question": "x", "filters": {"years": [2500, 400000000]}}',
            "The field “filters.years.1” cannot be: Input should be less than or equal to 9999",
        ),
        (
            '{"question": "x", "filters": {"years": [-1, 9223372036854775808]}}',
            "The field “filters.years.0” cannot be: Input should be greater than or equal to 0",
        ),
        (
            '{"question": "x", "filters": {"authors": [%s"y"]}}' % ('"y", ' * 50),
            "The field “filters” cannot be: a filter may have 50 values at most",
        ),
        (
            '{"question": "x", "filters": {"authors": ["half a pair: \\ud800"]}}',
            "The body must be a JSON object, sent as application/json",
        ),
        (
            '{"question": "x", "filters": {"years": [2020, 2010]}}',
            "The field “filters” cannot be: the year range 2020 to 2010 runs backwards",
        ),
    ],
)
def test_what_is_wrong_with_a_body_is_said_in_one_sentence(client: TestClient, body: str, said: str) -> None:
    refused = client.post("/api/ask", content=body, headers={"content-type": "application/json"})
    assert refused.status_code == 422
    assert list(refused.json()) == ["error"]
    assert refused.json()["error"].startswith(f"{said}; a good one is {{")


def test_an_address_at_which_nothing_stands_has_a_page_for_people_and_json_for_programs(client: TestClient) -> None:
    for path in ("/nowhere", "/publications/", "/publications/none"):
        people = client.get(path, headers={"accept": "text/html,*/*;q=0.8", "accept-language": "fr"})
        assert people.status_code == 404
        assert '<html lang="fr"' in people.text
        assert 'href="/explore"' in people.text
        assert "default-src 'self'" in people.headers["content-security-policy"]
    assert client.get("/nowhere").json() == {"detail": "Not Found"}


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        ("bib", "@techreport{"),
        ("ris", "TY  - RPRT"),
        ("json", '[\n  {\n    "id"'),
        ("jsonl", '{"id":"'),
        ("csv", "\ufeffid,title,"),
    ],
)
def test_references_are_downloaded_one_by_one_and_together(client: TestClient, suffix: str, begins: str) -> None:
    one = client.get(f"/publications/{GUIDE}.{suffix}")
    assert one.text.startswith(begins)
    assert f'filename="{GUIDE}.{suffix}"' in one.headers["content-disposition"]
    ids = [publication["id"] for publication in _nine(client)]
    both = client.get(f"/references.{suffix}", params={"id": [*ids[:2], ids[0]]})
    assert all(publication_id in both.text for publication_id in ids[:2])
    assert client.get(f"/references.{suffix}", params={"id": "none"}).status_code == 404


def test_a_record_whose_id_holds_a_dot_has_a_page_and_files(tmp_path: Path) -> None:
    with Store.open(tmp_path / "collection.sqlite") as store:
        store.put([Publication(id="report-2.1.json", title="A report", abstract="It holds one sentence.")])
    desk = open_desk(Settings(data=tmp_path, model=""))
    with TestClient(create_app(desk)) as dotted:
        assert "It holds one sentence." in dotted.get("/publications/report-2.1.json").text
        assert dotted.get("/publications/report-2.1.json.ris").text.startswith("TY  - ")
        assert dotted.get("/publications/report-2.1").status_code == 404
    desk.store.close()


def _nine(client: TestClient) -> list[dict[str, str]]:
    sources = client.post("/api/ask", json={"question": "How many publications are there in all?"}).json()["sources"]
    return list(sources)


def test_a_client_that_asks_too_fast_is_told_to_wait(unloaded: Desk) -> None:
    with TestClient(create_app(unloaded)) as hasty:
        codes = [hasty.post("/api/ask", json={}).status_code for _ in range(70)]
        assert codes[:60] == [422] * 60
        assert 429 in codes[60:]


def test_the_questions_of_a_conversation_count_as_questions(unloaded: Desk) -> None:
    asked = {"question": "hello", "history": ["hello"] * 49}
    kept = {"question": "hello", "status": "answered", "whole": False}
    with TestClient(create_app(unloaded)) as hasty:
        assert [hasty.post("/api/ask", json=asked).status_code for _ in range(2)] == [200, 429]
        assert hasty.post("/page/restore", json={"history": [kept] * 40}).status_code == 429


def test_what_is_long_counts_as_several_questions(unloaded: Desk) -> None:
    with TestClient(create_app(unloaded)) as hasty:
        sent = [hasty.post("/page/restore", json={"history": ["x" * 3_900_000]}).status_code for _ in range(4)]
    assert sent == [422, 422, 422, 429]


def test_pages_are_served_to_one_client_only_so_fast(unloaded: Desk) -> None:
    with TestClient(create_app(unloaded)) as greedy:
        sent = [greedy.get("/explore").status_code for _ in range(3)]
        refused = None
        for _ in range(2_000):
            answer = greedy.head("/explore")
            if answer.status_code == 429:
                refused = answer
                break
        assert sent == [200, 200, 200]
        assert refused is not None
        assert refused.headers["Retry-After"] == "5"
        said = greedy.get("/references.ris", params={"id": [GUIDE]})
        assert (said.status_code, said.text) == (
            429,
            "Too many pages at once. Wait a moment, then load this page again.",
        )
        # What costs nothing is served on, and whether the desk is well is told.
        assert greedy.get("/healthz").status_code == 200
        assert greedy.get("/page/icon.svg").status_code == 200


def test_an_address_of_ipv6_is_no_client_of_its_own() -> None:
    allowance = Allowance(burst=2, per_second=0)
    for address in ("2001:db8::1", "2001:db8::ffff:2", "192.0.2.1"):
        allowance.take(address)
    with pytest.raises(AskedTooMuch):
        allowance.take("2001:db8:0:0:1::3")
    allowance.take("2001:db8:0:1::3")


def test_an_address_of_the_page_with_any_query_is_the_page(client: TestClient) -> None:
    for query in ("page=2", "deep_link=../x", "view=api&page=", "years=2019&page=x"):
        assert 'id="desk"' in client.get(f"/?{query}").text


def test_references_are_named_once_and_not_without_end(client: TestClient) -> None:
    assert client.get("/references.ris", params={"id": [GUIDE, GUIDE]}).text.count("TY  - ") == 1
    assert client.get("/references.ris", params={"id": [GUIDE + str(n) for n in range(101)]}).status_code == 400


@pytest.mark.parametrize(
    "call",
    [
        {},
        {"data": ["hello"], "fn_index": 7, "session_hash": "a"},
        {"data": [], "fn_index": 0, "session_hash": "a"},
        {"data": [5], "fn_index": 0, "session_hash": "a"},
        {"data": ["x" * 20_001], "fn_index": 0, "session_hash": "a"},
        {"data": ["hello"], "fn_index": 0, "session_hash": ["a"]},
        {"data": ["hello"], "fn_index": 0, "session_hash": "/" * 2},
    ],
)
def test_a_wrong_call_of_gradios_is_refused_in_one_sentence(client: TestClient, call: dict[str, object]) -> None:
    refused = client.post("/gradio_api/queue/join", json=call)
    assert refused.status_code == 422
    assert refused.json()["error"].startswith("The field “")


def test_answers_that_nobody_fetches_are_forgotten(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gradio_door, "_MOST_SESSIONS", 3)
    for session in ("first", "second", "third", "fourth"):
        call = {"data": ["hello"], "fn_index": 0, "session_hash": session}
        assert client.post("/gradio_api/queue/join", json=call).status_code == 200
    assert client.get("/gradio_api/queue/data?session_hash=first").status_code == 404
    assert '"status":"answered"' in client.get("/gradio_api/queue/data?session_hash=fourth").text


def test_a_body_without_end_is_refused(client: TestClient) -> None:
    assert client.post("/api/ask", content=b"x" * 4_000_001).status_code == 413
