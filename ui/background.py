"""A piece of work in a thread of its own, which a page looks in on."""

import threading
from collections.abc import Callable

from corpus.errors import RefdeskError
from corpus.reasons.reason import Said, because
from corpus.reasons.system import system_reason
from embeddings.engine import Progress


class Background:
    """Work under way: `done` of `total` parts of it, and in `failure` why it ended before its time.

    `place` is where it reads and writes, in words or as a path.
    """

    def __init__(self, name: str, work: Callable[[Progress], None], place: str) -> None:
        self._place = place
        self.done = self.total = 0
        self.failure: Said = ""
        self._thread = threading.Thread(target=self._run, args=(work,), name=name, daemon=True)
        self._thread.start()

    @property
    def is_finished(self) -> bool:
        """Tell whether it has come to an end, good or bad."""
        return not self._thread.is_alive()

    def _run(self, work: Callable[[Progress], None]) -> None:
        def progress(done: int, total: int) -> None:
            self.done, self.total = done, total

        try:
            work(progress)
        except RefdeskError as error:
            self.failure = error.said
        except OSError as error:
            self.failure = system_reason(error, self._place)
        except BaseException:
            self.failure = because("import.failed")
            raise
