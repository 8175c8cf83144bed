"""Disjoint sets whose result does not depend on the order of joining."""

from collections import defaultdict
from collections.abc import Hashable
from typing import Any

__all__ = ["Clusters"]


class Clusters[T: Hashable]:
    """Union-find; a cluster is named by its smallest member once `groups` is asked.

    >>> clusters = Clusters[str]()
    >>> clusters.join("b", "a"); clusters.join("c", "b"); clusters.groups()
    [('a', 'b', 'c')]
    """

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}
        self._size: dict[T, int] = {}

    def find(self, item: T) -> T:
        """The representative of an item's cluster; stable only until the next join."""
        parent = self._parent
        if item not in parent:
            parent[item] = item
            self._size[item] = 1
            return item
        root = item
        while parent[root] != root:
            root = parent[root]
        while parent[item] != root:
            parent[item], item = root, parent[item]
        return root

    def join(self, first: T, second: T) -> None:
        """Make two clusters one."""
        one, other = self.find(first), self.find(second)
        if one == other:
            return
        if self._size[one] < self._size[other]:
            one, other = other, one
        self._parent[other] = one
        self._size[one] += self._size.pop(other)

    def same(self, first: T, second: T) -> bool:
        """Whether both are in one cluster."""
        return self.find(first) == self.find(second)

    def groups(self) -> list[tuple[Any, ...]]:
        """All clusters, members sorted, sorted."""
        found: dict[T, list[Any]] = defaultdict(list)
        for item in list(self._parent):
            found[self.find(item)].append(item)
        return sorted(tuple(sorted(members)) for members in found.values())
