"""The VoID description of the data set as a whole."""

from pyoxigraph import Literal, NamedNode, Triple

from kg.serve._reader import Reader, local_name
from kg.vocab import DCTERMS, KG, RDF, SCHEMA, VOID, VOID_NS, XSD

__all__ = ["void_triples"]

_KINDS = (SCHEMA.Event, SCHEMA.NewsArticle, SCHEMA.Person, KG.DirectQuote, KG.MixedQuote, KG.ReportedStatement)


def void_triples(reader: Reader, address: str) -> list[Triple]:
    """The data set's own description, with where it can be asked and how much it holds."""
    dataset = f"{reader.base or address + '/'}dataset"
    found = [quad.triple for quad in reader.quads(dataset) if quad.predicate.value != VOID.triples]
    node = NamedNode(dataset)

    def add(subject: str, predicate: str, value: NamedNode | Literal) -> None:
        found.append(Triple(NamedNode(subject), NamedNode(predicate), value))

    if not found:
        add(dataset, RDF.type, NamedNode(VOID.Dataset))
        add(dataset, DCTERMS.title, Literal("Diplomatic events and statements", language="en"))
    add(dataset, VOID_NS + "sparqlEndpoint", NamedNode(f"{address}/sparql"))
    add(dataset, VOID.triples, _count(reader.opened.count()))
    for kind in _KINDS:
        part = f"{dataset}/{local_name(kind).replace(' ', '-').lower()}"
        add(dataset, VOID_NS + "classPartition", NamedNode(part))
        add(part, VOID_NS + "class", NamedNode(kind))
        add(part, VOID_NS + "entities", _count(len(reader.users(RDF.type, kind))))
    add(f"{address}/.well-known/void", RDF.type, NamedNode(VOID_NS + "DatasetDescription"))
    found.append(Triple(NamedNode(f"{address}/.well-known/void"), NamedNode("http://xmlns.com/foaf/0.1/topic"), node))
    return found


def _count(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD.nonNegativeInteger))
