"""A build that is stopped from outside says one line, and leaves neither files nor processes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="signals of POSIX; looks for processes in /proc")

WORDS = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated", signal.SIGHUP: "hung up"}
TEXT = (
    "President Jane Doe of Freedonia met Prime Minister John Roe of Sylvania in Vienna on 3 March 2019. “We agreed on "
    "trade {number} times,” Doe said. Roe added that the borders would be open before the end of the year."
)


@pytest.fixture(autouse=True)
def heard() -> Iterator[None]:
    """Signals that whoever runs the tests ignores, as a shell does for its background, are heard by what they start."""
    ignored = [each for each in WORDS if signal.getsignal(each) is signal.SIG_IGN]
    for each in ignored:
        signal.signal(each, signal.SIG_DFL)
    yield
    for each in ignored:
        signal.signal(each, signal.SIG_IGN)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More articles than are done before a build is stopped."""
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    lines = (json.dumps({"text": TEXT.format(number=number), "lang": "en"}) for number in range(4_000))
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def members(group: int) -> list[str]:
    """The command lines of the processes of a group that have not ended; zombies have none."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            _, _, stat = (place / "stat").read_text().rpartition(")")
            if int(stat.split()[2]) == group and stat.split()[0] != "Z":
                found.append((place / "cmdline").read_text())
        except OSError:
            continue
    return found


def obeys(pid: int) -> bool:
    """Whether a process has come so far that signals are its own business."""
    caught = int(Path(f"/proc/{pid}/status").read_text().partition("SigCgt:")[2].split()[0], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("seconds", "stop", "whole"),
    [
        *((seconds, signal.SIGINT, True) for seconds in (0, 1.5, 6)),  # Ctrl-C goes to the workers too.
        *((seconds, signal.SIGTERM, False) for seconds in (1.5, 6)),
        (6, signal.SIGTERM, True),
        (6, signal.SIGHUP, True),
    ],
)
def test_one_line_and_nothing_left(
    corpus: Path, tmp_path: Path, seconds: float, stop: signal.Signals, whole: bool
) -> None:
    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    out.mkdir()
    command = [sys.executable, "-m", "kg", "build", str(corpus), "-o", str(out / "out.nq"), "--jobs", "2", "-q"]
    environment = {**os.environ, "TMPDIR": str(temporary)}
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not obeys(process.pid):
        assert process.poll() is None
        time.sleep(0.01)
    time.sleep(seconds)
    (os.killpg if whole else os.kill)(process.pid, stop)
    _, errors = process.communicate(timeout=120)
    assert (process.returncode, errors) == (128 + stop, f"kg: {WORDS[stop]}\n")
    assert not [*temporary.iterdir(), *out.iterdir()]
    for _ in range(300):
        if not members(process.pid):
            break
        time.sleep(0.1)
    assert not members(process.pid)


def test_signals_that_the_caller_ignores_stay_ignored() -> None:
    code = (
        "import os, signal\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\nfrom kg.cli._signals import obeyed\n"
        "with obeyed():\n    os.kill(os.getpid(), signal.SIGHUP)\n    print('went on')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "went on\n"


@pytest.mark.parametrize(
    ("body", "out", "errors"),
    [
        (
            "    try:\n        os.kill(os.getpid(), signal.SIGINT)\n    finally:\n"
            "        os.kill(os.getpid(), signal.SIGTERM)\n        print('tidied up')\n",
            "tidied up\n",
            "kg: interrupted\n",
        ),
        (
            "    with last_words('not this'):\n        pass\n"
            "    with last_words('all is in here'):\n        os.kill(os.getpid(), signal.SIGINT)\n",
            "",
            "kg: interrupted; all is in here\n",
        ),
    ],
    ids=["a second signal does not disturb the tidying up", "what is kept is said when stopped and not otherwise"],
)
def test_stopped(body: str, out: str, errors: str) -> None:
    code = f"import os, signal\nfrom kg.cli._signals import last_words, obeyed\nwith obeyed():\n{body}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, out, errors)


@pytest.mark.slow
def test_a_stopped_build_says_how_to_go_on(corpus: Path, tmp_path: Path) -> None:
    state, out = tmp_path / "state", tmp_path / "out.nq"
    command = [sys.executable, "-m", "kg", "build", str(corpus), "-o", str(out), "--checkpoint", str(state), "-q"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    while not (state / "articles.sqlite").exists():
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=120)
    assert errors == f"kg: terminated; what is done is kept in {state}: the same command goes on from it\n"
    assert process.returncode == 143


def opened(pid: int) -> Iterator[str]:
    """The files that a process has open."""
    for place in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(OSError):
            yield os.readlink(place)


@pytest.mark.slow
def test_a_killed_build_leaves_no_temporary_files(corpus: Path, tmp_path: Path) -> None:
    temporary, out = tmp_path / "temporary", tmp_path / "out.nq"
    temporary.mkdir()
    command = [sys.executable, "-m", "kg", "build", str(corpus), "-o", str(out), "--lang", "en", "-q"]
    process = subprocess.Popen(command, env={**os.environ, "TMPDIR": str(temporary)}, start_new_session=True)
    while "articles.sqlite-wal" not in " ".join(opened(process.pid)):
        assert process.poll() is None
        time.sleep(0.05)
    time.sleep(1)
    process.kill()
    process.wait()
    assert not [*temporary.iterdir()]
