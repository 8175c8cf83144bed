"""Validates a corpus article graph by article graph, then the fused graph.

Rules that join what an article says with what was concluded from it (the speaker of a statement is one of the people
its article mentions) need both. So each article is looked at together with what the fused graph says of its nodes, and
of the nodes those lead to; only findings about the article's own nodes are kept then, and only the others when the
fused graph has its turn. For graphs that keep the contract the findings are those of the whole.

All lines lie on disk until their turn. Articles pass in batches of some thousand lines, which go to the engine as they
are; so does the fused graph, in pieces that hold what our shapes look at (see `_beside`; shapes of others may look
anywhere, and see it whole). Of the findings of one constraint the first are kept, the others counted. So memory depends
neither on the number of articles nor on that of findings. Nothing is parsed here but what findings are about.
"""

import gzip
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, cast

from pyoxigraph import RdfFormat, parse

from kg.errors import InputError
from kg.files import Scratch
from kg.model import Finding, Further, Passage, Report, Severity
from kg.quality._beside import Beside
from kg.quality._spans import Cut, cut, with_spans
from kg.quality.audit import audit
from kg.quality.words import nodes_of, words_in
from kg.rdf.lines import TERM_TOO_LONG, Block, Lines, by_graph, canonical, objects_of, said_with, subjects_of
from kg.validate import Shapes, default_shapes, engines, validate
from kg.validate.focus import focused, marks
from kg.validate.reach import reach
from kg.vocab import KG, RDF, RDFS_NS, SCHEMA

__all__ = ["Corpus", "Streamed", "are_together", "validate_file"]

_BATCH = 2 << 20
_PIECE = 1 << 19
_STEPS = 2
_KEPT = 200
_TYPE = f" <{RDF.type}> ".encode()
_ARTICLE = _TYPE + f"<{SCHEMA.NewsArticle}> .\n".encode()
_SUBCLASS = f"<{RDFS_NS}subClassOf>".encode()
_STATEMENTS = tuple(_TYPE + f"<{kind}> .\n".encode() for kind in (KG.DirectQuote, KG.ReportedStatement, KG.MixedQuote))

type Place = tuple[int, int]  # where in a file: from and to


@dataclass(frozen=True, slots=True)
class Streamed:
    """What validation of a corpus found.

    Attributes:
        report: like that of the whole; its triples are counted graph by graph, and of each constraint of a shape it
            lists the first findings and counts the others.
        words: passages behind focus nodes, by N-Triples term.
        articles: how many article graphs there were.
        spans: how many spans were compared with article texts.
    """

    report: Report
    words: Mapping[str, tuple[Passage, ...]] = field(repr=False)
    articles: int
    spans: int


class Corpus:
    """Takes article graphs one after another and holds at most one batch of them, or a piece of the fused graph.

    Args:
        fused: the triples of all graphs that are no article's, as N-Triples in pieces of whole lines.
        shapes: ours by default.
        engine: name; by default the fastest that is installed.
        texts: article texts by SHA-256, to compare every span with; None compares nothing.
        types: likewise the rdf:type of statements, at least of those that others are aligned with.
        words: whether to look for the words behind findings.
        timeout: seconds after which pyshacl is ended, for each batch and piece; see `kg.validate.validate`.
    """

    def __init__(
        self,
        fused: Iterable[bytes],
        shapes: Shapes | None = None,
        engine: str | None = None,
        texts: Mapping[str, str] | None = None,
        types: Iterable[bytes] = (),
        words: bool = True,
        timeout: float | None = None,
    ) -> None:
        self._shapes, self._engine, self._texts = shapes or default_shapes(), engine or engines.default(), texts
        self._focused = focused(self._shapes) if self._shapes == default_shapes() else None
        self._triples = self._spans = 0

        def counted() -> Iterator[bytes]:
            for piece in fused:
                self._triples += piece.count(b"\n")
                yield piece

        # Words are looked for along other ways than shapes look.
        reached = reach(self._shapes) if self._focused and not words else None
        self._fused = Beside(counted(), types, reached)
        self._tell, self._timeout = words, timeout
        self._batch: list[tuple[bytes, bytes]] = []
        self._held = 0
        self._names: set[bytes] = set()
        self._findings: list[Finding] = []
        self._found: Counter[tuple[Severity, str, str]] = Counter()
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
        self._batch.append((name, text))
        self._held += len(text)
        if self._held >= _BATCH:
            self._flush()

    def finish(self) -> Streamed:
        """Look at the last batch and the fused graph."""
        self._flush()
        if self._shapes == default_shapes():
            for subjects, text in self._fused.pieces(_PIECE):
                about = partial(self._is_among, subjects)
                self._keep(self._found_at(subjects, text, about), text)
        else:
            text = self._fused.text()
            self._keep(self._found_in(text, lambda node: not self._of_article(node)), text)
        further = tuple(Further(*kind, count - _KEPT) for kind, count in sorted(self._found.items()) if count > _KEPT)
        found = Report(tuple(sorted(self._findings)), self._engine, self._triples, len(self._shapes), further)
        return Streamed(found, self._words, len(self._names), self._spans)

    def _flush(self) -> None:
        if not self._batch:
            return
        batch, self._batch, self._held = self._batch, [], 0
        own = b"".join([text for _, text in batch])
        findings, text = self._without_spans(batch) or self._as_they_are(own)
        self._keep(findings, text)
        if self._texts is not None:
            audited = audit(parse(own, format=RdfFormat.N_TRIPLES), self._texts)
            self._spans += audited.spans
            self._keep(audited.findings, text)

    def _as_they_are(self, own: bytes) -> tuple[Iterable[Finding], bytes]:
        """Findings about a batch of articles, and all that is to be known of them."""
        subjects = subjects_of(own)
        text = own + b"".join(self._around(subjects | objects_of(own), subjects))
        return self._found_at(subjects, text, lambda node: node.encode() in subjects), text

    def _without_spans(self, batch: Iterable[tuple[bytes, bytes]]) -> tuple[Iterable[Finding], bytes] | None:
        """The same, without the spans that need no engine; None when that cannot be told."""
        if self._focused is None or self._fused.names_selectors:
            return None
        cuts = list[Cut]()
        for name, whole in batch:
            found = cut(name, whole)
            if found is None:
                return None
            cuts.append(found)
        rest = b"".join([each.rest for each in cuts])
        subjects = subjects_of(rest)
        subjects.update([node + b">" for each in cuts for node in each.spans])
        around = b"".join(self._around(subjects | objects_of(rest), subjects))
        text = with_spans(rest + around, cuts)
        if text is None:
            return None
        findings = self._found_at(subjects, text, lambda node: node.encode() in subjects, rest + around)
        return findings, (b"".join([whole for _, whole in batch]) + around if self._tell and findings else b"")

    def _found_at(
        self, nodes: Set[bytes], text: bytes, about: Callable[[str], bool], telling: bytes | None = None
    ) -> Iterable[Finding]:
        """Findings about some nodes, of which `telling` holds the classes."""
        if self._focused is None or _SUBCLASS in text:
            return self._found_in(text, about)
        marked = marks(said_with(text if telling is None else telling, RDF.type), nodes)
        return self._found_in(text + marked, about, self._focused)

    def _found_in(self, text: bytes, about: Callable[[str], bool], shapes: Shapes | None = None) -> Iterable[Finding]:
        return validate(Lines(text), shapes or self._shapes, self._engine, about, self._timeout).findings

    def _keep(self, findings: Iterable[Finding], text: bytes) -> None:
        kept = []
        for each in findings:
            kind = each.severity, each.shape, each.component
            self._found[kind] += 1
            if self._found[kind] <= _KEPT:
                kept.append(each)
        self._findings.extend(kept)
        if self._tell:
            self._words.update(words_in(text, nodes_of(kept)))

    def _around(self, edge: set[bytes], own: Set[bytes]) -> Iterator[bytes]:
        """What the fused graph says of some nodes and of those that leads to; of nodes not our own, what matters."""
        done: set[bytes] = set()
        yield from self._fused.saying_of_all(edge)
        for _ in range(_STEPS):
            done |= edge
            said, matters = self._fused.said_of(edge, own)
            yield matters
            yield from self._fused.types_of(edge)
            edge = objects_of(said) - done

    def _is_among(self, subjects: Set[bytes], node: str) -> bool:
        return node.encode() in subjects and not self._of_article(node)

    def _of_article(self, node: str) -> bool:
        """Whether a node lies below the IRI of an article that was there."""
        iri = node[1:-1]
        while iri:
            if f"<{iri}>".encode() in self._names:
                return True
            iri = iri[: max(iri.rfind("/"), iri.rfind("#"), 0)]
        return False


def _validated(
    blocks: Iterable[Block],
    shapes: Shapes | None,
    engine: str | None,
    texts: Mapping[str, str] | None,
    timeout: float | None = None,
) -> Streamed:
    """What is no article's first; meanwhile the articles wait on disk."""
    fused, waiting = list[Place](), list[tuple[bytes, Place]]()
    spool = Scratch()
    for name, pieces in groupby(blocks, itemgetter(0)):
        start, is_article = spool.size, False
        for _, text in pieces:
            spool.append(text)
            is_article = is_article or _is_article(name, text)
        place = start, spool.size
        if is_article:
            waiting.append((name, place))
        else:
            fused.append(place)

    def statements() -> Iterator[bytes]:
        for _, place in waiting:
            for piece in _whole_lines(spool, place):
                yield from (line for line in piece.splitlines(keepends=True) if line.endswith(_STATEMENTS))

    outside = (piece for place in fused for piece in _whole_lines(spool, place))
    corpus = Corpus(outside, shapes, engine, texts, statements(), timeout=timeout)
    for name, (start, end) in waiting:
        corpus.add(name, spool.read(start, end))
    return corpus.finish()


def _whole_lines(spool: Scratch, place: Place) -> Iterator[bytes]:
    start, end = place
    rest = b""
    while start < end:
        piece = spool.read(start, min(start + _PIECE, end))
        start += len(piece)
        whole, end_of_line, rest = (rest + piece).rpartition(b"\n")
        yield whole + end_of_line


def _is_article(name: bytes, text: bytes) -> bool:
    return name.startswith(b"<") and b"\n" + name + _ARTICLE in b"\n" + text


def validate_file(
    path: str | Path,
    shapes: Shapes | None = None,
    engine: str | None = None,
    texts: Mapping[str, str] | None = None,
    timeout: float | None = None,
) -> Streamed:
    """What the shapes find in an N-Quads file whose graphs lie together, plain or gzip.

    Args:
        path: the file.
        shapes: ours by default.
        engine: name; by default the fastest that is installed.
        texts: article texts by SHA-256, to compare every span with; None compares nothing.
        timeout: seconds after which pyshacl is ended, for each batch and piece.

    Raises:
        InputError: the file cannot be read, has a syntax error (with line and column), or mixes its graphs.
    """
    return _validated(_read(path), shapes, engine, texts, timeout)


def are_together(path: str | Path) -> bool:
    """Whether the quads of each graph of an N-Quads file stand one after another.

    Raises:
        InputError: the file cannot be read, or has a syntax error (with line and column).
    """
    seen: set[bytes] = set()
    last: bytes | None = None
    for name, _ in _read(path):
        if name != last and name in seen:
            return False
        seen.add(name)
        last = name
    return True


def _read(path: str | Path) -> Iterator[Block]:
    try:
        with _opened(Path(path)) as stream:
            yield from by_graph(canonical(stream))
    except SyntaxError as error:
        raise InputError(f"{path}:{error.lineno}:{error.offset}: {error.msg}") from error
    except MemoryError as error:
        raise InputError(f"{path}: {TERM_TOO_LONG}") from error
    except OSError as error:
        raise InputError(f"{path}: cannot read: {(error.strerror or str(error)).lower()}") from error


def _opened(path: Path) -> BinaryIO:
    with suppress(OSError), path.open("rb") as start:
        if start.read(2) == b"\x1f\x8b":
            return cast(BinaryIO, gzip.open(path))
    return path.open("rb")
