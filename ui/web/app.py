"""The web application: the page, the pages of the records and of the catalogue, and the JSON interface."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse
from starlette.middleware.gzip import GZipMiddleware

from assistant.assistant import LONGEST_QUESTION
from corpus.publication import Publication
from corpus.writers.exports import EXPORTS
from ui.conversation.history import MOST_SHOWN
from ui.conversation.page_functions import PageFunctions
from ui.conversation.shell import shell_html
from ui.conversation.starters import Starters
from ui.desk import Desk
from ui.pages.explore import explore_page, searched
from ui.pages.explore_query import explore_query
from ui.pages.records import missing_page, missing_record_page, record_page
from ui.web.allowance import Allowance
from ui.web.asking import Asking
from ui.web.first_paint import FirstPaint
from ui.web.gradio_page import gradio_page, mount, with_shell
from ui.web.manage import add_manage
from ui.web.not_found import NotFoundPage
from ui.web.origin import OwnSite
from ui.web.pages_read import PagesRead
from ui.web.posts import Posts
from ui.web.security import SafeHeaders
from ui.words.strings import direction, language_of, text

_STATIC = Path(__file__).parents[1] / "static"
_SCRIPTS = {path.name: path for path in sorted((_STATIC / "scripts").glob("*.js"))}
_FILES = {**_SCRIPTS, "icon.svg": _STATIC / "icon.svg"}
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml"}
_NEAREST_SHOWN = 3
# Of one file; a larger list takes seconds to write.
_MOST_EXPORTED = 5_000
_SMALLEST_ZIPPED = 1_000
# A page takes a few hundredths of a second, a question ten times as long; several readers may share an address.
_PAGES_AT_ONCE, _PAGES_A_SECOND = 300, 20


def create_app(desk: Desk) -> FastAPI:
    """Return the application for one desk; it serves at once and loads the model with the first question."""
    app = FastAPI(title="refdesk", docs_url=None, redoc_url=None, openapi_url=None)
    allowance = Allowance()
    _add_health(app, desk)
    _add_records(app, desk)
    _add_catalogue(app, desk)
    _add_files(app)
    add_manage(app, desk)
    _add_page(app, desk, allowance)
    app.add_middleware(Posts, allowance=allowance)
    app.add_middleware(PagesRead, allowance=Allowance(_PAGES_AT_ONCE, _PAGES_A_SECOND))
    app.add_middleware(OwnSite, names=(desk.settings.host, *desk.settings.allowed_hosts))
    app.add_middleware(SafeHeaders)
    app.add_middleware(GZipMiddleware, minimum_size=_SMALLEST_ZIPPED)
    return app


def _add_page(app: FastAPI, desk: Desk, allowance: Allowance) -> None:
    begin = Starters(desk)
    # Not through Gradio's address for components, which takes any body and answers a wrong one with an error page.
    asking = Asking(desk, PageFunctions(desk, begin), allowance)
    asking.add_to(app)

    def filled(document: str, request: Request) -> str:
        language, pairs = language_of(request.headers.get("accept-language")), request.query_params
        filters = explore_query(pairs.multi_items()).filters
        question = pairs.get("q", "")[:LONGEST_QUESTION]
        shell = shell_html(desk.store, begin, filters, question, language, _languages(desk, language))
        return with_shell(document, shell, language, direction(language), list(_SCRIPTS))

    mount(app, gradio_page(asking.ask))
    app.add_middleware(FirstPaint, filled=filled)
    app.add_middleware(
        NotFoundPage, page=lambda wanted: missing_page(desk.store.setting("name") or "", language_of(wanted))
    )


def _languages(desk: Desk, language: str) -> str:
    """Return the key of the line that says in which languages questions are read, or nothing."""
    if desk.reads_languages:
        return "empty.languages"
    return "empty.language" if language != "en" and not desk.settings.model else ""


def _add_files(app: FastAPI) -> None:
    @app.get("/page/{name}")
    def file(name: str) -> Response:
        if name not in _FILES:
            return PlainTextResponse("There is no such file.", status_code=404)
        return FileResponse(_FILES[name], media_type=_TYPES[_FILES[name].suffix], headers={"Cache-Control": "no-cache"})


def _add_health(app: FastAPI, desk: Desk) -> None:
    @app.get("/healthz")
    async def healthz() -> dict[str, Any]:
        """Answer at once: in no thread, which the pages may all hold, since counting takes well under a millisecond."""
        return {"status": "ok", "model": "ready" if desk.ready else "loading", "publications": desk.store.count()}


def _attachment(publications: Sequence[Publication], name: str, suffix: str) -> Response:
    export = EXPORTS[suffix]
    named = {"Content-Disposition": f'attachment; filename="{name}.{suffix}"'}
    return Response(export.write(publications), media_type=f"{export.media}; charset=utf-8", headers=named)


def _add_records(app: FastAPI, desk: Desk) -> None:
    @app.get("/references.{suffix}")
    def references(suffix: str, request: Request) -> Response:
        ids = list(dict.fromkeys(request.query_params.getlist("id")))
        if len(ids) > MOST_SHOWN:
            return PlainTextResponse(f"Name {MOST_SHOWN} records at most.", status_code=400)
        publications = desk.store.get_many(ids)
        if not publications or suffix not in EXPORTS:
            return PlainTextResponse("Name records, as in /references.ris?id=…", status_code=404)
        return _attachment(publications, "references", suffix)

    @app.get("/publications/{name}")
    def record(name: str, request: Request) -> Response:
        """Serve the page of the record, or its file where a suffix follows the id, which may hold dots itself."""
        language, collection = language_of(request.headers.get("accept-language")), desk.store.setting("name") or ""
        if publication := desk.store.get(name):
            nearest, sentences = desk.nearest(publication, _NEAREST_SHOWN), desk.store.sentences(name)
            return HTMLResponse(record_page(publication, sentences, nearest, collection, language))
        stem, _, suffix = name.rpartition(".")
        if suffix in EXPORTS and (publication := desk.store.get(stem)):
            return _attachment([publication], stem, suffix)
        return HTMLResponse(missing_record_page(name, collection, language), status_code=404)


def _add_catalogue(app: FastAPI, desk: Desk) -> None:
    @app.get("/explore")
    def explore(request: Request) -> HTMLResponse:
        language = language_of(request.headers.get("accept-language"))
        return HTMLResponse(explore_page(desk.store, explore_query(request.query_params.multi_items()), language))

    @app.get("/explore.{suffix}")
    def listed(suffix: str, request: Request) -> Response:
        """Serve all records of a list as a file."""
        language = language_of(request.headers.get("accept-language"))
        query = explore_query(request.query_params.multi_items())
        if suffix not in EXPORTS:
            return PlainTextResponse(text("page.missing", language), status_code=404)
        publications = desk.store.page(searched(desk.store, query), query.sort, 0, _MOST_EXPORTED + 1)
        if len(publications) > _MOST_EXPORTED:
            return PlainTextResponse(text("explore.too_many", language, count=_MOST_EXPORTED), status_code=400)
        return _attachment(publications, "publications", suffix)
