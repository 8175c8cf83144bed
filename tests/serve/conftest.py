"""A server over a store of made-up articles, as a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.model import ArticleFacts
from kg.pipeline import read_facts, settings
from kg.store.embedded import EmbeddedStore
from kg.upkeep import load_facts

ONE = """President Ama Owusu receives Prime Minister Lars Holm in Accra

Accra, 3 March 2021 - President Ama Owusu received Prime Minister Lars Holm of Norway in Accra on 3 March 2021.

"Our two countries will build three new ports together," President Owusu said. Prime Minister Holm said that trade had
doubled in five years. "We thank the people of Ghana <b>warmly</b> & truly," Holm added.
"""
TWO = """La présidente Ama Owusu reçoit le Premier ministre Lars Holm

Accra, le 3 mars 2021 - La présidente Ama Owusu a reçu le Premier ministre norvégien Lars Holm à Accra le 3 mars 2021.

« Nos deux pays construiront ensemble trois nouveaux ports », a déclaré la présidente Ama Owusu. Le Premier ministre
Lars Holm a souligné que le commerce avait doublé en cinq ans.
"""
THREE = """President Ama Owusu calls the Secretary-General

Accra, 9 May 2021 - President Ama Owusu spoke by telephone with Foreign Minister Ingrid Dahl of Norway on 9 May 2021.

"The ports will open next year," Minister Dahl said.
"""


@pytest.fixture(scope="session")
def facts(tmp_path_factory: pytest.TempPathFactory) -> list[ArticleFacts]:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in (("one", ONE), ("two", TWO), ("three", THREE)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return [each for each in read_facts([folder], settings()) if isinstance(each, ArticleFacts)]


@pytest.fixture(scope="session")
def folder(facts: list[ArticleFacts], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with three articles and their texts."""
    path = tmp_path_factory.mktemp("served") / "store"
    store = EmbeddedStore(path, writable=True)
    load_facts(store, facts, keep_texts=True, link="none")
    store.close()
    return path


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


@contextmanager
def serving(folder: Path, *options: str, token: str = "") -> Iterator[str]:
    port = free_port()
    environ = {**os.environ, "KG_SERVE_TOKEN": token}
    command = [sys.executable, "-m", "kg", "serve", "--store", str(folder), "--port", str(port), "-q", *options]
    process = subprocess.Popen(command, env=environ, stderr=subprocess.PIPE)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1200):
            try:
                urllib.request.urlopen(url + "/static/style.css", timeout=2).close()
                break
            except (OSError, urllib.error.URLError):
                assert process.poll() is None, process.stderr and process.stderr.read().decode()
                time.sleep(0.05)
        yield url
    finally:
        process.terminate()
        process.wait(20)
        if process.stderr:
            process.stderr.close()


@pytest.fixture(scope="session")
def url(folder: Path) -> Iterator[str]:
    with serving(folder, "--timeout", "3", "--limit", "500") as found:
        yield found
