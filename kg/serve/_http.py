"""HTTP connections of `kg serve`: clients that hang are let go, and a request seen before is answered at once.

uvicorn waits for ever for the rest of a request; here a connection that does not bring one in time, or does not take
its answer, is closed. A request whose bytes are those of an earlier one whose answer is kept is answered without being
parsed again, which is what keeps pages quick when many ask at once.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

__all__ = ["HEAD", "protocol_for"]

HEAD = "kg.head"
"""Key of a request's scope: its bytes, when an answer to them may be kept."""

_ARRIVE = 20.0
_TAKE = 60.0
_LONGEST = 2048
_HEADERS = 65_536
_TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
_OK = b"HTTP/1.1 200 OK\r\n"


class _Connection(HttpToolsProtocol):
    """One connection."""

    known: Callable[[bytes], bytes | None]
    arrive: float

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._between, self._headed, self._size = True, False, 0
        self._taking: asyncio.TimerHandle | None = None
        self._arriving: asyncio.TimerHandle | None = self.loop.call_later(type(self).arrive, transport.abort)

    def data_received(self, data: bytes) -> None:
        free = self._between and (self.cycle is None or self.cycle.response_complete) and not self.flow.write_paused
        if free and (rest := type(self).known(data)) is not None:
            self._arrived()
            self._unset_keepalive_if_required()
            head = b"".join(b"%b: %b\r\n" % each for each in self.server_state.default_headers)
            self.transport.write(_OK + head + rest)
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
            return
        super().data_received(data)
        if not self._between and not self._headed:
            self._size += len(data)
            if self._size > _HEADERS:
                self.transport.write(_TOO_LONG)
                self.transport.close()
                return
        if free and self._between and self.parser is not None and _is_plain(data) and self.cycle.keep_alive:
            # The task that answers has not begun: this scope is what it will see.
            scope: dict[str, Any] = self.scope  # type: ignore[assignment]
            scope[HEAD] = data

    def on_message_begin(self) -> None:
        self._between, self._headed, self._size = False, False, 0
        if self._arriving is None:
            self._arriving = self.loop.call_later(type(self).arrive, self.transport.abort)
        super().on_message_begin()

    def on_headers_complete(self) -> None:
        self._headed = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._between = True
        self._arrived()
        super().on_message_complete()

    def _arrived(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._taking = self.loop.call_later(_TAKE, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._taken()

    def _taken(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None

    def connection_lost(self, exc: Exception | None) -> None:
        self._arrived()
        self._taken()
        super().connection_lost(exc)


def _is_plain(data: bytes) -> bool:
    """Whether bytes that made one request are nothing but its head."""
    short = len(data) <= _LONGEST and data.startswith(b"GET /")
    return short and data.endswith(b"\r\n\r\n") and data.count(b"\r\n\r\n") == 1


def protocol_for(known: Callable[[bytes], bytes | None], arrive: float = _ARRIVE) -> type[HttpToolsProtocol]:
    """The protocol for uvicorn.

    Args:
        known: the answer to a request by the request's bytes, without its first line and date; None when none is kept.
        arrive: seconds until a request must be there whole.
    """
    return type("Connection", (_Connection,), {"known": staticmethod(known), "arrive": arrive})
