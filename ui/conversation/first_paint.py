"""The page as it is first sent: our own HTML stands in Gradio's document, and is painted before Gradio has loaded."""

import re
from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.pages.document import style_sheet, theme_script
from ui.words.strings import direction, language_of

_STYLES = ("tokens.css", "document.css", "desk.css")
# What Gradio says of itself to other sites.
_ADVERTISING = re.compile(r'<meta\s+(?:property|name)="(?:og|twitter):[^>]*>\s*')
Shell = Callable[[Request, str], str]


class FirstPaint:
    """Pure ASGI middleware: puts the shell and its styles into the document that Gradio serves at `/`."""

    def __init__(self, app: ASGIApp, shell: Shell) -> None:
        self._app, self._shell = app, shell

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

    def _filled(self, html: str, request: Request) -> str:
        language = language_of(request.headers.get("accept-language"))
        styles = "\n".join(style_sheet(name) for name in _STYLES)
        head = (
            '<link rel="icon" href="/page/icon.svg" type="image/svg+xml">'
            '<link rel="modulepreload" href="/page/desk.js"><link rel="modulepreload" href="/page/browser.js">'
            f"<script>{theme_script()}</script><style>{styles}</style>"
        )
        html = _ADVERTISING.sub("", html)
        html = html.replace('lang="en"', f'lang="{language}" dir="{direction(language)}"', 1)
        html = html.replace("</head>", f"{head}</head>", 1)
        return html.replace("<gradio-app", f"{self._shell(request, language)}<gradio-app", 1)
