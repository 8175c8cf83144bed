"""Malformed requests get 4xx, never 5xx, never a hang."""

import http.client
import os
import socket
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytestmark = [pytest.mark.integration, pytest.mark.slow]
EXAMPLES = int(os.environ.get("KG_FUZZ", "10000"))

paths = st.sampled_from(
    [
        "/",
        "/search",
        "/id/",
        "/id/event/",
        "/resource",
        "/triples",
        "/sparql",
        "/update",
        "/store",
        "/.well-known/void",
        "/report",
        "/static/",
        "/static/../",
        "//",
        "/%2e%2e/",
    ]
)
names = st.sampled_from(
    ["query", "update", "iri", "q", "graph", "default", "default-graph-uri", "named-graph-uri", "example", "x"]
)
junk = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "SELECT * {",
            "ASK {}",
            "LOAD <x>",
            "SERVICE",
            "%",
            "%zz",
            "\x00",
            "<",
            "urn:",
            "http://[",
            "{" * 300,
            "a" * 20000,
            "../../etc/passwd",
            "\ud7ff",
            "SELECT * { SERVICE <http://x> {} }",
        ]
    ),
)
kinds = st.sampled_from(
    [
        "application/x-www-form-urlencoded",
        "application/sparql-query",
        "application/sparql-update",
        "text/turtle",
        "multipart/form-data",
        "x/y",
        "",
    ]
)
accepts = st.one_of(
    st.sampled_from(["", "*/*", "text/html", "text/turtle", "image/png", ";;;", "a/b;q=x", "text/html;q=2,", "," * 50]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40),
)


def raw(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@st.composite
def requests_(draw: st.DrawFn) -> tuple[str, str, bytes, dict[str, str]]:
    method = draw(st.sampled_from(["GET", "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "BREW", "TRACE"]))
    fields = draw(st.lists(st.tuples(names, junk), max_size=3))
    tail = quote(raw(draw(junk)), safe=draw(st.sampled_from(["", "/:?#&=%", "/"])))
    target = draw(paths) + tail
    if fields:
        target += "?" + "&".join(f"{name}={quote(raw(value))}" for name, value in fields)
    body = draw(st.one_of(st.just(b""), st.binary(max_size=200), junk.map(raw)))
    headers = {"Content-Type": draw(kinds), "Accept": draw(accepts)}
    if draw(st.booleans()):
        headers["Authorization"] = draw(st.sampled_from(["Bearer x", "Bearer", "Basic Ã©", "x"]))
    return method, target.replace(" ", "+"), body, headers


class Line:
    """One kept-alive connection."""

    def __init__(self, url: str) -> None:
        self.host = urlsplit(url).netloc
        self.connection = http.client.HTTPConnection(self.host, timeout=10)

    def send(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
        for attempt in range(2):
            try:
                self.connection.putrequest(method, target, skip_accept_encoding=True)
                for name, value in headers.items():
                    self.connection.putheader(name, value)
                self.connection.putheader("Content-Length", str(len(body)))
                self.connection.endheaders(body)
                reply = self.connection.getresponse()
                return reply.status, reply.read()
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                # The server may close a connection that it kept, or after an answer before the whole body came.
                self.connection.close()
                if attempt:
                    raise
        raise AssertionError


seen: dict[int, int] = {}


def test_requests(url: str) -> None:
    line = Line(url)

    @given(requests_())
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    def check(request: tuple[str, str, bytes, dict[str, str]]) -> None:
        try:
            status, body = line.send(*request)
        except (ValueError, http.client.InvalidURL):
            return
        seen[status] = seen.get(status, 0) + 1
        assert status < 500, (request, body[:300])
        assert b"Traceback" not in body

    try:
        check()
    finally:
        line.connection.close()
    print(dict(sorted(seen.items())))


@given(st.binary(min_size=1, max_size=300))
@settings(max_examples=300, suppress_health_check=list(HealthCheck), database=None)
def test_bytes(url: str, data: bytes) -> None:
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=10) as sock:
        sock.sendall(data + b"\r\n\r\n")
        sock.shutdown(socket.SHUT_WR)
        answer = b""
        while part := sock.recv(65536):
            answer += part
    assert not answer.startswith(b"HTTP/1.1 5")
