"""Golden cases: each folder names articles and holds the graph that must come of them."""

import tomllib
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import graph_diff, isomorphic

import kg
from kg.rdf import formats
from kg.vocab import PREFIXES

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/case.toml"))


def build_case(name: str) -> "kg.pipeline.Build":
    """The build of a case, with its options."""
    case = tomllib.loads((HERE / name / "case.toml").read_text("utf-8"))
    articles = [(HERE / name / each).resolve() for each in case["articles"]]
    return kg.build(articles, language=case.get("language"), published=case.get("published"))


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    built, expected = build_case(name), HERE / name / "expected.ttl"
    out = tmp_path / "actual.ttl"
    formats.write_file(built.dataset, out, PREFIXES, formats.get("turtle"))
    if request.config.getoption("--rewrite-golden"):
        expected.write_bytes(out.read_bytes())
    assert built.report is not None
    assert built.report.conforms(), built.report.findings
    if out.read_bytes() == expected.read_bytes():
        return
    actual, wanted = (Graph().parse(path, format="turtle") for path in (out, expected))
    if not isomorphic(actual, wanted):
        _, missing, new = graph_diff(wanted, actual)
        pytest.fail(f"no longer there:\n{missing.serialize()}\nnew:\n{new.serialize()}")
    pytest.fail("the same graph, but written in another order or with other prefixes")


@pytest.mark.parametrize("name", CASES)
def test_every_span_of_a_golden_graph_is_verbatim(name: str) -> None:
    built = build_case(name)
    texts = {facts.article.sha256: facts.article.text for facts in built.facts}
    rows = list(built.dataset)
    values: dict[tuple[str, str], list[str]] = {}
    for quad in rows:
        values.setdefault((quad.subject.value, quad.predicate.value.rsplit("#", 1)[-1]), []).append(quad.object.value)
    spans = [subject for (subject, predicate) in values if predicate == "hasSource"]
    assert spans or not built.fused.events
    for span in spans:
        (article,) = values[span, "hasSource"]
        text = texts[values[article, "sha256"][0]]
        position, quote = f"{span};position", f"{span};quote"
        start, end = int(values[position, "start"][0]), int(values[position, "end"][0])
        assert values[quote, "exact"] == [text[start:end]]


def test_the_expected_graphs_parse() -> None:
    for name in CASES:
        assert list(parse(path=str(HERE / name / "expected.ttl"), format=RdfFormat.TURTLE)), name
