"""Sorts more quads than fit in memory, as N-Quads lines in the order of `kg.rdf.dataset`."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import batched

from kg.files import Scratch
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
        self._file = Scratch()
        self._bounds: list[tuple[int, int]] = []
        self._count: int | None = None
        for some in batched(keys, chunk):
            self.add(some)

    def add(self, keys: Iterable[str]) -> None:
        """Take some more, which are sorted in memory."""
        ordered = sorted(set(keys))
        if not ordered:
            return
        self._count = None if self._bounds else len(ordered)
        start = self._file.size
        self._file.append("\n".join((*ordered, "")).encode())
        self._bounds.append((start, self._file.size))

    def _chunk(self, start: int, end: int) -> Iterator[list[bytes]]:
        """The keys of a chunk, a block of them at a time."""
        rest = b""
        while start < end:
            block = self._file.read(start, min(start + _READ, end))
            start += len(block)
            *lines, rest = (rest + block).split(b"\n")
            if lines:
                yield lines

    def _pieces(self) -> Iterator[list[bytes]]:
        """All keys in order, some at a time: of the blocks at hand those up to where the first of them ends."""
        chunks = {chunk: next(chunk) for chunk in (self._chunk(*bounds) for bounds in self._bounds)}
        while chunks:
            bound = min(block[-1] for block in chunks.values())
            piece: set[bytes] = set()
            for chunk, block in list(chunks.items()):
                end = bisect_right(block, bound)
                piece.update(block[:end])
                if left := block[end:] or next(chunk, []):
                    chunks[chunk] = left
                else:
                    del chunks[chunk]
            yield sorted(piece)

    def blocks(self) -> Iterator[bytes]:
        """The lines, some at a time; may be read again."""
        return (line_of(b"\n".join((*piece, b""))) for piece in self._pieces())

    def __iter__(self) -> Iterator[bytes]:
        """The lines, each with its line end; may be read again."""
        return (line for block in self.blocks() for line in block.splitlines(keepends=True))

    def __len__(self) -> int:
        if self._count is None:
            self._count = sum(map(len, self._pieces()))
        return self._count
