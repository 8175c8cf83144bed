"""Real stores: an embedded one, the Oxigraph server of its PyPI package, Virtuoso where it is installed."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.store import Store
from kg.store._settings import ServerSettings
from kg.store.embedded import EmbeddedStore
from kg.store.http import HttpStore

VIRTUOSO_INI = """
[Database]
DatabaseFile = {0}/virtuoso.db
ErrorLogFile = {0}/virtuoso.log
LockFile = {0}/virtuoso.lck
TransactionFile = {0}/virtuoso.trx
xa_persistent_file = {0}/virtuoso.pxa
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = {0}/virtuoso-temp.db
TransactionFile = {0}/virtuoso-temp.trx
[Parameters]
ServerPort = {1}
DirsAllowed = {0}
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
ServerThreads = 10
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{2}
ServerThreads = 6
[SPARQL]
ResultSetMaxRows = 1000000
"""


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_until(ready: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.05)


def answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def oxigraph_binary() -> str | None:
    beside = Path(sys.executable).with_name("oxigraph")
    return str(beside) if beside.exists() else shutil.which("oxigraph")


class OxigraphServer:
    """The server over a folder; can be killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        binary = oxigraph_binary()
        if binary is None:
            pytest.skip("the oxigraph server is not installed (PyPI package oxigraph)")
        self.folder, self.port, self._binary = folder, free_port(), binary
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [self._binary, "serve", "-l", str(self.folder), "-b", f"127.0.0.1:{self.port}", "--union-default-graph"],
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: answers(self.url + "/query?query=ASK%20%7B%7D"))

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()


@contextmanager
def oxigraph_server(folder: Path) -> Iterator[OxigraphServer]:
    server = OxigraphServer(folder)
    try:
        yield server
    finally:
        server.kill()


class VirtuosoServer:
    """A server of its own over a folder; can be killed and started again at the same address."""

    def __init__(self, folder: Path) -> None:
        binary = shutil.which("virtuoso-t")
        if binary is None:
            pytest.skip("Virtuoso is not installed (Debian package virtuoso-opensource-7)")
        http = free_port()
        self.folder, self.url, self._binary = folder, f"http://127.0.0.1:{http}/sparql", binary
        (folder / "virtuoso.ini").write_text(VIRTUOSO_INI.format(folder, free_port(), http))
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [self._binary, "+foreground", "+configfile", str(self.folder / "virtuoso.ini")],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: answers(self.url + "?query=ASK%20%7B%7D"))

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[VirtuosoServer]:
    server = VirtuosoServer(folder)
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def oxigraph_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph_server(tmp_path_factory.mktemp("oxigraph")) as server:
        yield server.url


@pytest.fixture(scope="session")
def virtuoso_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso_server(tmp_path_factory.mktemp("virtuoso")) as server:
        yield server.url


KINDS = [
    pytest.param("embedded", id="embedded"),
    pytest.param("oxigraph", id="oxigraph-gsp", marks=pytest.mark.integration),
    pytest.param("oxigraph-update", id="oxigraph-update", marks=pytest.mark.integration),
    pytest.param("virtuoso", id="virtuoso", marks=[pytest.mark.integration, pytest.mark.slow]),
]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of every kind."""
    kind = request.param
    if kind == "embedded":
        made: Store = EmbeddedStore(tmp_path / "store", writable=True)
    elif kind == "virtuoso":
        url = request.getfixturevalue("virtuoso_url")
        made = HttpStore(ServerSettings(url, user="dba", password="dba"), writable=True)
    else:
        url = request.getfixturevalue("oxigraph_url")
        made = HttpStore(ServerSettings(url), writable=True)
        if kind == "oxigraph-update":
            made._services = type(made._services)(made._services.query, made._services.update, "")
    yield made
    if isinstance(made, HttpStore):
        for name in made.names():
            if name.startswith(("urn:kg-export:", "https://example.org/", "https://w3id.org/kg-export/")):
                made.remove(name)
    made.close()
