"""Spreads a build over a Ray cluster (extra `ray`): actors that hold the models; the same bytes as on one machine.

The driver reads, hands out batches and keeps the spool; the actors find facts. What an actor gets depends on nothing
but the articles, and the spool sorts, so neither the number of actors nor their order nor a lost one can be seen in the
output. `RAY_ADDRESS` names the cluster; without it one is started on this machine.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from kg.engines._pool import Batch, Limits, batches_of
from kg.engines._spool import Entry
from kg.engines._work import Job, work
from kg.errors import InputError
from kg.pipeline import Settings

try:
    import ray
except ImportError as missing:
    raise InputError("the engine 'ray' is not installed: pip install 'kg-export[ray]'") from missing

__all__ = ["run_jobs"]

_WAITING = 2
_RETRIES = 2
# A machine that is busy with other things is not dead.
_PATIENT = {"health_check_initial_delay_ms": 60_000, "health_check_timeout_ms": 60_000}


class _Reader:
    """An actor: a process that loads each model once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def work(self, batch: Batch) -> list[Entry]:
        """The entries of a batch."""
        return work(batch, self._settings)


def run_jobs(jobs: Iterable[Job], settings: Settings, count: int, limits: Limits) -> Iterator[Entry]:
    """Entries of all jobs, in the order in which they are done; two batches an actor are under way at most.

    An actor that dies is started again and its batch tried again; a batch that goes on failing is split until the
    article that does it is alone, and is left out.
    """
    ours = not ray.is_initialized()
    if ours:
        _connect(count)
    remote = ray.remote(max_restarts=-1, max_task_retries=_RETRIES, num_cpus=1)(_Reader)
    readers: list[Any] = [remote.remote(settings) for _ in range(count)]
    try:
        yield from _spread(batches_of(jobs, limits), readers, lambda: remote.remote(settings))
    finally:
        for reader in readers:
            ray.kill(reader)
        if ours:
            ray.shutdown()


def _connect(count: int) -> None:
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    if "RAY_ADDRESS" in os.environ:
        ray.init(**quiet)
    else:
        ray.init(address="local", num_cpus=count, include_dashboard=False, _system_config=_PATIENT, **quiet)


def _spread(batches: Iterator[Batch], readers: list[Any], start: Callable[[], Any]) -> Iterator[Entry]:
    retry: deque[tuple[Batch, int]] = deque()
    under_way: dict[Any, tuple[Any, Batch, int]] = {}
    free = deque(readers * _WAITING)
    while True:
        while free:
            batch, failures = retry.popleft() if retry else (next(batches, ()), 0)
            if not batch:
                break
            reader = free.popleft()
            under_way[reader.work.remote(batch)] = reader, batch, failures
        if not under_way:
            return
        done, _ = ray.wait(list(under_way), num_returns=1)
        for reference in done:
            reader, batch, failures = under_way.pop(reference)
            try:
                entries: list[Entry] = ray.get(reference)
            except ray.exceptions.RayError as error:
                entries = []
                if reader in readers:  # What else waits for it fails too, and comes back here.
                    readers[readers.index(reader)] = fresh = start()
                    free = deque(fresh if each is reader else each for each in free)
                    free.append(fresh)
                else:
                    free.append(readers[-1])
                middle = len(batch) // 2
                if middle:
                    retry.extend(((batch[:middle], 0), (batch[middle:], 0)))
                elif failures < _RETRIES:
                    retry.append((batch, failures + 1))
                else:
                    job, why = batch[0], f"stopped its worker ({type(error).__name__}): left out; please report it"
                    entries = [Entry(job.article.key, job.fingerprint, job.article.origin, why)]
            else:
                free.append(reader if reader in readers else readers[-1])
            yield from entries
