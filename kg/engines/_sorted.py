"""Sorts more quads than fit in memory, as N-Quads lines in the order of `kg.rdf.dataset`."""

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from itertools import batched, groupby
from typing import BinaryIO, Self

from pyoxigraph import Quad, RdfFormat, serialize

from kg.rdf.dataset import line_of, order_keys

__all__ = ["SortedQuads"]

_CHUNK = 100_000


class SortedQuads:
    """Quads of one named graph, each once, in order; sorted in chunks that lie on disk when there are several."""

    def __init__(self, quads: Iterable[Quad], chunk: int = _CHUNK) -> None:
        self._chunks = [self._chunk(rows) for rows in batched(quads, chunk)]

    @staticmethod
    def _chunk(rows: tuple[Quad, ...]) -> BinaryIO:
        keys = sorted(set(order_keys(serialize(rows, format=RdfFormat.N_QUADS) or b"")))
        file = tempfile.SpooledTemporaryFile(max_size=1 << 24)  # noqa: SIM115 - closed by `__exit__`
        file.write(b"".join(key + b"\n" for key in keys))
        return file  # type: ignore[return-value]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._chunks:
            file.close()

    def __iter__(self) -> Iterator[bytes]:
        """The lines, each with its line end; may be read again."""
        return self._merged(self._chunks)

    def with_lines_of(self, other: "SortedQuads") -> Iterator[bytes]:
        """The lines of both, in order."""
        return self._merged([*self._chunks, *other._chunks])

    @staticmethod
    def _merged(chunks: list[BinaryIO]) -> Iterator[bytes]:
        for file in chunks:
            file.seek(0)
        for key, _ in groupby(heapq.merge(*chunks)):
            yield line_of(key)

    def __len__(self) -> int:
        return sum(1 for _ in self)
