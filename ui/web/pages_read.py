"""Pages that read the collection are served to one client only so fast; files of the page itself cost nothing."""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.web.allowance import Allowance, AskedTooMuch, client_of, retry_after

_READING = ("/explore", "/publications/", "/references.", "/manage")


class PagesRead:
    """Pure ASGI middleware: refuses pages to a client that has asked for more than the allowance says."""

    def __init__(self, app: ASGIApp, allowance: Allowance) -> None:
        self._app, self._allowance = app, allowance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        reads = scope["type"] == "http" and (scope["path"] == "/" or scope["path"].startswith(_READING))
        if reads and scope["method"] in ("GET", "HEAD"):
            try:
                self._allowance.take(client_of(scope))
            except AskedTooMuch:
                said = "Too many pages at once. Wait a moment, then load this page again."
                await PlainTextResponse(said, 429, retry_after(429))(scope, receive, send)
                return
        await self._app(scope, receive, send)
