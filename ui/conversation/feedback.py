"""What readers say of an answer, kept as JSON Lines in the data folder; nothing else of a conversation is kept."""

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

_writing = threading.Lock()
LONGEST_REASON = 2_000


def keep_feedback(folder: Path, answer: dict[str, Any], good: bool, reason: str) -> Path:
    """Add one line with the answer as shown, the verdict and the reason, and return the file that it went to."""
    file = folder / "feedback.jsonl"
    line = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "good": good,
        "reason": reason[:LONGEST_REASON],
        "answer": answer,
    }
    with _writing, file.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    return file
