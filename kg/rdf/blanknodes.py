"""Labels for the blank nodes of foreign data, the same for the same graph.

What the tool itself writes has none. Labels come from RDFC-1.0, the W3C canonicalisation, as pyoxigraph does it. Its
worst case is exponential (a ring of nine alike nodes that all point at each other takes minutes; a chain of a thousand
exhausts the stack), so a graph with more than `MAX_ALIKE` nodes that are connected and look alike is labelled by order
of appearance instead: the same for the same file, though not for the same triples in another order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, Triple

__all__ = ["MAX_ALIKE", "has_blank_nodes", "relabel"]

MAX_ALIKE = 5


def has_blank_nodes(quads: Iterable[Quad]) -> bool:
    """Whether a blank node occurs as subject, object or graph name, or inside a triple term."""
    return any(True for quad in quads for _ in _blank_nodes(quad))


def _blank_nodes(statement: Quad | Triple) -> list[BlankNode]:
    found: list[BlankNode] = []
    terms = [statement.subject, statement.object]
    if isinstance(statement, Quad):
        terms.append(statement.graph_name)  # type: ignore[arg-type]
    for term in terms:
        if isinstance(term, BlankNode):
            found.append(term)
        elif isinstance(term, Triple):
            found.extend(_blank_nodes(term))
    return found


def relabel(quads: Sequence[Quad], prefix: str | None = None) -> list[Quad]:
    """The quads with canonical labels, or labels by order of appearance where canonical ones could take for ever.

    Args:
        quads: any quads.
        prefix: given, the labels are the prefix and a number by order of appearance.
    """
    if prefix is None and _is_tame(quads):
        canonical = Dataset(quads)
        canonical.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return list(canonical)
    labels: dict[BlankNode, BlankNode] = {}
    for quad in quads:
        for node in _blank_nodes(quad):
            if node not in labels:
                labels[node] = BlankNode(f"{prefix or 'b'}{len(labels)}")
    return [_renamed(quad, labels) for quad in quads]


def _renamed(quad: Quad, labels: Mapping[BlankNode, BlankNode | NamedNode]) -> Quad:
    def rename(term: Any) -> Any:
        if isinstance(term, BlankNode):
            return labels[term]
        if isinstance(term, Triple):
            return Triple(rename(term.subject), term.predicate, rename(term.object))
        return term

    return Quad(rename(quad.subject), quad.predicate, rename(quad.object), rename(quad.graph_name))


def _is_tame(quads: Iterable[Quad]) -> bool:
    """Whether canonical labels are cheap: few connected nodes that their own quads cannot tell apart."""
    around: dict[BlankNode, list[str]] = defaultdict(list)
    edges: list[set[BlankNode]] = []
    masks = (NamedNode("urn:a"), NamedNode("urn:z"))
    for quad in set(quads):
        nodes = set(_blank_nodes(quad))
        if len(nodes) > 1:
            edges.append(nodes)
        for node in nodes:
            mask = {other: masks[other != node] for other in nodes}
            around[node].append(str(_renamed(quad, mask)))
    looks: dict[tuple[str, ...], list[BlankNode]] = defaultdict(list)
    for node, lines in around.items():
        looks[tuple(sorted(lines))].append(node)
    alike = {node for nodes in looks.values() if len(nodes) > 1 for node in nodes}
    return _largest_part(alike, edges) <= MAX_ALIKE


def _largest_part(nodes: set[BlankNode], edges: Iterable[set[BlankNode]]) -> int:
    """Size of the largest connected part of these nodes."""
    parent = {node: node for node in nodes}

    def root(node: BlankNode) -> BlankNode:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for edge in edges:
        inside = [root(node) for node in edge if node in parent]
        for node in inside[1:]:
            parent[root(node)] = root(inside[0])
    sizes: dict[BlankNode, int] = defaultdict(int)
    for node in nodes:
        sizes[root(node)] += 1
    return max(sizes.values(), default=0)
