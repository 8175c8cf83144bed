"""Sequences that lie on disk: what an archive's fusion holds of each article does not fit in memory.

`Rows` keeps values of the model as pickles in a temporary file of this process, which has no name and which nothing
else reads; a small number of values stays as it is, in memory. `Interned` keeps each distinct value once.
"""

import io
import os
import pickle
import tempfile
from array import array
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any, BinaryIO, cast, overload

__all__ = ["Interned", "Ordered", "Rows", "kept_like"]

_FEW = 2_048
"""So many values stay in memory as they are."""
_IN_MEMORY = 1 << 20
_BLOCK = 1 << 17


@cache
def _fields_of(kind: Hashable) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives the fields of a dataclass's instances as a tuple; None for other types."""
    if not is_dataclass(kind) or not isinstance(kind, type):
        return None
    names = [field.name for field in fields(kind)]
    get: Callable[[Any], Any] = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


class _Pickler(pickle.Pickler):
    """Dataclasses as calls of their type: half the time of what Python does for those with slots."""

    def reducer_override(self, value: Any) -> Any:
        kind = type(value)
        get = _fields_of(cast(Hashable, kind))
        return NotImplemented if get is None else (kind, get(value))


class Rows[T](Sequence[T]):
    """Values that are written once, in order, and read again in that order or one by one.

    Args:
        values: the first ones; `append` adds more.
        kept: how many values are kept after they were read one by one.

    >>> rows = Rows(["a", "b"]); rows.append("c"); list(rows), rows[1], len(rows)
    (['a', 'b', 'c'], 'b', 3)
    """

    def __init__(self, values: Iterable[T] = (), kept: int = 0) -> None:
        self._live: list[T] | None = []
        self._file: BinaryIO = io.BytesIO()
        self._on_disk = False
        self._tail = io.BytesIO()
        self._ends = array("Q", [0])
        self._kept, self._recent = kept, OrderedDict[int, T]()
        for value in values:
            self.append(value)

    def __del__(self) -> None:
        self._file.close()

    def append(self, value: T) -> None:
        """Add one value at the end."""
        if self._live is None:
            self._write(value)
        elif len(self._live) < _FEW:
            self._live.append(value)
        else:
            live, self._live = self._live, None
            for each in (*live, value):
                self._write(each)

    def _write(self, value: T) -> None:
        before = self._tail.tell()
        _Pickler(self._tail, 5).dump(value)
        after = self._tail.tell()
        self._ends.append(self._ends[-1] + after - before)
        if after >= _BLOCK:
            self._flush()

    def _flush(self) -> None:
        if self._tail.tell():
            self._file.seek(0, os.SEEK_END)
            self._file.write(self._tail.getbuffer())
            self._tail = io.BytesIO()
        if not self._on_disk and self._ends[-1] > _IN_MEMORY:
            file = tempfile.TemporaryFile(prefix="kg-", buffering=0)  # noqa: SIM115 - closed by `__del__`
            file.write(cast(io.BytesIO, self._file).getbuffer())
            self._file, self._on_disk = cast(BinaryIO, file), True

    def _read(self, start: int, end: int) -> bytes:
        self._file.seek(start)
        return self._file.read(end - start)

    def __len__(self) -> int:
        return len(self._ends) - 1 if self._live is None else len(self._live)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        if self._live is not None:
            return self._live[at]
        at = range(len(self))[at]
        if at in self._recent:
            self._recent.move_to_end(at)
            return self._recent[at]
        self._flush()
        value: T = pickle.loads(self._read(self._ends[at], self._ends[at + 1]))  # noqa: S301 - our own file
        if self._kept:
            self._recent[at] = value
            if len(self._recent) > self._kept:
                self._recent.popitem(last=False)
        return value

    def __iter__(self) -> Iterator[T]:
        """All values; others may be appended or read meanwhile."""
        at, ends = 0, self._ends
        while at < len(self):
            if self._live is not None:
                yield self._live[at]
                at += 1
                continue
            start = ends[at]
            stop = at + 1
            while stop < len(ends) - 1 and ends[stop + 1] - start <= _BLOCK:
                stop += 1
            self._flush()
            block = memoryview(self._read(start, ends[stop]))
            for each in range(at, stop):
                yield pickle.loads(block[ends[each] - start : ends[each + 1] - start])  # noqa: S301 - our own file
            at = stop

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]


def _same(one: object, other: object) -> bool:
    return one == other


class Ordered[T](Sequence[T]):
    """Rows in another order.

    >>> list(Ordered(Rows("abc"), [2, 0, 1]))
    ['c', 'a', 'b']
    """

    def __init__(self, rows: Rows[T], order: Iterable[int]) -> None:
        self._rows, self._order = rows, array("Q", order)

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...
    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return self._rows[self._order[at]]

    def __iter__(self) -> Iterator[T]:
        return (self._rows[at] for at in self._order)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]


def kept_like[T](example: Sequence[Any], values: Iterable[T]) -> Sequence[T]:
    """Values as a tuple where the example is one, else on disk."""
    return tuple(values) if isinstance(example, tuple) else Rows(values)


class Interned[T]:
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
