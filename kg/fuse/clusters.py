"""Disjoint sets whose result does not depend on the order of joining."""

from array import array
from collections import defaultdict
from collections.abc import Hashable
from typing import Any

from kg.spill import Interned

__all__ = ["Clusters", "Sets"]


class Sets:
    """Union-find over numbers from 0, eight bytes each.

    >>> sets = Sets(4); sets.join(3, 1); sets.root(1), [list(each) for each in sets.members()]
    (3, [[0], [1, 3], [2]])
    """

    def __init__(self, size: int = 0) -> None:
        self._parent = array("I", range(size))
        self._size = array("I", [1]) * size

    def __len__(self) -> int:
        return len(self._parent)

    def add(self) -> None:
        """One more number, in a set of its own."""
        self._parent.append(len(self._parent))
        self._size.append(1)

    def root(self, number: int) -> int:
        """The representative of a number's set; stable only until the next join."""
        parent = self._parent
        root = number
        while parent[root] != root:
            root = parent[root]
        while parent[number] != root:
            parent[number], number = root, parent[number]
        return root

    def join(self, first: int, second: int) -> None:
        """Make two sets one."""
        one, other = self.root(first), self.root(second)
        if one == other:
            return
        if self._size[one] < self._size[other]:
            one, other = other, one
        self._parent[other] = one
        self._size[one] += self._size[other]

    def members(self) -> list[array[int]]:
        """The numbers of each set, in order of the first."""
        found: dict[int, array[int]] = defaultdict(lambda: array("I"))
        for number in range(len(self._parent)):
            found[self.root(number)].append(number)
        return list(found.values())


class Clusters[T: Hashable]:
    """Union-find over whatever is asked for; a cluster is named by its smallest member once `groups` is asked.

    >>> clusters = Clusters[str]()
    >>> clusters.join("b", "a"); clusters.join("c", "b"); clusters.groups()
    [('a', 'b', 'c')]
    """

    def __init__(self) -> None:
        self._items = Interned[T]()
        self._sets = Sets()

    def _number(self, item: T) -> int:
        number = self._items.number(item)
        if number == len(self._sets):
            self._sets.add()
        return number

    def find(self, item: T) -> T:
        """The representative of an item's cluster; stable only until the next join."""
        return self._items[self._sets.root(self._number(item))]

    def join(self, first: T, second: T) -> None:
        """Make two clusters one."""
        self._sets.join(self._number(first), self._number(second))

    def same(self, first: T, second: T) -> bool:
        """Whether both are in one cluster."""
        return self._sets.root(self._number(first)) == self._sets.root(self._number(second))

    def groups(self) -> list[tuple[Any, ...]]:
        """All clusters, members sorted, sorted."""
        found: list[list[Any]] = [[self._items[number] for number in members] for members in self._sets.members()]
        return sorted(tuple(sorted(members)) for members in found)
