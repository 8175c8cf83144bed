"""What `validate` says of a graph."""

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Finding", "Passage", "Report", "Severity"]


class Severity(StrEnum):
    """SHACL severities, gravest first."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
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


@dataclass(frozen=True, slots=True, order=True)
class Passage:
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


@dataclass(frozen=True, slots=True)
class Report:
    """The findings of one validation, sorted.

    Attributes:
        findings: all of them.
        engine: which engine looked.
        triples: how many triples were looked at.
        shapes: how many shapes were applied.
    """

    findings: tuple[Finding, ...]
    engine: str
    triples: int
    shapes: int

    def conforms(self, at: Severity = Severity.VIOLATION) -> bool:
        """Whether nothing as grave as `at` was found."""
        order = list(Severity)
        return not any(order.index(finding.severity) <= order.index(at) for finding in self.findings)
