"""Sequences that lie on disk: what an archive's fusion holds of each article does not fit in memory.

`Rows` keeps packed values in a temporary file of this process, which has no name and which nothing else reads; what is
small stays in memory, packed. `Ordered` and `Chained` show rows in another way. `Interned` keeps each distinct value
once.
"""

from abc import abstractmethod
from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Buffer, Callable, Hashable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, cast, overload

from kg.files import Scratch
from kg.model.packed import changer, packed, part_unpacker, unpacker

__all__ = ["Chained", "Changed", "Interned", "Listed", "Ordered", "Rows", "changed", "columns", "kept_like"]

_IN_MEMORY = 1 << 22
_BLOCK = 1 << 17


class Listed[T](Sequence[T]):
    """A sequence that is equal to any other of the same values, and whose slices are lists."""

    @abstractmethod
    def at(self, place: int) -> T:
        """The value at a place, from 0 and below the length."""

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        places = range(len(self))
        return [self.at(each) for each in places[at]] if isinstance(at, slice) else self.at(places[at])

    def __iter__(self) -> Iterator[T]:
        return map(self.at, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not (isinstance(other, Sequence) and len(self) == len(other)):
            return False
        return all(ours == theirs for ours, theirs in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]


class Rows[T](Listed[T]):
    """Values that are written once, in order, and read again in that order or one by one.

    Args:
        kind: their type, as `kg.model.packed` knows them.
        values: the first ones; `append` adds more.
        kept: how many values are kept after they were read one by one.

    >>> rows = Rows(str, ["a", "b"]); rows.append("c"); list(rows), rows[1], len(rows)
    (['a', 'b', 'c'], 'b', 3)
    """

    def __init__(self, kind: type[T], values: Iterable[T] = (), kept: int = 0) -> None:
        self.kind = kind
        self._unpack = unpacker(cast(Hashable, kind))
        self._file = Scratch(_IN_MEMORY)
        self._tail: list[bytes] = []
        self._size = 0
        self._ends = array("Q", [0])
        self._kept, self._recent = kept, OrderedDict[int, T]()
        for value in values:
            self.append(value)

    def append(self, value: T) -> None:
        """Add one value at the end."""
        self.append_packed(packed(value))

    def append_packed(self, data: bytes) -> None:
        """Add one value at the end packed as `kg.model.packed` does it."""
        self._tail.append(data)
        self._size += len(data)
        self._ends.append(self._ends[-1] + len(data))
        if self._size >= _BLOCK:
            self._flush()

    def _flush(self) -> None:
        if self._tail:
            self._file.append(b"".join(self._tail))
            self._tail, self._size = [], 0

    def _read(self, start: int, end: int) -> bytes:
        self._flush()
        return self._file.read(start, end)

    def packed(self, place: int) -> bytes:
        """The value at a place packed."""
        return self._read(self._ends[place], self._ends[place + 1])

    def all_packed(self) -> Iterator[Buffer]:
        """All values likewise; others may be appended or read meanwhile."""
        at, ends = 0, self._ends
        while at < len(self):
            start = ends[at]
            stop = at + 1
            while stop < len(ends) - 1 and ends[stop + 1] - start <= _BLOCK:
                stop += 1
            block = memoryview(self._read(start, ends[stop]))
            for each in range(at, stop):
                yield block[ends[each] - start : ends[each + 1] - start]
            at = stop

    def changed(self, order: Iterable[int], names: Sequence[str], values: Iterable[Sequence[Any]]) -> "Rows[T]":
        """The values at some places, with other values in some fields."""
        rows, change = Rows(self.kind), changer(cast(Hashable, self.kind), *names)
        for at, row in zip(order, values, strict=True):
            rows.append_packed(change(self.packed(at), row))
        return rows

    def __len__(self) -> int:
        return len(self._ends) - 1

    def at(self, place: int) -> T:
        """The value at a place."""
        if place in self._recent:
            self._recent.move_to_end(place)
            return self._recent[place]
        value: T = self._unpack(self.packed(place))
        if self._kept:
            self._recent[place] = value
            if len(self._recent) > self._kept:
                self._recent.popitem(last=False)
        return value

    def __iter__(self) -> Iterator[T]:
        """All values; others may be appended or read meanwhile."""
        return map(self._unpack, self.all_packed())


class Ordered[T](Listed[T]):
    """Rows in another order.

    >>> list(Ordered(Rows(str, "abc"), [2, 0, 1]))
    ['c', 'a', 'b']
    """

    def __init__(self, rows: Rows[T], order: Iterable[int]) -> None:
        self.kind = rows.kind
        self._rows, self._order = rows, array("Q", order)

    def __len__(self) -> int:
        return len(self._order)

    def at(self, place: int) -> T:
        """The value at a place."""
        return self._rows.at(self._order[place])

    def __iter__(self) -> Iterator[T]:
        return map(unpacker(cast(Hashable, self.kind)), self.all_packed())

    def all_packed(self) -> Iterator[Buffer]:
        """All values packed."""
        return map(self._rows.packed, self._order)


class Changed[T](Listed[T]):
    """Rows of which each value is changed when it is read.

    >>> list(Changed(Rows(int, [1, 2]), lambda value: 10 * value))
    [10, 20]
    """

    def __init__(self, rows: Rows[T] | Ordered[T], change: Callable[[T], T]) -> None:
        self._rows, self._change = rows, change

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, place: int) -> T:
        """The value at a place."""
        return self._change(self._rows.at(place))

    def __iter__(self) -> Iterator[T]:
        return map(self._change, self._rows)


class Chained[T](Listed[T]):
    """The values of some tuples, one tuple after the other.

    Args:
        kind: of the tuples.
        groups: the tuples; they are rows themselves.

    >>> chained = Chained(tuple[str, ...], [("a", "b"), (), ("c",)]); list(chained), chained.rows[0]
    (['a', 'b', 'c'], ('a', 'b'))
    """

    def __init__(self, kind: type[tuple[T, ...]], groups: Iterable[tuple[T, ...]]) -> None:
        self.rows = Rows(kind)
        self._ends = array("Q", [0])
        for each in groups:
            self.rows.append(each)
            self._ends.append(self._ends[-1] + len(each))

    def __len__(self) -> int:
        return self._ends[-1]

    def at(self, place: int) -> T:
        """The value at a place."""
        row = bisect_right(self._ends, place) - 1
        return self.rows.at(row)[place - self._ends[row]]

    def __iter__(self) -> Iterator[T]:
        return (value for row in self.rows for value in row)


def columns(values: Sequence[Any], *names: str) -> Iterator[tuple[Any, ...]]:
    """Some fields of each value, two or more; where the values lie on disk, nothing is made of the others.

    >>> from kg.model import Span; list(columns(Rows(Span, [Span(1, 2), Span(3, 4)]), "end", "start"))
    [(2, 1), (4, 3)]
    """
    if isinstance(values, Rows | Ordered):
        return map(part_unpacker(cast(Hashable, values.kind), *names), values.all_packed())
    return map(attrgetter(*names), values)


def changed[T](values: Sequence[T], change: Callable[[T], T]) -> Sequence[T]:
    """Each value changed; those that lie on disk when they are read, which should not be often."""
    return Changed(values, change) if isinstance(values, Rows | Ordered) else tuple(map(change, values))


def kept_like[T](example: Sequence[T], values: Iterable[T]) -> Sequence[T]:
    """Values on disk where those of the example are, else as a tuple."""
    return Rows(example.kind, values) if isinstance(example, Rows | Ordered) else tuple(values)


class Interned[T: Hashable]:
    """Numbers for values: equal values have one number and are kept once.

    >>> names = Interned[str](); names.number("a"), names.number("b"), names.number("a"), names[1]
    (0, 1, 0, 'b')
    """

    def __init__(self) -> None:
        self._numbers: dict[T, int] = {}
        self._values: list[T] = []

    def number(self, value: T) -> int:
        """The number of a value, a new one if it has none."""
        number = self._numbers.setdefault(value, len(self._values))
        if number == len(self._values):
            self._values.append(value)
        return number

    def one(self, value: T) -> T:
        """The value kept that equals this one."""
        return self._values[self.number(value)]

    def __getitem__(self, number: int) -> T:
        return self._values[number]

    def __iter__(self) -> Iterator[T]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)
