"""The owner's routes for what was asked and not answered."""

from typing import Annotated

from fastapi import Form, Request
from fastapi.responses import HTMLResponse, Response

from ui.desk import Desk
from ui.gaps import clear, gaps_in, keep
from ui.pages.gaps import gaps_csv, gaps_page
from ui.web.owner import check_owner, see

_NOT_KEPT = {"Cache-Control": "no-store"}


class GapsRoutes:
    """Shows the questions, gives them as a file, switches their keeping on and off, and throws them away."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(self, request: Request) -> Response:
        """Serve the page."""
        language = check_owner(request, self._desk.settings)
        gaps = gaps_in(self._desk.settings.folder)
        return HTMLResponse(gaps_page(self._desk.store, gaps, language), headers=_NOT_KEPT)

    def file(self, request: Request) -> Response:
        """Serve the questions as CSV."""
        check_owner(request, self._desk.settings)
        named = {"Content-Disposition": 'attachment; filename="refdesk-gaps.csv"', **_NOT_KEPT}
        # A spreadsheet tells UTF-8 by the mark at its beginning.
        written = gaps_csv(gaps_in(self._desk.settings.folder)).encode("utf-8-sig")
        return Response(written, media_type="text/csv; charset=utf-8", headers=named)

    def keep(self, request: Request, on: Annotated[str, Form(max_length=1)] = "") -> Response:
        """Keep the questions from now on, or no more."""
        check_owner(request, self._desk.settings)
        keep(self._desk.store, bool(on))
        return see("/manage/gaps")

    def clear(self, request: Request) -> Response:
        """Throw the questions away."""
        check_owner(request, self._desk.settings)
        clear(self._desk.settings.folder)
        return see("/manage/gaps")
