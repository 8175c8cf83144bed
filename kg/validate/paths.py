"""Property paths: from SHACL's nodes to SPARQL's text and back."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.vocab import RDF, SH_NS

__all__ = ["parse_path", "render"]

_MAX_DEPTH = 50
_SUFFIXES: Final = {"zeroOrMorePath": "*", "oneOrMorePath": "+", "zeroOrOnePath": "?"}
_TOKEN = re.compile(r"<([^<>]*)>|([()^/|*+?])|\s+")

type Term = NamedNode | BlankNode | Literal | Triple
type Objects = Callable[[Term, str], Sequence[Term]]


def render(node: Term, objects: Objects, depth: int = 0) -> str:
    """A path as SPARQL text; a predicate is its IRI in angle brackets, a path that is none of SHACL's is "".

    Args:
        node: what `sh:path` or `sh:resultPath` leads to.
        objects: the objects of a node and a predicate.
        depth: how deep this path lies in another.
    """
    if isinstance(node, NamedNode):
        return f"<{node.value}>"
    if depth > _MAX_DEPTH:
        return ""
    if objects(node, RDF.first):
        return "(" + "/".join(render(each, objects, depth + 1) for each in _members(node, objects)) + ")"
    for name, suffix in _SUFFIXES.items():
        for inner in objects(node, SH_NS + name):
            return f"({render(inner, objects, depth + 1)}){suffix}"
    for inner in objects(node, SH_NS + "inversePath"):
        return f"^({render(inner, objects, depth + 1)})"
    for inner in objects(node, SH_NS + "alternativePath"):
        return "(" + "|".join(render(each, objects, depth + 1) for each in _members(inner, objects)) + ")"
    return ""


def _members(node: Term, objects: Objects) -> Iterator[Term]:
    seen: set[Term] = set()
    while node not in seen and (first := objects(node, RDF.first)):
        seen.add(node)
        yield first[0]
        node = next(iter(objects(node, RDF.rest)), node)


def parse_path(text: str, mint: Callable[[], BlankNode]) -> tuple[NamedNode | BlankNode, list[Triple]]:
    """The node of a path that `render` wrote, and the triples that describe it.

    Raises:
        ValueError: not such a path.

    >>> node, triples = parse_path("<http://example.org/p>", BlankNode)
    >>> str(node), triples
    ('<http://example.org/p>', [])
    """
    reader = _Reader(text, mint)
    node = reader.alternatives()
    if reader.tokens:
        raise ValueError(f"not a path: {text!r}")
    return node, reader.triples


class _Reader:
    """Recursive descent over the tokens of one path."""

    def __init__(self, text: str, mint: Callable[[], BlankNode]) -> None:
        self.tokens = [match[0] for match in _TOKEN.finditer(text) if match[0].strip()]
        self.triples: list[Triple] = []
        self._mint = mint

    def alternatives(self) -> NamedNode | BlankNode:
        branches = [self.sequence()]
        while self._take("|"):
            branches.append(self.sequence())
        if len(branches) == 1:
            return branches[0]
        return self._node("alternativePath", self._list(branches))

    def sequence(self) -> NamedNode | BlankNode:
        steps = [self.step()]
        while self._take("/"):
            steps.append(self.step())
        return steps[0] if len(steps) == 1 else self._list(steps)

    def step(self) -> NamedNode | BlankNode:
        if self._take("^"):
            return self._node("inversePath", self.step())
        if self._take("("):
            node = self.alternatives()
            if not self._take(")"):
                raise ValueError("not a path: a parenthesis is left open")
        elif self.tokens and self.tokens[0].startswith("<"):
            node = NamedNode(self.tokens.pop(0)[1:-1])
        else:
            raise ValueError("not a path: a step is missing")
        for name, suffix in _SUFFIXES.items():
            if self._take(suffix):
                return self._node(name, node)
        return node

    def _take(self, token: str) -> bool:
        if self.tokens and self.tokens[0] == token:
            self.tokens.pop(0)
            return True
        return False

    def _node(self, predicate: str, value: NamedNode | BlankNode) -> BlankNode:
        node = self._mint()
        self.triples.append(Triple(node, NamedNode(SH_NS + predicate), value))
        return node

    def _list(self, members: Sequence[NamedNode | BlankNode]) -> BlankNode:
        nodes: list[NamedNode | BlankNode] = [self._mint() for _ in members]
        for node, member, rest in zip(nodes, members, [*nodes[1:], NamedNode(RDF.nil)], strict=True):
            self.triples.append(Triple(node, NamedNode(RDF.first), member))
            self.triples.append(Triple(node, NamedNode(RDF.rest), rest))
        first = nodes[0]
        assert isinstance(first, BlankNode)  # noqa: S101 - they were just minted
        return first
