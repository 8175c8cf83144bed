"""What a build says of how far it has come, on a terminal and in a log; warnings in the order of reading."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import _progress
from kg.cli._console import Console
from kg.cli._progress import Progress
from kg.engines.local import Done


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which the test sets."""
    now = [1000.0]
    monkeypatch.setattr(_progress.time, "monotonic", lambda: now[0])
    return now


def test_a_log_has_a_line_every_30_seconds(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(quiet=False, total=10_000) as progress:
        for number in range(8):
            clock[0] += 10
            progress.article(Done(str(number), words=300, statements=2, size=1_000))
        progress.stage("fusing and linking")
        clock[0] += 30
        progress.stage("writing")
    assert capsys.readouterr().err.splitlines() == [
        "kg: 3 articles, 30 words/s, 6 statements, 0 errors, 30 s, 0:01:10 left",
        "kg: 6 articles, 30 words/s, 12 statements, 0 errors, 60 s, 0:00:40 left",
        "kg: 8 articles, writing, 110 s",
    ]


def test_what_an_earlier_run_did_says_nothing_of_the_time_left(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with Progress(quiet=False, total=10_000) as progress:
        for number in range(5):
            progress.article(Done(str(number), size=1_000, reused=True))
        clock[0] += 20
        progress.article(Done("first", size=1_000))
        clock[0] += 10
        progress.article(Done("second", size=1_000))
    assert capsys.readouterr().err.endswith("30 s, 0:00:30 left\n")


def test_no_time_left_without_a_total(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(quiet=False) as progress:
        for number in range(4):
            clock[0] += 10
            progress.article(Done(str(number), size=1_000))
    assert capsys.readouterr().err == "kg: 3 articles, 0 words/s, 0 statements, 0 errors, 30 s\n"


def test_quiet_is_quiet(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(quiet=True) as progress:
        clock[0] += 100
        progress.article(Done("a"))
        progress.stage("writing")
    assert capsys.readouterr().err == ""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="script(1) of util-linux")
def test_a_bar_on_a_terminal(seeds: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    inner = f"stty cols 100; {sys.executable} -m kg build {seeds} -o {tmp_path}/out.nq"
    subprocess.run(["script", "-qefc", inner, log], check=True, capture_output=True)
    shown = log.read_text("utf-8")
    assert "loading what it takes" in shown
    assert "2 articles, " in shown
    assert "0 errors" in shown
    assert "validating and writing" in shown


@pytest.mark.slow
def test_warnings_come_in_the_order_of_reading(tmp_path: Path) -> None:
    text = (
        "President {} of Freedonia met Prime Minister John Roe of Sylvania in Vienna on 3 March 2019, officials said."
    )
    lines = [json.dumps({"text": text.format(name)}) for name in ("Jane Doe", "Mary Major", "Ann Other")]
    french = json.dumps({"text": "La présidente a reçu le Premier ministre à Vienne, selon un communiqué de l'État."})
    unknown = json.dumps({"text": "Ang pangulo ay nakipagkita sa punong ministro ng kabilang bansa noong Lunes."})
    bad = json.dumps({"text": ""})
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join([lines[0], unknown, french, bad, lines[1], lines[0], "{", lines[2], french]), "utf-8")
    told = []
    for jobs in ("1", "2"):
        command = [sys.executable, "-m", "kg", "build", str(path), "-o", str(tmp_path / "out.nq"), "--jobs", jobs]
        done = subprocess.run([*command, "--json", "--no-validate"], capture_output=True, text=True, check=False)
        assert done.returncode == 3, done.stderr
        told.append([line for line in done.stderr.splitlines() if line.startswith(f"kg: {path}")])
        skipped = [each["origin"].rpartition(":")[2] for each in json.loads(done.stdout)["skipped"]]
        assert skipped == ["2", "4", "6", "7", "9"]
    assert told[0] == told[1]
    assert [line.split(":")[2] for line in told[0]] == ["2", "4", "6", "7", "9"]


@pytest.mark.parametrize("width", [40, 50, 60, 80, 120])
def test_the_bar_says_what_there_is_room_for(clock: list[float], monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, width=width)
    monkeypatch.setattr(_progress, "Console", lambda stderr: console)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    def shown(progress: Progress) -> str:
        assert progress._bar
        out.seek(0)
        out.truncate()
        progress._bar.refresh()
        return out.getvalue()

    with Progress(quiet=False, total=10_000) as progress:
        progress.articles = 123_455
        for _ in range(2):
            clock[0] += 5
            progress.article(Done("a", words=123_456, statements=123_456, size=2_000, reused=progress.articles == 1))
        article = shown(progress)
        progress.stage("validating and writing")
        stage = shown(progress)
    assert "123,457 articles" in article
    assert "left" in article
    assert ("words/s" in article) == (width >= 80)
    assert ("statements" in article) == (width >= 120)
    assert "validating and writ" in stage
    assert ("articles" in stage) == (width >= 60)
    assert "…" not in article
    assert "…" not in stage or width == 40
