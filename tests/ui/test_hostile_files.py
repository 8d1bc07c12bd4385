"""Files made to hurt are imported by a process with little memory and little time: each gets one clear sentence."""

import os
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.test_cli import ROOT

_MEMORY = 4 * 2**30  # address space, of which the libraries reserve most and use little
_SECONDS = 120


def _zip_bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 2**30)


def _xml_bomb(path: Path) -> None:
    entities = "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(1, 30))
    path.write_text(f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><PubmedArticleSet>&a29;</PubmedArticleSet>')


def _loop(path: Path) -> None:
    path.mkdir()
    (path / "up").symlink_to("..")


HOSTILE: dict[str, tuple[Callable[[Path], object], str]] = {
    "line.csv": (lambda p: p.write_bytes(b"Title,Abstract\n" + b"x" * 10**8), "line 2: this line has more than"),
    "quote.csv": (lambda p: p.write_text('Title,Abstract\n"' + "a,\n" * 10**6), "quotation mark .+ is never closed"),
    "nul.ris": (lambda p: p.write_bytes(b"TY  - JOUR\nTI  - a\0b\n"), r"line 2: this is no text \(a NUL byte\)"),
    "end.ris": (lambda p: p.write_text("TY  - JOUR\nTI  - " + "a " * 10**7), "No record could be taken"),
    "deep.json": (lambda p: p.write_text("[" * 200_000 + "]" * 200_000), "nested too deeply"),
    "open.bib": (lambda p: p.write_text("@article{a, title={" + "{" * 100_000), "No record could be taken"),
    "bytes.csv": (lambda p: p.write_bytes(b"Title;Abstract\n" + bytes(range(128, 256)) * 200), "this is no text in"),
    "bomb.xml": (_xml_bomb, "declares entities"),
    "bomb.xlsx": (_zip_bomb, "unpacks to more than 256 MB"),
    "pipe.csv": (os.mkfifo, "is no file"),
    "self": (lambda p: os.symlink(p, p), "cannot be read"),
    "loop": (_loop, "holds no files"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence_in_bounded_memory_and_time(name: str, tmp_path: Path) -> None:
    make, expected = HOSTILE[name]
    path = tmp_path / name
    make(path)
    done = subprocess.run(
        [sys.executable, "-c", "from ui.cli import main; main()", "import", str(path)],
        cwd=ROOT,
        env={**os.environ, "REFDESK_DATA": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY)),
    )
    said = done.stdout + done.stderr
    assert done.returncode == 2, said[-2000:]
    assert "Traceback" not in said
    assert re.search(expected, said), said[-2000:]
    # A collection that is not there yet is not begun for nothing.
    assert not (tmp_path / "data" / "collection.sqlite").exists()
