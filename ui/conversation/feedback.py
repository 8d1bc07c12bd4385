"""What readers say of an answer, kept as JSON Lines in the data folder; nothing else of a conversation is kept."""

import json
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corpus.errors import RefdeskError

_writing = threading.Lock()
LONGEST_REASON = 2_000
_LARGEST = 50_000_000  # bytes: some ten thousand answers


class FeedbackNotKept(RefdeskError):
    """There is more feedback than is kept, of which none is thrown away, or the folder cannot be written to."""


def keep_feedback(folder: Path, answer: dict[str, Any], good: bool, reason: str) -> Path:
    """Add one line with the answer as shown, the verdict and the reason, and return the file that it went to.

    Only the user who runs the desk may read the file. Raises `FeedbackNotKept`.
    """
    file = folder / "feedback.jsonl"
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "good": good,
        "reason": reason[:LONGEST_REASON],
        "answer": answer,
    }
    written = json.dumps(line, ensure_ascii=False) + "\n"
    try:
        with _writing, open(file, "a", encoding="utf-8", opener=_private) as out:
            if out.tell() + len(written.encode()) > _LARGEST:
                raise FeedbackNotKept(f"{file} is full: move it away, and feedback is kept again.")
            out.write(written)
    except OSError as error:
        raise FeedbackNotKept(f"{file} cannot be written ({error.strerror}): feedback is not kept.") from error
    return file


def _private(path: str, flags: int) -> int:
    descriptor = os.open(path, flags, 0o600)
    os.chmod(path, 0o600)  # a file that an earlier version left is readable by all
    return descriptor
