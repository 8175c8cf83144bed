"""What a report form is, and the findings as every form tells them: grouped, with words and advice."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import Protocol

from kg.model import Finding, Passage, Report, Severity
from kg.validate.advice import advice
from kg.validate.shapes import Shape, Shapes
from kg.vocab import PREFIXES

__all__ = ["Form", "Group", "Page", "message", "shorten"]

_PREFIXES = {**PREFIXES, "ks": "https://w3id.org/kg-export/shapes#"}
_ORDER = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Page:
    """A report with what is needed to explain it.

    Attributes:
        report: the findings.
        source: name of the graph, as the user wrote it.
        shapes: what was applied.
        words: the passages of the articles behind nodes, by N-Triples term.
        fail_on: the least grave severity at which the graph counts as not conforming.
        language: "en" or "fr", of messages and advice.
    """

    report: Report
    source: str
    shapes: Shapes
    words: Mapping[str, tuple[Passage, ...]] = field(default_factory=lambda: MappingProxyType({}))
    fail_on: Severity = Severity.VIOLATION
    language: str = "en"

    @property
    def conforms(self) -> bool:
        """Whether nothing as grave as `fail_on` was found."""
        return self.report.conforms(self.fail_on)

    @property
    def verdict(self) -> str:
        """One line: whether it conforms, how many findings of each severity, who looked at what."""
        report = self.report
        counts = ", ".join(f"{count} {severity}" for severity, count in self.counts().items() if count) or "none"
        head = "conforms" if self.conforms else "does not conform"
        return f"{head}; findings: {counts}; {report.triples} triples, {report.shapes} shapes, engine {report.engine}"

    def passages(self, finding: Finding) -> tuple[Passage, ...]:
        """The words behind its focus node; else behind its value, where a rule was asked of a whole article."""
        return self.words.get(finding.focus_node) or self.words.get(finding.value, ())

    def counts(self) -> dict[str, int]:
        """How many findings there are of each severity, gravest first."""
        return {severity.value: count for severity, count in self.report.counts().items()}

    def groups(self) -> tuple["Group", ...]:
        """The findings by severity, shape, constraint and message; gravest first."""

        def key(finding: Finding) -> tuple[int, str, str, str]:
            return _ORDER[finding.severity], finding.shape, finding.component, message(finding, self.language)

        rows = sorted(self.report.findings, key=lambda finding: (key(finding), finding))
        further = {(each.severity, each.shape, each.component): each.count for each in self.report.further}
        groups = []
        for kind, found in groupby(rows, key):
            findings = tuple(found)
            more = further.pop((findings[0].severity, kind[1], kind[2]), 0)
            groups.append(self._group(kind, findings, more))
        return tuple(groups)

    def _group(self, key: tuple[int, str, str, str], findings: tuple[Finding, ...], further: int) -> "Group":
        _, iri, component, said = key
        shape = self.shapes.table.get(iri)
        labels, descriptions = (dict(shape.labels), dict(shape.descriptions)) if shape else ({}, {})
        return Group(
            shape=iri,
            label=_label(shape, labels.get(self.language) or labels.get("") or "", iri),
            severity=findings[0].severity,
            component=component,
            message=said,
            advice=descriptions.get(self.language) or descriptions.get("") or advice(component, self.language),
            findings=findings,
            further=further,
        )


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that say the same of several nodes.

    Attributes:
        shape: IRI, "" when no shape around it has one.
        label: of the shape, for people.
        severity: of all of them.
        component: IRI of the constraint component.
        message: what is wrong.
        advice: what to do about it; the shape's own description where it has one.
        findings: sorted, at least one.
        further: how many there are besides, which a large graph has counted only.
    """

    shape: str
    label: str
    severity: Severity
    component: str
    message: str
    advice: str
    findings: tuple[Finding, ...]
    further: int = 0

    @property
    def count(self) -> int:
        """How many there are, listed or not."""
        return len(self.findings) + self.further


class _Write(Protocol):
    """Writes a report."""

    def __call__(self, page: Page, /) -> str:
        """The whole document."""


@dataclass(frozen=True, slots=True)
class Form:
    """One way to tell a report.

    Attributes:
        name: what `--format` takes; also the name of the module.
        media_type: for HTTP.
        extensions: file name endings, the usual one first, each with its dot.
        write: the document as text.
    """

    name: str
    media_type: str
    extensions: tuple[str, ...]
    write: _Write


def _label(shape: Shape | None, label: str, iri: str) -> str:
    if label:
        return f"{label}: {shorten(shape.path)}" if shape and shape.path else label
    return shorten(f"<{iri}>") if iri else "a shape without name"


def message(finding: Finding, language: str) -> str:
    """What a finding says, in a language, else without one, else in any."""
    messages = dict(finding.messages)
    return messages.get(language) or messages.get("") or next(iter(messages.values()), finding.component)


def shorten(text: str) -> str:
    """A term or path with prefixes in place of the namespaces that are known.

    >>> shorten("(<http://schema.org/name>|<http://example.org/x>)")
    '(schema:name|<http://example.org/x>)'
    """
    pieces = text.split("<")
    for number, piece in enumerate(pieces[1:], start=1):
        iri, closing, rest = piece.partition(">")
        pieces[number] = "<" + piece
        for prefix, namespace in _PREFIXES.items():
            local = iri.removeprefix(namespace)
            if closing and local != iri and local.replace("_", "").replace("-", "").isalnum():
                pieces[number] = f"{prefix}:{local}{rest}"
    return "".join(pieces)
