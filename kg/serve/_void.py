"""The data set as a whole: its VoID description, and how good it is."""

from collections import Counter
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.serve._reader import Reader, local_name
from kg.vocab import DCTERMS, KG, RDF, SCHEMA, VOID, VOID_NS, XSD

__all__ = ["report_page", "void_triples"]

_KINDS = (SCHEMA.Event, SCHEMA.NewsArticle, SCHEMA.Person, KG.DirectQuote, KG.MixedQuote, KG.ReportedStatement)


def void_triples(reader: Reader, address: str) -> list[Triple]:
    """The data set's own description, with where it can be asked and how much it holds."""
    dataset = f"{reader.base}dataset"
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


def report_page(reader: Reader) -> dict[str, Any]:
    """Numbers that say how complete and how sure the data is."""
    events = reader.users(RDF.type, SCHEMA.Event)
    bases = Counter(
        local_name(reader.node(reader.node(each, KG.dateAssertion), KG.basis) or "no date") for each in events
    )
    statements = {local_name(kind): reader.users(RDF.type, kind) for kind in _KINDS[3:]}
    unknown = len(reader.users(KG.speaker, KG.UnknownSpeaker))
    everything = sum(map(len, statements.values()))
    several = sum(len({r.rpartition("/event/")[0] for r in reader.nodes(each, KG.reportedIn)}) > 1 for each in events)
    return {
        "counts": [
            ("triples", reader.opened.count()),
            ("articles", len(reader.users(RDF.type, SCHEMA.NewsArticle))),
            ("events", len(events)),
            ("events told by several articles", several),
            ("statements", everything),
            *((f"of them {name}", len(found)) for name, found in statements.items()),
            ("statements whose speaker is not known", unknown),
            ("pairs of statements that report one utterance", len(reader.users(RDF.type, KG.StatementAlignment))),
            ("contested values", len(reader.users(RDF.type, KG.ConflictingClaim))),
            ("pairs that may be one", len(reader.users(RDF.type, KG.Judgement))),
        ],
        "bases": sorted(bases.items(), key=lambda item: (-item[1], item[0])),
    }
