"""A cluster gives the bytes that one machine gives, also when it loses a worker; files may lie anywhere."""

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.engines import local

SENTENCES = (
    "President {a} of Freedonia met Prime Minister {b} of Sylvania in Vienna on {day} March 2019.\n\n"
    "“We agreed on trade,” {a} said. {b} added that the borders would be open before the end of the year.\n"
)
NAMES = ("Jane Doe", "John Roe", "Mary Major", "Richard Miles", "Ann Other")

START = 'import ray; ray.init(address="local", num_cpus=1, include_dashboard=False, log_to_driver=False)'

pytestmark = pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="ray is not installed")

# Kills one of the two workers when the first article is done.
PROGRAM = """
import os, signal, sys
from pathlib import Path

def parents(pid):
    while pid > 1:
        yield pid
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])

def workers():
    for place in Path("/proc").iterdir():
        try:
            if place.name.isdigit() and b"ray::_Reader" in (place / "cmdline").read_bytes():
                if os.getpid() in parents(int(place.name)):
                    yield int(place.name)
        except OSError:
            pass

if __name__ == "__main__":
    from kg.engines import local
    from kg.engines._pool import Limits
    from kg.engines._spool import Spool
    from kg.pipeline import Settings
    told = []
    def tell(done):
        told.append(done)
        if len(told) == 1 and sys.argv[3] == "kill":
            victim = sorted(workers())[0]
            os.kill(victim, signal.SIGKILL)
            print("killed")
    options = local.Options(jobs=2, limits=Limits(batch_articles=1), engine="ray")
    with Spool(None) as spool:
        corpus = local.run([sys.argv[1]], Settings(), options, spool, tell)
        with open(sys.argv[2], "wb") as out:
            corpus.write_nquads(out)
    print(sum(not done.reason for done in told), [done.reason for done in told if done.reason])
"""


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "RAY_ADDRESS"}
    # As urgent as any other process: on a busy machine the workers would get nothing.
    path = os.pathsep.join([str(Path(local.__file__).parents[2]), *filter(None, [kept.get("PYTHONPATH")])])
    return {**kept, "PYTHONPATH": path, "RAY_worker_niceness": "0"}


@pytest.fixture(scope="module", autouse=True)
def cluster() -> None:
    """Where Ray itself cannot start (no shared memory, no ports), nothing is said of what runs on it."""
    started = subprocess.run([sys.executable, "-c", START], env=environment(), capture_output=True, timeout=180)
    if started.returncode:
        pytest.skip("Ray cannot start a local cluster here")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve invented articles, a file each."""
    folder = tmp_path_factory.mktemp("corpus")
    for i in range(12):
        text = SENTENCES.format(a=NAMES[i % 5], b=NAMES[(i + 1) % 5], day=i + 1)
        (folder / f"{i}.txt").write_text(text, encoding="utf-8")
    return folder


def kg(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "kg", *arguments], env=environment(), check=True, capture_output=True)


@pytest.mark.slow
@pytest.mark.integration
@pytest.mark.skipif(sys.platform != "linux", reason="finds the workers in /proc")
def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(corpus: Path, tmp_path: Path) -> None:
    kg("build", "-q", "--no-validate", str(corpus), "-o", str(tmp_path / "expected.nq"))
    program, out = tmp_path / "program.py", tmp_path / "out.nq"
    program.write_text(PROGRAM)
    command = [sys.executable, str(program), str(corpus), str(out), "kill"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    assert {"killed", "12 []"} <= set(done.stdout.splitlines()), done.stdout
    assert out.read_bytes() == (tmp_path / "expected.nq").read_bytes()


# Read by every Python that starts; in the workers of Ray it makes two articles fatal.
POISON = """
import sys
if any("default_worker" in each for each in sys.orig_argv):
    import os, time
    from kg.engines import _work
    real = _work.facts_in
    def poisoned(article, language):
        if "DIE" in article.text: os._exit(9)
        if "HANG" in article.text: time.sleep(3600)
        return real(article, language)
    _work.facts_in = poisoned
"""

# A busy machine is slow with every article; only the one that hangs may be taken for it.
PATIENCE = """
    from kg.engines import ray
    ray.allowed = lambda batch, limits: 1 if any("HANG" in job.article.text for job in batch) else 3600
    told = []
"""


@pytest.mark.slow
@pytest.mark.integration
def test_articles_that_kill_or_hang_their_worker_are_left_out(corpus: Path, tmp_path: Path) -> None:
    kg("build", "-q", "--no-validate", str(corpus), "-o", str(tmp_path / "expected.nq"))
    bad = tmp_path / "bad"
    shutil.copytree(corpus, bad)
    for word in ("DIE", "HANG"):
        (bad / f"1-{word}.txt").write_text(f"The English words say nothing but {word} to whoever reads them here.\n")
    (tmp_path / "sitecustomize.py").write_text(POISON)
    program, out = tmp_path / "program.py", tmp_path / "out.nq"
    patient = PROGRAM.replace("Limits(batch_articles=1)", "Limits(batch_articles=3, start_seconds=1)")
    program.write_text(patient.replace("    told = []\n", PATIENCE, 1))
    environs = environment()
    environs["PYTHONPATH"] = f"{tmp_path}{os.pathsep}{environs['PYTHONPATH']}"
    command = [sys.executable, str(program), str(bad), str(out), "no"]
    done = subprocess.run(command, env=environs, capture_output=True, text=True, timeout=900, check=False)
    assert done.returncode == 0, done.stderr
    *_, told = done.stdout.splitlines()
    assert told.startswith("12 ["), done.stdout
    assert "took too long" in told
    assert "stopped its worker" in told
    assert out.read_bytes() == (tmp_path / "expected.nq").read_bytes()


@pytest.mark.slow
@pytest.mark.integration
def test_inputs_and_output_of_any_file_system(corpus: Path, tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    kg("build", "-q", "--no-validate", str(corpus), "-o", str(tmp_path / "expected.nq"))
    remote = ["build", "-q", "--no-validate", "--engine", "ray", "-j", "2", f"file://{corpus}"]
    kg(*remote, "-o", f"file://{tmp_path}/out.nq")
    assert (tmp_path / "out.nq").read_bytes() == (tmp_path / "expected.nq").read_bytes()


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that these did."""
    children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    return [*children, *(found for child in children for found in descendants(child))]


def named(pid: int, name: str) -> bool:
    return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].endswith(name.encode())


@pytest.mark.slow
@pytest.mark.integration
@pytest.mark.skipif(sys.platform != "linux", reason="finds the processes in /proc")
@pytest.mark.parametrize(
    ("victim", "stop", "code", "line"),
    [
        ("raylet", signal.SIGKILL, 3, "kg: the Ray cluster died: no node of it is left; with --checkpoint the same "),
        ("", signal.SIGTERM, 143, "kg: terminated; what is done is kept in "),
    ],
)
def test_a_cluster_that_ends_is_one_line(
    tmp_path: Path, victim: str, stop: signal.Signals, code: int, line: str
) -> None:
    news, point = tmp_path / "news.jsonl", tmp_path / "point"
    texts = (SENTENCES.format(a=NAMES[i % 5], b=NAMES[(i + 1) % 5], day=1 + i % 28) + f"\n{i}\n" for i in range(20_000))
    news.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), encoding="utf-8")
    command = [sys.executable, "-m", "kg", "build", str(news), "-o", "-", "-f", "nquads", "-q"]
    command += ["--checkpoint", str(point), "--engine", "ray", "--jobs", "2"]
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen(command, env=environment(), stdout=out, stderr=subprocess.PIPE, text=True)
        wal = point / "articles.sqlite-wal"
        while process.poll() is None and not (wal.exists() and wal.stat().st_size > 500_000):
            time.sleep(0.1)  # until some articles are done
        started = descendants(process.pid)
        for pid in [pid for pid in started if named(pid, victim)] if victim else [process.pid]:
            os.kill(pid, stop)
        _, errors = process.communicate(timeout=300)
    assert process.returncode == code, errors
    assert errors.startswith(line)
    assert errors.count("\n") == 1
    assert not (tmp_path / "out").stat().st_size
    first = tmp_path / "first.jsonl"
    first.write_text("".join(news.read_text("utf-8").splitlines(keepends=True)[:400]), encoding="utf-8")
    stats = tmp_path / "stats.json"
    kg("build", str(first), "-o", os.devnull, "-f", "nquads", "--checkpoint", str(point), "--stats", str(stats))
    assert json.loads(stats.read_text("utf-8"))["reused"] >= 10  # which ones depends on the actor that was first
