"""Runs pyshacl in a process of its own that is ended after some time.

Python's regular expressions may take for ever with a pattern such as `(a+)+$`, and while they do nothing else in their
process gets a turn: neither a thread nor a signal would end them.
"""

import pickle
import subprocess
import sys
from collections.abc import Iterable

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
    command, given = [sys.executable, "-m", __name__], pickle.dumps((data, shapes))
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


def _main() -> int:
    from kg.validate.engines import pyshacl

    try:
        report = pyshacl.run(*pickle.load(sys.stdin.buffer))  # noqa: S301 - the parent wrote it
    except ShapesError as error:
        sys.stderr.write(" ".join(str(error).splitlines()) + "\n")
        return _FAILED
    serialize(report, sys.stdout.buffer, format=RdfFormat.N_TRIPLES)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
