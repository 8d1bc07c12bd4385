"""What every response says to the browser, the addresses that are closed, and how much one reader may ask."""

from time import monotonic

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.gradio_page import CLOSED_ADDRESSES, SCRIPT_SOURCES

# Nothing may be loaded from, or sent to, anywhere but this server.
_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src {SCRIPT_SOURCES}",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_CLIENTS_KEPT = 10_000


class SafeHeaders:
    """Pure ASGI middleware: adds the headers to every response and closes what the page does not use."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer that the address is closed."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if scope["path"].startswith(CLOSED_ADDRESSES):
            await PlainTextResponse("Closed: this desk takes no files.", status_code=404)(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        await self._app(scope, receive, send_safely)


class RateLimit:
    """Pure ASGI middleware: answers 429 to a client that posts more than `burst` requests at once.

    A client regains `per_second` requests each second. A body that says it is longer than `longest` bytes gets 413.
    """

    def __init__(self, app: ASGIApp, burst: int = 60, per_second: float = 2.0, longest: int = 4_000_000) -> None:
        self._app, self._burst, self._per_second, self._longest = app, burst, per_second, longest
        self._left: dict[str, tuple[float, float]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] == "http" and scope["method"] == "POST":
            # A body that does not say its length could go on for ever; browsers always say it.
            length = Headers(scope=scope).get("content-length", "")
            if not length.isdigit() or int(length) > self._longest:
                await PlainTextResponse("That is too much text.", status_code=413)(scope, receive, send)
                return
            if not self._may((scope.get("client") or ("",))[0]):
                busy = {"Retry-After": "5"}
                await PlainTextResponse("Too many questions at once.", 429, busy)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _may(self, client: str) -> bool:
        now = monotonic()
        if len(self._left) > _CLIENTS_KEPT:
            self._left.clear()
        left, since = self._left.get(client, (float(self._burst), now))
        left = min(self._burst, left + (now - since) * self._per_second)
        self._left[client] = (left - 1 if left >= 1 else left, now)
        return left >= 1
