"""The questions that the page begins with: asked first, so that only answered ones are offered."""

import threading

from ui.desk import Desk


class Starters:
    """Offers questions for the collection as it is, and checks them again when it has changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._checking = threading.Lock()
        self._seq: int | None = None
        self._answered: tuple[str, ...] = ()

    @property
    def are_checked(self) -> bool:
        """Tell whether the questions were asked of the collection as it is now."""
        return self._seq == self._desk.store.seq()

    def at_once(self) -> tuple[str, ...]:
        """Return the questions to offer before the model is there: a collection's own ones are not checked yet.

        Questions made from the catalogue's values are answered, and so checked, without the model.
        """
        if self.are_checked:
            return self._answered
        return self._desk.examples() or self.checked()

    def checked(self) -> tuple[str, ...]:
        """Return the questions that the collection answers; the first call waits for the model."""
        with self._checking:
            if not self.are_checked:
                seq = self._desk.store.seq()
                self._answered, self._seq = self._desk.assistant.starters(), seq
            return self._answered
