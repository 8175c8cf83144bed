"""URLs are fetched to where the caller may go and no further."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from kg.errors import SourceError
from kg.model import Article
from kg.sources import ReadOptions, read
from kg.sources._fetch import _robots, fetch, is_public

ALLOWED = ReadOptions(allow_private=True, user_agent="tester/1.0 (test@example.org)", timeout=20, max_bytes=100_000)
TEXT = "The ministers met. They spoke of trade."


class Site(BaseHTTPRequestHandler):
    robots: ClassVar[tuple[int, str]] = (404, "")
    seen: ClassVar[list[tuple[str, str]]] = []

    def do_GET(self) -> None:
        Site.seen.append((self.path, self.headers["User-Agent"]))
        if self.path == "/robots.txt":
            self._answer(Site.robots[0], Site.robots[1].encode(), "text/plain")
        elif self.path == "/text":
            self._answer(200, TEXT.encode(), "text/plain; charset=utf-8")
        elif self.path == "/latin":
            self._answer(200, "été".encode("latin-1"), "text/plain; charset=iso-8859-1")
        elif self.path == "/large":
            self._answer(200, b"x" * 200_000, "text/plain")
        elif self.path.startswith("/to/"):
            self._answer(302, b"", "text/plain", self.path.removeprefix("/to/"))
        elif self.path == "/loop":
            self._answer(302, b"", "text/plain", "/loop")
        else:
            self._answer(404, b"gone", "text/plain")

    def _answer(self, status: int, body: bytes, kind: str, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    Site.robots, Site.seen = (404, ""), []
    _robots.cache_clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def refusal(url: str, options: ReadOptions = ALLOWED) -> str:
    with pytest.raises(SourceError) as caught:
        fetch(url, options)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_page_is_read_as_an_article(site: str) -> None:
    (article,) = read([f"{site}/text"], ALLOWED)
    assert isinstance(article, Article)
    assert (article.text, article.url) == (TEXT, f"{site}/text")
    assert all(agent == "tester/1.0 (test@example.org)" for _, agent in Site.seen)
    (article,) = read([f"{site}/latin"], ALLOWED)
    assert isinstance(article, Article)
    assert article.text == "été"


def test_redirects_are_followed_and_counted(site: str) -> None:
    assert fetch(f"{site}/to//text", ALLOWED).url == f"{site}/text"
    assert "more than 5 redirects" in refusal(f"{site}/loop")


def test_private_addresses_are_refused(site: str) -> None:
    options = ReadOptions(timeout=20, robots=False)
    assert "private address 127.0.0.1" in refusal(f"{site}/text", options)
    assert Site.seen == []
    assert "private address" in refusal("http://localhost:1/x", options)
    assert "private address" in refusal("http://169.254.169.254/latest/meta-data", options)
    assert "private address" in refusal("http://[::1]:8/x", options)
    assert "private address" in refusal("http://[::ffff:10.0.0.1]/x", options)
    assert "private address" in refusal("http://0x7f000001/x", options)


def test_a_name_that_means_a_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    assert "private address 10.1.2.3" in refusal("http://news.example/x", ReadOptions(robots=False, timeout=20))


def test_the_connection_goes_to_the_address_that_was_checked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])
    connected: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        address = next(answers) if host == "rebinding.example" else host
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    class Refusing(socket.socket):
        def connect(self, address: object) -> None:
            connected.append(str(address))
            raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "socket", Refusing)
    refusal("http://rebinding.example:8/x", ReadOptions(robots=False, timeout=20))
    assert connected == ["('93.184.215.14', 8)"]


def test_a_redirect_to_another_scheme_is_refused(site: str) -> None:
    assert "not an http" in refusal(f"{site}/to/file:///etc/passwd")


@pytest.mark.parametrize("url", ["ftp://x/y", "http://", "http://user:word@example.org/", "http://[bad/", "file:///x"])
def test_odd_addresses_are_refused(url: str) -> None:
    assert refusal(url)


def test_robots(site: str) -> None:
    Site.robots = (200, "User-agent: tester\nDisallow: /text\n")
    assert "robots.txt" in refusal(f"{site}/text")
    assert fetch(f"{site}/latin", ALLOWED).body
    _robots.cache_clear()
    Site.robots = (503, "")
    assert "robots.txt" in refusal(f"{site}/text")


def test_robots_can_be_left_out(site: str) -> None:
    Site.robots = (200, "User-agent: *\nDisallow: /\n")
    options = ReadOptions(allow_private=True, robots=False, timeout=20)
    assert fetch(f"{site}/text", options).media_type == "text/plain"


def test_too_large_missing_and_unreachable(site: str) -> None:
    assert "larger than 0.1 MB" in refusal(f"{site}/large")
    assert "HTTP 404" in refusal(f"{site}/nothing")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "cannot be fetched" in refusal(f"http://127.0.0.1:{port}/x")


def test_no_answer_in_time() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        options = ReadOptions(allow_private=True, robots=False, timeout=0.2)
        assert "no answer within 0.2 s" in refusal(f"http://127.0.0.1:{silent.getsockname()[1]}/", options)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("1.1.1.1", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("192.168.1.1", False),
        ("172.16.0.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:192.168.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
    ],
)
def test_public_addresses(address: str, public: bool) -> None:
    assert is_public(address) is public
