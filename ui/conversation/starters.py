"""The questions that the page begins with: asked first, so that only answered ones are offered."""

import threading

from corpus.store import Store
from ui.desk import Desk

# A large collection takes longer to read; its questions are then offered when they are ready, and the page at once.
_PATIENCE_SECONDS = 0.8


class Starters:
    """Offers questions for the collection as it is, and checks them again when it has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._checking = threading.Lock()
        self._of: tuple[Store, int] | None = None
        self._answered: tuple[str, ...] = ()

    @property
    def are_checked(self) -> bool:
        """Tell whether the questions were asked of the collection as it is now."""
        return self._of == self._state()

    def at_once(self) -> tuple[str, ...]:
        """Return the questions to offer before the model is there: a collection's own ones are not checked yet.

        Questions made from the catalogue's values are answered, and so checked, without the model.
        """
        if self.are_checked or self._desk.examples():
            return self._answered if self.are_checked else self._desk.examples()
        if not self._checking.locked():
            check = threading.Thread(target=self.checked, name="check the questions to begin with", daemon=True)
            check.start()
            check.join(_PATIENCE_SECONDS)
        return self._answered if self.are_checked else ()

    def checked(self) -> tuple[str, ...]:
        """Return the questions that the collection answers; the first call waits for the model."""
        with self._checking:
            if not self.are_checked:
                state = self._state()
                self._answered, self._of = self._desk.assistant.starters(), state
            return self._answered

    def _state(self) -> tuple[Store, int]:
        store = self._desk.store
        return store, store.seq()
