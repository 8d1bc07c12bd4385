"""The owner's routes: what is sent to them is looked at first, and imported only when the owner says so."""

from collections.abc import Callable, Coroutine
from functools import partial
from pathlib import PurePath
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from corpus.collection import load_default
from corpus.draft import Labels
from corpus.errors import RefdeskError
from corpus.formats.source_file import SourceFile
from corpus.importing.rejected import rejected_data, rejected_name
from corpus.writers.template import template_csv, template_xlsx
from embeddings.engine import Progress
from ui.collections import ABOUT, begun, collections, describe, new, use
from ui.desk import Desk
from ui.importing import bring_in, take_back
from ui.pages.manage import closed_page, manage_page, preview_page, progress_page
from ui.uploads import LARGEST_UPLOAD, MOST_FILES, Upload, Uploads
from ui.web.owner import is_owner
from ui.words.strings import language_of, text

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAP = "map."
_KEEP = "-"
_Name = Annotated[str, Form(max_length=200)]


class NotTheOwner(Exception):
    """A request to the owner's pages from somebody else."""


def add_manage(app: FastAPI, desk: Desk) -> None:
    """Add the owner's pages for the desk."""
    manage = _Manage(desk)

    class OwnersRoute(APIRoute):
        """Says what was refused on the owner's page, and to anybody else that it is closed."""

        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            handle = super().get_route_handler()

            async def answer(request: Request) -> Response:
                try:
                    return await handle(request)
                except NotTheOwner:
                    return manage.closed(request)
                except RefdeskError as error:
                    return await run_in_threadpool(manage.refused, request, error)

            return answer

    router = APIRouter(prefix="/manage", route_class=OwnersRoute)
    router.get("")(manage.page)
    router.get("/preview/{name}")(manage.preview)
    router.get("/progress/{name}")(manage.progress)
    router.get("/template.{kind}")(manage.template)
    router.get("/rejected/{name}")(manage.rejected)
    posts: dict[str, Callable[..., Any]] = {
        "preview": manage.take,
        "map": manage.read_again,
        "import": manage.start,
        "undo": manage.undo,
        "about": manage.describe,
        "use": manage.use,
        "new": manage.new,
    }
    for path, act in posts.items():
        router.post(f"/{path}")(act)
    app.include_router(router)


class _Manage:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._uploads = Uploads()

    # --- Who may ---------------------------------------------------------------------------------------------------

    def _check(self, request: Request) -> str:
        """Return the language of the owner's page; raises `NotTheOwner`."""
        if not is_owner(request, self._desk.settings):
            raise NotTheOwner
        return language_of(request.headers.get("accept-language"))

    def closed(self, request: Request) -> Response:
        """Say that the page is the owner's, and ask for the password where there is one."""
        has_password = self._desk.settings.owner_password is not None
        page = closed_page(self._desk.store.setting("name") or "", language_of(request.headers.get("accept-language")))
        asks = {"WWW-Authenticate": 'Basic realm="refdesk", charset="UTF-8"'} if has_password else {}
        return HTMLResponse(page, status_code=401 if has_password else 403, headers=asks)

    def refused(self, request: Request, error: RefdeskError) -> Response:
        """Say on the owner's page what was refused and why."""
        return self._page(request, refused=str(error), status=400)

    # --- Pages -----------------------------------------------------------------------------------------------------

    def page(self, request: Request, done: str = "") -> Response:
        """Serve the page; `done` names what was just done."""
        language = self._check(request)
        known = ("undo", "about", "use", "new")
        return self._page(request, notice=text(f"manage.done_{done}", language) if done in known else "")

    def _page(self, request: Request, notice: str = "", refused: str = "", status: int = 200) -> Response:
        language = self._check(request)
        listed = collections(self._desk.settings)
        page = manage_page(self._desk.store, listed, language, notice, refused)
        return HTMLResponse(page, status_code=status, headers={"Cache-Control": "no-store"})

    def preview(self, request: Request, name: str) -> Response:
        """Serve what the import of an upload will do."""
        language = self._check(request)
        # Nobody's own publications belong among the nine that refdesk comes with.
        begins = self._desk.store.setting("name") == load_default().name
        return HTMLResponse(preview_page(self._upload(name, language), self._desk.store, language, begins))

    def progress(self, request: Request, name: str) -> Response:
        """Serve how far the import of an upload is."""
        language = self._check(request)
        return HTMLResponse(progress_page(self._upload(name, language), self._desk.store, language))

    def template(self, request: Request, kind: str) -> Response:
        """Serve an empty table to fill in."""
        self._check(request)
        if kind == "csv":
            return _download(template_csv(), "text/csv; charset=utf-8", "refdesk-template.csv")
        return _download(template_xlsx(), _SPREADSHEET, "refdesk-template.xlsx")

    def rejected(self, request: Request, name: str) -> Response:
        """Serve the records of an upload that were rejected, to be mended and given again."""
        upload = self._upload(name, self._check(request))
        for source in upload.sources:
            if data := rejected_data(source):
                return _download(data, "text/plain; charset=utf-8", rejected_name(source))
        raise RefdeskError(text("manage.nothing_to_mend", language_of(request.headers.get("accept-language"))))

    def _upload(self, name: str, language: str) -> Upload:
        if (upload := self._uploads.get(name)) is None:
            raise RefdeskError(text("manage.upload_gone", language))
        return upload

    # --- Acts ------------------------------------------------------------------------------------------------------

    async def take(self, request: Request) -> Response:
        """Take files, and show what their import will do."""
        language = self._check(request)
        try:
            # What was sent lies in a file of the system's, which ends with the block.
            async with request.form(max_files=MOST_FILES, max_fields=10) as form:
                given = [value for _, value in form.multi_items() if isinstance(value, UploadFile) and value.filename]
                if sum(value.size or 0 for value in given) > LARGEST_UPLOAD:
                    raise RefdeskError(text("manage.too_large", language, size=str(LARGEST_UPLOAD // 2**20)))
                files = [SourceFile(PurePath(value.filename or "").name, await value.read()) for value in given]
        except MultiPartException as error:
            raise RefdeskError(text("manage.too_many", language, count=MOST_FILES)) from error
        if not files:
            raise RefdeskError(text("manage.no_file", language))
        upload = self._uploads.keep(files)
        await run_in_threadpool(upload.read, self._desk.store, upload.labels)
        return _see(f"/manage/preview/{upload.name}")

    async def read_again(self, request: Request) -> Response:
        """Read an upload again with what the owner says its columns mean."""
        language = self._check(request)
        form = await request.form(max_files=0, max_fields=500)
        upload = self._upload(str(form.get("upload", "")), language)
        labels: Labels = {
            key.removeprefix(_MAP): str(value)
            for key, value in form.multi_items()
            if key.startswith(_MAP) and value != _KEEP
        }
        await run_in_threadpool(upload.read, self._desk.store, labels)
        return _see(f"/manage/preview/{upload.name}")

    def start(
        self, request: Request, upload: _Name, into: _Name = "this", title: Annotated[str, Form(max_length=64)] = ""
    ) -> Response:
        """Import an upload in the background, into the collection in use or into a new one with this title."""
        found = self._upload(upload, self._check(request))

        def carry_out(progress: Progress) -> None:
            if into == "new":
                self._desk.move_to(begun(self._desk.settings, title))
            # Planned anew: the collection may have changed while the owner looked at the preview.
            found.read(self._desk.store, found.labels)
            bring_in(found.plan, self._desk.store, self._desk.engine, found.what, progress)

        found.start(carry_out)
        return _see(f"/manage/progress/{found.name}")

    def undo(self, request: Request) -> Response:
        """Take the last import or removal back."""
        language = self._check(request)
        if take_back(self._desk.store, self._desk.engine) is None:
            raise RefdeskError(text("manage.nothing_to_undo", language))
        return _see("/manage?done=undo")

    async def describe(self, request: Request) -> Response:
        """Let the collection say this about itself."""
        self._check(request)
        form = await request.form(max_files=0, max_fields=20)
        given = {key: str(form[key]).replace("\r\n", "\n") for key in ABOUT if key in form}
        await run_in_threadpool(partial(describe, self._desk.store, **given))
        return _see("/manage?done=about")

    def use(self, request: Request, name: _Name) -> Response:
        """Open another collection, now and from now on."""
        self._check(request)
        self._desk.move_to(use(self._desk.settings, name))
        return _see("/manage?done=use")

    def new(self, request: Request, name: _Name) -> Response:
        """Begin an empty collection, and open it."""
        self._check(request)
        self._desk.move_to(new(self._desk.settings, name))
        return _see("/manage?done=new")


def _see(address: str) -> Response:
    return RedirectResponse(address, status_code=303)


def _download(data: bytes, media: str, name: str) -> Response:
    return Response(data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})
