"""The sheets of a spreadsheet (XLSX, XLS, ODS), row by row."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import ImportFailed
from corpus.formats.safe_zip import check_unpacked, members_of
from corpus.formats.source_file import SourceFile
from corpus.formats.table_text import Row
from corpus.reasons.reason import Reason, because

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XLS_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book\0", "EncryptedPackage"))
_PROGRAM = Path(__file__).with_name("sheet_process.py")
_SUFFIXES = (".xlsx", ".xls", ".ods")
_PASSWORD = 3


def is_spreadsheet(file: SourceFile) -> bool:
    """Tell a spreadsheet by what it holds; never fails."""
    if file.data.startswith(_OLE):
        return any(name in file.data for name in _XLS_STREAMS)
    members = members_of(file)
    if not members:
        return file.suffix in _SUFFIXES and file.data.startswith(b"PK\x03\x04")
    return "xl/workbook.xml" in members or ("content.xml" in members and b"opendocument.spreadsheet" in file.data[:200])


def sheets_of(file: SourceFile) -> Iterator[tuple[str, list[Row]]]:
    """Yield the name of every sheet with its rows that are not blank and their numbers.

    Raises `ImportFailed` for a workbook that cannot be read, needs a password, or unpacks to far more than it is.
    """
    if not file.data.startswith(_OLE):
        check_unpacked(file)
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as read:
        given.write(file.data)
        given.seek(0)
        # Python's -I keeps what lies beside the program, or in the environment, from being imported instead.
        ended = subprocess.run([sys.executable, "-I", str(_PROGRAM)], stdin=given, stdout=read, stderr=subprocess.PIPE)
        if ended.returncode:
            raise ImportFailed(_reason(ended, file.name))
        read.seek(0)
        name: str | None = None
        rows: list[Row] = []
        for line in read:
            found = json.loads(line)
            if isinstance(found, str):
                if name is not None:
                    yield name, rows
                name, rows, number = found, [], 0
                continue
            number += 1
            cells, above = found
            if any(cell.strip() for place, cell in enumerate(cells) if place not in above):
                rows.append(Row(number, cells, above=tuple(above)))
        if name is not None:
            yield name, rows


def _reason(ended: "subprocess.CompletedProcess[bytes]", file: str) -> Reason:
    if ended.returncode == _PASSWORD:
        return because("sheet.password", file=file)
    told = ended.stderr.decode("utf-8", "replace").strip().splitlines()
    why = f" ({told[-1][:100]})" if told and ended.returncode == 4 else ""
    return because("sheet.unreadable", why, file=file)
