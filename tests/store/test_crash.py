"""Killed at any moment, a load leaves each graph whole or absent, and the same command completes it."""

import json
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.fuse import digest
from kg.model import ArticleFacts
from kg.model.codec import encode
from kg.pipeline import conclude, dataset_of, read_facts, settings
from kg.rdf.dataset import Dataset
from kg.store import open_store

from .conftest import oxigraph_server, virtuoso_server
from .test_upkeep import GOLD

pytestmark = [pytest.mark.integration, pytest.mark.slow]
HOW = settings(link="none")
KILLS = 30


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Dataset]:
    inputs = sorted(GOLD.glob("en-*/article.txt"))[:8]
    facts = [each for each in read_facts(inputs, HOW) if isinstance(each, ArticleFacts)]
    path = tmp_path_factory.mktemp("corpus") / "facts.jsonl"
    path.write_text("".join(json.dumps(encode(each, each.article.text)) + "\n" for each in facts), "utf-8")
    return path, dataset_of(facts, conclude(map(digest, facts), HOW, {}), HOW)


def command(path: Path, where: str) -> list[str]:
    return [sys.executable, "-m", "kg", "load", str(path), "--store", where, "--link", "none", "-q"]


def check_whole(where: str, whole: dict[str, set[object]], fused: str) -> None:
    try:
        store = open_store(where)
    except StoreError as error:
        # Killed while the folder itself was made: nothing is there yet, and the message says what to do.
        if "first load was interrupted, run that again" not in str(error):
            raise
        return
    for graph in store.graphs():
        if graph != fused:
            assert set(store.triples(graph)) == whole[graph], f"half a graph: {graph}"
    store.close()


def by_graph(dataset: Dataset) -> tuple[dict[str, set[object]], str]:
    whole: dict[str, set[object]] = {}
    for quad in dataset:
        whole.setdefault(quad.graph_name.value, set()).add(quad.triple)
    return whole, next(name for name in whole if name.endswith("graph/fused"))


def kill_at_random(path: Path, where: str, seed: int, longest: float) -> bool:
    """Whether the process was still at work when it was killed."""
    process = subprocess.Popen(command(path, where), stderr=subprocess.DEVNULL)
    time.sleep(random.Random(seed).uniform(0.25, longest))
    working = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    return working


def test_embedded(corpus: tuple[Path, Dataset], tmp_path: Path) -> None:
    path, dataset = corpus
    whole, fused = by_graph(dataset)
    start = time.monotonic()
    subprocess.run(command(path, str(tmp_path / "time")), check=True)
    longest, killed = time.monotonic() - start, 0
    where = str(tmp_path / "0")
    for number in range(10 * KILLS):
        if killed >= KILLS:
            break
        if kill_at_random(path, where, number, longest):
            killed += 1
        if (Path(where) / "oxigraph" / "CURRENT").exists():
            check_whole(where, whole, fused)
        if number % 5 == 4:
            subprocess.run(command(path, where), check=True)
            store = open_store(where)
            assert Dataset.from_quads(store.quads()) == dataset
            store.close()
            where = str(tmp_path / str(number))
    assert killed >= KILLS


def test_server(corpus: tuple[Path, Dataset], tmp_path: Path) -> None:
    path, dataset = corpus
    whole, fused = by_graph(dataset)
    killed = 0
    with oxigraph_server(tmp_path / "data") as server:
        for number in range(10 * KILLS):
            if killed >= KILLS:
                break
            if number % 2:
                killed += kill_at_random(path, server.url, number, 1.6)
            else:
                # The server dies, not the client.
                process = subprocess.Popen(command(path, server.url), stderr=subprocess.PIPE)
                time.sleep(random.Random(number).uniform(0.25, 1.6))
                working = process.poll() is None
                server.kill()
                error = process.communicate(timeout=60)[1].decode()
                if working and process.returncode:
                    killed += 1
                    assert process.returncode == 5, error
                    assert error.startswith("kg: "), error
                    assert error.count("\n") == 1, error
                server.start()
            check_whole(server.url, whole, fused)
            if number % 5 == 4:
                subprocess.run(command(path, server.url), check=True)
                store = open_store(server.url)
                assert Dataset.from_quads(store.quads()) == dataset
                for graph in whole:
                    store.remove(graph)
                for name in store.names():
                    store.remove(name)
                store.close()
    assert killed >= KILLS


def test_virtuoso(corpus: tuple[Path, Dataset], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, dataset = corpus
    whole, fused = by_graph(dataset)
    monkeypatch.setenv("KG_STORE_USER", "dba")
    monkeypatch.setenv("KG_STORE_PASSWORD", "dba")
    killed = 0
    with virtuoso_server(tmp_path) as server:
        for number in range(40):
            killed += kill_at_random(path, server.url, number, 3)
            check_whole(server.url, whole, fused)
            if killed >= 6:
                break
        process = subprocess.Popen(command(path, server.url), stderr=subprocess.PIPE)
        time.sleep(0.8)
        server.kill()
        error = process.communicate(timeout=60)[1].decode()
        if process.returncode:
            assert (process.returncode, error.count("\n")) == (5, 1), error
        server.start()
        check_whole(server.url, whole, fused)
        subprocess.run(command(path, server.url), check=True)
        store = open_store(server.url)
        assert Dataset.from_quads(store.quads()) == dataset
        one = next(graph for graph in whole if graph != fused)
        store.close()
        subprocess.run([sys.executable, "-m", "kg", "retract", one, "--store", server.url, "-q"], check=True)
        store = open_store(server.url)
        assert one not in store.graphs()
        store.close()
    assert killed >= 6


def limited(size: int) -> Callable[[], None]:
    """What a child process does first, so that no file of it grows beyond a size."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def test_files_that_cannot_grow(corpus: tuple[Path, Dataset], tmp_path: Path) -> None:
    path, dataset = corpus
    where = str(tmp_path / "store")
    for size in (1_000, 40_000, 300_000):
        found = subprocess.run(
            command(path, where), capture_output=True, text=True, check=False, preexec_fn=limited(size)
        )
        assert found.returncode == 5, found.stderr
        assert found.stderr.startswith("kg: ")
        assert found.stderr.count("\n") == 1, found.stderr
        assert "run" in found.stderr
        assert path.stem not in found.stderr
    subprocess.run(command(path, where), check=True)
    store = open_store(where)
    assert Dataset.from_quads(store.quads()) == dataset
    store.close()


def test_full_disk(corpus: tuple[Path, Dataset], tmp_path: Path) -> None:
    path, dataset = corpus
    mount = tmp_path / "small"
    mount.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(mount)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small file system cannot be mounted here (needs root)")
    try:
        found = subprocess.run(command(path, str(mount / "store")), capture_output=True, text=True, check=False)
        assert found.returncode == 5, found.stderr
        assert found.stderr.startswith("kg: ")
        assert found.stderr.count("\n") == 1
        subprocess.run(["mount", "-o", "remount,size=200m", str(mount)], check=True)
        subprocess.run(command(path, str(mount / "store")), check=True)
        store = open_store(str(mount / "store"))
        assert Dataset.from_quads(store.quads()) == dataset
        store.close()
    finally:
        subprocess.run(["umount", str(mount)], check=False)
