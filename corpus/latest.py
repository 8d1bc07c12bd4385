"""What is made of a collection as it stands, and kept in memory until the collection stands otherwise."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Latest(Generic[Value]):
    """A value with the state that it was made of; a second thread waits for the one that makes it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: tuple[object, Value] | None = None

    def get(self, state: Callable[[], object], make: Callable[[], Value]) -> Value:
        """Return the value, made now where the state is another than it was made of."""
        with self._lock:
            # Asked before anything is read: what is written in between makes the value anew the next time.
            now = state()
            if self._kept is None or self._kept[0] != now:
                self._kept = now, make()
            return self._kept[1]
