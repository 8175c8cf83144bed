"""Sorts more quads than fit in memory, as N-Quads lines in the order of `kg.rdf.dataset`."""

import heapq
import os
import tempfile
from collections.abc import Iterable, Iterator
from itertools import batched, groupby
from typing import Self

from kg.rdf.dataset import line_of

__all__ = ["SortedQuads"]

_CHUNK = 20_000
_READ = 1 << 15


class SortedQuads:
    """Quads of one named graph, each once, in order; sorted in chunks, which lie in one file.

    Args:
        keys: of their lines, as `kg.rdf.dataset.order_keys` makes them.
        chunk: how many are sorted in memory.
    """

    def __init__(self, keys: Iterable[str], chunk: int = _CHUNK) -> None:
        self._file = tempfile.TemporaryFile(prefix="kg-", buffering=0)  # noqa: SIM115 - closed by `__exit__`
        self._bounds: list[tuple[int, int]] = []
        self._count: int | None = None
        for some in batched(keys, chunk):
            ordered = sorted(set(some))
            start = self._bounds[-1][1] if self._bounds else 0
            self._bounds.append((start, start + self._write("\n".join((*ordered, "")).encode())))

    def _write(self, lines: bytes) -> int:
        left = memoryview(lines)
        while left:
            left = left[self._file.write(left) :]
        return len(lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def _chunk(self, start: int, end: int) -> Iterator[bytes]:
        """The keys of a chunk, a block of them in memory."""
        rest = b""
        while start < end:
            block = os.pread(self._file.fileno(), min(_READ, end - start), start)
            start += len(block)
            *lines, rest = (rest + block).split(b"\n")
            yield from lines

    def _chunks(self) -> list[Iterator[bytes]]:
        return [self._chunk(*bounds) for bounds in self._bounds]

    def __iter__(self) -> Iterator[bytes]:
        """The lines, each with its line end; may be read again."""
        return self._merged(self._chunks())

    def with_lines_of(self, other: "SortedQuads") -> Iterator[bytes]:
        """The lines of both, in order."""
        return self._merged([*self._chunks(), *other._chunks()])

    @staticmethod
    def _merged(chunks: list[Iterator[bytes]]) -> Iterator[bytes]:
        for key, _ in groupby(heapq.merge(*chunks)):
            yield line_of(key) + b"\n"

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(1 for _ in groupby(heapq.merge(*self._chunks())))
        return self._count
