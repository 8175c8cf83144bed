"""Fetches a page over HTTP, to where the caller may go and no further."""

import ipaddress
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import requests
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from kg.errors import SourceError
from kg.sources._base import ReadOptions, too_large

__all__ = ["Page", "fetch", "is_public"]

_BLOCK = 1 << 16
_ROBOTS_BYTES = 512_000
_MOVED = frozenset({301, 302, 303, 307, 308})
_SLOWEST = 10
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Page:
    """What a URL led to.

    Attributes:
        url: the address after redirects.
        body: the bytes, transfer encodings undone.
        media_type: lower case, without parameters; "" unknown.
        charset: as the header says, or None.
    """

    url: str
    body: bytes
    media_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    content_type: str
    body: bytes


def fetch(url: str, options: ReadOptions) -> Page:
    """The page at an http or https URL.

    Names are looked up once and the connection goes to an address that was checked, so a name server that changes
    its answer in between leads nowhere. Every hop of a redirect is checked again, robots.txt included. Proxies and
    credentials of the environment are not used: behind a proxy these checks would mean nothing.

    Raises:
        SourceError: forbidden address, robots.txt, too large, too slow, an HTTP error, or no connection.
    """
    for _ in range(options.max_redirects + 1):
        _check_url(url)
        if options.robots and not _robots(_site(url), options).can_fetch(options.user_agent, url):
            raise SourceError("robots.txt of the site does not allow it: ask for leave, or read a saved copy")
        answer = _get(url, options, options.max_bytes)
        if answer.status not in _MOVED or not answer.location:
            break
        url = urljoin(url, answer.location)
    else:
        raise SourceError(f"more than {options.max_redirects} redirects: name the final address")
    if answer.status != 200:
        raise SourceError(f"the site answered HTTP {answer.status}: check the address")
    header = Message()
    header["Content-Type"] = answer.content_type or "application/octet-stream"
    charset = header.get_content_charset() if "charset" in answer.content_type.lower() else None
    return Page(url, answer.body, header.get_content_type() if answer.content_type else "", charset)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet.

    >>> is_public("10.0.0.1"), is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("1.1.1.1")
    (False, False, False, True)
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError as error:
        raise SourceError(f"not a URL ({error})") from error
    if parts.scheme not in ("http", "https") or not named:
        raise SourceError(f"leads to {url!r}, which is not an http or https address")
    if parts.username or parts.password:
        raise SourceError("a URL with a name or password in it is not fetched: save the page and read the file")


@lru_cache(maxsize=1024)
def _robots(site: str, options: ReadOptions) -> RobotFileParser:
    """The rules of a site, by RFC 9309: no file means all may be fetched, a broken server means nothing may."""
    rules = RobotFileParser()
    url = f"{site}/robots.txt"
    for _ in range(options.max_redirects + 1):
        _check_url(url)
        answer = _get(url, options, _ROBOTS_BYTES, cut=True)
        if answer.status not in _MOVED or not answer.location:
            break
        url = urljoin(url, answer.location)
    if answer.status == 200:
        rules.parse(answer.body.decode("utf-8", "replace").splitlines())
    elif answer.status >= 500:
        rules.parse(["User-agent: *", "Disallow: /"])
    else:
        rules.parse([])
    return rules


def _get(url: str, options: ReadOptions, limit: int, cut: bool = False) -> _Answer:
    """One request, no redirect followed; a body above the limit is an error, or cut."""
    headers = {"User-Agent": options.user_agent, "Accept": "text/html, text/plain;q=0.9, */*;q=0.5"}
    end = time.monotonic() + _SLOWEST * options.timeout
    with requests.Session() as session:
        session.trust_env = False
        adapter = HTTPAdapter() if options.allow_private else _PublicAdapter()
        session.mount("http://", adapter)
        session.mount("https://", adapter)
        try:
            with session.get(
                url, headers=headers, timeout=options.timeout, allow_redirects=False, stream=True
            ) as response:
                body = b"".join(_blocks(response, limit, cut, end))
        except requests.Timeout as error:
            raise SourceError(f"no answer within {options.timeout:g} s: try again later") from error
        except requests.RequestException as error:
            raise SourceError(f"cannot be fetched ({_reason(error)}): check the address and the network") from error
    return _Answer(
        response.status_code, response.headers.get("Location", ""), response.headers.get("Content-Type", ""), body
    )


def _blocks(response: requests.Response, limit: int, cut: bool, end: float) -> Iterator[bytes]:
    size = 0
    for block in response.iter_content(_BLOCK):
        size += len(block)
        if size > limit:
            if cut:
                return
            raise SourceError(too_large(limit))
        if time.monotonic() > end:
            raise SourceError("the answer is too slow: try again later, or read a saved copy")
        yield block


def _reason(error: requests.RequestException) -> str:
    cause: BaseException = error
    while cause.__cause__ or cause.__context__:
        cause = cause.__cause__ or cause.__context__ or cause
    return " ".join(str(cause).split())[:120] or type(error).__name__


def _public_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, all of them public.

    Raises:
        SourceError: one of them is not.
    """
    found = [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    for address in found:
        if not is_public(address):
            raise SourceError(f"{host} is the private address {address}: allow private addresses if that is meant")
    return found


class _Checked:
    """A connection that is made to a checked address; certificates are still checked against the name."""

    host: str
    port: int
    _dns_host: str

    def _new_conn(self) -> socket.socket:
        name = self._dns_host
        last: Exception | None = None
        for address in _public_addresses(name, self.port):
            self._dns_host = address
            try:
                return super()._new_conn()  # type: ignore[misc,no-any-return]
            except Exception as error:  # noqa: BLE001 - the next address may answer; the last error is raised below
                last = error
            finally:
                self._dns_host = name
        raise last or OSError("no address")


class _CheckedHTTP(_Checked, HTTPConnection):
    pass


class _CheckedHTTPS(_Checked, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _CheckedHTTP


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _CheckedHTTPS


class _PublicAdapter(HTTPAdapter):
    """Goes to public addresses only."""

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **options: Any) -> None:
        super().init_poolmanager(connections, maxsize, block, **options)
        manager: PoolManager = self.poolmanager
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
