"""What an engine is, and how the results of any engine become findings of one model."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Protocol

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.model import Finding, Severity
from kg.validate.advice import default_messages
from kg.validate.paths import render
from kg.validate.shapes import ANONYMOUS, Shapes
from kg.vocab import RDF, SH, SH_NS

__all__ = ["Data", "Engine", "findings_of"]

_SPARQL = SH_NS + "SPARQLConstraintComponent"
_PLACEHOLDER = re.compile(r"\{[?$]\w+\}")
_SEVERITIES = {SH.Violation: Severity.VIOLATION, SH.Warning: Severity.WARNING, SH.Info: Severity.INFO}

type Node = NamedNode | BlankNode | Triple
type Term = NamedNode | BlankNode | Literal | Triple


class Data(Protocol):
    """The graph that is looked at; `kg.rdf.dataset.Dataset` and `kg.rdf.lines.Lines` are."""

    def ntriples(self) -> bytes:
        """The triples of all graphs together as canonical N-Triples."""


class Engine(Protocol):
    """A SHACL engine: a module of this package with a `run` like this."""

    def run(self, data: Data, shapes: Shapes, about: Callable[[str], bool] | None = None) -> Iterable[Triple]:
        """The triples of the sh:ValidationReport.

        Args:
            data: the graph.
            shapes: what to apply; nothing they import is fetched.
            about: which focus nodes matter, by their N-Triples terms; results about others may be left out.

        Raises:
            ShapesError: the shapes cannot be applied.
        """


class _Results:
    """The triples of a validation report, by subject."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._rows: dict[Term, dict[str, list[Term]]] = {}
        for triple in triples:
            self._rows.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)

    def objects(self, node: Term, predicate: str) -> Sequence[Term]:
        return self._rows.get(node, {}).get(predicate, ())

    def first(self, node: Term, predicate: str) -> Term | None:
        return next(iter(self.objects(node, predicate)), None)

    def results(self) -> list[Term]:
        """What the report itself lists: no details of nested shapes."""
        return [
            result
            for node, row in self._rows.items()
            if any(isinstance(each, NamedNode) and each.value == SH.ValidationReport for each in row.get(RDF.type, ()))
            for result in row.get(SH.result, ())
        ]


def findings_of(
    report: Iterable[Triple], shapes: Shapes, about: Callable[[str], bool] | None = None
) -> tuple[Finding, ...]:
    """The findings of a validation report, sorted; the same whichever engine wrote it.

    Messages are those of the shapes. An engine's own words for a constraint that declares none are replaced by ours.

    Args:
        report: its triples.
        shapes: what was applied.
        about: which focus nodes matter, by their N-Triples terms; all by default.
    """
    results = _Results(report)
    listed = results.results()
    if about:
        listed = [each for each in listed if about(str(results.first(each, SH.focusNode)))]
    return tuple(sorted(_finding(result, results, shapes) for result in listed))


def _finding(result: Term, results: _Results, shapes: Shapes) -> Finding:
    source = _iri(results.first(result, SH.sourceShape))
    shape = shapes.table.get(source)
    component = _iri(results.first(result, SH.sourceConstraintComponent))
    path, value = results.first(result, SH.resultPath), results.first(result, SH.value)
    severity = _iri(results.first(result, SH.resultSeverity))
    focus = results.first(result, SH.focusNode)
    rendered = "" if path is None else render(path, results.objects)
    if isinstance(path, BlankNode) and shape:
        rendered = shape.path
    return Finding(
        shape=shape.root if shape else ("" if source.startswith(ANONYMOUS) else source),
        severity=_SEVERITIES.get(severity, Severity.VIOLATION),
        focus_node="" if focus is None else str(focus),
        path=rendered,
        value="" if value is None else str(value),
        component=component,
        messages=_messages(result, results, shapes, source, component),
    )


def _messages(
    result: Term, results: _Results, shapes: Shapes, source: str, component: str
) -> tuple[tuple[str, str], ...]:
    said = [each for each in results.objects(result, SH.resultMessage) if isinstance(each, Literal)]
    shape, constraint = shapes.table.get(source), _iri(results.first(result, SH.sourceConstraint))
    declared = shape.messages if shape else ()
    if component == _SPARQL and constraint in shapes.queries:
        declared = shapes.queries[constraint]
        if not declared:
            return tuple(sorted((each.language or "", each.value) for each in said))
    elif not declared and not component.startswith(SH_NS):
        texts = [each.value for each in said]
        declared = tuple(each for each in shapes.others if any(_pattern(each[1]).fullmatch(text) for text in texts))
    filled = {_filled(language, text, said) for language, text in declared}
    return tuple(sorted(filled)) or default_messages(component)


def _filled(language: str, template: str, said: Sequence[Literal]) -> tuple[str, str]:
    """A declared message with the values an engine filled in; not every engine keeps the language of such a message."""
    if _PLACEHOLDER.search(template):
        pattern = _pattern(template)
        for each in said:
            if pattern.fullmatch(each.value) and (each.language or language) == language:
                return language, each.value
    return language, template


@lru_cache(maxsize=512)
def _pattern(template: str) -> re.Pattern[str]:
    parts = [re.escape(part) for part in _PLACEHOLDER.split(template)]
    return re.compile("(.*)".join(parts), re.DOTALL)


def _iri(term: Term | None) -> str:
    return term.value if isinstance(term, NamedNode) else ""


def renamed(triples: Iterable[Triple], names: Mapping[str, str]) -> list[Triple]:
    """Triples with other labels for some blank nodes."""

    def rename[T: (Node, Term)](term: T) -> T:
        return BlankNode(names.get(term.value, term.value)) if isinstance(term, BlankNode) else term

    return [Triple(rename(each.subject), each.predicate, rename(each.object)) for each in triples]
