"""What stands around every request: headers, size limit, cache of pages, and errors without their insides."""

import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

__all__ = ["Guard"]

type Scope = MutableMapping[str, Any]
type Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
type Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
type App = Callable[[Scope, Receive, Send], Awaitable[None]]

_HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none';"
        b" frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
]
_LOG = logging.getLogger("kg.serve")
_ENTRIES = 2000
_BYTES = 64 << 20


class _TooLargeError(Exception):
    pass


class Guard:
    """An application around the application."""

    def __init__(self, app: App, generation: Callable[[], str], most: int) -> None:
        self._app, self._generation, self._most = app, generation, most
        self._pages: OrderedDict[bytes, tuple[str, int, list[tuple[bytes, bytes]], bytes]] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._most:
            status, text = (413, "the request is too large") if length.isdigit() else (400, "bad content length")
            await _plain(send, status, text)
            return
        if len(scope["path"]) + len(scope["query_string"]) > 16_384:
            await _plain(send, 414, "the address is too long")
            return
        key = b""
        if scope["method"] == "GET" and not headers.get(b"authorization"):
            key = b"\n".join((scope["raw_path"] or b"", scope["query_string"], headers.get(b"accept", b"")))
            if await self._cached(key, headers.get(b"if-none-match", b""), send):
                return
        await self._fresh(scope, receive, send, key)

    async def _cached(self, key: bytes, known: bytes, send: Send) -> bool:
        found = self._pages.get(key)
        if not found or found[0] != self._generation():
            return False
        self._pages.move_to_end(key)
        _, status, headers, body = found
        tag = next((value for name, value in headers if name == b"etag"), b"")
        if tag and known == tag:
            status, body = 304, b""
            headers = [item for item in headers if item[0] not in (b"content-length", b"content-type")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        return True

    async def _fresh(self, scope: Scope, receive: Receive, send: Send, key: bytes) -> None:
        generation, read, started = self._generation(), 0, False
        start: MutableMapping[str, Any] = {}
        parts: list[bytes] = []

        async def limited() -> MutableMapping[str, Any]:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most:
                raise _TooLargeError
            return message

        async def adding(message: MutableMapping[str, Any]) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                start.update(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body"):
                started = True
                await self._finish(start, b"".join(parts), scope, key, generation, send)

        try:
            await self._app(scope, limited, adding)
        except _TooLargeError:
            if not started:
                await _plain(send, 413, "the request is too large")
        except Exception:  # noqa: BLE001 - the client gets one line, the log the rest
            _LOG.exception("%s %s", scope["method"], scope["path"])
            if not started:
                await _plain(send, 500, "the server met a fault; its log says more")

    async def _finish(
        self, start: MutableMapping[str, Any], body: bytes, scope: Scope, key: bytes, generation: str, send: Send
    ) -> None:
        status, headers = start["status"], [*start["headers"], *_HEADERS]
        names = {name for name, _ in headers}
        if key and status == 200 and b"cache-control" not in names:
            headers += [(b"etag", b'"' + hashlib.sha256(body).hexdigest()[:24].encode() + b'"')]
            headers += [(b"cache-control", b"no-cache"), (b"vary", b"accept")]
            self._keep(key, (generation, status, headers, body))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    def _keep(self, key: bytes, page: tuple[str, int, list[tuple[bytes, bytes]], bytes]) -> None:
        if len(page[3]) > _BYTES // 16:
            return
        old = self._pages.pop(key, None)
        self._size += len(page[3]) - (len(old[3]) if old else 0)
        self._pages[key] = page
        while len(self._pages) > _ENTRIES or self._size > _BYTES:
            _, dropped = self._pages.popitem(last=False)
            self._size -= len(dropped[3])


async def _plain(send: Send, status: int, text: str) -> None:
    body = (text + "\n").encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode()), *_HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
