"""How long one request may keep the desk. A thread cannot be stopped from outside, so it looks between questions."""

from contextvars import ContextVar
from math import inf
from time import monotonic

from corpus.errors import RefdeskError


class OutOfTime(RefdeskError):
    """A request that took longer than it may, or whose reader has gone."""


class Budget:
    """The time that is left to one request."""

    def __init__(self, seconds: float) -> None:
        self._ends = monotonic() + seconds

    def end(self) -> None:
        """Leave no time: whoever waited for the answer does so no longer."""
        self._ends = -inf

    @property
    def is_over(self) -> bool:
        """Tell whether no time is left."""
        return monotonic() > self._ends


# Of the request that this thread works for.
current: ContextVar[Budget | None] = ContextVar("budget", default=None)


def check_time() -> None:
    """Raise `OutOfTime` where the request that this thread works for has no time left."""
    if (budget := current.get()) and budget.is_over:
        raise OutOfTime("This took too long and was stopped. Ask less at once, or wait a moment and ask again.")
