"""A real browser before a real desk: the default collection, the real model, a free port."""

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from ui.desk import Desk

CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_SECONDS_TO_START = 120
_SECONDS_FOR_AN_ANSWER = 30


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The browser of the machine, else Playwright's own, silent on the network."""
    found = next((path for path in CHROMIUM if Path(path).exists()), None) or shutil.which("chromium")
    own = {"executable_path": found} if found else {}
    return {**browser_type_launch_args, **own, "args": list(QUIET)}


@pytest.fixture(scope="session")
def browser(launch_browser: Any) -> Iterator[Any]:
    """One browser for the session; where there is none, the test says so, or fails where one is required."""
    from playwright.sync_api import Error

    try:
        opened = launch_browser()
    except Error as error:
        message = f"no browser could be started: {str(error).splitlines()[0]}"
        if os.environ.get("REFDESK_REQUIRE_BROWSER") == "1":
            pytest.fail(message)
        pytest.skip(message)
    yield opened
    opened.close()


def serve(app: Any, trusted_proxies: Sequence[str] = ()) -> Iterator[str]:
    """Serve an application on a free port for as long as the generator is held, and yield its address."""
    from ui.web.serve import server_of

    listener = socket.create_server(("127.0.0.1", 0))
    address = f"http://127.0.0.1:{listener.getsockname()[1]}"
    server = server_of(app, trusted_proxies)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + _SECONDS_TO_START
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.05)
    with urlopen(f"{address}/healthz") as response:
        assert response.status == 200
    yield address
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


@pytest.fixture(scope="session")
def site(desk: Desk) -> Iterator[str]:
    """The address of the desk, its model loaded."""
    from ui.settings import stay_silent

    stay_silent()
    from ui.web.app import create_app

    desk.warm()
    yield from serve(create_app(desk))


@pytest.fixture(scope="session", autouse=True)
def _patience() -> None:
    """Let the browser wait longer than its five seconds: the first question on a busy machine takes that long."""
    from playwright.sync_api import expect

    expect.set_options(timeout=_SECONDS_FOR_AN_ANSWER * 1000)


@pytest.fixture
def watched(page: Any, site: str) -> Iterator[Any]:
    """A page that fails its test on an error in the console and on a request to another host."""
    wrong: list[str] = []
    page.on("console", lambda m: wrong.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    own = (site, "data:", "blob:", "about:")
    page.on("request", lambda r: None if r.url.startswith(own) else wrong.append(f"request to {r.url}"))
    page.set_default_timeout(_SECONDS_FOR_AN_ANSWER * 1000)
    yield page
    assert wrong == []
