"""Connections that do not wait for ever: uvicorn's own times out only between two requests. Tried with uvicorn 0.54."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

_SECONDS_TO_ASK = 10


class ImpatientProtocol(H11Protocol):
    """A connection that is closed where the head of a request has not come whole within ten seconds."""

    _closing: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the base class
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came, and go on waiting if it is no whole head yet."""
        super().data_received(data)
        self._wait()

    def _wait(self) -> None:
        is_answering = self.cycle is not None and not self.cycle.response_complete
        if self._closing and is_answering:
            self._closing.cancel()
            self._closing = None
        elif not self._closing and not is_answering:
            self._closing = self.loop.call_later(_SECONDS_TO_ASK, self.transport.close)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        super().connection_lost(exc)
        if self._closing:
            self._closing.cancel()
