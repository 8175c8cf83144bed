"""Connections: what is kept is answered right, and clients that hang or lie keep nobody else waiting."""

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
import uvicorn

from kg.serve._http import protocol_for
from kg.serve.app import ServeSettings, create_app
from kg.store import Limits

from .conftest import serving

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[tuple[str, int]]:
    """A server in this process whose patience is a second and a half."""
    app = create_app(ServeSettings(str(folder), limits=Limits(3, 500, 1 << 20), hosts=frozenset({"127.0.0.1"})))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=0, http=protocol_for(app.known, 1.5), log_level="critical", proxy_headers=False
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run)
    thread.start()
    while not running.started:
        time.sleep(0.02)
    yield running.servers[0].sockets[0].getsockname()
    running.should_exit = True
    thread.join(20)


def head(path: str = "/", host: str = "127.0.0.1", more: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept: text/html\r\n{more}\r\n".encode()


def answers(sock: socket.socket, count: int) -> list[tuple[bytes, bytes]]:
    """Heads and bodies of so many answers."""
    data, found = b"", []
    while len(found) < count:
        while b"\r\n\r\n" not in data:
            part = sock.recv(65536)
            assert part, (found, data)
            data += part
        top, _, data = data.partition(b"\r\n\r\n")
        fields = dict(line.lower().split(b": ", 1) for line in top.split(b"\r\n")[1:])
        length = int(fields.get(b"content-length", b"0"))
        while len(data) < length:
            data += sock.recv(65536)
        found.append((top, data[:length]))
        data = data[length:]
    assert data == b""
    return found


def without_date(top: bytes) -> list[bytes]:
    return sorted(line for line in top.split(b"\r\n") if not line.lower().startswith(b"date:"))


def test_the_same_bytes_get_the_same_answer(server: tuple[str, int]) -> None:
    with socket.create_connection(server, 10) as sock:
        found = []
        for _ in range(4):
            sock.sendall(head())
            found += answers(sock, 1)
    assert all(top.startswith(b"HTTP/1.1 200 OK\r\n") for top, _ in found)
    assert all(b"\r\ndate: " in top.lower() for top, _ in found)
    assert len({body for _, body in found}) == 1
    assert without_date(found[0][0]) == without_date(found[3][0])
    assert any(line.startswith(b"content-security-policy") for line in without_date(found[3][0]))


def test_pipelined_and_in_pieces(server: tuple[str, int]) -> None:
    with socket.create_connection(server, 10) as sock:
        for _ in range(3):
            sock.sendall(head())
            answers(sock, 1)
        sock.sendall(head() + head("/list/people"))
        first, second = answers(sock, 2)
        assert b"<h1>Events</h1>" in first[1]
        assert b"<h1>People" in second[1]
        request = head()
        for start in range(0, len(request), 7):
            sock.sendall(request[start : start + 7])
            time.sleep(0.002)
        assert answers(sock, 1)[0][1] == first[1]


def test_a_body_is_no_request(server: tuple[str, int]) -> None:
    kept = head()
    with socket.create_connection(server, 10) as sock:
        for _ in range(3):
            sock.sendall(kept)
            answers(sock, 1)
        post = f"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: a/b\r\nContent-Length: {len(kept)}\r\n\r\n"
        sock.sendall(post.encode())
        time.sleep(0.1)
        sock.sendall(kept)
        [(top, _)] = answers(sock, 1)
        assert top.startswith(b"HTTP/1.1 415")
        sock.sendall(kept)
        assert answers(sock, 1)[0][0].startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize(
    "sent", [b"", b"GET / HT", head()[:-2], b"POST /sparql HTTP/1.1\r\nContent-Length: 9\r\n\r\nab"]
)
def test_clients_that_hang_are_let_go(server: tuple[str, int], sent: bytes) -> None:
    with socket.create_connection(server, 10) as sock:
        sock.sendall(sent)
        with socket.create_connection(server, 10) as other:
            other.sendall(head())
            answers(other, 1)
        try:
            while sock.recv(4096):
                pass
        except ConnectionResetError:
            pass


def test_many_that_hang(server: tuple[str, int]) -> None:
    hanging = [socket.create_connection(server, 10) for _ in range(100)]
    try:
        for sock in hanging:
            sock.sendall(b"GET / HTTP/1.1\r\nX-")
        with socket.create_connection(server, 10) as sock:
            sock.sendall(head())
            assert answers(sock, 1)[0][0].startswith(b"HTTP/1.1 200")
    finally:
        for sock in hanging:
            sock.close()


def test_endless_headers(server: tuple[str, int]) -> None:
    with socket.create_connection(server, 10) as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        data = b""
        try:
            for number in range(10_000):
                sock.sendall(f"X-{number}: {'a' * 1000}\r\n".encode())
            data = sock.recv(4096)
        except OSError:
            pass
        assert data == b"" or data.startswith(b"HTTP/1.1 431")
    with socket.create_connection(server, 10) as sock:
        sock.sendall(head(more=f"X-Long: {'a' * 40_000}\r\n"))
        assert answers(sock, 1)[0][0].startswith(b"HTTP/1.1 431")


def test_other_hosts(server: tuple[str, int]) -> None:
    with socket.create_connection(server, 10) as sock:
        sock.sendall(head(host="evil.example:8000"))
        assert answers(sock, 1)[0][0].startswith(b"HTTP/1.1 421")
        sock.sendall(head("/.well-known/void", more="X-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: https\r\n"))
        [(top, body)] = answers(sock, 1)
        assert top.startswith(b"HTTP/1.1 200")
        assert b"evil" not in body
        assert f"<http://127.0.0.1:{server[1]}/sparql>".encode() in body


def test_a_kept_page_follows_the_store(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "store"
    shutil.copytree(folder, copy)
    with serving(copy, token="secret") as url:
        parts = urlsplit(url)
        with socket.create_connection((parts.hostname or "", parts.port or 0), 10) as sock:
            for _ in range(3):
                sock.sendall(head("/search?q=zanzibar"))
                [(_, before)] = answers(sock, 1)
            assert b"Nothing found" in before
            place = "<urn:z> a <http://schema.org/Place> ; <http://schema.org/name> 'Zanzibar'"
            insert = f"INSERT DATA {{ GRAPH <urn:g> {{ {place} }} }}"
            done = requests.post(
                f"{url}/update", data={"update": insert}, headers={"Authorization": "Bearer secret"}, timeout=20
            )
            assert done.status_code == 204
            sock.sendall(head("/search?q=zanzibar"))
            [(_, after)] = answers(sock, 1)
            assert b"1 found" in after
