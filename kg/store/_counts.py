"""Counts as the contract has them: Oxigraph keeps every kind of integer as xsd:integer."""

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import KG, OA, VOID, XSD

__all__ = ["restored"]

_COUNTS = frozenset(map(NamedNode, (OA.start, OA.end, KG.position, KG.textLength, KG.rank, VOID.triples)))
_INTEGER = NamedNode(XSD.integer)
_COUNT = NamedNode(XSD.nonNegativeInteger)


def restored(quad: Quad) -> Quad:
    """The quad with the datatype of its count that it was written with."""
    if quad.predicate in _COUNTS and isinstance(quad.object, Literal) and quad.object.datatype == _INTEGER:
        return Quad(quad.subject, quad.predicate, Literal(quad.object.value, datatype=_COUNT), quad.graph_name)
    return quad
