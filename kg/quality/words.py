"""The words of the articles behind the nodes that a validation report names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.model import Finding, Passage
from kg.vocab import KG, OA, PROV, SCHEMA

__all__ = ["nodes_of", "words_behind", "words_in"]

_SPANS = (KG.span, KG.quotedSpan, PROV.wasDerivedFrom, KG.inferredFrom, KG.speakerSpan, KG.cueSpan, KG.statusSpan)
# Where a node's words are when it has no span itself: one step, "^" walks backwards; the first that leads to any wins.
_STEPS = (
    "^" + OA.hasSelector,
    KG.reportedIn,
    KG.dateAssertion,
    KG.alignedStatement,
    KG.judged,
    "^" + KG.participant,
    "^" + SCHEMA.attendee,
    "^" + KG.place,
    "^" + KG.speaker,
)
_MOST = 3
_EDGES = {*_SPANS, OA.hasSelector, OA.hasSource, *(step.removeprefix("^") for step in _STEPS)}
_TEXTS = {OA.start, OA.end, OA.exact, OA.prefix, OA.suffix, SCHEMA.headline}
_KEPT = frozenset(f"<{predicate}>".encode() for predicate in _EDGES | _TEXTS)
_BACK = frozenset(f"<{step[1:]}>".encode() for step in _STEPS if step.startswith("^"))
_DEEP = 4  # a node, what it stands for, its assertion, its span, the selectors


def nodes_of(findings: Iterable[Finding]) -> set[str]:
    """The nodes that findings are about, and the values they name."""
    return {node for each in findings for node in (each.focus_node, each.value) if node}


def words_behind(quads: Iterable[Quad], nodes: Iterable[str]) -> Mapping[str, tuple[Passage, ...]]:
    """Passages behind nodes, at most three each, sorted; a node without any is left out.

    Args:
        quads: a graph that keeps the contract; any other gives nothing.
        nodes: N-Triples terms; blank nodes and literals have no words.
    """
    wanted = {node[1:-1] for node in nodes if node.startswith("<")}
    if not wanted:
        return {}
    index = _Index(quads)
    found = {f"<{node}>": tuple(sorted(set(index.passages(node)))[:_MOST]) for node in sorted(wanted)}
    return {node: passages for node, passages in found.items() if passages}


def words_in(text: bytes, nodes: Iterable[str]) -> Mapping[str, tuple[Passage, ...]]:
    """The same of canonical N-Triples; only the lines that lead from the nodes to words are parsed."""
    edge = {node.encode() for node in nodes if node.startswith("<")}
    if not edge:
        return {}
    wanted = {node.decode() for node in edge}
    lines: dict[bytes, list[bytes]] = defaultdict(list)
    back: dict[bytes, list[bytes]] = defaultdict(list)
    for line in text.splitlines(keepends=True):
        subject, predicate, rest = line.split(b" ", 2)
        if predicate in _KEPT:
            lines[subject].append(line)
            if predicate in _BACK:
                back[rest[:-3]].append(subject)
    found: set[bytes] = set()
    edge.update([subject for node in edge for subject in back.get(node, ())])
    for _ in range(_DEEP):
        near = {line for node in edge for line in lines.get(node, ())}
        found |= near
        edge = {line[line.rindex(b" ", 0, -3) + 1 : -3] for line in near}
    return words_behind(parse(b"".join(sorted(found)), format=RdfFormat.N_TRIPLES), wanted)


class _Index:
    """The edges that lead to words, forwards and backwards."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._next: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._text: dict[tuple[str, str], str] = {}
        for quad in quads:
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, NamedNode):
                continue
            if predicate in _TEXTS and isinstance(value, Literal):
                self._text.setdefault((subject.value, predicate), value.value)
            elif predicate in _EDGES and isinstance(value, NamedNode):
                self._next[subject.value, predicate].append(value.value)
                self._next[value.value, "^" + predicate].append(subject.value)

    def passages(self, node: str) -> list[Passage]:
        if passage := self._passage(node, False):
            return [passage]
        found = self._own(node)
        for step in _STEPS:
            if found:
                return found
            for other in self._next.get((node, step), ()):
                near = self._passage(other, False)
                found += [near] if near else self._own(other)
        return found

    def _own(self, node: str) -> list[Passage]:
        for predicate in _SPANS:
            spans = self._next.get((node, predicate), ())
            found = [passage for span in spans if (passage := self._passage(span, predicate == KG.inferredFrom))]
            if found:
                return found
        return []

    def _passage(self, span: str, inferred: bool) -> Passage | None:
        articles, values = self._next.get((span, OA.hasSource), ()), dict[str, str]()
        for selector in self._next.get((span, OA.hasSelector), ()):
            for predicate in (OA.start, OA.end, OA.exact, OA.prefix, OA.suffix):
                if (text := self._text.get((selector, predicate))) is not None:
                    values.setdefault(predicate, text)
        start, end = values.get(OA.start, ""), values.get(OA.end, "")
        if not articles or not (start.isascii() and start.isdigit() and end.isascii() and end.isdigit()):
            return None
        return Passage(
            article=articles[0],
            start=int(start),
            end=int(end),
            exact=values.get(OA.exact, ""),
            prefix=values.get(OA.prefix, ""),
            suffix=values.get(OA.suffix, ""),
            headline=self._text.get((articles[0], SCHEMA.headline), ""),
            inferred=inferred,
        )
