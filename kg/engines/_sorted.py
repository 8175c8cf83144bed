"""Sorts more quads than fit in memory, as N-Quads lines in the order of `kg.rdf.dataset`."""

import heapq
import os
import tempfile
from collections.abc import Iterable, Iterator
from itertools import batched, groupby

from kg.rdf.dataset import line_of

__all__ = ["SortedQuads"]

_CHUNK = 20_000
_READ = 1 << 15
_BLOCK = 5_000


class SortedQuads:
    """Quads of one named graph, each once, in order; sorted in chunks, which lie in one file.

    Args:
        keys: of their lines, as `kg.rdf.dataset.order_keys` makes them.
        chunk: how many are sorted in memory.
    """

    def __init__(self, keys: Iterable[str], chunk: int = _CHUNK) -> None:
        self._file = tempfile.TemporaryFile(prefix="kg-", buffering=0)  # noqa: SIM115 - closed by `__del__`
        self._bounds: list[tuple[int, int]] = []
        self._count: int | None = None
        for some in batched(keys, chunk):
            self.add(some)

    def add(self, keys: Iterable[str]) -> None:
        """Take some more, which are sorted in memory."""
        ordered = sorted(set(keys))
        self._count = None
        start = self._bounds[-1][1] if self._bounds else 0
        self._bounds.append((start, start + self._write("\n".join((*ordered, "")).encode())))

    def _write(self, lines: bytes) -> int:
        left = memoryview(lines)
        while left:
            left = left[self._file.write(left) :]
        return len(lines)

    def __del__(self) -> None:
        self._file.close()

    def _chunk(self, start: int, end: int) -> Iterator[bytes]:
        """The keys of a chunk, a block of them in memory."""
        rest = b""
        while start < end:
            block = os.pread(self._file.fileno(), min(_READ, end - start), start)
            start += len(block)
            *lines, rest = (rest + block).split(b"\n")
            yield from lines

    def _keys(self) -> Iterator[bytes]:
        chunks = [self._chunk(*bounds) for bounds in self._bounds]
        return (key for key, _ in groupby(heapq.merge(*chunks)))

    def blocks(self) -> Iterator[bytes]:
        """The lines, some thousand at a time; may be read again."""
        for some in batched(self._keys(), _BLOCK):
            yield line_of(b"\n".join((*some, b"")))

    def __iter__(self) -> Iterator[bytes]:
        """The lines, each with its line end; may be read again."""
        return (line_of(key) + b"\n" for key in self._keys())

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(1 for _ in self._keys())
        return self._count
