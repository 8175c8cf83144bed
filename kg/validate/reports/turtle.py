"""The sh:ValidationReport that SHACL defines, as Turtle."""

from collections.abc import Iterator
from itertools import count

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.model import Finding, Severity
from kg.validate.paths import parse_path
from kg.validate.reports._base import Form, Page
from kg.vocab import PREFIXES, RDF, SH, SH_NS, XSD

__all__ = ["FORM"]

_SEVERITIES = {Severity.VIOLATION: SH.Violation, Severity.WARNING: SH.Warning, Severity.INFO: SH.Info}


def _write(page: Page) -> str:
    report, numbers = BlankNode("report"), count()
    triples = [
        Triple(report, NamedNode(RDF.type), NamedNode(SH.ValidationReport)),
        Triple(report, NamedNode(SH.conforms), _boolean(page.report.conforms(Severity.INFO))),
    ]
    results: list[Triple] = []
    for number, finding in enumerate(page.report.findings):
        node = BlankNode(f"r{number}")
        triples.append(Triple(report, NamedNode(SH.result), node))
        results.extend(_result(node, finding, numbers))
    said = " ".join(f"{each.shape} {each.focus_node} {each.path} {each.value}" for each in page.report.findings)
    used = {name: iri for name, iri in PREFIXES.items() if iri in said or iri == SH_NS}
    text = serialize([*triples, *results], format=RdfFormat.TURTLE, prefixes=used)
    assert text is not None  # noqa: S101 - no output was given, so bytes come back
    return text.decode()


def _boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=NamedNode(XSD.boolean))


def _result(node: BlankNode, finding: Finding, numbers: Iterator[int]) -> Iterator[Triple]:
    yield Triple(node, NamedNode(RDF.type), NamedNode(SH.ValidationResult))
    yield Triple(node, NamedNode(SH.resultSeverity), NamedNode(_SEVERITIES[finding.severity]))
    if finding.focus_node:
        yield Triple(node, NamedNode(SH.focusNode), _term(finding.focus_node))
    if finding.path:
        path, described = parse_path(finding.path, lambda: BlankNode(f"p{next(numbers)}"))
        yield Triple(node, NamedNode(SH.resultPath), path)
        yield from described
    if finding.value:
        yield Triple(node, NamedNode(SH.value), _term(finding.value))
    if finding.shape:
        yield Triple(node, NamedNode(SH.sourceShape), NamedNode(finding.shape))
    if finding.component:
        yield Triple(node, NamedNode(SH.sourceConstraintComponent), NamedNode(finding.component))
    for language, text in finding.messages:
        yield Triple(node, NamedNode(SH.resultMessage), Literal(text, language=language or None))


def _term(text: str) -> NamedNode | BlankNode | Literal:
    """A term from its N-Triples text; blank nodes keep their labels, apart from those of the report itself."""
    if text.startswith("_:"):
        return BlankNode("d" + text[2:])
    (quad,) = parse(f"<urn:s> <urn:p> {text} .", format=RdfFormat.N_TRIPLES)
    value: NamedNode | BlankNode | Literal = quad.object
    return value


FORM = Form("turtle", "text/turtle", (".ttl",), _write)
