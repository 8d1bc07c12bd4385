"""What the collection's file knows by a key, asked as a mapping is, but never walked through."""

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Found = TypeVar("Found")

# A question asks for the same few words and names again and again.
_KEPT = 5_000


class Lookup(Generic[Key, Found]):
    """Finds by a key; None is found where there is nothing."""

    def __init__(self, find: Callable[[Key], Found | None]) -> None:
        self._find = lru_cache(maxsize=_KEPT)(find)

    def get(self, key: Key) -> Found | None:
        """Return what is found, or None."""
        return self._find(key)

    def __getitem__(self, key: Key) -> Found:
        if (found := self._find(key)) is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: Key) -> bool:
        return self._find(key) is not None
