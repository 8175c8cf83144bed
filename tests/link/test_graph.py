"""What links add to the graph."""

from pyoxigraph import Literal, NamedNode

from kg.link import get, link, link_offices
from kg.model import EntityType
from kg.rdf._graph import quads_of
from kg.rdf.fused_graph import fused_keys
from kg.rdf.iris import IRIs
from kg.rdf.link_graph import link_keys
from kg.vocab import KG, SCHEMA, WD_NS
from tests.link._make import entity, facts


def triples(quads):
    return {(quad.subject.value, quad.predicate.value, quad.object) for quad in quads}


def test_a_link_gives_same_as_and_the_missing_languages_name():
    fused = link(facts(entity("Nursultan Nazarbayev", country="KZ")), get("offline"))
    iri = IRIs().entity(EntityType.PERSON, "nursultan-nazarbayev")
    found = triples(quads_of(fused_keys(fused, IRIs())))
    assert (iri, SCHEMA.sameAs, NamedNode(WD_NS + "Q57394")) in found
    assert (iri, SCHEMA.name, Literal("Nursultan Nazarbayev", language="en")) in found
    assert (iri, SCHEMA.name, Literal("Noursoultan Nazarbaïev", language="fr")) in found


def test_decisions_tell_every_candidate():
    fused = link(facts(entity("Congo", EntityType.COUNTRY), entity("Hassan Rouhani", country="IR")), get("offline"))
    found = triples(quads_of(link_keys(fused, IRIs())))
    congo = IRIs().part(IRIs().entity(EntityType.COUNTRY, "congo"), "link")
    assert (congo, KG.chosen, NamedNode(KG.NIL)) in found
    assert len([each for each in found if each[0] == congo and each[1] == KG.candidate]) >= 2
    rouhani = IRIs().part(IRIs().entity(EntityType.PERSON, "hassan-rouhani"), "link")
    assert (rouhani, KG.chosen, NamedNode(WD_NS + "Q348144")) in found


def test_offices_of_participations():
    from msgspec.structs import replace

    from kg.model import Name

    fused = facts(entity("Hassan Rouhani", country="IR"))
    (event,) = fused.events
    part = replace(event.participations[0], capacities=(Name("en", "Iranian President"), Name("fr", "président")))
    office = link_offices(replace(fused, events=(replace(event, participations=(part,)),)), get("offline"))
    assert office(part) == WD_NS + "Q838380"
