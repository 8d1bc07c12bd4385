"""The threads that answer questions. They are few, whatever the number of readers, and apart from those of the pages.

So a page and the state of the desk are served at once while questions are answered, and memory grows with the threads
and not with the readers.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

from corpus.errors import RefdeskError
from ui.budget import Budget, OutOfTime, current

Result = TypeVar("Result")

_WORKERS = 8  # some of which wait for the model while it loads
_MOST_WAITING = 500


class Busy(RefdeskError):
    """More questions at once than the desk takes."""


class Workers:
    """Threads that answer one question after another; what they are still at does not hold up the end of the desk."""

    def __init__(self) -> None:
        self._waiting: SimpleQueue[tuple[Future[Any], Callable[[], Any], Budget]] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = threading.Semaphore(0)

    async def run(self, function: Callable[[], Result], seconds: float) -> Result:
        """Return what the function returns.

        Raises `Busy` where too many wait already, and `OutOfTime` when the time is over, waiting included, or when the
        desk is stopped meanwhile.
        """
        if self._waiting.qsize() >= _MOST_WAITING:
            raise Busy("The desk is busy. Wait a moment, then ask again.")
        future: Future[Result] = Future()
        budget = Budget(seconds)
        self._waiting.put((future, function, budget))
        if not self._idle.acquire(blocking=False) and len(self._threads) < _WORKERS:
            self._threads.append(threading.Thread(target=self._work, name="answer", daemon=True))
            self._threads[-1].start()
        try:
            async with asyncio.timeout(seconds):
                return await asyncio.wrap_future(future)
        except asyncio.CancelledError:
            raise OutOfTime("The desk is being stopped.") from None
        except TimeoutError:
            raise OutOfTime("This took too long and was stopped. Ask less at once, or try again later.") from None
        finally:
            budget.end()

    def _work(self) -> None:
        while True:
            future, function, budget = self._waiting.get()
            current.set(budget)
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(function())
                except BaseException as error:
                    future.set_exception(error)
            del future, function, budget  # which would be kept while this waits
            self._idle.release()
