"""Worker processes that are replaced when they die or hang; the article that did it is found and left out."""

import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from kg.engines._spool import Entry
from kg.engines._work import Job, work
from kg.pipeline import Settings

__all__ = ["AT_ONCE", "POLL", "Batch", "Limits", "allowed", "batches_of", "run_jobs"]

POLL = 0.5
"""Seconds between looks at whether a worker takes too long."""
AT_ONCE = 2
"""Batches that a worker has: one in work, one waiting."""
_PIPE = 60_000
"""Characters of a batch that waits in a pipe, which on Linux holds 200 kB."""
_AHEAD, _WORTH_LOADING = 8, 6
"""Batches for each worker: how many are read ahead, and from how many a worker loads another language's models."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is given to a worker at a time, and for how long.

    Attributes:
        batch_words: words in a batch, about; a longer article is a batch of its own.
        batch_articles: articles in a batch at most.
        start_seconds: time a new worker has to load its models, on top of the rest.
        article_seconds: time for each article of a batch.
        word_seconds: time for each word of a batch.
    """

    batch_words: int = 4_000
    batch_articles: int = 64
    start_seconds: float = 120.0
    article_seconds: float = 30.0
    word_seconds: float = 0.01


type Batch = tuple[Job, ...]


@dataclass(slots=True)
class _Worker:
    """A process, the pipe to it, and what it has to do, in this order.

    Attributes:
        since: when it began with its first batch.
        loaded: whether it has done a batch, and so loaded models.
        languages: whose models it has loaded, or will.
    """

    process: BaseProcess
    pipe: Connection
    since: float = 0.0
    loaded: bool = False
    batches: deque[Batch] = field(default_factory=deque)
    languages: set[str] = field(default_factory=set)


def run_jobs(jobs: Iterable[Job], settings: Settings, count: int, limits: Limits) -> Iterator[Entry]:
    """Entries of all jobs, in the order in which they are done; no more jobs are taken than the workers need next."""
    pool = _Pool(settings, count, limits)
    try:
        yield from pool.run(batches_of(jobs, limits))
    finally:
        pool.close()


def batches_of(jobs: Iterable[Job], limits: Limits) -> Iterator[Batch]:
    """Jobs in batches of about as many words each, in their order, each batch of one language."""
    waiting: dict[str, list[Job]] = {}
    words: dict[str, int] = {}
    for job in jobs:
        batch = waiting.setdefault(job.language, [])
        length = len(job.article.text) // 6
        if batch and (words[job.language] + length > limits.batch_words or len(batch) >= limits.batch_articles):
            yield tuple(batch)
            batch.clear()
        words[job.language] = words[job.language] + length if batch else length
        batch.append(job)
    yield from (tuple(batch) for batch in waiting.values())


def allowed(batch: Batch, limits: Limits) -> float:
    """Seconds that a worker has for a batch."""
    words = sum(len(job.article.text) for job in batch) / 6
    return len(batch) * limits.article_seconds + words * limits.word_seconds


def _fits(batch: Batch) -> bool:
    """Whether a pipe holds a batch that nobody reads yet: sending a larger one waits for the worker, which may hang."""
    return sum(len(job.article.text) for job in batch) <= _PIPE


class _Pool:
    """Keeps every worker busy with at most two batches: one in work, one waiting in its pipe.

    A worker gets batches of a language whose models it has loaded; others only when so many wait that it is worth
    loading more, or nobody else has their models.
    """

    def __init__(self, settings: Settings, count: int, limits: Limits) -> None:
        self._settings = settings
        self._limits = limits
        self._context = multiprocessing.get_context("spawn")
        self._workers = [self._start() for _ in range(count)]
        self._next: list[Batch] = []

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._settings), daemon=True)
        with _interrupts_held():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    def close(self) -> None:
        """Stop all workers at once."""
        for worker in self._workers:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._workers:
            worker.process.join()

    def run(self, batches: Iterator[Batch]) -> Iterator[Entry]:
        while True:
            for worker in self._workers:
                while len(worker.batches) < AT_ONCE and (batch := self._chosen(worker, batches)):
                    self._send(worker, batch)
            busy = [worker for worker in self._workers if worker.batches]
            if not busy:
                return
            ready = wait([worker.pipe for worker in busy], timeout=POLL)
            for worker in busy:
                if worker.pipe in ready:
                    yield from self._receive(worker)
                elif self._is_late(worker):
                    worker.process.kill()
                    yield from self._lost(worker, "took too long")

    def _chosen(self, worker: _Worker, batches: Iterator[Batch]) -> Batch | None:
        """The next batch for a worker; None when there is none, or none that is worth its loading other models."""
        ahead, worth = _AHEAD * len(self._workers), _WORTH_LOADING * len(self._workers)
        self._next.extend(islice(batches, max(0, ahead - len(self._next))))
        others = {language for each in self._workers if each is not worker for language in each.languages}
        fitting = [at for at, batch in enumerate(self._next) if not worker.batches or _fits(batch)]
        known = (at for at in fitting if self._next[at][0].language in worker.languages)
        new = (at for at in fitting if self._next[at][0].language not in others)
        any_one = fitting[0] if fitting and (not worker.languages or len(self._next) >= worth) else None
        at = next(known, next(new, any_one))
        return None if at is None else self._next.pop(at)

    def _send(self, worker: _Worker, batch: Batch) -> None:
        if not worker.batches:
            worker.since = time.monotonic()
        worker.languages.add(batch[0].language)
        worker.batches.append(batch)
        with suppress(OSError):  # The worker died; the closed pipe tells so when it is read.
            worker.pipe.send(batch)

    def _is_late(self, worker: _Worker) -> bool:
        limit = allowed(worker.batches[0], self._limits) + (0 if worker.loaded else self._limits.start_seconds)
        return time.monotonic() > worker.since + limit

    def _receive(self, worker: _Worker) -> Iterator[Entry]:
        try:
            entries: list[Entry] = worker.pipe.recv()
        except (EOFError, OSError):
            yield from self._lost(worker, "killed the process that read it")
            return
        worker.batches.popleft()
        worker.since, worker.loaded = time.monotonic(), True
        yield from entries

    def _lost(self, worker: _Worker, what: str) -> Iterator[Entry]:
        """Replace a worker; its batch is split until the article that kills workers is alone, and left out."""
        worker.process.join()
        worker.pipe.close()
        batch, *waiting = worker.batches
        self._workers[self._workers.index(worker)] = self._start()
        if len(batch) == 1:
            job = batch[0]
            yield Entry(job.article.key, job.fingerprint, f"{what}: left out; please report it")
        else:
            middle = len(batch) // 2
            self._next[:0] = batch[:middle], batch[middle:]
        self._next[:0] = waiting


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """An interrupt waits for the end of the block; a process that is started in it never gets one.

    Ctrl-C goes to every process of a terminal, but is the parent's business from the first instruction of a child on.
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # Else it starts with the first process, and lets signals through after that.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, settings: Settings) -> None:
    """Work on batches until the pipe closes; an interrupt is the parent's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        while True:
            batch: Sequence[Job] = pipe.recv()
            pipe.send(work(batch, settings))
    except (EOFError, OSError):
        return
