"""The threads that answer: few, in time, and refusing what they cannot take."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import pytest

from ui.budget import OutOfTime, check_time
from ui.web import workers
from ui.web.workers import Busy, Workers

Result = TypeVar("Result")


def _run(asked: Coroutine[Any, Any, Result]) -> Result:
    """Run it in a thread of its own: in this one Gradio has left a loop, and the browser's is running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asked).result()


def test_a_hundred_questions_at_once_are_answered_by_few_threads() -> None:
    before = threading.active_count()

    async def ask() -> list[int]:
        desk = Workers()

        return await asyncio.gather(*(desk.run(partial(int, number), 60) for number in range(100)))

    assert _run(ask()) == list(range(100))
    assert threading.active_count() - before <= 8


def test_a_question_that_takes_too_long_is_given_up_and_looks_up_from_its_work() -> None:
    over, stopped = threading.Event(), threading.Event()

    def answer() -> None:
        over.wait(30)
        try:
            check_time()
        except OutOfTime:
            stopped.set()

    async def ask() -> None:
        with pytest.raises(OutOfTime, match="took too long"):
            await Workers().run(answer, 0.05)
        over.set()

    _run(ask())
    assert stopped.wait(30)


def test_more_questions_than_can_wait_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_WORKERS", 1)
    monkeypatch.setattr(workers, "_MOST_WAITING", 2)
    free = threading.Event()

    async def ask() -> list[bool | BaseException]:
        desk = Workers()
        first = asyncio.create_task(desk.run(lambda: free.wait(30), 60))
        await asyncio.sleep(0.5)  # till it is under way
        others = [asyncio.create_task(desk.run(lambda: True, 60)) for _ in range(3)]
        await asyncio.sleep(0)
        free.set()
        return await asyncio.gather(first, *others, return_exceptions=True)

    answered = _run(ask())
    assert answered[:3] == [True] * 3
    assert isinstance(answered[3], Busy)
