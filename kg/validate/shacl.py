"""SHACL validation with pyshacl, the reference; findings in one model, sorted."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ShapesError
from kg.model import Finding, Report, Severity
from kg.resources import shapes_dir
from kg.vocab import SH

if TYPE_CHECKING:
    from rdflib import Graph

__all__ = ["default_shapes", "validate"]

_SEVERITIES = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}


def default_shapes() -> tuple[Path, ...]:
    """The files of our own shapes, sorted."""
    return tuple(sorted(shapes_dir().glob("*.ttl")))


@cache
def _load(paths: tuple[Path, ...]) -> "Graph":
    from rdflib import Graph

    shapes = Graph()
    for path in paths:
        try:
            shapes.parse(path, format="turtle")
        except Exception as error:
            raise ShapesError(f"{path}: cannot be read as shapes: {error}") from error
    return shapes


def validate(graph: "Graph", shapes: Sequence[Path] = ()) -> Report:
    """What the shapes find in a graph.

    Args:
        graph: the union of all graphs; owl:imports are never followed.
        shapes: Turtle files; our own by default.

    Raises:
        ShapesError: the shapes cannot be read or applied.
    """
    import pyshacl
    from pyshacl.errors import ReportableRuntimeError, ValidationFailure
    from rdflib import RDF, Graph, Literal, URIRef
    from rdflib.term import Identifier, Node

    loaded = _load(tuple(shapes) or default_shapes())
    try:
        _, results, _ = pyshacl.validate(
            graph, shacl_graph=loaded, inference="none", advanced=False, do_owl_imports=False
        )
    except (ReportableRuntimeError, ValidationFailure) as error:
        raise ShapesError(f"the shapes cannot be applied: {error}") from error
    if not isinstance(results, Graph):
        raise ShapesError(f"the shapes cannot be applied: {results}")
    findings = []
    for result in results.subjects(RDF.type, URIRef(SH.ValidationResult)):

        def term(predicate: str, result: Node = result) -> str:
            value = results.value(result, URIRef(predicate))
            return value.n3() if isinstance(value, Identifier) else ""

        messages = sorted(
            (message.language or "", str(message))
            for message in results.objects(result, URIRef(SH.resultMessage))
            if isinstance(message, Literal)
        )
        shape = results.value(result, URIRef(SH.sourceShape))
        findings.append(
            Finding(
                shape=str(shape) if isinstance(shape, URIRef) else "",
                severity=_SEVERITIES.get(str(results.value(result, URIRef(SH.resultSeverity))), Severity.VIOLATION),
                focus_node=term(SH.focusNode),
                path=term(SH.resultPath),
                value=term(SH.value),
                component=str(results.value(result, URIRef(SH.sourceConstraintComponent)) or ""),
                messages=tuple(messages),
            )
        )
    count = len(set(loaded.subjects(RDF.type, URIRef(SH.NodeShape))))
    return Report(tuple(sorted(findings)), "pyshacl", len(graph), count)
