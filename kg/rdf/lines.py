"""Triples as the canonical N-Triples lines they are written in: no object per term, so a thousand cost what one did.

N-Triples escapes the ends of lines, and one space stands between two terms: what is cut here with `replace` and regular
expressions is what a parser would cut. The lines come from a writer of ours, or from `canonical`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import batched
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, parse, serialize

__all__ = [
    "TERM_TOO_LONG",
    "Block",
    "Lines",
    "by_graph",
    "canonical",
    "lines_of",
    "objects_of",
    "said_with",
    "split_graph",
    "subjects_of",
]

type Block = tuple[bytes, bytes]
"""The term of a graph, b"" for the default graph, and N-Triples of it."""

_CHUNK = 1 << 20
_MANY = 10_000
TERM_TOO_LONG = "one term is longer than 16 MB; leave it out or cut it"
"""What a MemoryError of the parser means, which keeps one term in a buffer of fixed size."""
_SUBJECT = re.compile(rb"\n(<[^>]*>) ")
_OBJECT = re.compile(rb"> (<[^>]*>) \.\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """A graph that validation can look at without anybody parsing it in Python.

    Attributes:
        text: canonical N-Triples.
    """

    text: bytes = field(repr=False)

    def ntriples(self) -> bytes:
        """The same bytes."""
        return self.text


def lines_of(quads: Iterable[Quad]) -> Iterator[bytes]:
    """The N-Triples line of each quad, its graph left out."""
    for some in batched(quads, _MANY):
        text = serialize((quad.triple for quad in some), format=RdfFormat.N_TRIPLES)
        assert text is not None  # noqa: S101 - no output was given, so bytes come back
        yield from text.splitlines(keepends=True)


def subjects_of(text: bytes) -> set[bytes]:
    """The IRIs that are subjects of N-Triples, as terms."""
    return set(_SUBJECT.findall(b"\n" + text))


def objects_of(text: bytes) -> set[bytes]:
    """The IRIs that are objects of N-Triples, as terms."""
    return set(_OBJECT.findall(text))


def said_with(text: bytes, predicate: str) -> list[tuple[bytes, bytes]]:
    r"""Subject and object of each line with a predicate, as terms.

    Args:
        text: canonical N-Triples.
        predicate: IRI.

    >>> said_with(b'<urn:a> <urn:p> "x" .\n<urn:a> <urn:q> "y <urn:p> z" .\n', "urn:p")
    [(b'<urn:a>', b'"x"')]
    """
    found = list[tuple[bytes, bytes]]()
    before, *rest = text.split(b" <" + predicate.encode() + b"> ")
    for part in rest:
        subject = before[before.rfind(b"\n") + 1 :]
        if b" " not in subject:  # else it was inside another term
            found.append((subject, part[: part.find(b" .\n")]))
        before = part
    return found


def canonical(stream: BinaryIO) -> Iterator[bytes]:
    """Pieces of an N-Quads document, about a megabyte of whole lines each, as canonical N-Quads.

    Raises:
        SyntaxError: with the line and column in the whole document.
    """
    read, rest = 0, b""
    while piece := stream.read(_CHUNK):
        piece = rest + piece
        end = piece.rfind(b"\n") + 1
        whole, rest = piece[:end], piece[end:]
        yield _canonical(whole, read)
        read += whole.count(b"\n")
    yield _canonical(rest, read)


def _canonical(piece: bytes, before: int) -> bytes:
    try:
        text = serialize(parse(piece, format=RdfFormat.N_QUADS), format=RdfFormat.N_QUADS)
    except SyntaxError as error:
        error.lineno = (error.lineno or 1) + before
        raise
    assert text is not None  # noqa: S101 - no output was given, so bytes come back
    return text


def split_graph(line: bytes) -> tuple[bytes, bytes]:
    r"""The N-Triples line of a canonical N-Quads line, and the term of its graph; b"" in the default graph.

    >>> split_graph(b'<http://a/s> <http://a/p> "x y"@en <http://a/g> .\n')
    (b'<http://a/s> <http://a/p> "x y"@en .\n', b'<http://a/g>')
    >>> split_graph(b"<http://a/s> <http://a/p> <http://a/o> .\n")[1]
    b''
    """
    if b"<<(" in line:
        (quad,) = parse(line, format=RdfFormat.N_QUADS)
        (alone,) = lines_of([quad])
        return alone, line[len(alone) - 2 : -3]
    quote = line.rfind(b'"')
    named = line.count(b" ", quote) == 2 if quote >= 0 else line.count(b" ") == 4
    if not named:
        return line, b""
    start = line.rindex(b" ", 0, -3)
    return line[:start] + b" .\n", line[start + 1 : -3]


def by_graph(pieces: Iterable[bytes]) -> Iterator[Block]:
    """The graphs of canonical N-Quads, one after another; a large one comes in several blocks."""
    name, rows = b"", list[bytes]()
    for piece in pieces:
        if rows:
            yield name, b"".join(rows)
            rows = []
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
