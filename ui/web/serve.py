"""Serve the page: find a free port, listen, and load the model while the page is already there."""

import atexit
import errno
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from types import FrameType

import click
import uvicorn
from starlette.types import ASGIApp

from corpus.errors import RefdeskError
from corpus.facets import facets
from ui.desk import Desk
from ui.measuring import measure_beside
from ui.settings import DEFAULT_PORT
from ui.web.app import create_app
from ui.web.connections import ImpatientProtocol

_PORTS_TRIED = 20
_BACKLOG = 2048
_SECONDS_TO_FINISH, _SECONDS_TO_STOP = 2, 4
_SECONDS_A_TURN = 0.0005  # of a thread, so that pages are served between those that compute


class ServeFailed(RefdeskError):
    """An address that the page cannot listen on."""


def serve(desk: Desk, open_browser: bool = False) -> None:
    """Serve the page until it is interrupted; the model loads in the background.

    Raises `ServeFailed` when the address cannot be listened on.
    """
    host = desk.settings.host
    listener = _listener(host, desk.settings.port)
    port = listener.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else shown}:{port}/"
    app = create_app(desk)
    threading.Thread(target=_prepare, args=(desk,), name="load the model", daemon=True).start()
    threading.Thread(target=measure_beside, args=(desk,), name="measure", daemon=True).start()
    click.echo(f"refdesk is at {address}  (Ctrl+C stops it)")
    if open_browser:
        webbrowser.open(address)
    sys.setswitchinterval(_SECONDS_A_TURN)
    server = server_of(app, desk.settings.trusted_proxies)
    with suppress(KeyboardInterrupt):  # which uvicorn raises again when it has stopped
        server.run(sockets=[listener])
    desk.close()
    atexit._run_exitfuncs()
    # Threads in the midst of a question would hold up the usual end, or crash in it.
    os._exit(0 if server.started else 1)


def server_of(app: ASGIApp, trusted_proxies: Sequence[str] = ()) -> uvicorn.Server:
    """Return what serves the application; who asks is believed of the proxies that are trusted, and of nobody else."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        http=ImpatientProtocol,
        ws="none",
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=list(trusted_proxies),
        timeout_graceful_shutdown=_SECONDS_TO_FINISH,
    )
    return _Server(config)


class _Server(uvicorn.Server):
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop, and see to it that it comes to an end while all threads are busy."""
        super().handle_exit(sig, frame)
        last = threading.Timer(_SECONDS_TO_STOP, os._exit, (0,))
        last.daemon = True
        last.start()


def _prepare(desk: Desk) -> None:
    """Load what the first visit counts, and then what the first question needs: one would hold up the other."""
    facets(desk.store)
    desk.warm()


def _listener(host: str, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in [port] if port else range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TRIED):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, candidate))
            listener.listen(_BACKLOG)  # two sockets may bind one port, and only one may listen
        except OSError as error:
            listener.close()
            if error.errno != errno.EADDRINUSE:
                raise ServeFailed(f"The page cannot listen on {host}:{candidate}: {error.strerror}.") from error
            continue
        return listener
    taken = f"Port {port} is" if port else f"The ports {DEFAULT_PORT} to {DEFAULT_PORT + _PORTS_TRIED - 1} are"
    raise ServeFailed(f"{taken} taken; choose another with --port.")
