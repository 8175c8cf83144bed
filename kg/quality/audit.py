"""Checks every span of a graph against the articles themselves, found by their SHA-256."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Finding, Severity
from kg.vocab import KG, KG_NS, OA

__all__ = ["Audit", "audit"]

_SHAPE = "https://w3id.org/kg-export/shapes#Span-verbatim"
_COMPONENT = KG_NS + "VerbatimConstraintComponent"


@dataclass(frozen=True, slots=True)
class Audit:
    """What a comparison with the articles found.

    Attributes:
        findings: sorted.
        spans: how many spans were compared with their article.
        articles: how many articles of the graph were among the texts.
    """

    findings: tuple[Finding, ...]
    spans: int
    articles: int


def audit(quads: Iterable[Quad], texts: Mapping[str, str]) -> Audit:
    """Compare the spans of a graph with the texts they were read from.

    Args:
        quads: one article's graph, or many.
        texts: article texts by the SHA-256 of their UTF-8 bytes, in hexadecimal.

    Returns:
        A violation for each span whose words (or the words around it) are not those of the article at that place, and a
        warning for each article whose text is not among the texts.
    """
    rows: dict[str, dict[str, list[str]]] = {}
    kept = {KG.sha256, OA.hasSource, OA.hasSelector, OA.start, OA.end, OA.exact, OA.prefix, OA.suffix}
    for quad in quads:
        subject, value = quad.subject, quad.object
        if quad.predicate.value in kept and isinstance(subject, NamedNode) and isinstance(value, NamedNode | Literal):
            rows.setdefault(subject.value, {}).setdefault(quad.predicate.value, []).append(value.value)
    findings, known = list[Finding](), dict[str, str]()
    for iri, row in sorted(rows.items()):
        if KG.sha256 not in row:
            continue
        digest = row[KG.sha256][0]
        if digest in texts:
            known[iri] = texts[digest]
        else:
            said = (
                ("en", "The text of this article is not among those given; its spans are not checked."),
                ("fr", "Le texte de cet article n'est pas parmi ceux donnés ; ses passages ne sont pas vérifiés."),
            )
            findings.append(_finding(iri, KG.sha256, digest, Severity.WARNING, said))
    spans = 0
    for iri, row in sorted(rows.items()):
        for article in row.get(OA.hasSource, ()):
            if article in known:
                spans += 1
                findings.extend(
                    _compared(iri, [rows.get(each, {}) for each in row.get(OA.hasSelector, ())], known[article])
                )
    return Audit(tuple(sorted(findings)), spans, len(known))


def _compared(span: str, selectors: list[dict[str, list[str]]], text: str) -> Iterable[Finding]:
    values = {predicate: each[0] for row in selectors for predicate, each in row.items()}
    start, end, exact = (values.get(predicate, "") for predicate in (OA.start, OA.end, OA.exact))
    if not all(offset.isascii() and offset.isdigit() for offset in (start, end)):
        yield _wrong(span, OA.start, start or end, "no offsets", "pas de positions")
        return
    first, last = int(start), int(end)
    if text[first:last] != exact or last > len(text):
        shown = text[first:last]
        yield _wrong(span, OA.exact, exact, f"the article says “{shown}”", f"l'article dit « {shown} »")
    before, after = values.get(OA.prefix, ""), values.get(OA.suffix, "")
    if before and not text[:first].endswith(before):
        yield _wrong(
            span, OA.prefix, before, "the article has other words before it", "l'article a d'autres mots avant"
        )
    if after and not text[last:].startswith(after):
        yield _wrong(span, OA.suffix, after, "the article has other words after it", "l'article a d'autres mots après")


def _wrong(span: str, path: str, value: str, english: str, french: str) -> Finding:
    said = (
        ("en", f"Not the words of the article: {english}."),
        ("fr", f"Ce ne sont pas les mots de l'article : {french}."),
    )
    return _finding(span, path, value, Severity.VIOLATION, said)


def _finding(node: str, path: str, value: str, severity: Severity, messages: tuple[tuple[str, str], ...]) -> Finding:
    return Finding(_SHAPE, severity, f"<{node}>", f"<{path}>", str(Literal(value)), _COMPONENT, messages)
