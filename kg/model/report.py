"""What `validate` says of a graph."""

from enum import StrEnum

from msgspec import Struct

__all__ = ["Finding", "Further", "Passage", "Report", "Severity"]


class Severity(StrEnum):
    """SHACL severities, gravest first."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class Finding(Struct, frozen=True, array_like=True, order=True):
    """One SHACL validation result.

    Attributes:
        shape: IRI of the shape that fired ("" for a blank node).
        severity: how grave.
        focus_node: the node looked at, as N-Triples term.
        path: property path as N-Triples term or SPARQL path, "" when none.
        value: the offending value as N-Triples term, "" when none.
        component: IRI of the constraint component.
        messages: (language, text) pairs, sorted; language "" when untagged.
    """

    shape: str
    severity: Severity
    focus_node: str
    path: str
    value: str
    component: str
    messages: tuple[tuple[str, str], ...]


class Passage(Struct, frozen=True, array_like=True, order=True):
    """Words of an article.

    Attributes:
        article: its IRI.
        start: offset of the first character.
        end: offset after the last.
        exact: the words.
        prefix: what stands before them.
        suffix: what stands after them.
        headline: of the article, "" if it has none.
        inferred: whether they are what something was inferred from.
    """

    article: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    headline: str
    inferred: bool = False


class Further(Struct, frozen=True, array_like=True, order=True):
    """Findings that are counted, but not listed.

    Attributes:
        severity: how grave.
        shape: IRI of the shape that fired ("" for a blank node).
        component: IRI of the constraint component.
        count: how many, beyond those that are listed.
    """

    severity: Severity
    shape: str
    component: str
    count: int


class Report(Struct, frozen=True, array_like=True):
    """The findings of one validation, sorted.

    Attributes:
        findings: all of them, but for what `further` counts.
        engine: which engine looked.
        triples: how many triples were looked at.
        shapes: how many shapes were applied.
        further: findings that a large graph has besides, sorted.
    """

    findings: tuple[Finding, ...]
    engine: str
    triples: int
    shapes: int
    further: tuple[Further, ...] = ()

    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, gravest first, listed or not."""
        counts = dict.fromkeys(Severity, 0)
        for finding in self.findings:
            counts[finding.severity] += 1
        for each in self.further:
            counts[each.severity] += each.count
        return counts

    def conforms(self, at: Severity = Severity.VIOLATION) -> bool:
        """Whether nothing as grave as `at` was found."""
        order = list(Severity)
        return not any(count for severity, count in self.counts().items() if order.index(severity) <= order.index(at))
