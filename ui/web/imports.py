"""The owner's routes for what comes in: it is looked at first, and imported only when the owner says so."""

from pathlib import PurePath
from typing import Annotated
from urllib.parse import quote

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException

from corpus.collection import load_default
from corpus.draft import Labels
from corpus.errors import RefdeskError
from corpus.formats.source_file import SourceFile
from corpus.importing.rejected import rejected_data, rejected_name, with_rejected
from corpus.sources.files import fetched_files, source_in
from corpus.writers.template import template_csv, template_xlsx
from embeddings.engine import Progress
from ui.collections import begun
from ui.desk import Desk
from ui.importing import bring_in
from ui.pages.manage import LONGEST_SOURCE, preview_page, progress_page
from ui.sources import Registered, register, remember_harvests
from ui.uploads import LARGEST_UPLOAD, MOST_FILES, Upload, Uploads
from ui.web.owner import Name, check_owner, see
from ui.words.strings import text

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MAP = "map."
_KEEP = "-"


class Imports:
    """What was given to the page, or is fetched for it, from there into the collection in use or a new one."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._uploads = Uploads()

    # --- Pages -----------------------------------------------------------------------------------------------------

    def preview(self, request: Request, name: str) -> Response:
        """Serve what the import of an upload will do."""
        language = check_owner(request, self._desk.settings)
        upload = self._upload(name, language)
        if not upload.is_read:
            return see(f"/manage/progress/{name}")
        # Nobody's own publications belong among the nine that refdesk comes with.
        begins = self._desk.store.setting("name") == load_default().name
        return HTMLResponse(preview_page(upload, self._desk.store, language, begins))

    def progress(self, request: Request, name: str) -> Response:
        """Serve how far the fetching or the import of an upload is."""
        language = check_owner(request, self._desk.settings)
        upload = self._upload(name, language)
        if upload.is_read and upload.importing is None:
            return see(f"/manage/preview/{name}")
        return HTMLResponse(progress_page(upload, self._desk.store, language))

    def template(self, request: Request, kind: str) -> Response:
        """Serve an empty table to fill in."""
        check_owner(request, self._desk.settings)
        if kind == "csv":
            return _download(template_csv(), "text/csv; charset=utf-8", "refdesk-template.csv")
        return _download(template_xlsx(), _SPREADSHEET, "refdesk-template.xlsx")

    def rejected(self, request: Request, name: str, file: int = 0) -> Response:
        """Serve the records of an upload that were rejected in one of its files, to be mended and given again."""
        language = check_owner(request, self._desk.settings)
        for source in with_rejected(self._upload(name, language).sources)[max(file, 0) :][:1]:
            if data := rejected_data(source):
                return _download(data, "text/plain; charset=utf-8", rejected_name(source))
        raise RefdeskError(text("manage.nothing_to_mend", language))

    def _upload(self, name: str, language: str) -> Upload:
        if (upload := self._uploads.get(name)) is None:
            raise RefdeskError(text("manage.upload_gone", language))
        return upload

    # --- Acts ------------------------------------------------------------------------------------------------------

    async def take(self, request: Request) -> Response:
        """Take files, and show what their import will do."""
        language = check_owner(request, self._desk.settings)
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
        return see(f"/manage/preview/{upload.name}")

    def fetch(self, request: Request, source: Annotated[str, Form(max_length=LONGEST_SOURCE)] = "") -> Response:
        """Fetch what an address gives in the background, and show then what its import will do."""
        language = check_owner(request, self._desk.settings)
        found, settings = source_in(source), self._desk.settings
        if not found:
            raise RefdeskError(text("manage.no_address", language))
        upload = self._uploads.keep(source=found)
        upload.fetch(fetched_files(found, settings.import_hosts, settings.openalex_key), self._desk.store)
        return see(f"/manage/progress/{upload.name}")

    def leave(self, request: Request, upload: Name) -> Response:
        """Fetch no more for an upload, and forget it."""
        check_owner(request, self._desk.settings)
        self._uploads.leave(upload)
        return see("/manage")

    async def read_again(self, request: Request) -> Response:
        """Read an upload again with what the owner says its columns mean."""
        language = check_owner(request, self._desk.settings)
        form = await request.form(max_files=0, max_fields=500)
        upload = self._upload(str(form.get("upload", "")), language)
        labels: Labels = {
            key.removeprefix(_MAP): str(value)
            for key, value in form.multi_items()
            if key.startswith(_MAP) and value != _KEEP
        }
        if upload.is_read:
            await run_in_threadpool(upload.read, self._desk.store, labels)
        return see(f"/manage/preview/{upload.name}")

    def start(
        self,
        request: Request,
        upload: Name,
        into: Name = "this",
        title: Annotated[str, Form(max_length=64)] = "",
        remember: Annotated[bool, Form()] = False,
    ) -> Response:
        """Import an upload in the background, into the collection in use or into a new one with this title.

        With `remember` the collection is kept up to date from its source.
        """
        found = self._upload(upload, check_owner(request, self._desk.settings))

        def carry_out(progress: Progress) -> None:
            if into == "new":
                self._desk.move_to(begun(self._desk.settings, title))
            # Planned anew: the collection may have changed while the owner looked at the preview.
            found.read(self._desk.store, found.labels)
            bring_in(found.plan, self._desk.store, self._desk.engine, found.what, progress)
            if remember and found.source:
                register(self._desk.store, Registered(source=found.source, labels=found.labels))
                remember_harvests(self._desk.store, found.all_read)

        if found.is_read:
            found.start(carry_out, str(self._desk.settings.folder))
        return see(f"/manage/progress/{found.name}")


def _download(data: bytes, media: str, name: str) -> Response:
    return Response(
        data, media_type=media, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    )
