"""The server itself: it takes the next port, ends within seconds, waits for nobody for ever, and answers meanwhile."""

import gc
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.request import urlopen

import httpx
import pytest

from tests.ui.conftest import serve
from ui.desk import Desk, open_desk
from ui.settings import Settings
from ui.web import connections, posts
from ui.web.app import create_app
from ui.web.serve import _listener

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
# A desk each of whose answers takes a minute, whatever the question.
SLOW = """
import time
from assistant.assistant import Assistant
Assistant.ask = lambda *given: time.sleep(60)
from ui.cli import main
main()
"""
BODY = b'{"question": "Why?"}'
POST = b"POST /api/ask HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = open_desk(Settings(data=tmp_path_factory.mktemp("serve"), model=""))
    yield opened
    opened.store.close()
    gc.collect()


def test_of_two_desks_started_together_the_second_takes_the_next_port() -> None:
    first, second = _listener("127.0.0.1", None), _listener("127.0.0.1", None)
    try:
        assert first.getsockname()[1] != second.getsockname()[1]
    finally:
        first.close()
        second.close()


def test_it_starts_behind_any_proxy_answers_while_it_is_asked_and_stops_at_ctrl_c(tmp_path: Path) -> None:
    proxies = {"ALL_PROXY": "socks://127.0.0.1:9", "http_proxy": "nonsense://"}
    with subprocess.Popen(
        [sys.executable, "-c", SLOW, "--data", str(tmp_path / "data")],
        env={**os.environ, **proxies, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            host, port = _address(running.stdout)
            asked = [socket.create_connection((host, port)) for _ in range(55)]  # more than the threads of the pages
            for each in asked:
                each.sendall(POST % len(BODY) + BODY)
            time.sleep(1)
            for path in ("healthz", "explore"):
                with urlopen(f"http://{host}:{port}/{path}", timeout=5) as answered:
                    assert answered.status == 200
            running.send_signal(signal.SIGINT)
            assert running.wait(timeout=5) == 0
            for each in asked:
                each.close()
        finally:
            running.kill()


def _address(said: "IO[str] | None") -> tuple[str, int]:
    assert said
    found = re.search(r"http://(127\.0\.0\.1):(\d+)/", said.readline())
    assert found
    return found[1], int(found[2])


def test_a_request_that_is_half_sent_is_ended(small: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "_SECONDS_TO_ASK", 1)
    monkeypatch.setattr(posts, "_SECONDS_TO_SEND", 1)
    for address in serve(create_app(small)):
        port = int(address.rpartition(":")[2])
        for sent, answered in (
            (b"", b""),
            (b"GET / HTTP/1.1\r\nHost: local", b""),
            (POST % 20 + b'{"quest', b"HTTP/1.1 408 "),
            (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT", b"HTTP/1.1 200 "),
        ):
            with socket.create_connection(("127.0.0.1", port), timeout=30) as half:
                half.sendall(sent)
                assert _all_of(half).startswith(answered)


def _all_of(open_socket: socket.socket) -> bytes:
    """Return what comes till the other side closes; letters are sent meanwhile, so that it is never quite silent."""
    got = b""
    for _ in range(300):
        try:
            open_socket.settimeout(0.1)
            part = open_socket.recv(65_536)
            if not part:
                return got
            got += part
        except TimeoutError:
            open_socket.sendall(b"x")
        except ConnectionError:
            return got
    raise AssertionError("the connection is still open")


@pytest.mark.parametrize(("trusted", "is_limited"), [((), True), (("127.0.0.1",), False)])
def test_nobody_but_a_trusted_proxy_says_who_asks(small: Desk, trusted: tuple[str, ...], is_limited: bool) -> None:
    for address in serve(create_app(small), trusted):
        with httpx.Client() as client:
            statuses = [
                client.post(f"{address}/api/ask", json={}, headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code
                for n in range(75)
            ]
        assert (429 in statuses) == is_limited
