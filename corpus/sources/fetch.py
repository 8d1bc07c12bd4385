"""Fetching one address that the user gave: http or https, bounded, and never into the user's own network unasked.

The name is looked up once for each connection and the connection goes to the very address that was checked, so that a
name which answers differently the second time (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import httpcore

from corpus.errors import ImportFailed
from corpus.reasons.reason import Reason, because

LARGEST_ANSWER = 64 * 2**20  # bytes
LONGEST_FETCH = 120.0  # seconds for one address, with all its redirects
_LONGEST_SILENCE = 30.0
_MOST_REDIRECTS = 5
_MOST_TRIES = 4
_LONGEST_PAUSE = 60.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_TRY_LATER = frozenset((429, 503))
_NOT_FOUND = frozenset((404, 410))
_HEADERS = [("User-Agent", "refdesk"), ("Accept-Encoding", "identity")]
_FAULTS = (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError, httpcore.UnsupportedProtocol)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the address that answered in the end, and its bytes."""

    address: str
    data: bytes


Fetch = Callable[[str], Fetched]


def fetch(address: str, allowed_hosts: Iterable[str] = ()) -> Fetched:
    """Return what the address answers; one that asks to wait (503, 429) is tried again a few times.

    `allowed_hosts` are the names that may lie in a private network or on this machine.
    Raises `ImportFailed` for an address that may not be fetched, and for one that does not answer as it should.
    """
    backend = _CheckedNetwork(frozenset(host.casefold() for host in allowed_hosts))
    until = time.monotonic() + LONGEST_FETCH
    with httpcore.ConnectionPool(network_backend=backend, max_connections=1) as pool:
        for _ in range(_MOST_REDIRECTS + 1):
            answer = _ask(pool, address, until)
            if isinstance(answer, Fetched):
                return answer
            address = answer
    raise ImportFailed(because("address.redirects", address=shown_address(address), most=_MOST_REDIRECTS))


def _ask(pool: httpcore.ConnectionPool, address: str, until: float) -> Fetched | str:
    """Return the answer, or the address that it redirects to."""
    shown = shown_address(address)
    if not shown.startswith(("http://", "https://")):
        raise ImportFailed(because("address.no_web", address=shown))
    timeout = dict.fromkeys(("connect", "read", "write", "pool"), _LONGEST_SILENCE)
    for tried in range(1, _MOST_TRIES + 1):
        try:
            with pool.stream("GET", _quoted(address), headers=_HEADERS, extensions={"timeout": timeout}) as response:
                named = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}
                if response.status in _REDIRECTS and "location" in named:
                    return _joined(address, named["location"])
                if response.status in _TRY_LATER:
                    if tried < _MOST_TRIES:
                        _wait(named.get("retry-after", ""), until)
                    continue
                if response.status in _NOT_FOUND:
                    raise ImportFailed(because("address.not_found", address=shown, status=str(response.status)))
                if response.status != 200:
                    raise ImportFailed(because("address.status", address=shown, status=str(response.status)))
                return Fetched(address, _read(shown, response, until))
        except _FAULTS as error:
            raise ImportFailed(_fault(shown, error)) from error
    raise ImportFailed(because("address.later", address=shown))


def shown_address(address: str) -> str:
    """Return the address without what may be secret: a key among its parameters, a password before its host.

    What is no address of the web is returned as it is, at most its beginning.
    """
    try:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https") and parts.hostname and (parts.port is None or parts.port):
            return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    except ValueError:
        pass
    return f"{address[:100]!r}"


def _joined(address: str, location: str) -> str:
    try:
        return urljoin(address, location)
    except ValueError:
        return location


def _fault(shown: str, error: Exception) -> Reason:
    if isinstance(error, httpcore.TimeoutException):
        return because("address.silent", address=shown, most=int(_LONGEST_SILENCE))
    # The pool of httpcore takes away the cause of what it passes on.
    if isinstance(error.__context__, ConnectionRefusedError):
        return because("address.refused", address=shown)
    return because("address.no_answer", f" ({str(error) or type(error).__name__})", address=shown)


def _read(shown: str, response: httpcore.Response, until: float) -> bytes:
    data = bytearray()
    for chunk in response.iter_stream():
        data += chunk
        if len(data) > LARGEST_ANSWER:
            raise ImportFailed(because("address.large", address=shown, most=LARGEST_ANSWER // 2**20))
        if time.monotonic() > until:
            raise ImportFailed(because("address.slow", address=shown, most=int(LONGEST_FETCH)))
    return bytes(data)


def _wait(asked: str, until: float) -> None:
    pause = min(float(asked) if asked.isdigit() else 1.0, _LONGEST_PAUSE)
    time.sleep(max(0.0, min(pause, until - time.monotonic())))


def _quoted(address: str) -> bytes:
    """Return the address in ASCII: what a person pastes may hold letters that an address writes as codes."""
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~").encode("ascii")


class _CheckedNetwork(httpcore.NetworkBackend):
    """Connects to public addresses, and to others only under the names that are allowed."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of the host that answers, all of which must be allowed."""
        addresses = list(self._addresses(host, port))
        for place, address in enumerate(addresses, start=1):
            try:
                return self._network.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(addresses):
                    raise
        raise httpcore.ConnectError(f"no address of {host} is known")

    def _addresses(self, host: str, port: int) -> Iterator[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise ImportFailed(because("address.no_host", host=host)) from error
        for *_, (address, *_) in found:
            if host.casefold() not in self._allowed and not _is_public(str(address)):
                option = f" with --allow-host {host}, or"
                raise ImportFailed(because("address.private", option, host=host, address=str(address)))
            yield str(address)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        # An address of version 4 in one of version 6 leads where the former leads.
        ip = ip.ipv4_mapped or (ip.sixtofour if ip.sixtofour else ip)
    return ip.is_global and not ip.is_multicast
