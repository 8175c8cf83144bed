"""The one bridge to rdflib: pyshacl works on its graphs, and gives false findings over any other store."""

from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.errors import InputError
from kg.vocab import XSD

__all__ = ["to_graph"]


def to_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """An rdflib graph of these triples; literals keep their lexical form.

    Raises:
        InputError: an RDF 1.2 triple term, which rdflib has no word for.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    known: dict[object, rdflib.term.Identifier] = {}

    def term(node: object) -> rdflib.term.Identifier:
        found = known.get(node)
        if found is None:
            found = known[node] = _term(node)
        return found

    for triple in triples:
        graph.add((term(triple.subject), term(triple.predicate), term(triple.object)))
    return graph


def _term(node: object) -> rdflib.term.Identifier:
    if isinstance(node, NamedNode):
        return rdflib.URIRef(node.value)
    if isinstance(node, BlankNode):
        return rdflib.BNode(node.value)
    if isinstance(node, Literal):
        if node.language is not None:
            return rdflib.Literal(node.value, lang=node.language)
        # rdflib and pyshacl take a plain literal for xsd:string, but not always the other way round.
        datatype = None if node.datatype.value == XSD.string else rdflib.URIRef(node.datatype.value)
        return rdflib.Literal(node.value, datatype=datatype, normalize=False)
    raise InputError(f"rdflib cannot hold the RDF 1.2 triple term {node}")
