"""Which graph of a store a triple belongs to, and which articles and base a data set has."""

from collections.abc import Sequence

from pyoxigraph import NamedNode, Quad, Triple

from kg.errors import InputError
from kg.rdf.dataset import Dataset
from kg.rdf.iris import IRIs
from kg.vocab import KG, RDF, SCHEMA

__all__ = ["base_of", "is_article", "named_graphs", "split"]

# Properties whose triples have a node of an article as subject and yet are conclusions; see docs/ontology.md.
_CONCLUDED = frozenset(
    {
        KG.speaker,
        SCHEMA.spokenByCharacter,
        KG.statedAt,
        KG.addressee,
        KG.relayedBy,
        KG.sameStatementAs,
        KG.mentionsEvent,
        SCHEMA.mentions,
        KG.nearDuplicateOf,
    }
)


def split(dataset: Dataset, iris: IRIs) -> dict[str, list[Triple]]:
    """The graphs of a data set by name; the default graph of a union is divided as the contract says."""
    graphs: dict[str, list[Triple]] = {}
    fuses = (q.object.value for q in dataset if q.predicate.value == KG.fuses and isinstance(q.object, NamedNode))
    articles = tuple(sorted(set(fuses)))
    for quad in dataset:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else _home(quad, articles, iris)
        graphs.setdefault(name, []).append(quad.triple)
    return graphs


def _home(quad: Quad, articles: Sequence[str], iris: IRIs) -> str:
    subject, predicate = getattr(quad.subject, "value", ""), quad.predicate.value
    key = iris.article("")
    if not subject.startswith(key) or predicate in _CONCLUDED:
        return iris.fused_graph
    value = getattr(quad.object, "value", "")
    if predicate == SCHEMA.about and value.startswith(iris.event("")):
        return iris.fused_graph
    article = key + subject[len(key) :].partition("#")[0].partition("/")[0]
    return article if article in articles else iris.fused_graph


def base_of(dataset: Dataset) -> str | None:
    """The base of a data set that keeps the contract, None for any other."""
    for quad in dataset:
        if quad.predicate.value == RDF.type and quad.object == NamedNode(KG.FusedGraph):
            iri = getattr(quad.subject, "value", "")
            return iri.removesuffix("graph/fused") if iri.endswith("graph/fused") else None
    return None


def named_graphs(dataset: Dataset, graph: str | None) -> dict[str, list[Triple]]:
    """The graphs of any data set by name.

    Raises:
        InputError: triples of the default graph, and no name for it.
    """
    found: dict[str, list[Triple]] = {}
    for quad in dataset:
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else graph
        if name is None:
            raise InputError("the triples have no named graph and no kg:FusedGraph; name one with --graph IRI")
        found.setdefault(name, []).append(quad.triple)
    return found


def is_article(iri: str, iris: IRIs) -> bool:
    """Whether an IRI is that of an article below the base."""
    return iri.startswith(iris.article("")) and "/" not in iri.removeprefix(iris.article(""))
