"""Batches are of one language each, and go to workers that have its models."""

from collections.abc import Iterator

import pytest

from kg.engines import _pool
from kg.engines._pool import Batch, Limits, batches_of
from kg.engines._spool import Entry
from kg.engines._work import Job
from kg.model import Article
from kg.pipeline import Settings


def jobs(languages: str) -> list[Job]:
    return [Job(Article("w " * 300, str(n)), str(n), language) for n, language in enumerate(languages)]


def test_batches_hold_every_job_once_and_one_language_each() -> None:
    given = jobs("ababbbacab" * 7)
    found = list(batches_of(given, Limits(batch_words=500)))
    assert sorted(int(job.fingerprint) for batch in found for job in batch) == list(range(len(given)))
    assert all(len({job.language for job in batch}) == 1 for batch in found)
    assert max(map(len, found)) > 1


class _Pipe:
    """A pipe to a worker that finds nothing."""

    def send(self, batch: Batch) -> None:
        pass

    def recv(self) -> list[Entry]:
        return []


class _Silent(_pool._Pool):
    """A pool whose workers do nothing."""

    def _start(self) -> _pool._Worker:
        return _pool._Worker(None, _Pipe())  # type: ignore[arg-type]


def chosen(languages: str, count: int, rounds: int) -> list[str]:
    """For each worker, the languages of the batches it is given when all work at one speed."""
    pool = _Silent(Settings(), count, Limits())
    batches: Iterator[Batch] = iter([(job,) for job in jobs(languages)])
    given = [""] * count
    for _ in range(rounds):
        for number, worker in enumerate(pool._workers):
            if batch := pool._chosen(worker, batches):
                worker.languages.add(batch[0].language)
                given[number] += batch[0].language
    return given


def test_two_workers_of_two_languages_load_one_each() -> None:
    assert chosen("ab" * 20, 2, 20) == ["a" * 20, "b" * 20]


def test_a_worker_loads_more_when_enough_waits() -> None:
    one, other = chosen("b" + "a" * 40, 2, 41)
    assert sorted(one + other) == sorted("b" + "a" * 40)
    assert "a" in one
    assert "a" in other


def test_a_few_last_batches_are_left_to_who_has_their_models() -> None:
    one, other = chosen("ab" + "a" * 4, 2, 10)
    assert one == "aaaaa"
    assert other == "b"


def test_a_long_article_waits_for_a_worker_with_nothing_to_do() -> None:
    pool = _Silent(Settings(), 1, Limits())
    (worker,) = pool._workers
    long, short = (Job(Article("w " * size, str(size)), str(size), "a") for size in (100_000, 300))
    batches: Iterator[Batch] = iter([(long,), (short,)])
    worker.batches.append((short,))
    assert pool._chosen(worker, batches) == (short,)
    assert pool._chosen(worker, batches) is None
    worker.batches.clear()
    assert pool._chosen(worker, batches) == (long,)


def test_more_workers_than_languages_all_work() -> None:
    given = chosen("ab" * 20, 4, 10)
    assert all(given)
    assert sum(map(len, given)) == 40


def test_a_batch_has_its_time_from_when_it_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(_pool.time, "monotonic", lambda: clock[0])
    pool = _Silent(Settings(), 1, Limits(start_seconds=100, article_seconds=10, word_seconds=0))
    (worker,) = pool._workers
    for job in jobs("aa"):
        pool._send(worker, (job,))

    def late_at(now: float) -> bool:
        clock[0] = now
        return pool._is_late(worker)

    assert [late_at(109), late_at(111)] == [False, True]
    clock[0] = 50
    assert list(pool._receive(worker)) == []
    assert [late_at(59), late_at(61)] == [False, True]
