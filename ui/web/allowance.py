"""How much one client may ask for: so much at once, and so much each second after that."""

import ipaddress
import threading
from collections import OrderedDict
from time import monotonic

from starlette.types import Scope

from corpus.errors import RefdeskError

_CLIENTS_KEPT = 10_000


class AskedTooMuch(RefdeskError):
    """More than a client may ask at once."""


class Allowance:
    """What is left to each client: `burst` questions or pages at once, of which `per_second` come back each second."""

    def __init__(self, burst: int = 60, per_second: float = 2.0) -> None:
        self._burst, self._per_second = burst, per_second
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._counting = threading.Lock()

    def take(self, client: str, questions: int = 1) -> None:
        """Count the questions, or pages; raises `AskedTooMuch` for a client to whom that many are not left."""
        now, name = monotonic(), _network(client)
        with self._counting:
            left, since = self._left.pop(name, (float(self._burst), now))
            left = min(self._burst, left + (now - since) * self._per_second)
            self._left[name] = (left - questions if left >= questions else left, now)
            # The one that asked least recently has most of it back.
            if len(self._left) > _CLIENTS_KEPT:
                self._left.popitem(last=False)
        if left < questions:
            raise AskedTooMuch("Too many questions at once. Wait a moment, then ask again.")


def client_of(scope: Scope) -> str:
    """Return the address that a request came from."""
    return str((scope.get("client") or ("",))[0])


def retry_after(status: int) -> dict[str, str]:
    """Return the header that says when to try again, where it is only too much or too busy now."""
    return {"Retry-After": "5"} if status in (429, 503) else {}


def _network(client: str) -> str:
    """Return what one reader holds: an address of IPv4, or the network of one of IPv6, in which they choose freely."""
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return client
    return str(ipaddress.ip_network(f"{address}/64", strict=False)) if address.version == 6 else client
