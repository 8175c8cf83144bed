"""Each constraint finds the graph that is broken in its way, and nothing else does; both engines agree."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pyshacl
import pytest
import shacl
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import RDF, SH

from kg.resources import shapes_dir
from kg.vocab import PREFIXES

HERE = Path(__file__).parent
GOOD = HERE / "good.ttl"
BROKEN = sorted((HERE / "broken").rglob("*.ttl"))
KS = "https://w3id.org/kg-export/shapes#"
PARAMETERS = {
    "class": "Class",
    "datatype": "Datatype",
    "disjoint": "Disjoint",
    "equals": "Equals",
    "hasValue": "HasValue",
    "in": "In",
    "languageIn": "LanguageIn",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "maxCount": "MaxCount",
    "maxInclusive": "MaxInclusive",
    "minCount": "MinCount",
    "minInclusive": "MinInclusive",
    "minLength": "MinLength",
    "nodeKind": "NodeKind",
    "not": "Not",
    "or": "Or",
    "pattern": "Pattern",
    "qualifiedMaxCount": "QualifiedMaxCount",
    "qualifiedMinCount": "QualifiedMinCount",
    "sparql": "SPARQL",
    "uniqueLang": "UniqueLang",
}
# Written beside a constraint, or on a shape to describe it: nothing that a graph could break.
SILENT = {
    "declare",
    "message",
    "namespace",
    "path",
    "prefix",
    "prefixes",
    "property",
    "qualifiedValueShape",
    "select",
    "severity",
    "targetClass",
    "targetSubjectsOf",
    "alternativePath",
    "inversePath",
}

type Found = tuple[str, str]


@cache
def shapes_text() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(shapes_dir().glob("*.ttl")))


@cache
def shapes_graph() -> Graph:
    return Graph().parse(data=shapes_text(), format="turtle")


@cache
def compiled() -> shacl.Shapes:
    return shacl.Shapes.from_turtle(shapes_text())


def local(iri: str) -> str:
    return iri.strip("<>").rpartition("#")[2]


def found_by_shacl(data: str, shapes: shacl.Shapes) -> set[Found]:
    results = shapes.validate_turtle(data).results
    return {(local(each.source_shape), local(each.component_iri)) for each in results}


def found_by_pyshacl(data: str) -> set[Found]:
    graph = Graph().parse(data=data, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes_graph(), inference="none")
    return {
        (local(str(report.value(each, SH.sourceShape))), local(str(report.value(each, SH.sourceConstraintComponent))))
        for each in report.subjects(RDF.type, SH.ValidationResult)
    }


def expected(path: Path) -> Found:
    """`Article-url.pattern.ttl` and `Article-url.pattern.2.ttl` → what finds them."""
    shape, constraint = path.name.split(".")[:2]
    return shape, f"{PARAMETERS[constraint]}ConstraintComponent"


def constraints() -> Iterator[tuple[URIRef, str]]:
    """Every (shape, parameter) that says something about data."""
    for shape, predicate, _ in sorted(shapes_graph()):
        name = str(predicate)
        if isinstance(shape, URIRef) and name.startswith(str(SH)) and local(name) not in SILENT:
            yield shape, local(name)


def test_the_whole_example_conforms() -> None:
    text = GOOD.read_text(encoding="utf-8")
    assert found_by_shacl(text, compiled()) == set()
    assert found_by_pyshacl(text) == set()


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_exactly_one_constraint_fires(path: Path) -> None:
    assert found_by_shacl(path.read_text(encoding="utf-8"), compiled()) == {expected(path)}


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # rdflib warns of the impossible dates that are meant to be impossible
@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_the_reference_engine_agrees(path: Path) -> None:
    assert found_by_pyshacl(path.read_text(encoding="utf-8")) == {expected(path)}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", BROKEN[::40], ids=lambda path: path.stem)
def test_the_reference_engine_agrees_on_a_few(path: Path) -> None:
    assert found_by_pyshacl(path.read_text(encoding="utf-8")) == {expected(path)}


def test_every_constraint_has_its_broken_graph() -> None:
    targeted = {(local(str(shape)), PARAMETERS[name] + "ConstraintComponent") for shape, name in constraints()}
    helpers = {(shape, component) for shape, component in targeted if is_helper(shape)}
    assert {expected(path) for path in BROKEN} == targeted - helpers


def is_helper(shape: str) -> bool:
    """Whether a shape is only a part of another (`sh:or`, `sh:not`, a qualified count) and reports nothing itself."""
    node, graph = URIRef(KS + shape), shapes_graph()
    targets = (SH.targetClass, SH.targetSubjectsOf)
    return not any((node, target, None) in graph for target in targets) and (None, SH.property, node) not in graph


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("shape", "name"), sorted(set(constraints())), ids=lambda value: local(str(value)))
def test_deleting_a_constraint_is_noticed(shape: URIRef, name: str) -> None:
    mutant = Graph() + shapes_graph()
    mutant.remove((shape, SH[name], None))
    shapes = shacl.Shapes.from_turtle(mutant.serialize(format="turtle"))
    own = [path for path in BROKEN if expected(path)[0] == local(str(shape))] or BROKEN
    unharmed = found_by_shacl(GOOD.read_text(encoding="utf-8"), shapes) == set()
    assert not unharmed or any(
        found_by_shacl(path.read_text(encoding="utf-8"), shapes) != {expected(path)} for path in own
    )


@pytest.mark.filterwarnings("ignore")
def test_each_article_graph_conforms_alone_and_so_does_the_fused_graph() -> None:
    whole = Graph().parse(GOOD)
    articles = sorted({str(each) for each in whole.objects(None, URIRef(PREFIXES["oa"] + "hasSource"))})
    parts: dict[str, Graph] = {name: Graph() for name in [*articles, "fused"]}
    fused_only = {
        "speaker",
        "statedAt",
        "addressee",
        "relayedBy",
        "sameStatementAs",
        "participant",
        "refersTo",
        "mentionsEvent",
    }
    for subject, predicate, value in whole:
        owner = next((each for each in articles if str(subject).startswith(each)), "fused")
        concluded = predicate.rpartition("#")[2] in fused_only or predicate.rpartition("/")[2] in (
            "spokenByCharacter",
            "mentions",
            *(["about"] if "/event/" in value else []),
        )
        parts["fused" if concluded else owner].add((subject, predicate, value))
    for name, part in parts.items():
        assert found_by_shacl(part.serialize(format="turtle"), compiled()) == set(), name


def test_shapes_are_named_and_speak_both_languages() -> None:
    graph = shapes_graph()
    for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint):
        for shape in graph.subjects(RDF.type, kind):
            assert isinstance(shape, URIRef), shape
    telling = {each for each in graph.subjects(RDF.type, SH.PropertyShape) if not is_helper(local(str(each)))}
    for shape in telling | set(graph.subjects(RDF.type, SH.SPARQLConstraint)):
        messages = [each for each in graph.objects(shape, SH.message) if isinstance(each, Literal)]
        assert sorted(str(each.language) for each in messages) == ["en", "fr"], shape


def test_blank_nodes_are_lists_and_paths_only() -> None:
    graph = shapes_graph()
    allowed = {RDF.first, RDF.rest, SH.alternativePath, SH.inversePath}
    assert {predicate for node, predicate, _ in graph if isinstance(node, BNode)} <= allowed
