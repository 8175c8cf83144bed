"""Data sets: order, equality, blank nodes, the way to rdflib."""

import itertools
import random

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg.rdf.dataset import Dataset, triple_lines
from tests._timing import least_seconds

P = NamedNode("http://example.org/p")


def node(name: str) -> NamedNode:
    return NamedNode(f"http://example.org/{name}")


def test_order_is_graph_subject_type_first() -> None:
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    quads = [
        Quad(node("a"), NamedNode("http://a.example/"), node("x")),
        Quad(node("a"), kind, node("x")),
        Quad(node("a"), P, Literal(" <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ")),
        Quad(node("a#x"), P, node("x")),
        Quad(node("b"), P, node("x"), node("g")),
    ]
    mixed = list(quads)
    random.Random(1).shuffle(mixed)
    dataset = Dataset.from_quads(mixed + mixed)
    assert [quad.predicate.value for quad in dataset][:2] == [kind.value, "http://a.example/"]
    assert [quad.subject.value for quad in dataset][-2:] == ["http://example.org/a#x", "http://example.org/b"]
    assert len(dataset) == 5
    assert dataset == Dataset.from_quads(quads)
    assert dataset.graphs() == (DefaultGraph(), node("g"))
    assert len(dataset.graph(node("g"))) == 1


def test_union_has_each_triple_once() -> None:
    dataset = Dataset.from_quads([Quad(node("a"), P, node("x"), node(g)) for g in ("g", "h")])
    assert len(dataset.union()) == 1
    assert dataset.flat().quads == (Quad(node("a"), P, node("x")),)
    assert triple_lines(dataset) == ["<http://example.org/a> <http://example.org/p> <http://example.org/x>"]
    assert triple_lines(Dataset()) == []


def test_blank_node_labels_do_not_depend_on_the_input() -> None:
    def data(a: str, b: str) -> Dataset:
        return Dataset.from_quads([Quad(BlankNode(a), P, BlankNode(b)), Quad(node("s"), P, BlankNode(a), BlankNode(b))])

    assert data("x", "y") == data("y", "x") == data("q", "b0")


def test_merge_keeps_blank_nodes_apart() -> None:
    one = Dataset.from_quads([Quad(node("s"), P, BlankNode("x")), Quad(node("s"), P, node("o"))])
    assert len(one.merge(one)) == 3
    assert len(one.merge()) == 2


@pytest.mark.parametrize("shape", ["clique", "chain", "ring", "leaves", "list"])
def test_poison_graphs_are_labelled_in_time(shape: str) -> None:
    nodes = [BlankNode() for _ in range(2000)]
    pairs = {
        "clique": [(a, b) for a in nodes[:20] for b in nodes[:20]],
        "chain": list(itertools.pairwise(nodes)),
        "ring": list(zip(nodes, [*nodes[1:], nodes[0]], strict=True)),
        "leaves": [(node("s"), leaf) for leaf in nodes],
        "list": [(cell, Literal("1")) for cell in nodes],
    }[shape]
    assert least_seconds(lambda: Dataset.from_quads(Quad(a, P, b) for a, b in pairs), repeat=2) < 5
    assert len(Dataset.from_quads(Quad(a, P, b) for a, b in pairs)) == len(pairs)


@pytest.mark.parametrize("lexical", ["2016-02-31", "01", "2016-01-01T00:00:00Z"])
def test_rdflib_keeps_lexical_forms(lexical: str) -> None:
    kind = NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
    graph = Dataset.from_quads([Quad(node("a"), P, Literal(lexical, datatype=kind))]).to_rdflib()
    (found,) = graph.objects()
    assert str(found) == lexical
    assert str(found.datatype) == kind.value


def test_rdflib_terms() -> None:
    values = [Literal("x"), Literal("x", language="en-GB"), BlankNode("b"), node("o")]
    graph = Dataset.from_quads(Quad(node("a"), P, value) for value in values).to_rdflib()
    assert {value.n3() for value in graph.objects()} == {'"x"', '"x"@en-gb', "_:c14n0", "<http://example.org/o>"}
