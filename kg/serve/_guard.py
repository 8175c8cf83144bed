"""What stands around every request: host, headers, size limit, cache of pages, and errors without their insides."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from kg.serve._http import HEAD

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
# Answers to these are never kept, so there is nothing to wait for.
_ALONE = ("/sparql", "/update", "/store")


class _TooLargeError(Exception):
    pass


class Guard:
    """An application around the application.

    Args:
        app: what answers.
        generation: the state of the store that a page made now shows.
        most: bytes of a request.
        hosts: names that the Host header may have, without ports; empty for any. A server for this computer alone
            would otherwise answer a page of somebody else's whose name was made to lead here (DNS rebinding).
    """

    def __init__(self, app: App, generation: Callable[[], str], most: int, hosts: frozenset[str] = frozenset()) -> None:
        self._app, self._generation, self._most, self._hosts = app, generation, most, hosts
        self._pages: OrderedDict[bytes, tuple[str, int, list[tuple[bytes, bytes]], bytes]] = OrderedDict()
        self._size = 0
        self._heads: dict[bytes, tuple[str, bytes]] = {}
        self._heads_size = 0
        self._making: dict[bytes, asyncio.Lock] = {}

    def known(self, head: bytes) -> bytes | None:
        """The answer to a request with these bytes, without its first line and date; None when none is kept."""
        found = self._heads.get(head)
        return found[1] if found is not None and found[0] == self._generation() else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refused = self._refused(scope, headers)
        if refused:
            await _plain(send, *refused)
            return
        if scope["method"] != "GET" or b"authorization" in headers or scope["path"].startswith(_ALONE):
            await self._fresh(scope, receive, send, b"")
            return
        key = b"\n".join((scope["raw_path"] or b"", scope["query_string"], headers.get(b"accept", b"")))
        known = headers.get(b"if-none-match", b"")
        if await self._cached(key, known, scope, send):
            return
        # Many who ask for one page at once wait for the one that is being made.
        lock = self._making.setdefault(key, asyncio.Lock())
        try:
            async with lock:
                if not await self._cached(key, known, scope, send):
                    await self._fresh(scope, receive, send, key)
        finally:
            if not lock.locked():
                self._making.pop(key, None)

    def _refused(self, scope: Scope, headers: MutableMapping[bytes, bytes]) -> tuple[int, str] | None:
        length, host = headers.get(b"content-length", b"0"), headers.get(b"host", b"").decode("latin-1").lower()
        if not length.isdigit():
            return 400, "bad content length"
        if int(length[:20]) > self._most:
            return 413, "the request is too large"
        if len(scope["path"]) + len(scope["query_string"]) > 16_384:
            return 414, "the address is too long"
        if sum(len(name) + len(value) for name, value in scope["headers"]) > 32_768:
            return 431, "the headers are too long"
        name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
        if self._hosts and host and name not in self._hosts:
            return 421, "this server does not answer to that host name; see kg serve --url"
        return None

    async def _cached(self, key: bytes, known: bytes, scope: Scope, send: Send) -> bool:
        found = self._pages.get(key)
        if not found or found[0] != self._generation():
            return False
        self._pages.move_to_end(key)
        _, status, headers, body = found
        tag = next((value for name, value in headers if name == b"etag"), b"")
        if tag and known == tag:
            status, body = 304, b""
            headers = [item for item in headers if item[0] not in (b"content-length", b"content-type")]
        elif head := scope.get(HEAD):
            self._keep_head(head, found[0], headers, body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})
        return True

    def _keep_head(self, head: bytes, generation: str, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        answer = b"".join([*(b"%b: %b\r\n" % each for each in headers), b"\r\n", body])
        self._heads_size += len(answer) + len(head)
        if self._heads_size > _BYTES:
            self._heads.clear()
            self._heads_size = len(answer) + len(head)
        self._heads[head] = (generation, answer)

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
        status, names = start["status"], {name for name, _ in start["headers"]}
        headers = [*start["headers"], *(item for item in _HEADERS if item[0] not in names)]
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
