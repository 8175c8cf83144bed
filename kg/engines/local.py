"""Spreads a build over the processors of one machine; what comes of it does not depend on how."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heappop, heappush
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from pyoxigraph import RdfFormat, parse

from kg.annotate import forget_models
from kg.engines._pool import Limits, run_jobs
from kg.engines._remote import read_any
from kg.engines._sorted import SortedQuads
from kg.engines._spool import Entry, Spool
from kg.engines._work import Job, fingerprint, work
from kg.errors import SourceError, UsageError
from kg.fuse import Archive
from kg.link import Surroundings
from kg.model import ArticleDigest, ArticleFacts, FusedFacts, Report, Skipped
from kg.pipeline import Repeats, Settings, conclude, concluded_keys, spoken
from kg.rdf.dataset import Dataset
from kg.rdf.iris import IRIs
from kg.rdf.lines import by_graph, split_graph
from kg.rdf.run_graph import count_graph
from kg.sources import Meter
from kg.spill import Rows
from kg.vocab import RDF

__all__ = ["Corpus", "Done", "Options", "done_of", "run"]

_MANY_QUADS = 200_000  # less than that is fused in less memory than the models need
_TYPED = f"> <{RDF.type}> ".encode()


@dataclass(frozen=True, slots=True)
class Options:
    """How to spread a build.

    Attributes:
        jobs: number of worker processes; 1 works in this process.
        checkpoint: folder that keeps what was done; None for none.
        limits: batches and time-outs.
        engine: "local" for processes of this machine, "ray" for a cluster.
    """

    jobs: int = 1
    checkpoint: Path | None = None
    limits: Limits = field(default_factory=Limits)
    engine: str = "local"


@dataclass(frozen=True, slots=True)
class Done:
    """One article is done, or was left out.

    What has words to say is told in the order of reading, so after all that was read before it; the rest at once.

    Attributes:
        origin: where it was read.
        reason: why it was left out, "" if it was read.
        harmless: whether leaving it out loses nothing.
        notes: doubts in reading it.
        words: of its text.
        statements: found in it.
        reused: whether an earlier run had done it.
        count: how many articles this stands for.
        size: bytes of files (`kg.sources.Meter`) from the end of the article read before it to its own.
    """

    origin: str
    reason: str = ""
    harmless: bool = False
    notes: tuple[str, ...] = ()
    words: int = 0
    statements: int = 0
    reused: bool = False
    count: int = 1
    size: int = 0


class _InOrder:
    """Tells what is done: what has words to say in the order of reading, whoever worked on it, the rest at once."""

    def __init__(self, tell: Callable[[Done], None]) -> None:
        self._tell = tell
        self._count = 0
        self._under_way: dict[str, tuple[int, Done]] = {}  # in the order of reading
        self._waiting: list[tuple[int, Done]] = []

    def read(self, done: Done) -> None:
        """An article was read, and nothing is left to do."""
        self._put(self._place(), done)

    def begin(self, key: str, begun: Done) -> None:
        """An article was read that is to be worked on."""
        self._under_way[key] = self._place(), begun

    def end(self, key: str, **values: Any) -> None:
        """It is done, with other values in some fields."""
        place, begun = self._under_way.pop(key)
        self._put(place, replace(begun, **values))

    def close(self) -> None:
        """Tell what waited; what it waited for will not come."""
        while self._waiting:
            self._tell(heappop(self._waiting)[1])

    def _place(self) -> int:
        self._count += 1
        return self._count

    def _put(self, place: int, done: Done) -> None:
        if not (done.reason or done.notes):
            self._tell(done)
        else:
            heappush(self._waiting, (place, done))
        first = next(iter(self._under_way.values()), (self._count + 1,))[0]
        while self._waiting and self._waiting[0][0] < first:
            self._tell(heappop(self._waiting)[1])


class _Contexts(Mapping[tuple[str, str], tuple[Surroundings, ...]]):
    """Text around mentions by (article key, entity key), on disk; an archive's would fill memory."""

    def __init__(self, spool: Spool, archive: Archive) -> None:
        self._around = Rows(tuple[Surroundings, ...])
        self._places = archive.places()
        for article, texts in spool.contexts():
            for key, around in texts:
                self._places.put((article, key), len(self._around))
                self._around.append_packed(around)

    def __getitem__(self, key: tuple[str, str]) -> tuple[Surroundings, ...]:
        return self._around[self._places[key]]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._around)


class Corpus:
    """All articles of a build, on disk, and what is concluded from them."""

    def __init__(self, spool: Spool, settings: Settings) -> None:
        self._spool = spool
        self._settings = settings
        self._iris = IRIs(settings.base)
        archive = Archive(self.digests())
        self.contexts: Mapping[tuple[str, str], tuple[Surroundings, ...]] = _Contexts(spool, archive)
        self.fused: FusedFacts = conclude(archive, settings, self.contexts)
        self._sorted: tuple[int, SortedQuads] | None = None

    def digests(self) -> Iterator[ArticleDigest]:
        """What fusion needs of each article, by article key."""
        return self._spool.digests()

    def languages(self) -> Mapping[str, str]:
        """The language of each article."""
        return self._spool.languages()

    def _concluded(self, topics: set[str]) -> Iterator[str]:
        return concluded_keys(self.fused, sorted(topics), self._iris, self._settings.explain_links)

    def _fused_lines(self) -> tuple[int, SortedQuads]:
        """How many quads there are in all, and those of the fused graph, which are put in order once."""
        if self._sorted is None:
            count, topics = self._spool.counted()
            fused = SortedQuads(self._concluded(topics))
            total = count + len(fused) + 1
            fused.add(count_graph(total, self._iris).taken())
            self._sorted = total, fused
        return self._sorted

    def write_nquads(self, stream: BinaryIO) -> int:
        """Write all quads in the order of `Dataset`, one article in memory at a time; returns how many."""
        for _, block in self._spool.quads():
            stream.write(block)
        total, fused = self._fused_lines()
        for block in fused.blocks():
            stream.write(block)
        return total

    def validated(self) -> Report:
        """What the shapes find, article by article and then in the fused graph, which alone is held in memory.

        Raises:
            ShapesError: the shapes cannot be applied.
        """
        from kg.quality.streaming import Corpus as Validation

        _, fused = self._fused_lines()
        pieces = (text for _, text in by_graph(fused.blocks()))
        validation = Validation(pieces, types=self._aligned_types(), words=False)
        for _, block in self._spool.quads():
            _, graph = split_graph(block[: block.index(b"\n") + 1])
            validation.add(graph, block.replace(b" " + graph + b" .\n", b" .\n"))
        return validation.finish().report

    def _aligned_types(self) -> Iterator[bytes]:
        """The classes of the statements that statements of other articles are aligned with."""
        pairs = self.fused.alignments
        aligned: dict[str, set[bytes]] = {}
        for each in (ref for pair in pairs for ref in (pair.first, pair.second)):
            aligned.setdefault(each.article, set()).add(self._iris.statement(each).encode())
        for article, block in self._spool.quads(aligned):
            start = 0
            for iri in sorted(aligned[article]):  # in the order of the lines
                start = block.index(b"\n<" + iri + _TYPED, max(start - 1, 0)) + 1
                while block.startswith(iri + _TYPED, start + 1):
                    end = block.index(b"\n", start) + 1
                    yield split_graph(block[start:end])[0]
                    start = end

    def dataset(self) -> Dataset:
        """All quads in memory, for the formats that cannot be written piece by piece."""
        blocks = chain((block for _, block in self._spool.quads()), self._fused_lines()[1].blocks())
        return Dataset.from_quads(quad for block in blocks for quad in parse(block, format=RdfFormat.N_QUADS))


def run(
    inputs: Sequence[str | Path],
    settings: Settings,
    options: Options,
    spool: Spool,
    tell: Callable[[Done], None],
    stage: Callable[[str], None] = lambda what: None,
) -> Corpus:
    """Read all articles of some inputs, find their facts, and conclude.

    Args:
        inputs: files, folders, URLs or "-".
        settings: how to build.
        options: how to spread the work.
        spool: keeps the articles; the corpus reads from it, so it stays open.
        tell: called for each article.
        stage: called with what begins when all articles are done.

    Raises:
        SourceError: not one article could be read.
    """
    told = _InOrder(tell)
    jobs = _jobs(inputs, settings, spool, told)
    try:
        for entry in _spread(options)(jobs, settings, options.jobs, options.limits):
            spool.put(entry)
            told.end(entry.key, reason=entry.reason, words=entry.words, statements=entry.statements)
    finally:
        told.close()
    spool.commit()
    if spool.is_empty():
        raise SourceError("there is nothing to build: not one article could be read")
    if spool.counted()[0] > _MANY_QUADS:
        forget_models()
    stage("fusing and linking")
    return Corpus(spool, settings)


def done_of(each: ArticleFacts | Skipped) -> Done:
    """What to tell of an article that was read, or could not be, outside of a build."""
    if isinstance(each, Skipped):
        return Done(each.origin, each.reason, each.harmless, count=each.count)
    article = each.article
    return Done(article.origin, notes=article.notes, words=len(article.text.split()), statements=len(each.statements))


def _spread(options: Options) -> Callable[[Iterable[Job], Settings, int, Limits], Iterator[Entry]]:
    if options.engine == "ray":
        from kg.engines import ray

        return ray.run_jobs
    if options.engine != "local":
        raise UsageError.unknown("engine", options.engine, ("local", "ray"))
    return run_jobs if options.jobs > 1 else _in_process


def _in_process(jobs: Iterable[Job], settings: Settings, count: int, limits: Limits) -> Iterator[Entry]:
    for job in jobs:
        yield from work((job,), settings)


def _jobs(inputs: Sequence[str | Path], settings: Settings, spool: Spool, told: _InOrder) -> Iterator[Job]:
    """The articles that have to be worked on: neither seen in this run nor done by an earlier one."""
    meter, position, repeats = Meter(), 0, Repeats()
    for each in read_any(inputs, settings.read, meter):
        before, position = position, meter.position
        size = position - before
        if isinstance(each, Skipped):
            told.read(replace(done_of(each), size=size))
            continue
        if repeated := repeats.of(each):
            told.read(replace(done_of(repeated), size=size))
            continue
        done = Done(each.origin, notes=each.notes, size=size)
        mark = fingerprint(each, settings)
        known = spool.claim(each.key, mark)
        if known is not None:
            told.read(replace(done, reason=known.reason, words=known.words, statements=known.statements, reused=True))
            continue
        language = spoken(each, settings.read.language is not None)
        if isinstance(language, Skipped):
            repeats.forget(each)
            told.read(replace(done, reason=language.reason))
        else:
            told.begin(each.key, done)
            yield Job(each, mark, language)
