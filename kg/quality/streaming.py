"""Validates a corpus article graph by article graph, then the fused graph; memory does not grow with the articles.

Rules that join what an article says with what was concluded from it (the speaker of a statement is one of the people
its article mentions) need both. So each article is looked at together with what the fused graph says of its nodes, and
of the nodes those lead to; only findings about the article's own nodes are kept then, and only the others when the
fused graph has its turn. For graphs that keep the contract the findings are those of the whole.

The fused graph is held in memory, articles are not: they pass in batches of some thousand triples.
"""

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, TypeGuard, cast

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from kg.errors import InputError
from kg.model import Finding, Passage, Report
from kg.quality.audit import audit
from kg.quality.words import words_behind
from kg.rdf.dataset import Dataset, GraphName
from kg.validate import Shapes, default_shapes, engines, validate
from kg.vocab import KG, RDF, SCHEMA

__all__ = ["Corpus", "Streamed", "validate_corpus", "validate_file"]

_BATCH = 5_000  # the queries of the shapes cost more than in proportion
_STEPS = 2


@dataclass(frozen=True, slots=True)
class Streamed:
    """What validation of a corpus found.

    Attributes:
        report: like that of the whole; its triples are counted graph by graph.
        words: passages behind focus nodes, by N-Triples term.
        articles: how many article graphs there were.
        spans: how many spans were compared with article texts.
    """

    report: Report
    words: Mapping[str, tuple[Passage, ...]] = field(repr=False)
    articles: int
    spans: int


class Corpus:
    """Takes article graphs one after another and holds at most one batch of them.

    Args:
        fused: the quads of all graphs that are no article's.
        shapes: ours by default.
        engine: name; by default the fastest that is installed.
        texts: article texts by SHA-256, to compare every span with; None compares nothing.
        types: the rdf:type of statements that statements of other articles are aligned with.
    """

    def __init__(
        self,
        fused: Iterable[Quad],
        shapes: Shapes | None = None,
        engine: str | None = None,
        texts: Mapping[str, str] | None = None,
        types: Iterable[Quad] = (),
    ) -> None:
        self._shapes, self._engine, self._texts = shapes or default_shapes(), engine or engines.default(), texts
        self._fused: dict[str, list[Quad]] = defaultdict(list)
        self._fusing: dict[str, list[Quad]] = defaultdict(list)
        self._types: dict[str, list[Quad]] = defaultdict(list)
        for quad in types:
            self._types[str(quad.subject)].append(quad)
        self._triples = self._spans = 0
        for quad in fused:
            self._triples += 1
            self._fused[str(quad.subject)].append(quad)
            if quad.predicate.value == KG.fuses:
                self._fusing[str(quad.object)].append(quad)
        self._batch: list[Quad] = []
        self._names: set[str] = set()
        self._findings: list[Finding] = []
        self._words: dict[str, tuple[Passage, ...]] = {}

    def add(self, name: str, quads: Sequence[Quad]) -> None:
        """Take one article's whole graph.

        Raises:
            InputError: a graph of that name was there before.
        """
        if name in self._names:
            raise InputError(f"graph <{name}> occurs in two places; sort the quads by graph first")
        self._names.add(name)
        self._triples += len(quads)
        self._batch.extend(quads)
        if len(self._batch) >= _BATCH:
            self._flush()

    def finish(self) -> Streamed:
        """Look at the last batch and the fused graph."""
        self._flush()
        fused = [quad for quads in self._fused.values() for quad in quads]
        report = validate(Dataset.from_quads(fused), self._shapes, self._engine)
        self._keep([each for each in report.findings if not self._of_article(each.focus_node)], fused)
        found = Report(tuple(sorted(self._findings)), report.engine, self._triples, report.shapes)
        return Streamed(found, self._words, len(self._names), self._spans)

    def _flush(self) -> None:
        if not self._batch:
            return
        own = {f"<{quad.subject.value}>" for quad in self._batch if isinstance(quad.subject, NamedNode)}
        data = Dataset.from_quads([*self._batch, *self._around(self._batch)])
        report = validate(data, self._shapes, self._engine)
        self._keep([each for each in report.findings if each.focus_node in own], data)
        if self._texts is not None:
            audited = audit(self._batch, self._texts)
            self._spans += audited.spans
            self._keep(audited.findings, data)
        self._batch = []

    def _keep(self, findings: Iterable[Finding], quads: Iterable[Quad]) -> None:
        kept = list(findings)
        self._findings.extend(kept)
        self._words.update(words_behind(quads, {each.focus_node for each in kept}))

    def _around(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """What the fused graph says of the nodes of some quads, and of the nodes that leads to."""
        edge = {str(term) for each in quads for term in (each.subject, each.object) if isinstance(term, NamedNode)}
        done: set[str] = set()
        for node in edge:
            yield from self._fusing.get(node, ())
        for _ in range(_STEPS):
            done |= edge
            following: set[str] = set()
            for node in edge:
                yield from self._types.get(node, ())
                for quad in self._fused.get(node, ()):
                    yield quad
                    if isinstance(quad.object, NamedNode):
                        following.add(str(quad.object))
            edge = following - done

    def _of_article(self, node: str) -> bool:
        """Whether a node lies below the IRI of an article that was there."""
        iri = node[1:-1]
        while iri:
            if iri in self._names:
                return True
            iri = iri[: max(iri.rfind("/"), iri.rfind("#"), 0)]
        return False


def validate_corpus(
    quads: Callable[[], Iterable[Quad]],
    shapes: Shapes | None = None,
    engine: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Streamed:
    """What the shapes find in a corpus.

    Args:
        quads: gives all quads, those of one graph together; called three times: for what is no article's, for the
            classes of statements that are aligned across articles, and for the articles.
        shapes: ours by default.
        engine: name; by default the fastest that is installed.
        texts: article texts by SHA-256, to compare every span with; None compares nothing.

    Raises:
        InputError: the quads of an article's graph are in two places.
    """
    fused = [quad for name, rows in _graphs(quads()) if not _is_article(name, rows) for quad in rows]
    aligned = {quad.object for quad in fused if quad.predicate.value == KG.sameStatementAs}
    types = (quad for quad in quads() if quad.predicate.value == RDF.type and quad.subject in aligned)
    corpus = Corpus(fused, shapes, engine, texts, types if aligned else ())
    for name, rows in _graphs(quads()):
        if _is_article(name, rows):
            corpus.add(name.value, rows)
    return corpus.finish()


def _graphs(quads: Iterable[Quad]) -> Iterator[tuple[GraphName, list[Quad]]]:
    for name, rows in groupby(quads, attrgetter("graph_name")):
        yield name, list(rows)


def _is_article(name: GraphName, quads: Iterable[Quad]) -> TypeGuard[NamedNode]:
    return isinstance(name, NamedNode) and any(
        quad.subject == name and quad.predicate.value == RDF.type and quad.object == NamedNode(SCHEMA.NewsArticle)
        for quad in quads
    )


def validate_file(
    path: str | Path,
    shapes: Shapes | None = None,
    engine: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Streamed:
    """What the shapes find in an N-Quads file whose graphs lie together; see `validate_corpus`.

    Raises:
        InputError: the file cannot be read, has a syntax error (with line and column), or mixes its graphs.
    """

    def quads() -> Iterator[Quad]:
        try:
            with _opened(Path(path)) as stream:
                yield from parse(stream, format=RdfFormat.N_QUADS)
        except SyntaxError as error:
            raise InputError(f"{path}:{error.lineno}:{error.offset}: {error.msg}") from error
        except OSError as error:
            raise InputError(f"{path}: cannot read: {(error.strerror or str(error)).lower()}") from error

    return validate_corpus(quads, shapes, engine, texts)


def _opened(path: Path) -> BinaryIO:
    with suppress(OSError), path.open("rb") as start:
        if start.read(2) == b"\x1f\x8b":
            return cast(BinaryIO, gzip.open(path))
    return path.open("rb")
