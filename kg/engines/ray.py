"""Spreads a build over a Ray cluster (extra `ray`): actors that hold the models; the same bytes as on one machine.

The driver reads, hands out batches and keeps the spool; the actors find facts. What an actor gets depends on nothing
but the articles, and the spool sorts, so neither the number of actors nor their order nor a lost one can be seen in the
output. `RAY_ADDRESS` names the cluster; without it one is started on this machine.
"""

import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kg.engines._pool import AT_ONCE, POLL, Batch, Limits, allowed, batches_of
from kg.engines._spool import Entry
from kg.engines._work import Job, work
from kg.errors import InputError
from kg.pipeline import Settings

try:
    import ray
except ImportError as missing:
    raise InputError("the engine 'ray' is not installed: pip install 'kg-export[ray]'") from missing

__all__ = ["run_jobs"]

_RETRIES = 2
_DIED = "the Ray cluster died: no node of it is left; with --checkpoint the same command goes on"
_LOOK = 10.0
"""Seconds between looks at whether the cluster lives, when nothing comes back."""
# A machine that is busy with other things is not dead.
_PATIENT = {"health_check_initial_delay_ms": 60_000, "health_check_timeout_ms": 60_000}


@dataclass(slots=True)
class _Task:
    """A batch that an actor has."""

    batch: Batch
    failures: int
    reference: Any


@dataclass(slots=True)
class _Actor:
    """An actor and what it has to do, in this order.

    Attributes:
        handle: Ray's.
        ready: answers when the cluster has a place for it, which may take long; None after that.
        since: when it began with its first task.
        loaded: whether it has done a task, and so loaded models.
        tasks: what it has to do.
    """

    handle: Any
    ready: Any
    since: float = 0.0
    loaded: bool = False
    tasks: deque[_Task] = field(default_factory=deque)


class _Reader:
    """An actor: a process that loads each model once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def ready(self) -> None:
        """Nothing; it answers when there is an actor."""

    def work(self, batch: Batch) -> list[Entry]:
        """The entries of a batch."""
        return work(batch, self._settings)


def run_jobs(jobs: Iterable[Job], settings: Settings, count: int, limits: Limits) -> Iterator[Entry]:
    """Entries of all jobs, in the order in which they are done; two batches an actor are under way at most.

    An actor that dies is replaced and its batch tried again, for a cluster may lose a machine; a batch that goes on
    failing, or takes too long, is split until the article that does it is alone, and is left out.

    Raises:
        InputError: no cluster answers, or it died; Ray itself tells after a minute or two.
    """
    ours = not ray.is_initialized()
    if ours:
        _connect(count)
    remote = ray.remote(max_restarts=0, max_task_retries=0, num_cpus=1)(_Reader)
    cluster = _Cluster(lambda: remote.remote(settings), count, limits)
    try:
        yield from cluster.run(batches_of(jobs, limits))
    except BrokenPipeError as error:  # to the raylet, before Ray knows that it is gone
        raise InputError(_DIED) from error
    finally:
        cluster.close()
        if ours:
            ray.shutdown()


def _connect(count: int) -> None:
    """Connect to a cluster, which keeps from Ray what is ours: standard output, and what a signal does."""
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": "ERROR"}
    # Ray has no setting for this: it prints its troubles, with parts of its logs, among the data.
    ray._private.worker.print_to_stdstream = lambda *_, **__: None
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        if "RAY_ADDRESS" in os.environ:
            ray.init(**quiet)
        else:
            ray.init(address="local", num_cpus=count, include_dashboard=False, _system_config=_PATIENT, **quiet)
    except ConnectionError as error:
        raise InputError(f"no Ray cluster answers at RAY_ADDRESS={os.environ.get('RAY_ADDRESS')}") from error
    if threading.current_thread() is threading.main_thread():
        for number, handler in handlers.items():
            signal.signal(number, handler)


class _Cluster:
    """Keeps every actor busy; replaces those that die or hang."""

    def __init__(self, start: Callable[[], Any], count: int, limits: Limits) -> None:
        self._start = start
        self._limits = limits
        self._actors = [self._started() for _ in range(count)]
        self._retry: deque[tuple[Batch, int]] = deque()
        self._looked = time.monotonic()

    def _started(self) -> _Actor:
        handle = self._start()
        return _Actor(handle, handle.ready.remote())

    def close(self) -> None:
        """Stop all actors at once."""
        for actor in self._actors:
            with suppress(ray.exceptions.RayError, BrokenPipeError):  # The cluster may be gone.
                ray.kill(actor.handle)

    def run(self, batches: Iterator[Batch]) -> Iterator[Entry]:
        while True:
            for actor in self._actors:
                while len(actor.tasks) < AT_ONCE:
                    batch, failures = self._retry.popleft() if self._retry else (next(batches, ()), 0)
                    if not batch:
                        break
                    self._send(actor, batch, failures)
            under_way = {actor.tasks[0].reference: actor for actor in self._actors if actor.tasks}
            if not under_way:
                return
            done, _ = ray.wait(list(under_way), num_returns=1, timeout=POLL)
            for reference in done:
                yield from self._receive(under_way[reference])
            if not done:
                self._must_live()
                for actor in [each for each in under_way.values() if self._is_late(each)]:
                    ray.kill(actor.handle)
                    yield from self._lost(actor, "took too long", _RETRIES)

    def _must_live(self) -> None:
        """Actors wait for a place as long as it takes, but no node that is left will give them one."""
        if time.monotonic() - self._looked < _LOOK:
            return
        self._looked = time.monotonic()
        try:
            living = any(node["Alive"] for node in ray.nodes())
        except ray.exceptions.RayError:
            living = False
        if not living:
            raise InputError(_DIED)

    def _is_late(self, actor: _Actor) -> bool:
        if actor.ready is not None:
            if not ray.wait([actor.ready], timeout=0)[0]:
                return False
            actor.ready, actor.since = None, time.monotonic()
        limit = allowed(actor.tasks[0].batch, self._limits) + (0 if actor.loaded else self._limits.start_seconds)
        return time.monotonic() > actor.since + limit

    def _send(self, actor: _Actor, batch: Batch, failures: int) -> None:
        if not actor.tasks:
            actor.since = time.monotonic()
        actor.tasks.append(_Task(batch, failures, actor.handle.work.remote(batch)))

    def _receive(self, actor: _Actor) -> Iterator[Entry]:
        try:
            entries: list[Entry] = ray.get(actor.tasks[0].reference)
        except ray.exceptions.RayError as error:
            ray.kill(actor.handle)
            yield from self._lost(actor, f"stopped its worker ({type(error).__name__})", actor.tasks[0].failures)
            return
        actor.tasks.popleft()
        actor.since, actor.loaded = time.monotonic(), True
        yield from entries

    def _lost(self, actor: _Actor, what: str, failures: int) -> Iterator[Entry]:
        """Replace an actor; the batch it worked on is tried again or split, what waited for it goes to others."""
        first, *waiting = actor.tasks
        self._actors[self._actors.index(actor)] = self._started()
        self._retry.extend((task.batch, task.failures) for task in waiting)
        middle = len(first.batch) // 2
        if failures < _RETRIES:
            self._retry.append((first.batch, failures + 1))
        elif middle:
            self._retry.extend(((first.batch[:middle], _RETRIES), (first.batch[middle:], _RETRIES)))
        else:
            job = first.batch[0]
            yield Entry(job.article.key, job.fingerprint, f"{what}: left out; please report it")
