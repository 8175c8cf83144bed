"""However a build is spread, the bytes are the same; what breaks costs one article; what was done is not done again."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from kg.engines import _work, local
from kg.engines._pool import Limits
from kg.engines._spool import Spool
from kg.engines.local import Done, Options
from kg.model import Article, ArticleFacts, Skipped
from kg.pipeline import Settings

TEMPLATE = (
    "President {a} of Freedonia met Prime Minister {b} of Sylvania in Vienna on {day} March 2019. The talks lasted two "
    "hours, officials said on the same evening.\n\n“We agreed on trade and on transport,” {a} said. {b} added that the "
    "borders of the two countries would be open before the end of the year.\n"
)
NAMES = ("Jane Doe", "John Roe", "Mary Major", "Richard Miles", "Ann Other")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve invented articles, one a line."""
    path = tmp_path_factory.mktemp("corpus") / "news.jsonl"
    lines = (
        json.dumps({"text": TEMPLATE.format(a=NAMES[i % 5], b=NAMES[(i + 1) % 5], day=i + 1), "lang": "en"})
        for i in range(12)
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def built(path: Path, options: Options, settings: Settings | None = None) -> tuple[bytes, list[Done]]:
    """The N-Quads of a build, and what was told."""
    told: list[Done] = []
    out = io.BytesIO()
    with Spool(options.checkpoint) as spool:
        local.run([path], settings or Settings(), options, spool, told.append).write_nquads(out)
    return out.getvalue(), told


@pytest.fixture(scope="module")
def expected(corpus: Path) -> bytes:
    return built(corpus, Options())[0]


def test_the_streamed_lines_are_those_of_the_data_set(corpus: Path, expected: bytes) -> None:
    from kg.rdf import formats
    from kg.vocab import PREFIXES

    with Spool(None) as spool:
        dataset = local.run([corpus], Settings(), Options(), spool, lambda done: None).dataset()
    out = io.BytesIO()
    formats.get("nquads").write(dataset, out, PREFIXES)
    assert out.getvalue() == expected
    assert expected.count(b"\n") == len(dataset)


@pytest.mark.slow
@pytest.mark.parametrize("limits", [Limits(), Limits(batch_articles=1), Limits(batch_words=150)])
def test_any_number_of_processes_gives_the_same_bytes(corpus: Path, expected: bytes, limits: Limits) -> None:
    assert built(corpus, Options(jobs=2, limits=limits))[0] == expected


def test_a_checkpoint_is_not_done_again(corpus: Path, expected: bytes, tmp_path: Path) -> None:
    first, _ = built(corpus, Options(checkpoint=tmp_path))
    again, told = built(corpus, Options(checkpoint=tmp_path))
    assert first == again == expected
    assert [done.reused for done in told] == [True] * 12


def test_a_changed_article_is_read_again_and_a_removed_one_is_gone(corpus: Path, tmp_path: Path) -> None:
    built(corpus, Options(checkpoint=tmp_path / "point"))
    lines = corpus.read_text("utf-8").splitlines()
    changed = tmp_path / "changed.jsonl"
    changed.write_text("\n".join([*lines[1:], lines[0].replace("trade", "tourism")]), encoding="utf-8")
    resumed, told = built(changed, Options(checkpoint=tmp_path / "point"))
    assert sum(done.reused for done in told) == 11
    assert resumed == built(changed, Options())[0]


def test_other_options_are_another_build(corpus: Path, tmp_path: Path) -> None:
    built(corpus, Options(checkpoint=tmp_path))
    other = replace(Settings(), base="https://example.org/id/")
    _, told = built(corpus, Options(checkpoint=tmp_path), other)
    assert not any(done.reused for done in told)


def test_the_same_article_twice_counts_once(corpus: Path, expected: bytes, tmp_path: Path) -> None:
    twice = tmp_path / "twice.jsonl"
    twice.write_bytes(corpus.read_bytes() * 2)
    out, told = built(twice, Options())
    assert out == expected
    assert sum(done.harmless for done in told) == 12


def test_a_fault_of_ours_costs_one_article(
    corpus: Path, expected: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = _work.facts_in

    def poisoned(article: Article, language: str) -> ArticleFacts | Skipped:
        if "POISON" in article.text:
            raise RuntimeError("no")
        return real(article, language)

    monkeypatch.setattr(_work, "facts_in", poisoned)
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(corpus.read_bytes() + b'{"text": "POISON in an English text that says nothing.", "lang": "en"}\n')
    out, told = built(bad, Options())
    assert out == expected
    (lost,) = [done for done in told if done.reason]
    assert "RuntimeError: no" in lost.reason
    assert lost.origin.endswith("bad.jsonl:13")


PROGRAM = """
import os, sys, time
from kg.engines import _pool, _work
real = _work.facts_in
# A busy machine is slow with every article; only the one that hangs may be taken for it.
_pool.allowed = lambda batch, limits: 1 if any("HANG" in job.article.text for job in batch) else 3600
def poisoned(article, language):
    if "DIE" in article.text: os._exit(9)
    if "HANG" in article.text: time.sleep(3600)
    return real(article, language)
_work.facts_in = poisoned
if __name__ == "__main__":
    from kg.engines import local
    from kg.engines._pool import Limits
    from kg.engines._spool import Spool
    from kg.pipeline import Settings
    told = []
    limits = Limits(batch_articles=2, start_seconds=1)
    with Spool(None) as spool:
        corpus = local.run([sys.argv[1]], Settings(), local.Options(jobs=2, limits=limits), spool, told.append)
        with open(sys.argv[2], "wb") as out:
            corpus.write_nquads(out)
    for done in told:
        if done.reason: print(done.origin.rpartition(":")[2], done.reason)
"""


@pytest.mark.slow
def test_an_article_that_kills_or_hangs_its_process_is_left_out(corpus: Path, expected: bytes, tmp_path: Path) -> None:
    lines = corpus.read_bytes().splitlines()
    lines.insert(3, b'{"text": "DIE in an English text.", "lang": "en"}')
    lines.insert(8, b'{"text": "HANG in an English text.", "lang": "en"}')
    bad, out, program = tmp_path / "bad.jsonl", tmp_path / "out.nq", tmp_path / "program.py"
    bad.write_bytes(b"\n".join(lines))
    program.write_text(PROGRAM)
    environment = {**os.environ, "PYTHONPATH": str(Path(local.__file__).parents[2])}
    command = [sys.executable, str(program), str(bad), str(out)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=300)
    assert sorted(done.stdout.splitlines()) == [
        "4 killed the process that read it: left out; please report it",
        "9 took too long: left out; please report it",
    ]
    assert out.read_bytes() == expected


@pytest.mark.slow
@pytest.mark.parametrize("stop", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_stopped_build_goes_on_where_it_was(corpus: Path, expected: bytes, tmp_path: Path, stop: int) -> None:
    out = tmp_path / "out.nq"
    command = [sys.executable, "-m", "kg", "build", str(corpus), "-o", str(out), "--no-validate"]
    command += ["--checkpoint", str(tmp_path / "point")]
    for seconds in (0.5, 2, 4, 6):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(seconds)
        process.send_signal(stop)
        assert process.wait(timeout=60) != 0 or out.exists()
    subprocess.run(command, check=True, capture_output=True)
    assert out.read_bytes() == expected
