"""The page as it is first sent: our own HTML stands in Gradio's document, and is painted before Gradio has loaded."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

Filled = Callable[[str, Request], str]


class FirstPaint:
    """Pure ASGI middleware: the document that is served at `/` is sent as `filled` makes it."""

    def __init__(self, app: ASGIApp, filled: Filled) -> None:
        """Take what makes the page from Gradio's document and the request."""
        self._app, self._filled = app, filled

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on everything but a request for the page itself."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        started: list[Message] = []
        body = bytearray()

        async def collect(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.append(message)
                return
            if message["type"] != "http.response.body":
                await send(message)
                return
            body.extend(message.get("body", b""))
            if message.get("more_body"):
                return
            whole = bytes(body)
            if "text/html" in Headers(scope=started[0]).get("content-type", ""):
                # Reading a large collection takes its time, in which other readers are served.
                whole = (await run_in_threadpool(self._filled, whole.decode(), Request(scope))).encode()
                MutableHeaders(scope=started[0])["content-length"] = str(len(whole))
            await send(started[0])
            await send({"type": "http.response.body", "body": whole})

        await self._app(scope, receive, collect)
