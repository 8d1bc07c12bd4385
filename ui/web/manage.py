"""The owner's routes: what comes in (`imports`), and the collections."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from assistant.evidence.threshold import choose
from corpus.errors import RefdeskError
from corpus.reasons.system import system_reason
from ui.collections import ABOUT, collections, describe, new, use
from ui.desk import Desk
from ui.importing import take_back
from ui.pages.manage import closed_page, manage_page
from ui.web.gaps import GapsRoutes
from ui.web.imports import Imports
from ui.web.owner import Name, NotTheOwner, check_owner, see
from ui.words.reasons import told
from ui.words.strings import language_of, text


def add_manage(app: FastAPI, desk: Desk) -> None:
    """Add the owner's pages for the desk."""
    manage, imports, gaps = _Manage(desk), Imports(desk), GapsRoutes(desk)

    class OwnersRoute(APIRoute):
        """Says what was refused on the owner's page, and to anybody else that it is closed."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def answer(request: Request) -> Response:
                try:
                    return await handle(request)
                except NotTheOwner:
                    return manage.closed(request)
                except OSError as error:
                    failed = RefdeskError(system_reason(error, str(desk.settings.folder)))
                    return await run_in_threadpool(manage.refused, request, failed)
                except RefdeskError as error:
                    return await run_in_threadpool(manage.refused, request, error)

            return answer

    router = APIRouter(prefix="/manage", route_class=OwnersRoute)
    router.get("")(manage.page)
    router.get("/gaps")(gaps.page)
    router.get("/gaps.csv")(gaps.file)
    router.get("/preview/{name}")(imports.preview)
    router.get("/progress/{name}")(imports.progress)
    router.get("/template.{kind}")(imports.template)
    router.get("/rejected/{name}")(imports.rejected)
    posts: dict[str, Callable[..., Any]] = {
        "preview": imports.take,
        "fetch": imports.fetch,
        "leave": imports.leave,
        "map": imports.read_again,
        "import": imports.start,
        "undo": manage.undo,
        "about": manage.describe,
        "answering": manage.choose,
        "gaps/keep": gaps.keep,
        "gaps/clear": gaps.clear,
        "use": manage.use,
        "new": manage.new,
    }
    for path, act in posts.items():
        router.post(f"/{path}")(act)
    app.include_router(router)


class _Manage:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def closed(self, request: Request) -> Response:
        """Say that the page is the owner's, and ask for the password where there is one."""
        has_password = self._desk.settings.owner_password is not None
        page = closed_page(self._desk.store.setting("name") or "", language_of(request.headers.get("accept-language")))
        asks = {"WWW-Authenticate": 'Basic realm="refdesk", charset="UTF-8"'} if has_password else {}
        return HTMLResponse(page, status_code=401 if has_password else 403, headers=asks)

    def refused(self, request: Request, error: RefdeskError) -> Response:
        """Say on the owner's page what was refused and why."""
        return self._page(request, refused=told(error.said, check_owner(request, self._desk.settings)), status=400)

    def page(self, request: Request, done: str = "") -> Response:
        """Serve the page; `done` names what was just done."""
        language = check_owner(request, self._desk.settings)
        known = ("undo", "about", "use", "new")
        return self._page(request, notice=text(f"manage.done_{done}", language) if done in known else "")

    def _page(self, request: Request, notice: str = "", refused: str = "", status: int = 200) -> Response:
        language = check_owner(request, self._desk.settings)
        listed = collections(self._desk.settings)
        page = manage_page(self._desk.store, listed, language, notice, refused)
        return HTMLResponse(page, status_code=status, headers={"Cache-Control": "no-store"})

    def undo(self, request: Request) -> Response:
        """Take the last import or removal back."""
        language = check_owner(request, self._desk.settings)
        if take_back(self._desk.store, self._desk.engine) is None:
            raise RefdeskError(text("manage.nothing_to_undo", language))
        return see("/manage?done=undo")

    async def describe(self, request: Request) -> Response:
        """Let the collection say this about itself."""
        check_owner(request, self._desk.settings)
        form = await request.form(max_files=0, max_fields=20)
        given = {key: str(form[key]).replace("\r\n", "\n") for key in ABOUT if key in form}
        await run_in_threadpool(partial(describe, self._desk.store, **given))
        return see("/manage?done=about")

    def choose(self, request: Request, choice: Name = "") -> Response:
        """Let the desk answer more or less readily on this collection."""
        check_owner(request, self._desk.settings)
        choose(self._desk.store, choice)
        return see("/manage?done=about")

    def use(self, request: Request, name: Name) -> Response:
        """Open another collection, now and from now on."""
        check_owner(request, self._desk.settings)
        self._desk.move_to(use(self._desk.settings, name))
        return see("/manage?done=use")

    def new(self, request: Request, name: Name) -> Response:
        """Begin an empty collection, and open it."""
        check_owner(request, self._desk.settings)
        self._desk.move_to(new(self._desk.settings, name))
        return see("/manage?done=new")
