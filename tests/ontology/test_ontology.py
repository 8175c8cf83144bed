"""The ontology, the constants, the JSON-LD context and the shapes speak of the same terms, both ways."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME, VOID

from kg import vocab
from kg.resources import ontology_dir, shapes_dir
from kg.vocab import KG, KG_NS, PREFIXES

ROOT = Path(__file__).parents[2]
ONTOLOGY = Graph().parse(ontology_dir() / "kg.ttl")
CONTEXT = json.loads((ontology_dir() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
CLASSES = {name: value for name, value in vars(vocab).items() if isinstance(value, type)}


def terms(namespace: type) -> dict[str, str]:
    return {name: value for name, value in vars(namespace).items() if not name.startswith("_")}


def defined() -> set[str]:
    return {str(each) for each in ONTOLOGY.subjects(RDFS.isDefinedBy, None)}


def expand(value: str) -> str:
    prefix, _, name = value.partition(":")
    return PREFIXES[prefix] + name


def test_vocab_and_ontology_hold_the_same_terms() -> None:
    assert set(terms(KG).values()) == defined()


def test_constants_are_named_after_their_terms() -> None:
    namespaces = {name.removesuffix("_NS"): value for name, value in vars(vocab).items() if name.endswith("_NS")}
    for name, namespace in CLASSES.items():
        for term, iri in terms(namespace).items():
            assert iri == namespaces[name] + term
    assert list(PREFIXES) == sorted(PREFIXES)
    assert set(PREFIXES.values()) == set(namespaces.values())


@pytest.mark.parametrize("term", sorted(defined()))
def test_every_term_is_labelled_and_explained_in_both_languages(term: str) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        texts = [each for each in ONTOLOGY.objects(URIRef(term), predicate) if isinstance(each, Literal)]
        assert sorted(str(each.language) for each in texts) == ["en", "fr"]
        assert all(str(each).strip() for each in texts)


def test_every_property_says_what_it_joins() -> None:
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for each in ONTOLOGY.subjects(RDF.type, kind):
            assert (each, URIRef(PREFIXES["schema"] + "domainIncludes"), None) in ONTOLOGY, each
            assert (each, URIRef(PREFIXES["schema"] + "rangeIncludes"), None) in ONTOLOGY, each


@pytest.mark.filterwarnings("ignore")
def test_terms_of_others_exist() -> None:
    known = {"SCHEMA": SDO, "PROV": PROV, "SKOS": SKOS, "TIME": TIME, "VOID": VOID, "DCTERMS": DCTERMS}
    for name, theirs in known.items():
        assert {term for term in terms(CLASSES[name]) if term not in theirs} <= {"domainIncludes", "rangeIncludes"}, (
            name
        )


def test_no_blank_nodes() -> None:
    for name in ("kg.ttl", "mediatopics.ttl"):
        assert not any(isinstance(term, BNode) for triple in Graph().parse(ontology_dir() / name) for term in triple)


def test_every_used_term_of_ours_is_defined() -> None:
    graphs = [ONTOLOGY, *(Graph().parse(path) for path in sorted(shapes_dir().glob("*.ttl")))]
    used = {str(term) for graph in graphs for triple in graph for term in triple if str(term).startswith(KG_NS)}
    assert {each for each in used if each != KG_NS} <= defined()


def test_every_term_of_the_shapes_is_a_constant() -> None:
    constants = {iri for namespace in CLASSES.values() for iri in terms(namespace).values()}
    ours = tuple(PREFIXES[name] for name in ("schema", "oa", "prov", "skos", "itsrdf", "time", "void", "dqv", "dcat"))
    for path in sorted(shapes_dir().glob("*.ttl")):
        used = {str(term) for triple in Graph().parse(path) for term in triple if isinstance(term, URIRef)}
        assert {each for each in used if each.startswith(ours)} - set(ours) <= constants, path.name


def test_every_class_and_property_of_ours_has_a_shape() -> None:
    """Terms that only describe, or that a superclass covers, are named here with the reason."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(shapes_dir().glob("*.ttl")))
    free = {
        "Statement": "superclass",
        "ParticipantRole": "class of individuals",
        "DateBasis": "class of individuals",
        "CueClass": "class of individuals",
        "Verdict": "class of individuals",
        "PreferenceReason": "class of individuals",
        "ploverCode": "of the ontology itself",
        "cameoCode": "of the ontology itself",
        "rule": "free text",
    }
    schemes = {str(each).removeprefix(KG_NS) for each in ONTOLOGY.subjects(RDF.type, SKOS.ConceptScheme)}
    missing = {name for name in terms(KG) if f"kg:{name} " not in text and f"kg:{name}\n" not in text}
    assert missing - schemes - {"NIL"} == set(free)


def test_context_covers_the_constants_and_only_those() -> None:
    constants = {
        iri for name, each in CLASSES.items() if name not in ("SH", "XSD", "RDF") for iri in terms(each).values()
    }
    entries = {key: value for key, value in CONTEXT.items() if not key.startswith("@") and key not in ("id", "type")}
    prefixes = {key: value["@id"] for key, value in entries.items() if isinstance(value, dict) and "@prefix" in value}
    assert prefixes == {name: iri for name, iri in PREFIXES.items() if name != "sh"}
    named = {
        expand(value if isinstance(value, str) else value["@id"])
        for key, value in entries.items()
        if key not in prefixes
    }
    assert named <= constants
    # a term without an entry shares its local name with another and needs no coercion: its prefix expands it
    shared = {iri.rpartition("#")[2].rpartition("/")[2] for iri in named}
    assert {iri.rpartition("#")[2].rpartition("/")[2] for iri in constants - named} <= shared


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_context_is_understood_and_never_fetches() -> None:
    document = {
        "@context": CONTEXT,
        "id": "http://example.org/e",
        "type": "Event",
        "name": {"fr": "rencontre"},
        "startDate": "2026-03-02",
        "eventStatus": "EventHeld",
        "participation": {"id": "http://example.org/p", "role": "Host"},
    }
    text = json.dumps(document)
    for graph in (
        Graph().parse(data=text, format="json-ld"),
        Graph().parse(data="\n".join(f"{q.triple} ." for q in parse(text, format=RdfFormat.JSON_LD)), format="nt"),
    ):
        event = URIRef("http://example.org/e")
        assert (event, RDF.type, URIRef(PREFIXES["schema"] + "Event")) in graph
        assert (event, URIRef(PREFIXES["schema"] + "eventStatus"), URIRef(KG.EventHeld)) in graph
        assert (event, URIRef(PREFIXES["schema"] + "name"), Literal("rencontre", lang="fr")) in graph
        assert (URIRef("http://example.org/p"), URIRef(KG.role), URIRef(KG.Host)) in graph
        assert str(graph.value(event, URIRef(PREFIXES["schema"] + "startDate"))) == "2026-03-02"
    assert all("://" not in key for key in CONTEXT)


def test_media_topics_are_made_from_their_table() -> None:
    before = (ontology_dir() / "mediatopics.ttl").read_text(encoding="utf-8")
    code = "import sys; sys.path.insert(0, 'scripts'); import make_mediatopics as m;"
    code += "sys.stdout.buffer.write(m.turtle(m.read_topics(m.ONTOLOGY / 'mediatopics.tsv')).encode())"
    made = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=True)
    assert made.stdout.decode() == before


def test_event_types_roles_and_cues_of_the_code_are_defined() -> None:
    from kg.model import DateBasis, EventType, Role

    assert {KG_NS + each.value for kind in (DateBasis, EventType, Role) for each in kind} <= defined()
    for path in sorted((ROOT / "kg" / "language" / "data").glob("*.toml")):
        cues = tomllib.loads(path.read_text(encoding="utf-8")).get("speech", {}).get("cues", [])
        classes = {f"Cue{cue['kind'].capitalize()}" for cue in cues if cue.get("kind")}
        assert classes <= set(terms(KG)), path.name
