"""What the page and programs ask of the desk: each body is checked, counted, and answered by a worker in its time."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ValidationError

from assistant.answer import Answer
from corpus.errors import RefdeskError
from corpus.filters import Filters
from ui.conversation.page_functions import PageFunctions
from ui.conversation.page_requests import AskRequest, PageRequest
from ui.desk import Desk
from ui.gaps import noted
from ui.terminal.ask import ask_all
from ui.web.allowance import Allowance, AskedTooMuch, retry_after
from ui.web.api import EXAMPLE, AskedByJson, AskedWrongly, asked_by_client, problem
from ui.web.workers import Workers

Asked = TypeVar("Asked", bound=BaseModel)
Result = TypeVar("Result")
Part = dict[str, Any]  # of what the page is told of an answer

_SECONDS = 60
_SECONDS_TO_LOAD = 900  # the model, and the vectors of a collection that is new
_STATUS: dict[type[RefdeskError], int] = {AskedWrongly: 422, AskedTooMuch: 429}  # of others 503
_NOT_KEPT = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


class Asking:
    """The addresses at which one desk is asked."""

    def __init__(self, desk: Desk, functions: PageFunctions, allowance: Allowance) -> None:
        self._desk, self._functions, self._allowance = desk, functions, allowance
        self._workers = Workers()

    def add_to(self, app: FastAPI) -> None:
        """Serve the addresses, and say in one sentence why what is asked there is refused."""
        app.post("/api/ask")(self._ask_by_json)
        app.post("/page/ask")(self._ask_from_page)
        for function, form in self._functions.all().items():
            app.post(f"/page/{function.__name__}")(self._called(function, form))
        app.add_exception_handler(RefdeskError, _refused)

    async def ask(self, question: object) -> dict[str, Any]:
        """Return the answer to a question of a client of Gradio's, as JSON."""

        def answered() -> dict[str, Any]:
            return self._noted(self._desk.assistant.ask(asked_by_client(question).question, (), Filters())).as_json()

        return await self._workers.run(answered, self._seconds)

    async def _ask_by_json(self, request: Request) -> Response:
        def answered(asked: AskedByJson) -> dict[str, Any]:
            answer = ask_all(self._desk.assistant, asked.question, asked.history, asked.filters)
            return self._noted(answer).as_json()

        return JSONResponse(await self._answered(request, AskedByJson, answered, EXAMPLE))

    async def _ask_from_page(self, request: Request) -> Response:
        """Answer with events: the records that are read, as soon as they are found, and then the turn."""
        told: asyncio.Queue[Part | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def tell(part: Part) -> None:
            loop.call_soon_threadsafe(told.put_nowait, part)

        def answered(asked: AskRequest) -> Part:
            return self._functions.ask(asked, tell)

        def ended(done: asyncio.Task[Part]) -> None:
            told.put_nowait(None)
            if not done.cancelled():
                done.exception()  # which nobody looks at where the reader has gone

        answering = asyncio.create_task(self._answered(request, AskRequest, answered))
        answering.add_done_callback(ended)
        first = await told.get()
        if first is None:
            answering.result()  # what is refused at once is no stream yet
        return StreamingResponse(_events(first, told, answering), media_type="text/event-stream", headers=_NOT_KEPT)

    def _called(
        self, function: Callable[[Any], Any], form: type[PageRequest]
    ) -> Callable[[Request], Awaitable[Response]]:
        async def called(request: Request) -> Response:
            return JSONResponse(await self._answered(request, form, function))

        return called

    async def _answered(
        self, request: Request, form: type[Asked], function: Callable[[Asked], Result], example: str = ""
    ) -> Result:
        body, client = await request.body(), request.client.host if request.client else ""

        def answered() -> Result:
            try:
                asked = form.model_validate_json(body)
            except ValidationError as error:
                raise AskedWrongly(problem(error, example)) from error
            self._allowance.take(client, _asked_again(asked))
            return function(asked)

        return await self._workers.run(answered, self._seconds)

    def _noted(self, answer: Answer) -> Answer:
        return noted(self._desk.settings.folder, self._desk.store, answer)

    @property
    def _seconds(self) -> float:
        return _SECONDS if self._desk.ready else _SECONDS_TO_LOAD


async def _events(
    first: Part | None,
    told: "asyncio.Queue[Part | None]",
    answering: "asyncio.Task[Part]",
) -> AsyncIterator[str]:
    try:
        part = first
        while part is not None:
            yield _event(part)
            part = await told.get()
        try:
            yield _event(answering.result())
        except RefdeskError as error:
            yield _event({"status": _status(error)})
    finally:
        answering.cancel()  # where the reader has gone


def _event(part: Part) -> str:
    return f"data: {json.dumps(part, ensure_ascii=False)}\n\n"


def _asked_again(asked: BaseModel) -> int:
    """Return how many questions of a conversation are asked before the one that is new."""
    if isinstance(asked, AskedByJson):
        return len(asked.history)
    return sum(not kept.whole for kept in asked.history) if isinstance(asked, PageRequest) else 0


def _status(error: RefdeskError) -> int:
    return _STATUS.get(type(error), 503)


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RefdeskError)
    status = _status(error)
    return JSONResponse({"error": str(error)}, status, retry_after(status))
