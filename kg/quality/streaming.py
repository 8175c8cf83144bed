"""Validates a corpus article graph by article graph, then the fused graph.

Rules that join what an article says with what was concluded from it (the speaker of a statement is one of the people
its article mentions) need both. So each article is looked at together with what the fused graph says of its nodes, and
of the nodes those lead to; only findings about the article's own nodes are kept then, and only the others when the
fused graph has its turn. For graphs that keep the contract the findings are those of the whole.

The lines of the fused graph lie on disk until its turn, which it has as a whole; articles pass in batches of some
thousand lines, which go to the engine as they are. Nothing is parsed here but what findings are about.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from pyoxigraph import Quad, RdfFormat, parse, serialize

from kg.errors import InputError
from kg.model import Finding, Passage, Report
from kg.quality.audit import audit
from kg.quality.words import nodes_of, words_in
from kg.rdf.lines import Lines, canonical, lines_of, objects_of, split_graph, subjects_of
from kg.spill import Rows
from kg.validate import Shapes, default_shapes, engines, validate
from kg.vocab import KG, RDF, SCHEMA

__all__ = ["Corpus", "Streamed", "validate_corpus", "validate_file"]

_BATCH = 2 << 20
_STEPS = 2
_TYPE = f" <{RDF.type}> ".encode()
_ARTICLE = _TYPE + f"<{SCHEMA.NewsArticle}> .\n".encode()
_STATEMENTS = tuple(_TYPE + f"<{kind}> .\n".encode() for kind in (KG.DirectQuote, KG.ReportedStatement, KG.MixedQuote))
_FUSES, _ALIGNED = (f" <{predicate}> ".encode() for predicate in (KG.fuses, KG.sameStatementAs))

type Block = tuple[bytes, bytes]  # the term of a graph, b"" for the default graph, and its N-Triples


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
        fused: the triples of all graphs that are no article's, as N-Triples lines.
        shapes: ours by default.
        engine: name; by default the fastest that is installed.
        texts: article texts by SHA-256, to compare every span with; None compares nothing.
        types: likewise the rdf:type of statements that statements of other articles are aligned with.
        words: whether to look for the words behind findings.
    """

    def __init__(
        self,
        fused: Iterable[bytes],
        shapes: Shapes | None = None,
        engine: str | None = None,
        texts: Mapping[str, str] | None = None,
        types: Iterable[bytes] = (),
        words: bool = True,
    ) -> None:
        self._shapes, self._engine, self._texts = shapes or default_shapes(), engine or engines.default(), texts
        self._triples = self._spans = 0
        fusing: dict[bytes, list[bytes]] = defaultdict(list)

        def counted() -> Iterator[bytes]:
            for line in fused:
                self._triples += 1
                if _FUSES in line:
                    fusing[line[line.rindex(b" ", 0, -3) + 1 : -3]].append(line)
                yield line

        self._fused = _BySubject(counted())
        self._fusing = {node: b"".join(lines) for node, lines in fusing.items()}
        self._types = _BySubject(types)
        self._tell = words
        self._batch: list[bytes] = []
        self._names: set[bytes] = set()
        self._findings: list[Finding] = []
        self._words: dict[str, tuple[Passage, ...]] = {}

    def add(self, name: bytes, text: bytes) -> None:
        """Take one article's whole graph.

        Args:
            name: the term of the graph.
            text: canonical N-Triples.

        Raises:
            InputError: a graph of that name was there before.
        """
        if name in self._names:
            raise InputError(f"graph {name.decode()} occurs in two places; sort the quads by graph first")
        self._names.add(name)
        self._triples += text.count(b"\n")
        self._batch.append(text)
        if sum(map(len, self._batch)) >= _BATCH:
            self._flush()

    def finish(self) -> Streamed:
        """Look at the last batch and the fused graph."""
        self._flush()
        text = self._fused.text()
        report = validate(Lines(text), self._shapes, self._engine, lambda node: not self._of_article(node))
        self._keep(report.findings, text)
        found = Report(tuple(sorted(self._findings)), report.engine, self._triples, report.shapes)
        return Streamed(found, self._words, len(self._names), self._spans)

    def _flush(self) -> None:
        if not self._batch:
            return
        own = b"".join(self._batch)
        self._batch = []
        subjects = subjects_of(own)
        text = own + b"".join(self._around(subjects | objects_of(own)))
        report = validate(Lines(text), self._shapes, self._engine, lambda node: node.encode() in subjects)
        self._keep(report.findings, text)
        if self._texts is not None:
            audited = audit(parse(own, format=RdfFormat.N_TRIPLES), self._texts)
            self._spans += audited.spans
            self._keep(audited.findings, text)

    def _keep(self, findings: Iterable[Finding], text: bytes) -> None:
        kept = list(findings)
        self._findings.extend(kept)
        if self._tell:
            self._words.update(words_in(text, nodes_of(kept)))

    def _around(self, edge: set[bytes]) -> Iterator[bytes]:
        """What the fused graph says of some nodes, and of the nodes that leads to."""
        done: set[bytes] = set()
        for node in self._fusing.keys() & edge:
            yield self._fusing[node]
        for _ in range(_STEPS):
            done |= edge
            said = [self._fused[node] for node in edge if node in self._fused]
            yield from said
            yield from (self._types[node] for node in edge if node in self._types)
            edge = objects_of(b"".join(said)) - done

    def _of_article(self, node: str) -> bool:
        """Whether a node lies below the IRI of an article that was there."""
        iri = node[1:-1]
        while iri:
            if f"<{iri}>".encode() in self._names:
                return True
            iri = iri[: max(iri.rfind("/"), iri.rfind("#"), 0)]
        return False


class _BySubject(Mapping[bytes, bytes]):
    """The distinct lines of each subject, one after the other, on disk; subjects are in memory.

    Args:
        lines: N-Triples; those of one subject need not lie together, but it is better if they do.
    """

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._rows: Rows[bytes] = Rows()
        self._places: dict[bytes, int] = {}
        scattered: dict[bytes, dict[bytes, None]] = {}
        for subject, group in groupby(lines, lambda line: line[: line.index(b" ")]):
            if subject in self._places:
                known = self._rows[self._places[subject]].splitlines(keepends=True)
                scattered.setdefault(subject, dict.fromkeys(known)).update(dict.fromkeys(group))
            else:
                self._places[subject] = len(self._rows)
                self._rows.append(b"".join(dict.fromkeys(group)))
        for subject, distinct in scattered.items():
            self._places[subject] = len(self._rows)
            self._rows.append(b"".join(distinct))
        self._is_scattered = bool(scattered)

    def __getitem__(self, subject: bytes) -> bytes:
        return self._rows[self._places[subject]]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def text(self) -> bytes:
        """All lines."""
        return b"".join(self.values() if self._is_scattered else self._rows)


def validate_corpus(
    quads: Iterable[Quad],
    shapes: Shapes | None = None,
    engine: str | None = None,
    texts: Mapping[str, str] | None = None,
) -> Streamed:
    """What the shapes find in a corpus.

    Args:
        quads: all of them, those of one graph together.
        shapes: ours by default.
        engine: name; by default the fastest that is installed.
        texts: article texts by SHA-256, to compare every span with; None compares nothing.

    Raises:
        InputError: the quads of an article's graph are in two places.
    """

    def blocks() -> Iterator[Block]:
        for _, rows in groupby(quads, attrgetter("graph_name")):
            some = list(rows)
            line = serialize(some[:1], format=RdfFormat.N_QUADS)
            assert line is not None  # noqa: S101 - no output was given, so bytes come back
            yield split_graph(line)[1], b"".join(lines_of(some))

    return _validated(blocks(), shapes, engine, texts)


def _validated(
    blocks: Iterable[Block],
    shapes: Shapes | None,
    engine: str | None,
    texts: Mapping[str, str] | None,
) -> Streamed:
    """What is no article's first; meanwhile the articles wait on disk."""
    fused, waiting = list[bytes](), list[tuple[bytes, int]]()
    with TemporaryFile() as spool:
        for name, text in blocks:
            if _is_article(name, text):
                waiting.append((name, spool.write(text)))
            else:
                fused.append(text)

        def articles() -> Iterator[Block]:
            spool.seek(0)
            for name, size in waiting:
                yield name, spool.read(size)

        aligned = {line[line.rindex(b" ", 0, -3) + 1 : -3] for line in _lines(fused) if _ALIGNED in line}
        statements = (line for line in _lines(text for _, text in articles()) if line.endswith(_STATEMENTS))
        types = [line for line in statements if line[: line.index(b" ")] in aligned] if aligned else []
        corpus = Corpus(_lines(fused), shapes, engine, texts, types)
        fused.clear()
        for name, text in articles():
            corpus.add(name, text)
        return corpus.finish()


def _lines(texts: Iterable[bytes]) -> Iterator[bytes]:
    return (line for text in texts for line in text.splitlines(keepends=True))


def _is_article(name: bytes, text: bytes) -> bool:
    return name.startswith(b"<") and b"\n" + name + _ARTICLE in b"\n" + text


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

    def blocks() -> Iterator[Block]:
        try:
            with _opened(Path(path)) as stream:
                yield from _blocks(canonical(stream))
        except SyntaxError as error:
            raise InputError(f"{path}:{error.lineno}:{error.offset}: {error.msg}") from error
        except OSError as error:
            raise InputError(f"{path}: cannot read: {(error.strerror or str(error)).lower()}") from error

    return _validated(blocks(), shapes, engine, texts)


def _blocks(pieces: Iterable[bytes]) -> Iterator[Block]:
    """The graphs of canonical N-Quads, one after another."""
    name, rows = b"", list[bytes]()
    for piece in pieces:
        place = 0
        while place < len(piece):
            alone, graph = split_graph(piece[place : piece.index(b"\n", place) + 1])
            if graph != name and rows:
                yield name, b"".join(rows)
                rows = []
            name = graph
            if not graph:
                rows.append(alone)
                place += len(alone)
                continue
            ending = b" " + graph + b" .\n"
            # Subject, predicate and something more before the graph: an object alone would end a line the same way.
            run = re.compile(rb"(?:[^ \n]+ [^ \n]+ [^\n]+" + re.escape(ending) + rb")+").match(piece, place)
            assert run is not None  # noqa: S101 - the line just split is such a line
            rows.append(run[0].replace(ending, b" .\n"))
            place = run.end()
    if rows:
        yield name, b"".join(rows)


def _opened(path: Path) -> BinaryIO:
    with suppress(OSError), path.open("rb") as start:
        if start.read(2) == b"\x1f\x8b":
            return cast(BinaryIO, gzip.open(path))
    return path.open("rb")
