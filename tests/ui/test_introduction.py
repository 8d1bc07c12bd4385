"""The first import at a terminal asks what the collection is called; a real terminal answers."""

import os
import pty
import select
import sys
from pathlib import Path
from subprocess import Popen, run

from corpus.store import Store
from ui.collections import about
from ui.settings import Settings

ROWS = "title,abstract\nHerons,Herons nest late.\nOtters,Otters swim.\n"
_SECONDS = 60


def refdesk(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "ui", *arguments]


def at_a_terminal(command: list[str], typed: list[tuple[bytes, bytes]], data: Path) -> str:
    """Run the command at a terminal, type what follows each prompt, and return all that it showed."""
    mine, its = pty.openpty()
    shown, left = b"", list(typed)
    with Popen(command, stdin=its, stdout=its, stderr=its, env={**os.environ, "REFDESK_DATA": str(data)}) as running:
        os.close(its)
        while select.select([mine], [], [], _SECONDS)[0]:
            try:
                part = os.read(mine, 4096)
            except OSError:  # the other end is closed
                break
            shown += part
            if left and left[0][0] in shown:
                os.write(mine, left.pop(0)[1] + b"\n")
    os.close(mine)
    assert running.returncode == 0, shown
    return shown.decode()


def test_the_first_import_at_a_terminal_asks_what_the_collection_is(tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(ROWS, encoding="utf-8")
    asked = [
        (b"is the collection called?", b"Wetland papers"),
        (b"does it hold", b""),
        (b"must be read first", b"Made by the wetland trust in 2026."),
        (b"Whose are the texts?", b""),
        (b"Which language", b"en"),
    ]
    shown = at_a_terminal(refdesk("import", str(rows)), asked, tmp_path / "data")
    assert "2 added" in shown
    with Store.open(Settings(data=tmp_path / "data").database) as store:
        said = about(store)
    assert (said["name"], said["notice"], said["language"]) == (
        "Wetland papers",
        "Made by the wetland trust in 2026.",
        "en",
    )
    assert said["description"] == said["rights"] == ""
    # Only the first one asks, and none that no terminal sees.
    rows.write_text(f"{ROWS}Swans,Swans fly.\n", encoding="utf-8")
    assert "called?" not in at_a_terminal(refdesk("import", str(rows)), [], tmp_path / "data")
    elsewhere = run(
        refdesk("import", str(rows)), capture_output=True, text=True, check=True, timeout=_SECONDS,
        env={**os.environ, "REFDESK_DATA": str(tmp_path / "other")},
    )  # fmt: skip
    assert "called?" not in elsewhere.stdout + elsewhere.stderr
