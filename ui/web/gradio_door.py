"""Which of Gradio's addresses are open, and in which form they are spoken to; a part of what is known of its inside."""

import re
from typing import Annotated, Literal

import gradio as gr
from pydantic import BaseModel, Field, ValidationError
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.web.api import problem

# What the page and `gradio_client` need of Gradio's addresses. The others take files, fetch addresses, run recordings
# through ffmpeg, ask the hub with a token that lies on the machine, or show how often the desk is asked.
_OPEN = re.compile(
    r"(?:GET|HEAD) /(?:(?:assets|static)/.*|config|favicon\.ico|manifest\.json|theme\.css)?"
    r"|GET /gradio_api/(?:info|queue/data)"
    r"|POST /gradio_api/queue/join"
)
_LONGEST = 20_000  # characters that are taken at all; of a question that is too long the answer says so
_MOST_SESSIONS = 200  # of clients whose answers are kept until they fetch them


class _Call(BaseModel):
    """What `gradio_client` posts to ask: to the one function that there is, one question."""

    data: tuple[Annotated[str, Field(max_length=_LONGEST)]]
    fn_index: Literal[0]
    session_hash: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class GradioDoor:
    """Pure ASGI middleware around Gradio: passes on requests to the addresses that are open, in the form they need."""

    def __init__(self, app: ASGIApp, page: gr.Blocks) -> None:
        self._app, self._page = app, page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        sessions = self._page._queue.pending_messages_per_session
        refused: tuple[int, dict[str, str]] | None = None
        if scope["type"] != "http" or not _OPEN.fullmatch(f"{scope['method']} {path}"):
            refused = 404, {"detail": "Not Found"}
        elif path == "/gradio_api/queue/data":
            # Gradio would print a traceback for any other session.
            if QueryParams(scope["query_string"]).get("session_hash") not in sessions:
                refused = 404, {"error": "Nothing was asked in that session."}
        elif path == "/gradio_api/queue/join":
            try:
                call = _Call.model_validate_json(await Request(scope, receive).body())
            except ValidationError as error:
                refused = 422, {"error": problem(error)}
            else:
                receive = _once(call.model_dump_json().encode())
                while len(sessions) >= _MOST_SESSIONS:
                    forgotten = next(iter(sessions))
                    del sessions[forgotten]
                    self._page._queue.pending_event_ids_session.pop(forgotten, None)
        else:
            # Gradio looks for a page or a kept state of its own in the query of any of these.
            scope = {**scope, "query_string": b""}
        await (JSONResponse(refused[1], refused[0]) if refused else self._app)(scope, receive, send)


def _once(body: bytes) -> Receive:
    whole: list[Message] = [{"type": "http.request", "body": body}]

    async def read() -> Message:
        return whole.pop() if whole else {"type": "http.disconnect"}

    return read
