"""Questions that were not answered: kept where the owner switches it on, without who asked, and no more than so many.

They lie beside the collection, in a file that only its owner may read.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer import Answer
from assistant.reason_kinds import ReasonKind, theme_of
from corpus.errors import RefdeskError
from corpus.store import Store

# What the owner can do something about: nothing is missing where a question is unclear, or asks for a poem.
GAP_KINDS: tuple[ReasonKind, ...] = ("not_held", "no_sentence", "conditions")
_MOST = 5_000  # questions; those that were asked least recently go first
_LONGEST = 500  # characters of a question
_SETTING, _KEPT = "gaps", "kept"
_TABLE = """CREATE TABLE IF NOT EXISTS gap (
    question TEXT PRIMARY KEY COLLATE NOCASE, kind TEXT NOT NULL, theme TEXT NOT NULL,
    times INTEGER NOT NULL, last TEXT NOT NULL
)"""


class GapsFailed(RefdeskError):
    """The file of the questions that were not answered cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that was not answered: why, on what, how often, and on which day last (ISO 8601)."""

    question: str
    kind: ReasonKind
    theme: str
    times: int
    last: str


def are_kept(store: Store) -> bool:
    """Tell whether the owner wants the questions kept."""
    return store.setting(_SETTING) == _KEPT


def keep(store: Store, on: bool) -> None:
    """Keep the questions from now on, or no more; those that are there stay until they are cleared."""
    store.set_setting(_SETTING, _KEPT if on else "")


def noted(folder: Path, store: Store, answer: Answer) -> Answer:
    """Return the answer; where it is none and the owner wants it, its question is kept.

    Of somebody who seems to be in danger nothing is. A reader is answered all the same where the file cannot be
    written: the owner's page says so.
    """
    with suppress(GapsFailed):
        _note(folder, store, answer)
    return answer


def _note(folder: Path, store: Store, answer: Answer) -> None:
    kind = answer.reason_kind
    if answer.because is None or answer.warning or kind not in GAP_KINDS or not are_kept(store):
        return
    # A follow-up is kept as it was understood: by itself it says nothing.
    asked = " ".join(turn.question for turn in answer.turns) or answer.question
    day = datetime.now(UTC).date().isoformat()
    with _opened(folder) as gaps:
        gaps.execute(
            "INSERT INTO gap VALUES (?, ?, ?, 1, ?) ON CONFLICT (question) DO UPDATE SET"
            " kind = excluded.kind, theme = excluded.theme, times = times + 1, last = excluded.last",
            (" ".join(asked.split())[:_LONGEST], kind, theme_of(answer.because)[:_LONGEST], day),
        )
        gaps.execute(
            "DELETE FROM gap WHERE rowid NOT IN (SELECT rowid FROM gap ORDER BY last DESC, rowid DESC LIMIT ?)",
            (_MOST,),
        )


def gaps_in(folder: Path) -> list[Gap]:
    """Return the questions by kind, the themes asked about most often first; raises `GapsFailed`."""
    if not _file(folder).exists():
        return []
    with _opened(folder) as gaps:
        found = [Gap(*row) for row in gaps.execute("SELECT question, kind, theme, times, last FROM gap")]
    asked: dict[tuple[str, str], int] = {}
    for gap in found:
        asked[gap.kind, gap.theme] = asked.get((gap.kind, gap.theme), 0) + gap.times
    return sorted(
        found,
        key=lambda gap: (
            GAP_KINDS.index(gap.kind),
            -asked[gap.kind, gap.theme],
            gap.theme,
            -gap.times,
            gap.question,
        ),
    )


def clear(folder: Path) -> None:
    """Throw the questions away; raises `GapsFailed`."""
    try:
        _file(folder).unlink(missing_ok=True)
    except OSError as error:
        raise _failed(folder, error) from error


@contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    file = _file(folder)
    try:
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(file, timeout=5)) as gaps, gaps:
            gaps.execute(_TABLE)
            yield gaps
    except (OSError, sqlite3.Error) as error:
        raise _failed(folder, error) from error


def _file(folder: Path) -> Path:
    return folder / "gaps.sqlite"


def _failed(folder: Path, error: Exception) -> GapsFailed:
    return GapsFailed(f"{_file(folder)} cannot be used ({error}): move it away, and questions are kept anew.")
