"""Who may speak to the desk: its own pages and programs, and no page of another site that a reader has open.

Such a page can send requests to a desk on the reader's machine, and one whose name is made to mean that machine
(DNS rebinding) could read the answers.
"""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_LONGEST_QUERY = 64_000  # bytes: more than the longest question takes in any alphabet
_FORWARDED = (
    *(b"forwarded", b"via", b"x-real-ip"),
    *(b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-for", b"x-forwarded-prefix"),
)
# Tells in the scope of a request whether a proxy said that it passes it on.
FORWARDED = "refdesk.forwarded"


class OwnSite:
    """Pure ASGI middleware before every address: answers requests for this desk, from its own pages or from programs.

    `names` are those by which the desk is reached, besides the names and addresses of the machine itself.
    """

    def __init__(self, app: ASGIApp, names: Collection[str]) -> None:
        self._app = app
        self._names = {name.lower() for name in names}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close"})  # nothing here speaks over one
        elif refused := self._refused(scope):
            await JSONResponse({"error": refused[1]}, refused[0])(scope, receive, send)
        else:
            # What a proxy that is trusted says of the reader stands in the scope by now; from others it means nothing.
            headers = [header for header in scope["headers"] if header[0] not in _FORWARDED]
            forwarded = len(headers) < len(scope["headers"])
            await self._app({**scope, "headers": headers, FORWARDED: forwarded}, receive, send)

    def _refused(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not self._is_ours(_name(host), (scope.get("server") or ("",))[0]):
            return 421, "This desk is not known by that name: add it to the setting REFDESK_ALLOWED_HOSTS."
        if (origin is not None and not _same(origin, host)) or not _from_own_page(scope["method"], headers):
            return 403, "Pages of other sites may not use this desk."
        if len(scope["query_string"]) > _LONGEST_QUERY:
            return 414, "That address is too long."
        return None

    def _is_ours(self, name: str, served_at: str) -> bool:
        # An address stands for itself; only a name can be made to mean another machine.
        return name != "" and (name in self._names or name in ("localhost", served_at) or _is_loopback(name))


def _from_own_page(method: str, headers: Headers) -> bool:
    """Tell whether a browser says that its own page sends this, or follows a link; programs say nothing of it."""
    site = headers.get("sec-fetch-site", "none")
    follows = method in ("GET", "HEAD") and headers.get("sec-fetch-mode") == "navigate"
    return site in ("same-origin", "none") or follows


def _same(origin: str, host: str) -> bool:
    try:
        return urlsplit(origin).netloc.lower() == host.lower() != ""
    except ValueError:
        return False


def _name(host: str) -> str:
    """Return the name or address of a Host header, without its port and the brackets of IPv6."""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
