"""HTTP to one server: authentication, timeouts, compression, and retries where sending twice does no harm."""

import gzip
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from kg.errors import StoreError
from kg.store._settings import ServerSettings
from kg.version import __version__

if TYPE_CHECKING:
    import requests

__all__ = ["Client", "Reply", "SlowError"]

_AGAIN = frozenset({429, 502, 503, 504})
_TRIES = 4
_CONNECT = 10.0
_COMPRESSED = 4096


class SlowError(StoreError):
    """No answer in time."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of a server, read to its end."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def ok(self) -> bool:
        """Whether the server did what was asked."""
        return 200 <= self.status < 300

    @property
    def media_type(self) -> str:
        """The content type without its parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class Client:
    """Sends requests to one server and never to another host."""

    def __init__(self, settings: ServerSettings, sleep: Callable[[float], None] = time.sleep) -> None:
        self._settings = settings
        self._sleep = sleep
        self._host = urlsplit(settings.url).netloc
        self._session: requests.Session | None = None
        self._digest = False

    def send(
        self,
        method: str,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        form: Mapping[str, str] | None = None,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        repeatable: bool = False,
        seconds: float | None = None,
        most: int | None = None,
    ) -> Reply:
        """Send a request.

        Args:
            method: of HTTP.
            url: on this server.
            params: of the query string.
            form: sent as a form.
            body: sent as it is, compressed when the settings say so.
            headers: more of them.
            repeatable: whether sending it twice has the same effect as once: then it is tried again when the
                connection breaks or the server says that it is busy.
            seconds: until the answer must be complete.
            most: bytes of the answer.

        Raises:
            StoreError: no answer.
        """
        sent = dict(headers or {})
        if body is not None and self._settings.gzip and len(body) > _COMPRESSED:
            body, sent["Content-Encoding"] = gzip.compress(body, 6, mtime=0), "gzip"
        wait = 0.5
        for attempt in range(_TRIES):
            last = attempt == _TRIES - 1 or not repeatable
            try:
                reply = self._once(method, url, params, form, body, sent, seconds, most)
            except OSError as error:
                if last:
                    raise self._gone(error, seconds) from error
                self._sleep(wait)
            else:
                if reply.status == 401 and self._settings.user and not self._digest:
                    # Virtuoso refuses basic authentication without saying what it wants.
                    self._digest = True
                    reply = self._once(method, url, params, form, body, sent, seconds, most)
                if reply.status not in _AGAIN or last:
                    return reply
                self._sleep(_asked(reply.headers, wait))
            wait *= 2
        raise AssertionError("unreachable")

    def _gone(self, error: OSError, seconds: float | None) -> StoreError:
        import requests

        if isinstance(error, requests.exceptions.Timeout):
            shown = seconds if seconds is not None else self._settings.timeout
            return SlowError(f"{self._host}: no answer within {shown:g} seconds; run the same command again later")
        reason = str(error.__cause__ or error)
        cause = next((word for word in ("refused", "reset", "closed", "broken", "resolve") if word in reason), "")
        said = f"connection {cause}" if cause else type(error).__name__
        return StoreError(f"{self._host}: the server cannot be reached ({said}); start it and run this again")

    def _once(
        self,
        method: str,
        url: str,
        params: Mapping[str, str] | None,
        form: Mapping[str, str] | None,
        body: bytes | None,
        headers: Mapping[str, str],
        seconds: float | None,
        most: int | None,
    ) -> Reply:
        import urllib3

        session = self._session = self._session or self._open()
        until = time.monotonic() + seconds if seconds is not None else None
        patience = min(seconds, self._settings.timeout) if seconds is not None else self._settings.timeout
        data: Any = body if form is None else form
        try:
            with session.request(
                method, url, params=params, data=data, headers=headers, stream=True, allow_redirects=False,
                timeout=(_CONNECT, patience), auth=self._auth(),
            ) as response:  # fmt: skip
                if response.status_code in (301, 302, 303, 307, 308):
                    return self._follow(response, method)
                return Reply(response.status_code, response.headers, self._body(response, until, seconds, most))
        except urllib3.exceptions.HTTPError as error:
            raise OSError(str(error)) from error

    def _follow(self, response: "requests.Response", method: str) -> Reply:
        target = urljoin(response.url, response.headers.get("Location", ""))
        raise StoreError(f"{self._host}: redirects {method} to {target}; give that address if you trust it")

    def _body(
        self, response: "requests.Response", until: float | None, seconds: float | None, most: int | None
    ) -> bytes:
        parts, size = [], 0
        while part := response.raw.read1(1 << 16, decode_content=True):
            size += len(part)
            if most is not None and size > most:
                raise StoreError(f"{self._host}: the answer is longer than {most} bytes; ask for less")
            if until is not None and time.monotonic() > until:
                raise StoreError(f"{self._host}: no complete answer within {seconds:g} seconds; ask for less")
            parts.append(part)
        return b"".join(parts)

    def _auth(self) -> Any:
        from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

        if self._settings.user and self._digest:
            return HTTPDigestAuth(self._settings.user, self._settings.password)
        if self._settings.user:
            return HTTPBasicAuth(self._settings.user.encode(), self._settings.password.encode())
        token = self._settings.token

        class Bearer(AuthBase):
            def __call__(self, request: "requests.PreparedRequest") -> "requests.PreparedRequest":
                # Without this class requests would look into ~/.netrc.
                if token:
                    request.headers["Authorization"] = f"Bearer {token}"
                return request

        return Bearer()

    def _open(self) -> "requests.Session":
        import requests

        session = requests.Session()
        session.headers.update({"User-Agent": f"kg-export/{__version__}", "Accept-Encoding": "gzip"})
        return session

    def close(self) -> None:
        """Close the connections."""
        if self._session:
            self._session.close()


def _asked(headers: Mapping[str, str], wait: float) -> float:
    """Seconds that Retry-After asks for, at most a minute."""
    value = headers.get("Retry-After", "").strip()
    if value.isdigit():
        return min(60.0, float(value))
    try:
        return min(60.0, max(0.0, parsedate_to_datetime(value).timestamp() - time.time())) if value else wait
    except ValueError:
        return wait
