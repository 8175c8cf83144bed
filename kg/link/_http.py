"""A polite client of one JSON service: contact, limits, waits, repeats, size, deadline, cache."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urljoin, urlsplit

from kg.errors import LinkError
from kg.link._base import Settings
from kg.link._cache import Cache
from kg.untrusted import parse_json
from kg.version import __version__

if TYPE_CHECKING:
    import requests

__all__ = ["AT_ONCE", "Client"]

AT_ONCE = 3
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_AGAIN = frozenset((408, 429, 500, 502, 503, 504))
_MOST_REDIRECTS = 4
_FIRST_WAIT = 1.0
_LONGEST_WAIT = 60.0


class _TryAgainError(Exception):
    """An answer that asks for patience.

    Attributes:
        wait: seconds the service asked for, None when it did not say.
    """

    def __init__(self, reason: str, wait: float | None = None) -> None:
        super().__init__(reason)
        self.wait = wait


@dataclass
class _Limiter:
    """At most so many requests a minute, so many at once, and none before a time the service named."""

    per_minute: int
    clock: Callable[[], float]
    sleep: Callable[[float], None]
    started: deque[float] = field(default_factory=deque)
    not_before: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)
    slots: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def wait(self, until: float) -> None:
        """Wait for one's turn.

        Raises:
            _TryAgainError: it comes after `until`.
        """
        while True:
            with self.lock:
                now = self.clock()
                while self.started and now - self.started[0] >= 60:
                    self.started.popleft()
                due = max(self.not_before, self.started[0] + 60 if len(self.started) >= self.per_minute else now)
                if due <= now:
                    self.started.append(now)
                    return
            if due > until:
                raise _TryAgainError("its limits leave no time", due - now)
            self.sleep(due - now)

    def pause(self, seconds: float) -> None:
        """Let nobody ask for a while."""
        with self.lock:
            self.not_before = max(self.not_before, self.clock() + seconds)


class Client:
    """Asks one service.

    Args:
        settings: limits, contact, cache.
        url: of the service; requests and redirects stay on its host.
        clock: seconds, for limits and deadlines.
        sleep: waits so many seconds.
        now: seconds since 1970, for the age of answers and dates in Retry-After.

    Raises:
        LinkError: no contact is configured, or the address is none.
    """

    def __init__(
        self,
        settings: Settings,
        url: str,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
    ) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username:
            raise LinkError(f"{url!r}: not an http or https address of a service")
        if not settings.contact and not settings.offline:
            raise LinkError(
                f"{parts.hostname} asks for a contact in the User-Agent; give your e-mail or web address with --contact"
            )
        if any(not char.isprintable() or not char.isascii() for char in settings.contact):
            raise LinkError(f"contact {settings.contact!r}: write an e-mail or web address in plain ASCII")
        self.url = url
        self._settings = settings
        self._host = parts.netloc.lower()
        self._secure = parts.scheme == "https"
        self._cache = Cache(settings.cache, settings.max_age, now)
        self._limiter = _Limiter(settings.per_minute, clock, sleep)
        self._clock, self._sleep, self._now = clock, sleep, now
        self._session: requests.Session | None = None

    def get(self, params: Mapping[str, str], check: Callable[[Any], float | None] = lambda answer: None) -> Any:
        """The JSON answer to a GET request.

        Args:
            params: of the query; escaped here, never before.
            check: looks for an error in an answer with status 200: raises `LinkError`, or returns the seconds to wait
                before it is worth another try (0 when it does not say), or None for a good answer.

        Raises:
            LinkError: no good answer; nothing was cached.
        """
        return self._ask("GET", params, check)

    def post(self, form: Mapping[str, str], check: Callable[[Any], float | None] = lambda answer: None) -> Any:
        """The JSON answer to a form sent by POST; like `get`."""
        return self._ask("POST", form, check)

    def post_json(
        self, path: str, body: Mapping[str, Any], check: Callable[[Any], float | None] = lambda answer: None
    ) -> Any:
        """The JSON answer to JSON sent by POST to a path below the service; like `get`."""
        return self._ask("JSON", {path: json.dumps(body, ensure_ascii=False, sort_keys=True)}, check)

    def _ask(self, method: str, params: Mapping[str, str], check: Callable[[Any], float | None]) -> Any:
        key = f"{method} {self.url} {urlencode(sorted(params.items()))}"
        cached = self._cache.get(key, any_age=self._settings.offline)
        if cached is not None:
            return cached
        if self._settings.offline:
            raise LinkError(f"{self._host}: --offline, and this answer is not in the cache")
        until = self._clock() + self._settings.deadline
        wait = _FIRST_WAIT
        for attempt in range(self._settings.retries + 1):
            try:
                answer = self._once(method, params, check, until)
            except _TryAgainError as error:
                asked = error.wait if error.wait is not None else wait
                late = self._clock() + asked > until
                if late or attempt == self._settings.retries:
                    tried = f"after {attempt + 1} tries" if attempt else "at once"
                    raise LinkError(f"{self._host}: gave up {tried}: {error}; try again later") from error
                self._limiter.pause(asked) if error.wait is not None else self._sleep(asked)
                wait = min(wait * 2, _LONGEST_WAIT)
            else:
                self._cache.put(key, answer)
                return answer
        raise AssertionError("unreachable")

    def _once(self, method: str, params: Mapping[str, str], check: Callable[[Any], float | None], until: float) -> Any:
        with self._limiter.slots:
            self._limiter.wait(until)
            status, headers, body = self._send(method, params, until)
        asked = self._retry_after(headers)
        if status in _AGAIN:
            raise _TryAgainError(f"HTTP status {status}", asked)
        if status != 200:
            raise LinkError(f"{self._host}: HTTP status {status}")
        try:
            answer = parse_json(body)
        except ValueError as error:
            raise _TryAgainError("its answer is not JSON") from error
        seconds = check(answer)
        if seconds is not None:
            raise _TryAgainError("it is busy", asked if asked is not None else seconds or None)
        return answer

    def _send(self, method: str, params: Mapping[str, str], until: float) -> tuple[int, Mapping[str, str], bytes]:
        """Send a request and follow its redirects, on this host only, with the same method and form."""
        url, hops = self.url, 0
        if method == "JSON":
            ((path, sent),) = params.items()
            url, params = self.url.rstrip("/") + path, {"": sent}
        while True:
            status, headers, body = self._transfer(method, url, params, until)
            if status not in _REDIRECTS:
                return status, headers, body
            hops += 1
            target = urljoin(url, headers.get("Location", ""))
            parts = urlsplit(target)
            if not headers.get("Location") or hops > _MOST_REDIRECTS:
                raise LinkError(f"{self._host}: redirects in a circle")
            if parts.netloc.lower() != self._host or (self._secure and parts.scheme != "https"):
                raise LinkError(f"{self._host}: redirects to {parts.netloc!r}, which is not the service configured")
            # A GET redirect names its own query.
            url, params = target, {} if method == "GET" and parts.query else params

    def _transfer(
        self, method: str, url: str, params: Mapping[str, str], until: float
    ) -> tuple[int, Mapping[str, str], bytes]:
        import requests
        import urllib3

        session = self._session = self._session or self._open()
        kind: dict[str, Any] = {"params": params} if method == "GET" else {"data": params}
        if method == "JSON":
            kind = {"data": params[""].encode(), "headers": {"Content-Type": "application/json"}}
        try:
            with session.request(
                "GET" if method == "GET" else "POST",
                url,
                timeout=self._settings.timeout,
                stream=True,
                allow_redirects=False,
                **kind,
            ) as response:
                return response.status_code, response.headers, self._body(response, until)
        except (requests.exceptions.Timeout, urllib3.exceptions.TimeoutError) as error:
            raise _TryAgainError(f"no answer within {self._settings.timeout:g} seconds") from error
        except (requests.exceptions.ChunkedEncodingError, urllib3.exceptions.HTTPError) as error:
            raise _TryAgainError(f"its answer breaks off ({type(error).__name__})") from error
        except requests.exceptions.SSLError as error:
            raise LinkError(f"{self._host}: its certificate cannot be trusted: {str(error)[:120]}") from error
        except requests.exceptions.ConnectionError as error:
            raise _TryAgainError("cannot be reached") from error
        except requests.exceptions.RequestException as error:
            raise _TryAgainError(f"{type(error).__name__}: {str(error)[:120]}") from error

    def _body(self, response: "requests.Response", until: float) -> bytes:
        parts, size = [], 0
        # `read1` gives what has come, so that an answer that drips is noticed; `iter_content` would wait to fill up.
        while part := response.raw.read1(65536, decode_content=True):
            size += len(part)
            if size > self._settings.max_bytes:
                raise LinkError(f"{self._host}: its answer is longer than {self._settings.max_bytes} bytes")
            if self._clock() > until:
                raise LinkError(f"{self._host}: its answer takes longer than {self._settings.deadline:g} seconds")
            parts.append(part)
        return b"".join(parts)

    def _open(self) -> "requests.Session":
        import requests

        session = requests.Session()
        agent = f"kg-export/{__version__} ({self._settings.contact}) python-requests/{requests.__version__}"
        session.headers.update({"User-Agent": agent, "Accept": "application/json", "Accept-Encoding": "gzip"})
        return session

    def _retry_after(self, headers: Mapping[str, str]) -> float | None:
        """Seconds of a Retry-After header, given as a number or as a date; None without one."""
        value = headers.get("Retry-After", "").strip()
        if not value:
            return None
        if value.isdigit():
            return float(value)
        try:
            return max(0.0, parsedate_to_datetime(value).timestamp() - self._now())
        except ValueError:
            return None
