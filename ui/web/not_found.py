"""The page for an address at which nothing stands, in place of the JSON that the framework answers with."""

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class NotFoundPage:
    """Pure ASGI middleware: a browser that looks for a page and finds none gets one that says so."""

    def __init__(self, app: ASGIApp, page: Callable[[str | None], str]) -> None:
        """Take what makes the page from the request's Accept-Language."""
        self._app, self._page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and replace the JSON of an answer 404."""
        asked = Headers(scope=scope) if scope["type"] == "http" and scope["method"] == "GET" else Headers()
        if "text/html" not in asked.get("accept", ""):
            await self._app(scope, receive, send)
            return
        is_replaced = False

        async def send_page(message: Message) -> None:
            nonlocal is_replaced
            if message["type"] == "http.response.start" and message["status"] == 404:
                is_replaced = "json" in Headers(raw=message["headers"]).get("content-type", "")
            if not is_replaced:
                await send(message)
            elif message["type"] == "http.response.body" and not message.get("more_body"):
                await HTMLResponse(self._page(asked.get("accept-language")), 404)(scope, receive, send)

        await self._app(scope, receive, send_page)
