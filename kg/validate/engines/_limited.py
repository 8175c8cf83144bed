"""Runs pyshacl in a process of its own that is ended after some time.

Python's regular expressions may take for ever with a pattern such as `(a+)+$`, and while they do nothing else in their
process gets a turn: neither a thread nor a signal would end them.

What goes in is the length of the shapes, the shapes and the graph, both as N-Triples, which keep the labels of blank
nodes; what comes out is the report.
"""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import RdfFormat, Triple, parse, serialize

from kg.errors import ShapesError
from kg.validate.engines._base import Data
from kg.validate.shapes import Shapes

__all__ = ["run"]

_FAILED = 6


def run(data: Data, shapes: Shapes, seconds: float) -> Iterable[Triple]:
    """The triples of the sh:ValidationReport.

    Raises:
        ShapesError: the shapes cannot be applied, or not in that time.
    """
    text = shapes.text.encode()
    command, given = [sys.executable, "-m", __name__], b"%d\n%b%b" % (len(text), text, data.ntriples())
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as error:
        raise ShapesError(
            f"pyshacl did not end within {seconds:g} seconds; is there a sh:pattern with nested repetition? "
            "use --engine shacl, or raise --timeout"
        ) from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines() or ["pyshacl ended without a word"]
        raise ShapesError(lines[-1])
    return [quad.triple for quad in parse(done.stdout, format=RdfFormat.N_TRIPLES)]


@dataclass(frozen=True, slots=True)
class _Given:
    """The graph as the parent sent it."""

    text: bytes

    def ntriples(self) -> bytes:
        return self.text


def _main() -> int:
    from kg.validate.engines import pyshacl

    length = int(sys.stdin.buffer.readline())
    shapes = Shapes(sys.stdin.buffer.read(length).decode(), {}, {}, ())
    try:
        report = pyshacl.run(_Given(sys.stdin.buffer.read()), shapes)
    except ShapesError as error:
        sys.stderr.write(" ".join(str(error).splitlines()) + "\n")
        return _FAILED
    serialize(report, sys.stdout.buffer, format=RdfFormat.N_TRIPLES)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
