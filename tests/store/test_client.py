"""What is sent to a server: credentials to it alone and never shown, again only where that does no harm, compressed."""

import gzip
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import StoreError
from kg.store._client import Client, SlowError
from kg.store._settings import ServerSettings, server_settings
from kg.store.http import HttpStore

SECRET = "hunter2-très"
type Answer = tuple[int, dict[str, str], bytes]


class Fake:
    """A server that answers as it is told and remembers what it was asked."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str, dict[str, str], bytes]] = []
        self.answer: Callable[[int, dict[str, str]], Answer] = lambda number, headers: (200, {}, b"")
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one(self) -> None:
                headers = {name.lower(): value for name, value in self.headers.items()}
                body = self.rfile.read(int(headers.get("content-length", "0")))
                fake.seen.append((self.command, self.path, headers, body))
                status, more, answer = fake.answer(len(fake.seen), headers)
                if status == 0:
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in {**more, "Content-Length": str(len(answer))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer)

            do_GET = do_POST = do_PUT = do_DELETE = handle_one  # noqa: N815 - names of http.server

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()


@pytest.fixture
def fake() -> Iterator[Fake]:
    found = Fake()
    yield found
    found.server.shutdown()
    found.server.server_close()


def client(fake: Fake, waits: list[float] | None = None, **settings: Any) -> Client:
    return Client(ServerSettings(fake.url, **settings), (waits if waits is not None else []).append)


def test_bearer_and_basic(fake: Fake) -> None:
    client(fake, token="abc").send("GET", fake.url)
    client(fake, user="me", password="pä:ss").send("GET", fake.url)
    client(fake).send("GET", fake.url)
    sent = [headers.get("authorization") for _, _, headers, _ in fake.seen]
    assert sent == ["Bearer abc", "Basic bWU6cMOkOnNz", None]


def test_digest_where_it_is_asked_for(fake: Fake) -> None:
    def answer(number: int, headers: dict[str, str]) -> Answer:
        if headers.get("authorization", "").startswith("Digest "):
            return 200, {}, b"in"
        return 401, {"WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth", algorithm=MD5'}, b""

    fake.answer = answer
    sender = client(fake, user="me", password=SECRET)
    assert sender.send("PUT", fake.url, body=b"x").body == b"in"
    assert sender.send("PUT", fake.url, body=b"y").body == b"in"
    assert {body for _, _, headers, body in fake.seen if headers.get("authorization", "").startswith("Digest")} == {
        b"x",
        b"y",
    }
    assert not any(SECRET in str(entry) for entry in fake.seen if "Digest" in entry[2].get("authorization", ""))


def test_no_password_from_elsewhere(fake: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    client(fake).send("GET", fake.url)
    assert "authorization" not in fake.seen[0][2]


def test_busy_servers_are_asked_again(fake: Fake) -> None:
    waits: list[float] = []
    fake.answer = lambda number, headers: (503, {"Retry-After": "7"}, b"") if number < 3 else (200, {}, b"done")
    assert client(fake, waits).send("PUT", fake.url, body=b"x", repeatable=True).body == b"done"
    assert waits == [7.0, 7.0]


def test_broken_connections(fake: Fake) -> None:
    waits: list[float] = []
    fake.answer = lambda number, headers: (0, {}, b"") if number < 2 else (200, {}, b"done")
    assert client(fake, waits).send("GET", fake.url, repeatable=True).body == b"done"
    assert len(waits) == 1


@pytest.mark.parametrize("status", [503, 0])
def test_once_only_where_twice_would_differ(fake: Fake, status: int) -> None:
    fake.answer = lambda number, headers: (status, {}, b"")
    if status:
        assert client(fake).send("POST", fake.url, body=b"x").status == status
    else:
        with pytest.raises(StoreError, match="cannot be reached"):
            client(fake).send("POST", fake.url, body=b"x")
    assert len(fake.seen) == 1


def test_a_server_that_stays_away(fake: Fake) -> None:
    waits: list[float] = []
    fake.answer = lambda number, headers: (0, {}, b"")
    with pytest.raises(StoreError, match="cannot be reached"):
        client(fake, waits).send("GET", fake.url, repeatable=True)
    assert len(fake.seen) == 4
    assert waits == [0.5, 1.0, 2.0]


def test_too_slow(fake: Fake) -> None:
    hold = threading.Event()

    def answer(number: int, headers: dict[str, str]) -> Answer:
        hold.wait(5)
        return 200, {}, b""

    fake.answer = answer
    with pytest.raises(SlowError, match=r"0\.2 seconds"):
        client(fake, timeout=0.2).send("GET", fake.url)
    hold.set()


def test_compressed(fake: Fake) -> None:
    sender, body = client(fake, gzip=True), b"<urn:a> <urn:b> <urn:c> .\n" * 1000
    sender.send("PUT", fake.url, body=body)
    sender.send("PUT", fake.url, body=b"short")
    (_, _, first, packed), (_, _, second, plain) = fake.seen
    assert first["content-encoding"] == "gzip"
    assert gzip.decompress(packed) == body
    assert "content-encoding" not in second
    assert plain == b"short"
    fake.answer = lambda number, headers: (200, {"Content-Encoding": "gzip"}, gzip.compress(b"answer"))
    assert sender.send("GET", fake.url).body == b"answer"


def test_redirects_are_not_followed(fake: Fake) -> None:
    fake.answer = lambda number, headers: (307, {"Location": "http://other.example/x"}, b"")
    with pytest.raises(StoreError, match=r"redirects GET to http://other\.example/x"):
        client(fake, token=SECRET, user="").send("GET", fake.url)
    assert len(fake.seen) == 1


def test_too_long_an_answer(fake: Fake) -> None:
    fake.answer = lambda number, headers: (200, {}, b"x" * 100_000)
    with pytest.raises(StoreError, match="longer than 1000 bytes"):
        client(fake).send("GET", fake.url, most=1000)


def test_settings(tmp_path: Path) -> None:
    path = tmp_path / "stores.toml"
    path.write_text('["https://data.example.org"]\nuser = "me"\npassword = "secret"\ntimeout = 9\ngzip = true\n')
    found = server_settings("https://data.example.org/kg/", {"KG_STORE_CONFIG": str(path)})
    assert (found.user, found.password, found.timeout, found.gzip) == ("me", "secret", 9.0, True)
    assert found.url == "https://data.example.org/kg"
    assert "secret" not in repr(found)
    assert "secret" not in repr(server_settings("https://x.example", {"KG_STORE_TOKEN": "secret"}))
    assert server_settings("https://else.example", {"KG_STORE_CONFIG": str(path)}).user == ""


@pytest.mark.parametrize(
    ("url", "environ", "text", "message"),
    [
        ("https://me:secret@data.example.org", {}, "", "holds a user name or password"),
        ("http://data.example.org", {"KG_STORE_TOKEN": "secret"}, "", "not sent over plain http"),
        ("http://data.example.org", {"KG_STORE_USER": "me", "KG_STORE_PASSWORD": "secret"}, "", "not sent over plain"),
        ("https://x.example", {"KG_STORE_TOKEN": "secret\r\nX: y"}, "", "control character"),
        ("https://x.example", {}, '["https://x.example"]\npasswort = "secret"\n', "unknown key 'passwort'"),
        ("https://x.example", {}, '["https://x.example"]\nupdate = "https://evil.example/u"\n', "another host"),
        ("https://", {}, "", "not an address"),
    ],
)
def test_settings_refused(tmp_path: Path, url: str, environ: dict[str, str], text: str, message: str) -> None:
    path = tmp_path / "stores.toml"
    path.write_text(text)
    with pytest.raises(StoreError, match=message) as raised:
        server_settings(url, {**environ, "KG_STORE_CONFIG": str(path) if text else ""})
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("status", [401, 403, 500])
def test_no_secret_is_shown(fake: Fake, status: int) -> None:
    fake.answer = lambda number, headers: (status, {}, b"no")
    environ = {"PATH": "", "KG_STORE_USER": "me", "KG_STORE_PASSWORD": SECRET}
    found = subprocess.run(
        [sys.executable, "-m", "kg", "query", "ASK {}", "--store", fake.url],
        env={**environ, "PYTHONPATH": ":".join(filter(None, sys.path))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 5, found.stderr
    assert found.stderr.startswith("kg: ")
    assert found.stderr.count("\n") == 1
    assert SECRET not in found.stderr + found.stdout


def test_big_graphs_go_in_pieces(fake: Fake) -> None:
    """By SPARQL Update alone: pieces go to a graph aside, which then takes the place of the old one in one request."""
    settings = ServerSettings(fake.url, query=f"{fake.url}/q", update=f"{fake.url}/u")
    fake.answer = lambda number, headers: (404, {}, b"")
    store = HttpStore(settings, writable=True, client=client(fake))
    fake.seen.clear()
    fake.answer = lambda number, headers: (204, {}, b"")
    rows = [
        Triple(NamedNode(f"https://example.org/{n}"), NamedNode("https://example.org/p"), Literal("x"))
        for n in range(12_000)
    ]
    store.put("https://example.org/g", rows)
    bodies = [body for _, _, _, body in fake.seen]
    assert [body.split(b"+")[0] for body in bodies] == [b"update=DROP", *[b"update=INSERT"] * 3, b"update=MOVE"]
    assert all(b"example.org%2Fg%3E" not in body for body in bodies[:-1])
    assert max(map(len, bodies)) < 2_000_000


@pytest.mark.parametrize(
    "body",
    [
        '{"head": {}, "results": {}}',
        '{"head": {}, "results": {"bindings": [1]}}',
        '{"head": {}, "results": {"bindings": [{"n": {}}]}}',
        '{"head": {}, "results": {"bindings": null}}',
        '{"head": [], "results": {"bindings": []}}',
    ],
)
def test_an_answer_of_another_shape_is_the_servers_fault(fake: Fake, body: str) -> None:
    kind = {"Content-Type": "application/sparql-results+json"}
    fake.answer = lambda number, headers: (200, kind, body.encode())
    store = HttpStore(ServerSettings(fake.url), client=client(fake))
    with pytest.raises(StoreError, match="is not as SPARQL"):
        store.count()
    with pytest.raises(StoreError, match="is not as SPARQL"):
        store.has_graph("urn:g")
