"""Quads sorted in many small chunks come out as those of a data set."""

import random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, serialize

from kg.engines._sorted import SortedQuads
from kg.rdf.dataset import Dataset, order_keys

GRAPH = NamedNode("http://example.org/graph")


def quads(count: int, offset: int = 0) -> list[Quad]:
    def node(name: str, number: int) -> NamedNode:
        return NamedNode(f"http://example.org/{name}/{number % 97}#{number % 3}")

    found = [
        Quad(
            node("s", n), node("p", n * 7), Literal(f"{n}\n> \\ é", language="fr") if n % 2 else node("s", n * 5), GRAPH
        )
        for n in range(offset, offset + count)
    ]
    return random.Random(1).sample(found * 2, 2 * count)


def lines(*groups: list[Quad]) -> bytes:
    dataset = Dataset.from_quads([quad for group in groups for quad in group])
    return serialize(dataset.quads, format=RdfFormat.N_QUADS) or b""


def keys(quads: list[Quad]) -> list[str]:
    return [key.decode() for key in order_keys(serialize(quads, format=RdfFormat.N_QUADS) or b"")]


@pytest.mark.parametrize("chunk", [1, 7, 100_000])
def test_any_size_of_chunk(chunk: int) -> None:
    one, other = quads(300), quads(40, offset=290)
    found = SortedQuads(keys(one), chunk)
    assert b"".join(found) == b"".join(found) == lines(one)
    assert len(found) == lines(one).count(b"\n")
    found.add(keys(other))
    assert b"".join(found) == lines(one, other)
    assert len(found) == lines(one, other).count(b"\n")


def test_nothing() -> None:
    none = SortedQuads([])
    assert list(none) == []
    assert len(none) == 0
