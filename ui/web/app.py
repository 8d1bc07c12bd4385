"""The web application: the page, the pages of the records and of the catalogue, and the JSON interface."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.sse import EventSourceResponse
from starlette.middleware.gzip import GZipMiddleware

from assistant.assistant import LONGEST_QUESTION
from corpus.filters import Filters
from corpus.publication import Publication
from corpus.references import bibtex, csl, ris
from ui.conversation.page_functions import PageFunctions
from ui.conversation.shell import shell_html
from ui.conversation.starters import Starters
from ui.desk import Desk
from ui.pages.explore import explore_page
from ui.pages.explore_query import explore_query
from ui.pages.records import missing_page, missing_record_page, record_page
from ui.terminal.ask import ask_all
from ui.web.api import AskedByJson, asked_by_client, problem
from ui.web.first_paint import FirstPaint
from ui.web.gradio_page import gradio_page, mount, with_shell
from ui.web.not_found import NotFoundPage
from ui.web.security import RateLimit, SafeHeaders
from ui.words.strings import direction, language_of

_STATIC = Path(__file__).parents[1] / "static"
_SCRIPTS = {path.name: path for path in sorted((_STATIC / "scripts").glob("*.js"))}
_FILES = {**_SCRIPTS, "icon.svg": _STATIC / "icon.svg"}
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml"}
_NEAREST_SHOWN = 3
_SMALLEST_ZIPPED = 1_000


def create_app(desk: Desk) -> FastAPI:
    """Return the application for one desk; it serves at once and loads the model with the first question."""
    app = FastAPI(title="refdesk", docs_url=None, redoc_url=None, openapi_url=None)
    _add_checks(app, desk)
    _add_records(app, desk)
    _add_catalogue(app, desk)
    _add_files(app)
    _add_page(app, desk)
    app.add_middleware(RateLimit)
    app.add_middleware(SafeHeaders)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_ZIPPED)
    return app


def _add_page(app: FastAPI, desk: Desk) -> None:
    begin = Starters(desk)
    functions = PageFunctions(desk, begin)

    # What Gradio calls for a component returns once; an answer is told step by step.
    app.post("/page/ask", response_class=EventSourceResponse)(functions.ask)

    def filled(document: str, request: Request) -> str:
        language, pairs = language_of(request.headers.get("accept-language")), request.query_params
        filters = explore_query(pairs.multi_items()).filters
        question = pairs.get("q", "")[:LONGEST_QUESTION]
        shell = shell_html(desk.store, begin, filters, question, language, english_only=not desk.settings.model)
        return with_shell(document, shell, language, direction(language), list(_SCRIPTS))

    def ask(question: str) -> dict[str, Any]:
        return desk.assistant.ask(asked_by_client(question).question, (), Filters()).as_json()

    mount(app, gradio_page(functions.all(), ask))
    app.add_middleware(FirstPaint, filled=filled)
    app.add_middleware(
        NotFoundPage, page=lambda wanted: missing_page(desk.store.setting("name") or "", language_of(wanted))
    )


def _add_files(app: FastAPI) -> None:
    @app.get("/page/{name}")
    def file(name: str) -> Response:
        if name not in _FILES:
            return PlainTextResponse("There is no such file.", status_code=404)
        return FileResponse(_FILES[name], media_type=_TYPES[_FILES[name].suffix], headers={"Cache-Control": "no-cache"})


def _add_checks(app: FastAPI, desk: Desk) -> None:
    @app.get("/healthz")
    def healthz() -> dict[str, Any]:
        return {"status": "ok", "model": "ready" if desk.ready else "loading", "publications": desk.store.count()}

    @app.post("/api/ask")
    def ask(asked: AskedByJson) -> JSONResponse:
        answer = ask_all(desk.assistant, asked.question, asked.history, asked.filters)
        return JSONResponse(answer.as_json())

    @app.exception_handler(RequestValidationError)
    def refused(request: Request, error: RequestValidationError) -> JSONResponse:
        return JSONResponse({"error": problem(error.errors())}, status_code=422)


def _add_records(app: FastAPI, desk: Desk) -> None:
    writers = {
        "bib": (bibtex, "application/x-bibtex"),
        "ris": (ris, "application/x-research-info-systems"),
        "json": (csl, "application/vnd.citationstyles.csl+json"),
    }

    def attachment(publications: Sequence[Publication], name: str, suffix: str) -> Response:
        write, media = writers[suffix]
        named = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
        return Response(write(publications), media_type=f"{media}; charset=utf-8", headers=named)

    @app.get("/references.{suffix}")
    def references(suffix: str, request: Request) -> Response:
        publications = desk.store.get_many([i for i in request.query_params.getlist("id") if desk.store.get(i)])
        if not publications or suffix not in writers:
            return PlainTextResponse("Name records, as in /references.ris?id=…", status_code=404)
        return attachment(publications, "references", suffix)

    @app.get("/publications/{name}")
    def record(name: str, request: Request) -> Response:
        """Serve the page of the record, or its file where a suffix follows the id, which may hold dots itself."""
        language, collection = language_of(request.headers.get("accept-language")), desk.store.setting("name") or ""
        if publication := desk.store.get(name):
            nearest, sentences = desk.nearest(publication, _NEAREST_SHOWN), desk.store.sentences(name)
            return HTMLResponse(record_page(publication, sentences, nearest, collection, language))
        stem, _, suffix = name.rpartition(".")
        if suffix in writers and (publication := desk.store.get(stem)):
            return attachment([publication], stem, suffix)
        return HTMLResponse(missing_record_page(name, collection, language), status_code=404)


def _add_catalogue(app: FastAPI, desk: Desk) -> None:
    @app.get("/explore")
    def explore(request: Request) -> HTMLResponse:
        language = language_of(request.headers.get("accept-language"))
        return HTMLResponse(explore_page(desk.store, explore_query(request.query_params.multi_items()), language))
