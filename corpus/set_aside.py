"""The records that are not as they were written: no answer counts them, and none quotes them."""

import hashlib
import json
import sqlite3
import threading

_ALL = "SELECT arrival, CAST(record AS BLOB), checksum FROM publication"
_SOME = f"{_ALL} WHERE arrival IN (SELECT value FROM json_each(?))"


class SetAside:
    """The damaged records of one collection, looked for once, among all that it holds when it is first asked."""

    def __init__(self) -> None:
        self._known: frozenset[int] | None = None
        self._lock = threading.Lock()

    def arrivals(self, connection: sqlite3.Connection) -> frozenset[int]:
        """Return the arrivals of the damaged records; one that was mended or removed since is among them no more."""
        with self._lock:
            if self._known is None:
                self._known = _damaged(connection.execute(_ALL))
            elif self._known:
                self._known = _damaged(connection.execute(_SOME, (json.dumps(sorted(self._known)),)))
            return self._known

    def forget(self) -> None:
        """Look among all records again, which were put in the place of others."""
        self._known = None


def _damaged(rows: sqlite3.Cursor) -> frozenset[int]:
    return frozenset(arrival for arrival, record, written in rows if hashlib.sha256(record).hexdigest() != written)
