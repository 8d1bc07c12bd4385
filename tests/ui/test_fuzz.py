"""Whatever is sent to whatever address: no error page, and a sentence where it is refused."""

import copy
import gc
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.ui.test_web import GUIDE
from ui.desk import open_desk
from ui.settings import Settings
from ui.web import app as web_app
from ui.web.allowance import Allowance

pytestmark = [
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# No header that this test is about: a body is JSON, and a host the desk's own.
QUESTIONS = ("How many publications are there?", "Which are from 2019?", "and by Heinzl?", "hello", "Who wrote it?")
PATHS = (
    "/ /explore /healthz /references.ris /references.bib /references.json /references.pdf /publications/x.ris"
    " /publications/ /page/desk.js /page/ask /page/judge /api/ask /config /theme.css /favicon.ico /assets/a.js"
    " /static/img/logo.svg /manifest.json /gradio_api/info /gradio_api/queue/data /gradio_api/queue/join"
    " /gradio_api/component_server /gradio_api/upload /nowhere"
    f" /publications/{GUIDE} /publications/{GUIDE}.bib"
).split()
KEYS = "q years year_from year_to countries regions authors categories sort page id deep_link session_hash view".split()
METHODS = (
    "GET",
    "GET",
    "GET",
    "POST",
    "POST",
    "HEAD",
    "POST",
    "PUT",
    "PATCH",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "PROPFIND",
)
HEADERS = ("accept", "accept-language", "accept-encoding", "range", "cookie", "if-none-match", "x-forwarded-for")
odd_texts = st.one_of(
    st.text(max_size=30),
    st.text(st.characters(codec=None), max_size=8),  # halves of surrogate pairs too
    st.sampled_from(
        ("\x00", "\ud800", "0", "-1", "9" * 30, "2019-2015", "1e400", "'\"<", "\u202e", "🫠" * 50, "x" * 5000)
    ),
)
odd_numbers = st.one_of(st.integers(), st.sampled_from((2**31, 2**63, -(2**63) - 1, 10**400, 400_000_000)), st.floats())
odd_values = st.recursive(
    st.one_of(st.none(), st.booleans(), odd_numbers, odd_texts),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(odd_texts, inner, max_size=4)),
    max_leaves=8,
)
deep = st.integers(1, 3000).map(lambda depth: json.loads("[" * min(depth, 400) + "]" * min(depth, 400)))
plain_texts = st.text(max_size=30)
queries = st.lists(
    st.one_of(
        st.tuples(st.one_of(st.sampled_from(KEYS), odd_texts), odd_texts),
        st.sampled_from(
            (("id", GUIDE), ("page", "2"), ("sort", "-year"), ("years", "2001-2020"), ("years", "9999-0000"))
        ),
    ),
    max_size=6,
)


class Desk:
    """A desk with all that a page sends to it, as it would be sent."""

    def __init__(self, folder: Path) -> None:
        self.desk = open_desk(Settings(data=folder, model=""))
        self.desk.warm()
        self.client = TestClient(web_app.create_app(self.desk), raise_server_exceptions=False)
        history = [self._kept("How many publications are there?"), self._kept("What is a referral mechanism?")]
        history += [self._kept("What are the penalties in Brazil?"), {**history[0], "whole": False}]
        page: dict[str, Any] = {"language": "fr", "history": history}
        filters = {"years": [2015, 2019], "countries": ["Azerbaijan"], "authors": []}
        self.good: list[tuple[str, dict[str, Any]]] = [
            ("/api/ask", {"question": QUESTIONS[0], "history": list(QUESTIONS[1:3]), "filters": filters}),
            ("/page/ask", {**page, "question": QUESTIONS[1], "filters": filters}),
            ("/page/choose", {"language": "ar", "filters": filters}),
            ("/page/judge", {**page, "good": True, "reason": "so"}),
            ("/page/audit", {**page, "marks": {"1": ["right", "a note"]}}),
            ("/page/audit_file", {**page, "marks": {"1": ["wrong", ""]}, "form": "md"}),
            ("/page/without", {"question": "Reports from 2019?", "words": "2019"}),
            ("/page/reference", {"id": history[0]["sources"][0]["id"], "style": "apa"}),
            ("/gradio_api/queue/join", {"data": [QUESTIONS[0]], "fn_index": 0, "session_hash": "abc"}),
            *((f"/page/{name}", page) for name in ("restore", "go_on", "copied", "examples")),
        ]

    def _kept(self, question: str) -> dict[str, Any]:
        told = self.client.post("/page/ask", json={"question": question}).text.splitlines()
        kept: dict[str, Any] = json.loads([line for line in told if line][-1].removeprefix("data: "))["kept"]
        return kept

    def answered(self, method: str, address: str, **sent: Any) -> None:
        response = self.client.request(method, address, **sent)
        assert response.status_code < 500, (method, address, sent, response.text)
        if response.status_code in (403, 413, 414, 415, 421, 422, 429):
            assert response.json()["error"].endswith("."), response.text
        if address == "/page/ask" and response.status_code == 200:
            assert '"turn": ' in response.text.splitlines()[-2], response.text


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(web_app, "Allowance", lambda *_: Allowance(burst=10**12))
        yield (desk := Desk(tmp_path_factory.mktemp("fuzz")))
    desk.desk.store.close()
    gc.collect()


def _like(value: Any) -> st.SearchStrategy[Any]:
    """Another value of the same kind, which may well be taken."""
    match value:
        case bool():
            return st.booleans()
        case int():
            return st.integers(-1, 10_000)
        case str():
            return st.one_of(plain_texts, st.sampled_from(("", "answered", "en", "json", "title", "apa", *QUESTIONS)))
        case list():
            return st.sampled_from((value[::-1], value[:1], value * 2, []))
        case dict():
            return st.sampled_from(({}, dict(list(value.items())[:2]), dict(list(value.items())[1:])))
    return odd_values


@st.composite
def spoiled(draw: st.DrawFn, good: Any) -> Any:
    """A good body with one to three of its values taken away, doubled, or changed for something odd."""
    body = copy.deepcopy(good)
    for _ in range(draw(st.integers(1, 3))):
        at, key = body, draw(st.sampled_from(sorted(body)))
        while isinstance(at[key], dict | list) and at[key] and draw(st.integers(0, 4)):
            at = at[key]
            key = draw(st.sampled_from(sorted(at))) if isinstance(at, dict) else draw(st.integers(0, len(at) - 1))
        match draw(
            st.sampled_from(("like it", "like it", "like it", "odd", "deep", "question", "away", "many", "unknown"))
        ):
            case "like it":
                at[key] = draw(_like(at[key]))
            case "odd":
                at[key] = draw(odd_values)
            case "deep":
                at[key] = draw(deep)
            case "question":
                at[key] = draw(st.sampled_from(QUESTIONS))
            case "away" if isinstance(at, dict) and len(body) > 1:
                del at[key]
            case "many":
                at[key] = [at[key]] * draw(st.sampled_from((0, 2, 60, 2000)))
            case "unknown" if isinstance(at, dict):
                at[draw(odd_texts)] = draw(odd_values)
        if not body:
            break
    return body


def _ask_an_address(opened: Desk, data: st.DataObject) -> None:
    path = data.draw(st.one_of(st.sampled_from(PATHS), st.builds("/{}".format, odd_texts)))
    sent = data.draw(queries)
    address = quote(path, errors="surrogatepass") + "?" + urlencode(sent, errors="surrogatepass")
    headers = data.draw(
        st.dictionaries(
            st.sampled_from(HEADERS),
            odd_texts.map(lambda t: t.encode()[:500] if t.isprintable() and t.isascii() else b"*"),
            max_size=3,
        )
    )
    content = data.draw(st.one_of(st.none(), st.binary(max_size=40), odd_values.map(lambda v: json.dumps(v).encode())))
    opened.answered(
        data.draw(st.sampled_from(METHODS)),
        address,
        headers={"content-type": "application/json", **headers},
        content=content,
    )


def _ask_with_a_body(opened: Desk, data: st.DataObject) -> None:
    path, good = data.draw(st.sampled_from(opened.good))
    body = json.dumps(data.draw(spoiled(good)))
    opened.answered("POST", path, content=body.encode(), headers={"content-type": "application/json"})


def _often(times: int) -> settings:
    """As often, whatever it takes, and found again by whoever runs it again."""
    return settings(
        max_examples=times, deadline=None, suppress_health_check=list(HealthCheck), derandomize=times < 1000
    )


@given(data=st.data())
@_often(150)
def test_no_address_gives_an_error_page(opened: Desk, data: st.DataObject) -> None:
    _ask_an_address(opened, data)


@given(data=st.data())
@_often(150)
def test_no_body_gives_an_error_page(opened: Desk, data: st.DataObject) -> None:
    _ask_with_a_body(opened, data)


@pytest.mark.slow
@given(data=st.data())
@_often(10_000)
def test_no_address_gives_an_error_page_in_ten_thousand_requests(opened: Desk, data: st.DataObject) -> None:
    _ask_an_address(opened, data)


@pytest.mark.slow
@given(data=st.data())
@_often(10_000)
def test_no_body_gives_an_error_page_in_ten_thousand_requests(opened: Desk, data: st.DataObject) -> None:
    _ask_with_a_body(opened, data)
