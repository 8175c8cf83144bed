"""The entities of all articles as columns of numbers: some thirty bytes each, however many articles there are.

A node is (article key, entity key). Its number is that of its place when the nodes are listed by article; what is known
of it is a number too, that of a value which many nodes share.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from kg.fuse.clusters import Sets
from kg.spill import Interned

__all__ = ["Column", "Node", "NodeClusters", "NodeIndex"]

type Node = tuple[str, str]


class NodeIndex:
    """Numbers of nodes.

    >>> index = NodeIndex([("a", ("x", "y")), ("b", ("x",))])
    >>> index.number(("b", "x")), index.node(1), index.number(("b", "y")), len(index)
    (2, ('a', 'y'), None, 3)
    """

    def __init__(self, articles: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        self._place: dict[str, int] = {}
        self._articles: list[str] = []
        self._keys: list[tuple[str, ...]] = []
        self._starts = array("I")
        self._size = 0
        self._names, self._lists = Interned[str](), Interned[tuple[str, ...]]()
        for article, keys in articles:
            self.add(article, keys)

    def add(self, article: str, keys: Iterable[str]) -> range:
        """Add the nodes of an article that was not there before; their numbers."""
        self._place[article] = len(self._articles)
        self._articles.append(article)
        self._keys.append(self._lists.one(tuple(map(self._names.one, keys))))
        self._starts.append(self._size)
        self._size += len(self._keys[-1])
        return range(self._starts[-1], self._size)

    def number(self, node: Node) -> int | None:
        """The number of a node, None when there is no such node."""
        place = self._place.get(node[0])
        if place is None:
            return None
        keys = self._keys[place]
        return self._starts[place] + keys.index(node[1]) if node[1] in keys else None

    def node(self, number: int) -> Node:
        """The node of a number."""
        place = bisect_right(self._starts, number) - 1
        return self._articles[place], self._keys[place][number - self._starts[place]]

    def keys(self, article: str) -> tuple[str, ...]:
        """The keys of the entities of an article."""
        return self._keys[self._place[article]]

    def numbers(self, article: str) -> range:
        """The numbers of the nodes of an article."""
        place = self._place[article]
        return range(self._starts[place], self._starts[place] + len(self._keys[place]))

    def in_order(self, articles: Iterable[str]) -> Iterator[int]:
        """Numbers of the nodes of some articles, by key within each."""
        for article in articles:
            keys = self.keys(article)
            start = self._starts[self._place[article]]
            yield from (start + at for at in sorted(range(len(keys)), key=keys.__getitem__))

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Node]:
        return ((article, key) for article, keys in zip(self._articles, self._keys, strict=True) for key in keys)


class Column[T](Mapping[Node, T]):
    """What is known of each node; nodes added without a value are not in it.

    Args:
        index: the nodes.
        filled: whether to begin with no value for each node, for `put`; else `append` adds the value of the next one.
    """

    def __init__(self, index: NodeIndex, filled: bool = False) -> None:
        self._index = index
        self._numbers = array("i", [-1]) * (len(index) if filled else 0)
        self.values_kept = Interned[T]()

    def append(self, value: T | None) -> None:
        """The value of the next node."""
        self._numbers.append(-1 if value is None else self.values_kept.number(value))

    def put(self, node: Node, value: T) -> None:
        """Give a node that has a place in the column its value."""
        number = self._index.number(node)
        if number is None:
            raise KeyError(node)
        self._numbers[number] = self.values_kept.number(value)

    def at(self, number: int) -> int:
        """The number of a node's value, -1 for none."""
        return self._numbers[number]

    def of(self, number: int) -> T | None:
        """The value of the node of that number, None for none."""
        at = self._numbers[number]
        return None if at < 0 else self.values_kept[at]

    def __getitem__(self, node: Node) -> T:
        number = self._index.number(node)
        if number is None or self._numbers[number] < 0:
            raise KeyError(node)
        return self.values_kept[self._numbers[number]]

    def get(self, node: Node, default: Any = None) -> Any:
        """The value of a node, or the default."""
        number = self._index.number(node)
        at = -1 if number is None else self._numbers[number]
        return default if at < 0 else self.values_kept[at]

    def __contains__(self, node: object) -> bool:
        return self.get(node) is not None  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[Node]:
        return (node for node, value in zip(self._index, self._numbers, strict=True) if value >= 0)

    def items(self) -> Any:
        """Each node that has a value, with it; in the order of their numbers."""
        kept = self.values_kept
        return ((node, kept[at]) for node, at in zip(self._index, self._numbers, strict=True) if at >= 0)

    def __len__(self) -> int:
        return sum(value >= 0 for value in self._numbers)


class NodeClusters:
    """Clusters of nodes.

    >>> index = NodeIndex([("a", ("x", "y")), ("b", ("x",))]); clusters = NodeClusters(index)
    >>> clusters.join(("b", "x"), ("a", "x")); clusters.find(("a", "x")), clusters.same(("a", "y"), ("a", "x"))
    (('b', 'x'), False)
    """

    def __init__(self, index: NodeIndex) -> None:
        self._index = index
        self.numbers = Sets(len(index))

    def _number(self, node: Node) -> int:
        number = self._index.number(node)
        if number is None:
            raise KeyError(node)
        return number

    def find(self, node: Node) -> Node:
        """The representative of a node's cluster; stable only until the next join."""
        return self.find_at(self._number(node))

    def find_at(self, number: int) -> Node:
        """The same of a node given by its number."""
        return self._index.node(self.numbers.root(number))

    def join(self, first: Node, second: Node) -> None:
        """Make two clusters one."""
        self.numbers.join(self._number(first), self._number(second))

    def same(self, first: Node, second: Node) -> bool:
        """Whether both are in one cluster."""
        return self.numbers.root(self._number(first)) == self.numbers.root(self._number(second))
