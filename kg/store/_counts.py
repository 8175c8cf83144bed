"""Numbers as the contract has them: Oxigraph keeps every integer as xsd:integer, and writes the decimal 1.0 as 1."""

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import KG, OA, VOID, XSD

__all__ = ["restored"]

_COUNTS = frozenset(map(NamedNode, (OA.start, OA.end, KG.position, KG.textLength, KG.rank, VOID.triples)))
_DECIMAL = NamedNode(XSD.decimal)
_INTEGER = NamedNode(XSD.integer)
_COUNT = NamedNode(XSD.nonNegativeInteger)


def restored(quad: Quad) -> Quad:
    """The quad with the number that it was written with: a count, or a decimal with its point."""
    if quad.predicate in _COUNTS and isinstance(quad.object, Literal) and quad.object.datatype == _INTEGER:
        return Quad(quad.subject, quad.predicate, Literal(quad.object.value, datatype=_COUNT), quad.graph_name)
    if isinstance(quad.object, Literal) and quad.object.datatype == _DECIMAL and "." not in quad.object.value:
        value = Literal(f"{quad.object.value}.0", datatype=_DECIMAL)
        return Quad(quad.subject, quad.predicate, value, quad.graph_name)
    return quad
