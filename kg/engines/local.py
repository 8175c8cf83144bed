"""Spreads a build over the processors of one machine."""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.engines._pool import Limits, run_jobs
from kg.engines._spool import Entry, Spool
from kg.engines._work import Job, fingerprint, work
from kg.model import ArticleDigest, Skipped
from kg.model.codec import decode
from kg.pipeline import Settings
from kg.sources import read

__all__ = ["Done", "Options", "run"]


@dataclass(frozen=True, slots=True)
class Options:
    """How to spread a build.

    Attributes:
        jobs: number of worker processes; 1 works in this process.
        checkpoint: folder that keeps what was done; None for none.
        limits: batches and time-outs.
    """

    jobs: int = 1
    checkpoint: Path | None = None
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Done:
    """One article is done, or was left out.

    Attributes:
        origin: where it was read.
        reason: why it was left out, "" if it was read.
        harmless: whether leaving it out loses nothing.
        notes: doubts in reading it.
        words: of its text.
        statements: found in it.
        reused: whether an earlier run had done it.
    """

    origin: str
    reason: str = ""
    harmless: bool = False
    notes: tuple[str, ...] = ()
    words: int = 0
    statements: int = 0
    reused: bool = False


def run(
    inputs: Sequence[str | Path], settings: Settings, options: Options, spool: Spool, tell: Callable[[Done], None]
) -> None:
    """Read all articles of some inputs into a spool; what comes of it does not depend on `options`.

    Raises:
        SourceError: nothing could be read at all.
    """
    jobs = _jobs(inputs, settings, spool, tell)
    entries = (
        _in_process(jobs, settings) if options.jobs <= 1 else run_jobs(jobs, settings, options.jobs, options.limits)
    )
    for entry in entries:
        spool.put(entry)
        tell(_done(entry))
    spool.commit()


def digests(spool: Spool) -> Iterator[ArticleDigest]:
    """The digests of a spool's articles, by key."""
    return (decode(ArticleDigest, json.loads(each)) for each in spool.digests())


def _done(entry: Entry, reused: bool = False, notes: tuple[str, ...] = ()) -> Done:
    return Done(entry.origin, entry.reason, False, notes, entry.words, entry.statements, reused)


def _in_process(jobs: Iterable[Job], settings: Settings) -> Iterator[Entry]:
    for job in jobs:
        yield from work((job,), settings)


def _jobs(
    inputs: Sequence[str | Path], settings: Settings, spool: Spool, tell: Callable[[Done], None]
) -> Iterator[Job]:
    """The articles that have to be worked on: not those seen in this run, nor those an earlier run has done."""
    waiting: dict[str, str] = {}
    for each in read(inputs, settings.read):
        if isinstance(each, Skipped):
            tell(Done(each.origin, each.reason, each.harmless))
            continue
        key = each.key
        first = waiting.setdefault(key, each.origin)
        if first is not each.origin:
            tell(Done(each.origin, f"the same article as {first}", harmless=True))
            continue
        mark = fingerprint(each, settings)
        known = spool.claim(key, mark, each.origin)
        if known is None:
            yield Job(each, mark)
        else:
            tell(_done(known, reused=True))
        if each.notes:
            tell(Done(each.origin, notes=each.notes))


_ = time
