"""Columns of numbers answer as dictionaries of nodes would."""

from hypothesis import given
from hypothesis import strategies as st

from kg.fuse.clusters import Clusters
from kg.fuse.nodes import Column, NodeClusters, NodeIndex

ARTICLES = {"a": ("x", "y", "z"), "b": (), "c": ("x",), "d": ("z", "x")}
NODES = [(article, key) for article, keys in ARTICLES.items() for key in keys]


def test_numbers_and_nodes() -> None:
    index = NodeIndex(ARTICLES.items())
    assert [index.node(number) for number in range(len(index))] == NODES == list(index)
    assert [index.number(node) for node in NODES] == list(range(len(NODES)))
    assert index.number(("b", "x")) is None
    assert index.number(("nowhere", "x")) is None
    assert [index.node(number)[1] for number in index.in_order(["d", "a"])] == ["x", "z", "x", "y", "z"]


def test_a_column_is_a_mapping_of_what_has_a_value() -> None:
    index = NodeIndex(ARTICLES.items())
    values = ["one", None, "two", "one", None, ""]
    column = Column[str](index)
    for value in values:
        column.append(value)
    wanted = {node: value for node, value in zip(NODES, values, strict=True) if value is not None}
    assert dict(column.items()) == wanted
    assert {node: column[node] for node in column} == wanted
    assert len(column) == len(wanted)
    assert ("a", "y") not in column
    assert column.get(("a", "y"), "none") == "none"
    filled = Column[str](index, filled=True)
    for node, value in wanted.items():
        filled.put(node, value)
    assert dict(filled.items()) == wanted


@given(st.lists(st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))))
def test_clusters_of_numbers_are_those_of_nodes(pairs: list[tuple[tuple[str, str], tuple[str, str]]]) -> None:
    numbers, nodes = NodeClusters(NodeIndex(ARTICLES.items())), Clusters[tuple[str, str]]()
    for node in NODES:
        nodes.find(node)
    for one, other in pairs:
        numbers.join(one, other)
        nodes.join(one, other)
    assert [numbers.find(node) for node in NODES] == [nodes.find(node) for node in NODES]
    groups = sorted(tuple(sorted(NODES[number] for number in members)) for members in numbers.numbers.members())
    assert groups == nodes.groups()
