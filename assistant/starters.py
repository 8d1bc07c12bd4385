"""The questions for a first visit, found out by asking, and offered where a question is not answered."""

import threading
from contextlib import suppress

from assistant.reply.suggestions import Ask, starters
from corpus.errors import RefdeskError
from corpus.store import Store

# In so many records the questions are found out in less than a second; among 100,000 it takes several.
_AT_ONCE = 2_000


class Starters:
    """Questions that the collection answers, found out once for each state of it; threads may share it."""

    def __init__(self, store: Store, ask: Ask) -> None:
        self._store, self._ask = store, ask
        self._finding = threading.Lock()
        self._of = -1
        self._found: tuple[str, ...] = ()

    def checked(self) -> tuple[str, ...]:
        """Return those that the collection answers as it is now, which takes an answer to each."""
        with self._finding:
            if self._of != (now := self._store.seq()):
                self._found, self._of = starters(self._store, self._ask), now
            return self._found

    def at_hand(self) -> tuple[str, ...]:
        """Return those that were found last; after a change others are found out beside, and the next one has them.

        So no question waits for them, but the first one to a small collection.
        """
        if self._of == -1 and not self._finding.locked() and self._store.count() <= _AT_ONCE:
            return self.checked()
        if self._of != self._store.seq() and not self._finding.locked():
            threading.Thread(target=self._check, name="find questions to begin with", daemon=True).start()
        return self._found

    def _check(self) -> None:
        # Whoever closes the collection meanwhile needs no questions.
        with suppress(RefdeskError):
            self.checked()
