"""The IPTC Media Topics that a graph uses, with their labels and broader concepts."""

from collections.abc import Iterable
from functools import cache

from pyoxigraph import NamedNode, Quad, RdfFormat, Store

from kg.rdf._graph import Graph
from kg.rdf.iris import IRIs
from kg.resources import ontology_dir
from kg.vocab import MEDTOP_NS, SKOS

__all__ = ["topic_graph", "topics_of"]

_KEPT = frozenset({SKOS.inScheme, SKOS.prefLabel, SKOS.broader})


@cache
def _scheme() -> Store:
    store = Store()
    store.load(path=str(ontology_dir() / "mediatopics.ttl"), format=RdfFormat.TURTLE)
    return store


def topics_of(quads: Iterable[Quad]) -> frozenset[str]:
    """Ids of the Media Topics that some quads name as objects."""
    return frozenset(
        quad.object.value.removeprefix(MEDTOP_NS)
        for quad in quads
        if isinstance(quad.object, NamedNode) and quad.object.value.startswith(MEDTOP_NS)
    )


def topic_graph(topics: Iterable[str], iris: IRIs) -> Graph:
    """Class, scheme, labels and the chain of broader concepts of some topics, in the fused graph.

    Args:
        topics: Media Topic ids ("20000638").
        iris: mints.
    """
    graph = Graph(iris.fused_graph)
    store, todo, done = _scheme(), sorted(MEDTOP_NS + topic for topic in topics), set[str]()
    while todo:
        iri = todo.pop()
        if iri in done:
            continue
        done.add(iri)
        known = list(store.quads_for_pattern(NamedNode(iri), None, None))
        if not known:
            continue
        graph.type(iri, SKOS.Concept)
        for quad in known:
            if quad.predicate.value in _KEPT:
                graph.add(iri, quad.predicate.value, quad.object)
            if quad.predicate.value == SKOS.broader and isinstance(quad.object, NamedNode):
                todo.append(quad.object.value)
    return graph
