"""Who made a graph from what: the run, the software, the data set → quads of the fused graph."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from kg.rdf._graph import Graph
from kg.rdf.iris import IRIs
from kg.vocab import DCAT, DCTERMS, KG_NS, OA_NS, PROV, PROV_NS, SCHEMA, SCHEMA_NS, SEM_NS, SKOS_NS, TIME_NS, VOID, XSD

__all__ = ["Run", "count_graph", "run_graph"]


@dataclass(frozen=True, slots=True)
class Run:
    """What made a graph.

    Attributes:
        versions: (part, version) pairs of the tool, its language data and its models, sorted.
        articles: keys of the articles read, sorted.
        started: ISO 8601 clock time, only when asked for: without it equal input gives equal bytes.
        ended: likewise.
    """

    versions: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]
    started: str = ""
    ended: str = ""

    @property
    def key(self) -> str:
        """16 hexadecimal digits of the versions and the articles."""
        return sha256(repr((self.versions, self.articles)).encode()).hexdigest()[:16]


def run_graph(run: Run, iris: IRIs) -> Graph:
    """The activity, its agent, and the data set that came of it; not sorted."""
    graph, iri = Graph(iris.fused_graph), iris.run(run.key)
    graph.type(iri, PROV.Activity)
    for article in run.articles:
        graph.link(iri, PROV.used, iris.article(article))
    graph.typed(iri, PROV.startedAtTime, run.started, XSD.dateTime)
    graph.typed(iri, PROV.endedAtTime, run.ended, XSD.dateTime)
    for part, version in run.versions:
        agent = iris.software(part, version)
        graph.link(iri, PROV.wasAssociatedWith, agent)
        graph.type(agent, PROV.SoftwareAgent)
        graph.text(agent, SCHEMA.name, part)
        graph.text(agent, SCHEMA.softwareVersion, version)
    _dataset(graph, iri, iris, _vocabularies())
    return graph


def count_graph(triples: int, iris: IRIs) -> Graph:
    """How many triples the data set has, this one included."""
    graph = Graph(iris.fused_graph)
    graph.integer(iris.dataset, VOID.triples, triples)
    return graph


def _dataset(graph: Graph, run: str, iris: IRIs, vocabularies: Sequence[str]) -> None:
    iri = iris.dataset
    graph.type(iri, VOID.Dataset, DCAT.Dataset)
    graph.text(iri, DCTERMS.title, "Diplomatic events and statements", "en")
    graph.text(iri, DCTERMS.title, "Événements diplomatiques et déclarations", "fr")
    graph.text(iri, VOID.uriSpace, iris.base)
    graph.link(iri, PROV.wasGeneratedBy, run)
    for vocabulary in vocabularies:
        graph.link(iri, VOID.vocabulary, vocabulary)


def _vocabularies() -> tuple[str, ...]:
    return tuple(sorted((KG_NS, OA_NS, PROV_NS, SCHEMA_NS, SEM_NS, SKOS_NS, TIME_NS)))
