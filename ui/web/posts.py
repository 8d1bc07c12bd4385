"""What is posted is taken in whole, in time, and no more than a conversation holds, or an upload of the owner."""

import asyncio

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.uploads import LARGEST_UPLOAD
from ui.web.allowance import Allowance, AskedTooMuch, client_of, retry_after

_LONGEST_BODY = 4_000_000  # bytes
# What is long takes long to read; a conversation of real answers has some 100 kB, and counts as one question.
_BYTES_OF_A_QUESTION = 200_000
_SECONDS_TO_SEND = 20
# The owner's pages are plain forms; whose they are is checked before (`origin.py`), and who the owner is after.
_OWNERS = "/manage/"
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_LONGEST_FORM = LARGEST_UPLOAD + 1_000_000
_BYTES_OF_A_FORM = 4_000_000
_SECONDS_TO_UPLOAD = 120
_TOO_LONG = (413, "That is too much text.")


class Posts:
    """Pure ASGI middleware: passes on a body of JSON as one message, and refuses any other, saying why.

    A client may post as much as the allowance says.
    """

    def __init__(self, app: ASGIApp, allowance: Allowance) -> None:
        self._app, self._allowance = app, allowance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        status, said, body = await self._taken(scope, receive)
        if said:
            # The rest of the body is not waited for.
            refused = JSONResponse({"error": said}, status, {"Connection": "close", **retry_after(status)})
            await refused(scope, receive, send)
            return
        whole: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def read() -> Message:
            return whole.pop() if whole else await receive()

        await self._app(scope, read, send)

    async def _taken(self, scope: Scope, receive: Receive) -> tuple[int, str, bytes]:
        """Return the body, or a status and why it is refused."""
        headers = Headers(scope=scope)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        is_form = kind in _FORMS and scope["path"].startswith(_OWNERS)
        # A body that does not say its length could go on for ever; browsers always say it.
        length = headers.get("content-length", "")
        longest = _LONGEST_FORM if is_form else _LONGEST_BODY
        if not length.isdecimal() or len(length) > 10 or int(length) > longest:
            return *_TOO_LONG, b""
        # A form of another site can send any other type without asking first.
        if kind != "application/json" and not is_form:
            return 415, "The body must be a JSON object, sent as application/json.", b""
        counted = int(length) // (_BYTES_OF_A_FORM if is_form else _BYTES_OF_A_QUESTION)
        try:
            self._allowance.take(client_of(scope), 1 + counted)
            return 200, "", await asyncio.wait_for(_body(receive), _SECONDS_TO_UPLOAD if is_form else _SECONDS_TO_SEND)
        except AskedTooMuch as error:
            return 429, str(error), b""
        except TimeoutError:
            return 408, "The body did not arrive in time.", b""


async def _body(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        body += message.get("body", b"")
        if message["type"] == "http.disconnect" or not message.get("more_body"):
            return bytes(body)
