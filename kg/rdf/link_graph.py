"""Link decisions and their candidates → quads of the fused graph, for those who want to see why."""

from collections.abc import Iterator

from kg.model import FusedFacts, Link
from kg.rdf._graph import Graph
from kg.rdf.iris import IRIs
from kg.vocab import KG, PROV, SCHEMA

__all__ = ["link_keys"]


def link_keys(fused: FusedFacts, iris: IRIs) -> Iterator[str]:
    """One `kg:LinkDecision` for each entity that was looked for, with its candidates, as keys of lines; not sorted."""
    graph = Graph(iris.fused_graph)
    for entity in fused.entities:
        if entity.link is not None:
            _decision(graph, iris, iris.entity(entity.type, entity.key), entity.link)
            yield from graph.taken()


def _decision(graph: Graph, iris: IRIs, subject: str, link: Link) -> None:
    iri = iris.part(subject, "link")
    graph.type(iri, KG.LinkDecision)
    graph.link(iri, KG.linkOf, subject)
    graph.link(iri, KG.chosen, link.iri or KG.NIL)
    graph.boolean(iri, KG.reviewed, link.reviewed)
    name, _, version = link.authority.rpartition(" ")
    agent = iris.software(name or version, version)
    graph.link(iri, PROV.wasAttributedTo, agent)
    graph.type(agent, PROV.SoftwareAgent)
    graph.text(agent, SCHEMA.name, name or version)
    graph.text(agent, SCHEMA.softwareVersion, version)
    for rank, candidate in enumerate((each for each in link.candidates if each.iri), 1):
        node = iris.part(iri, str(rank))
        graph.link(iri, KG.candidate, node)
        graph.type(node, KG.LinkCandidate)
        graph.link(node, KG.candidateEntity, candidate.iri)
        graph.integer(node, KG.rank, rank)
        graph.decimal(node, KG.score, candidate.score)
