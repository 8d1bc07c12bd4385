"""What one content question passes through, once another has loaded what is needed.

    python -m tests.benchmarks.trace_question ["QUESTION"]

Asks the default collection and prints how many modules and functions of this project are entered, how many SQL
statements run, and how often the question is split into words. The times are those of `bench_answer`: what watches
every call makes each of them slower.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from assistant.language.words import words
from ui.desk import open_desk
from ui.settings import Settings

QUESTION = "What guidance exists for Red Cross societies?"
_FIRST = "How many potential trafficking cases did the study on migration routes identify?"
_ROOT = str(Path(__file__).resolve().parents[2])
_PACKAGES = tuple(f"{_ROOT}/{package}/" for package in ("assistant", "corpus", "embeddings", "ui"))


@dataclass
class Trace:
    """What was entered while it was watched; a comprehension or a lambda belongs to the function around it."""

    functions: set[CodeType] = field(default_factory=set)
    statements: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    # Held, so that no other frame takes the place of one: a generator is entered again for each thing that it yields.
    frames: set[FrameType] = field(default_factory=set)

    @property
    def modules(self) -> set[str]:
        """Return the files of the functions."""
        return {code.co_filename for code in self.functions}

    def parts_of(self, question: str) -> int:
        """Return how often a text was split that is the question or a part of it, in whatever case."""
        return sum(bool(text.strip()) and text.strip().lower() in question.lower() for text in self.split)

    def enter(self, frame: FrameType, event: str, _: Any) -> None:
        """Note a call, as `sys.setprofile` tells it."""
        code = frame.f_code
        if event != "call" or not code.co_filename.startswith(_PACKAGES) or code.co_name.startswith("<"):
            return
        self.functions.add(code)
        if code is words.__code__ and frame not in self.frames:
            self.frames.add(frame)
            self.split.append(frame.f_locals["text"])


@contextmanager
def watched(trace: Trace) -> Iterator[None]:
    """Note every call in this thread; what answers a question starts no other."""
    sys.setprofile(trace.enter)
    try:
        yield
    finally:
        sys.setprofile(None)


def trace_of(question: str) -> Trace:
    """Return what the question passes through on the default collection, after another one."""
    statements: list[str] = []

    class Traced(sqlite3.Connection):
        """A connection that tells what it runs."""

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.set_trace_callback(statements.append)

    connect = sqlite3.connect
    sqlite3.connect = lambda *given, **named: connect(*given, **named, factory=Traced)  # type: ignore[assignment]
    try:
        with tempfile.TemporaryDirectory() as folder:
            desk = open_desk(Settings(data=Path(folder), model=""))
            desk.assistant.ask(_FIRST)
            statements.clear()
            trace = Trace(statements=statements)
            with watched(trace):
                desk.assistant.ask(question)
            trace = Trace(trace.functions, list(statements), trace.split)
            desk.store.close()
    finally:
        sqlite3.connect = connect
    return trace


def main() -> None:
    """Print the figures, one a line."""
    question = sys.argv[1] if len(sys.argv) > 1 else QUESTION
    trace = trace_of(question)
    print(f"{question}\n")
    print(f"modules entered                 {len(trace.modules):>4}")
    print(f"functions entered               {len(trace.functions):>4}")
    print(f"SQL statements                  {len(trace.statements):>4}")
    print(f"the question split into words   {trace.parts_of(question):>4}")
    print(f"texts split into words in all   {len(trace.split):>4}")


if __name__ == "__main__":
    main()
