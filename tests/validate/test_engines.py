"""The contract of engines: one body, every engine, the same findings as the reference."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg.errors import InputError, ShapesError, UnknownNameError
from kg.model import Finding, Severity
from kg.rdf.dataset import Dataset
from kg.validate import default_shapes, engines, shapes_of, validate
from kg.vocab import KG, OA, PROV, SCHEMA, XSD
from tests.validate._graphs import BROKEN, EVERY, GOLDEN, GOOD, file, graph, shapes

pytestmark = pytest.mark.filterwarnings("ignore")  # rdflib warns of the ill-typed literals that are meant to be found
EX = "http://example.org/"
OTHERS = sorted(set(engines.names()) - {"pyshacl"})


def differences(found: tuple[Finding, ...], wanted: tuple[Finding, ...]) -> list[tuple[str, Finding]]:
    mine, theirs = Counter(found), Counter(wanted)
    return [("+", each) for each in (mine - theirs).elements()] + [("-", each) for each in (theirs - mine).elements()]


def same(data: Dataset, own: object = None) -> None:
    wanted = validate(data, own, "pyshacl")
    for name in OTHERS:
        found = validate(data, own, name)
        assert differences(found.findings, wanted.findings) == []
        assert (found.triples, found.shapes) == (wanted.triples, wanted.shapes)


@pytest.mark.parametrize(
    "path", [GOOD, *GOLDEN[::4], *BROKEN[::30]], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_engines_agree(path: Path) -> None:
    same(file(path))


@pytest.mark.slow
@pytest.mark.parametrize("path", [*GOLDEN, *BROKEN], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_engines_agree_on_every_graph(path: Path) -> None:
    same(file(path))


IRIS = st.sampled_from([NamedNode(EX + f"n{i}") for i in range(4)])
NODES = IRIS | st.sampled_from([BlankNode("a"), BlankNode("b")])
NUMBERS = st.integers(0, 10).map(lambda value: Literal(str(value), datatype=NamedNode(XSD.integer)))
LITERALS = NUMBERS | st.sampled_from(
    [
        Literal("01", datatype=NamedNode(XSD.integer)),
        Literal("many", datatype=NamedNode(XSD.integer)),
        Literal('Hall\n"of" \\ it', language="en"),
        Literal("été", language="fr-CA"),
        Literal("x", language="en"),
        Literal("x"),
        Literal(""),
        Literal("\U0001f600 <b>"),
    ]
)
IMPOSSIBLE = st.just(Literal("2016-02-30", datatype=NamedNode(XSD.date)))
VALUES = NODES | LITERALS
TYPES = st.sampled_from([NamedNode(EX + name) for name in "CDE"])
EDGES = st.tuples(NODES, st.sampled_from([NamedNode(EX + name) for name in "pqrl"]), VALUES) | st.tuples(
    NODES, st.sampled_from([NamedNode(EX + name) for name in "prl"]), IMPOSSIBLE
)
# Values that have no order: the reference refuses to compare nodes and is silent on ill-typed literals.
PAIRS = st.tuples(NODES, st.sampled_from([NamedNode(EX + "a"), NamedNode(EX + "b")]), NUMBERS)
KINDS = st.tuples(NODES, st.just(NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")), TYPES)


@settings(max_examples=int(os.environ.get("KG_EXAMPLES", "30")), suppress_health_check=list(HealthCheck))
@given(st.lists(EDGES | PAIRS | KINDS, min_size=1, max_size=14))
def test_engines_agree_on_generated_graphs(edges: list[tuple[object, NamedNode, object]]) -> None:
    same(Dataset.from_quads(Quad(*edge) for edge in edges), shapes(EVERY))


DATED = {
    PROV.startedAtTime,
    PROV.endedAtTime,
    OA.start,
    OA.end,
    SCHEMA.startDate,
    SCHEMA.endDate,
    KG.value,
    KG.valueEnd,
}
BOOLEAN = NamedNode(XSD.boolean)
CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["drop", "value", "subject", "literal"]), st.integers(0), st.integers(0), VALUES | IMPOSSIBLE
    ),
    min_size=1,
    max_size=4,
)


def damaged(changes: list[tuple[str, int, int, Any]]) -> Dataset:
    """The whole example with a few triples gone, doubled or changed."""
    rows = list(file(GOOD))
    for kind, first, second, value in changes:
        index, other = first % len(rows), rows[second % len(rows)]
        quad = rows[index]
        if kind == "drop":
            rows.pop(index)
        elif quad.predicate.value in DATED:
            continue
        elif kind == "value" and getattr(other.object, "datatype", None) == BOOLEAN:
            continue  # pyshacl finds that false lies between 0 and 1.
        elif kind == "value":
            rows.append(Quad(quad.subject, quad.predicate, other.object))
        elif kind == "subject":
            rows.append(Quad(other.subject, quad.predicate, quad.object))
        else:
            rows[index] = Quad(quad.subject, quad.predicate, value)
    return Dataset.from_quads(rows)


@settings(max_examples=5, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
@given(CHANGES)
def test_engines_agree_on_damaged_graphs(changes: list[tuple[str, int, int, Any]]) -> None:
    same(damaged(changes))


@pytest.mark.parametrize(
    "predicate", [OA.exact, SCHEMA.text, KG.cue, KG.claimedValue], ids=lambda term: term.split("/")[-1]
)
def test_engines_agree_where_a_text_is_a_blank_node(predicate: str) -> None:
    same(
        Dataset.from_quads(
            Quad(quad.subject, quad.predicate, BlankNode("a")) if quad.predicate.value == predicate else quad
            for quad in file(GOOD)
        )
    )


@pytest.mark.exhaustive
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(CHANGES)
def test_engines_agree_on_many_damaged_graphs(changes: list[tuple[str, int, int, Any]]) -> None:
    same(damaged(changes))


@pytest.fixture(params=engines.names())
def engine(request: pytest.FixtureRequest) -> Iterator[str]:
    return request.param


def test_a_finding_says_all_of_it(engine: str) -> None:
    report = validate(graph('ex:a a ex:C ; ex:q "01"^^xsd:integer .'), shapes(EVERY), engine)
    found = [each for each in report.findings if each.focus_node == f"<{EX}a>"]
    (count,) = [
        each for each in found if each.component.endswith("MinCountConstraintComponent") and each.path == f"<{EX}p>"
    ]
    assert count.shape == EX + "S"
    assert count.focus_node == f"<{EX}a>"
    assert count.messages == (("en", "count"), ("fr", "nombre"))
    assert count.severity is Severity.VIOLATION
    (small,) = [each for each in found if each.component.endswith("MinInclusiveConstraintComponent")]
    assert small.severity is Severity.WARNING
    assert small.value == f'"01"^^<{XSD.integer}>'
    (query,) = [each for each in found if each.component.endswith("SPARQLConstraintComponent")]
    assert query.messages == (("en", f"bad 01 of {EX}a"), ("fr", "mauvais 01"))


def test_blank_nodes_keep_the_labels_of_the_data(engine: str) -> None:
    data = graph("ex:a ex:q _:x . _:x a ex:C .")
    labels = {str(term) for quad in data for term in (quad.subject, quad.object) if isinstance(term, BlankNode)}
    report = validate(data, shapes("ex:S a sh:NodeShape ; sh:targetClass ex:C ; sh:nodeKind sh:IRI ."), engine)
    assert {each.focus_node for each in report.findings} == labels


def test_imports_are_not_fetched(engine: str) -> None:
    turtle = "<http://127.0.0.1:9/o> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/never> ."
    own = shapes(turtle + "ex:S a sh:NodeShape ; sh:targetNode ex:a .")
    assert validate(graph(turtle), own, engine).conforms()


@pytest.mark.parametrize(
    "query", ["SERVICE <http://127.0.0.1:9/> { $this ?p ?value }", "FROM <http://127.0.0.1:9/> {}"]
)
def test_queries_that_would_fetch_are_refused(query: str) -> None:
    text = f'ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select "SELECT $this WHERE {{ {query} }}" ] .'
    with pytest.raises(ShapesError, match="nothing is fetched"):
        shapes(text)


def test_words_in_texts_names_and_comments_of_a_query_are_no_clauses() -> None:
    text = """ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select '''
        SELECT $this ?from WHERE { $this <http://x/from> ?from FILTER (?from = "from service") } # from
    ''' ] ."""
    assert len(shapes(text)) == 1


@pytest.mark.parametrize(
    ("turtle", "message"),
    [
        ("ex:a ex:b ex:c .", "declares no shapes"),
        ("ex:S a sh:NodeShape ; sh:property [ sh:minCount 1 ] .", "0 sh:path"),
        ("ex:S a sh:NodeShape ; sh:property [ sh:path ex:p, ex:q ] .", "2 sh:path"),
    ],
)
def test_shapes_that_are_none(turtle: str, message: str) -> None:
    with pytest.raises(ShapesError, match=message):
        shapes(turtle)


def test_shapes_that_cannot_be_applied(engine: str) -> None:
    own = shapes('ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select "SELECT nonsense" ] .')
    with pytest.raises(ShapesError, match="cannot be applied"):
        validate(graph("ex:a a ex:C ."), own, engine)


def test_unknown_engine() -> None:
    with pytest.raises(UnknownNameError, match="no engine named 'turbo'; known: pyshacl, shacl"):
        validate(graph("ex:a a ex:C ."), engine="turbo")


def test_the_message_when_the_fast_engine_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "shacl", None)
    monkeypatch.delitem(sys.modules, "kg.validate.engines.shacl", raising=False)
    engines.get.cache_clear()
    with pytest.raises(InputError, match="rust-shacl"):
        engines.get("shacl")


def test_the_fast_engine_needs_no_rdflib(root: Path) -> None:
    import subprocess
    import sys

    code = (
        "import sys; from kg.rdf.dataset import Dataset; from kg.validate import validate;"
        "validate(Dataset(), engine='shacl'); print('rdflib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_our_shapes_are_found_and_named() -> None:
    own = default_shapes()
    assert len(own) > 100
    assert all(shape.root == iri for iri, shape in own.table.items())
    assert {("targetClass", SCHEMA.NewsArticle)} <= {target for shape in own.targeted() for target in shape.targets}


def test_no_shapes_of_nothing() -> None:
    with pytest.raises(ShapesError):
        shapes_of(())


@pytest.mark.parametrize("bound", ["sh:minInclusive 0", "sh:minExclusive 0", "sh:maxInclusive 9", "sh:maxExclusive 9"])
def test_what_has_no_order_lies_within_no_bounds(engine: str, bound: str) -> None:
    own = shapes(f"ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ex:q ; {bound} ] .")
    data = graph('ex:a ex:q 1, "many"^^xsd:integer, "2016-02-30"^^xsd:date, "0.5x"^^xsd:decimal, "1", ex:b, _:x .')
    found = validate(data, own, engine).findings
    assert len(found) == 6
    assert not any(each.value.startswith('"1"^^') for each in found)


ENDLESS = (
    'ex:S a sh:NodeShape ; sh:targetNode "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" ; sh:pattern "(a+)+$" .'
)


def test_a_pattern_that_never_ends_is_ended() -> None:
    with pytest.raises(ShapesError, match=r"^pyshacl did not end within 3 seconds; .*--timeout$"):
        validate(graph("ex:a a ex:C ."), shapes(ENDLESS), "pyshacl", timeout=3)


def test_the_same_findings_in_a_process_of_its_own() -> None:
    data = graph('ex:a a ex:C ; ex:q "01"^^xsd:integer ; ex:r _:x . _:x ex:p "é\\n"@fr .')
    wanted = validate(data, shapes(EVERY), "pyshacl")
    assert validate(data, shapes(EVERY), "pyshacl", timeout=300).findings == wanted.findings
    own = shapes('ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select "SELECT nonsense" ] .')
    with pytest.raises(ShapesError, match=r"^the shapes cannot be applied"):
        validate(data, own, "pyshacl", timeout=300)
