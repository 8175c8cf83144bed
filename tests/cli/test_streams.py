"""Standard output that is full, closed or no longer read, and full disks: one line, never a traceback."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from kg.cli.main import app

COMMANDS = [
    ["--version"],
    ["--help"],
    ["diff", "--help"],
    ["languages"],
    ["formats", "--json"],
    ["convert", "GRAPH"],
    ["convert", "GRAPH", "-f", "jsonld"],
    ["report", "GRAPH"],
    ["explain", "person/hassan-rouhani", "-g", "GRAPH"],
    ["diff", "GRAPH", "GRAPH"],
    ["validate", "GRAPH", "--format", "json"],
    ["query", "--list"],
    ["extract", "SEEDS", "-q"],
]


@pytest.fixture(scope="module")
def graph(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("graph") / "meeting.ttl"
    assert CliRunner().invoke(app, ["build", str(seeds), "-o", str(out), "--no-validate", "-q"]).exit_code == 0
    return out


def run(words: list[str], graph: Path, seeds: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    given = {"GRAPH": str(graph), "SEEDS": str(seeds)}
    command = [sys.executable, "-m", "kg", *(given.get(word, word) for word in words)]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False, **more)


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_nobody_reads_on(graph: Path, seeds: Path, words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    with open(write, "wb") as pipe:
        done = run(words, graph, seeds, stdout=pipe)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_full_disk_under_standard_output(graph: Path, seeds: Path, words: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = run(words, graph, seeds, stdout=full)
    assert (done.returncode, done.stderr) == (3, "kg: standard output: cannot write: no space left on device\n")


@pytest.mark.parametrize("words", [["languages"], ["convert", "GRAPH"]], ids=" ".join)
def test_a_closed_standard_output(graph: Path, seeds: Path, words: list[str]) -> None:
    done = run(words, graph, seeds, preexec_fn=lambda: os.close(1))
    assert (done.returncode, done.stderr) == (0, "")


def test_standard_error_is_full_too(seeds: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "build", str(tmp_path / "none.txt")]
    with open("/dev/full", "wb") as full:
        assert subprocess.run(command, stdout=full, stderr=full, check=False).returncode == 3


def test_no_room_to_tell_the_language(seeds: Path, tmp_path: Path, small: Callable[[str], Path]) -> None:
    article, out = tmp_path / "a.txt", tmp_path / "out.json"
    article.write_text("Jane Doe met John Roe. Trade, transport, tourism: two hours of talks. Vienna, Tuesday.")
    environment = {**os.environ, "TMPDIR": str(small("1m"))}
    for command in ("extract", "build"):
        done = run([command, str(article), "-o", str(out)], out, seeds, env=environment)
        assert done.returncode == 3
        assert done.stderr == (
            f"kg: temporary files in {environment['TMPDIR']}: cannot write: no space left on device; "
            "TMPDIR names another folder\n"
        )
        assert not out.exists()


def test_no_room_to_build(seeds: Path, tmp_path: Path, small: Callable[[str], Path]) -> None:
    environment = {**os.environ, "TMPDIR": str(small("60k"))}
    out = tmp_path / "out.nq"
    done = run(["build", "SEEDS", "--lang", "en", "-o", str(out), "-q"], out, seeds, env=environment)
    assert (done.returncode, done.stderr.count("\n")) == (3, 1), done.stderr
    assert done.stderr.startswith("kg: temporary files")
    assert not out.exists()


def test_no_room_for_the_output(graph: Path, seeds: Path, small: Callable[[str], Path]) -> None:
    disk = small("4k")
    for name in ("o.nt", "o.nq.gz"):
        words = ["convert", "GRAPH", "-o", str(disk / name)]
        done = run(words, graph, seeds)
        assert (done.returncode, done.stderr) == (3, f"kg: {words[-1]}: cannot write: no space left on device\n")
        assert not list(disk.iterdir())
