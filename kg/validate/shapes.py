"""Shapes as both engines take them, and what a report says about them.

A shape without an IRI (`sh:property [ … ]`) would be a different blank node in each engine's report. So each gets an
IRI before an engine sees it, and a finding is told under the nearest enclosing shape that has an IRI of its own.
Blank nodes that are paths, lists or queries keep being blank: there SHACL gives them a meaning.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize

from kg.errors import ShapesError
from kg.resources import shapes_dir
from kg.validate.paths import render
from kg.vocab import RDF, RDFS_NS, SH, SH_NS

__all__ = ["ANONYMOUS", "Shape", "Shapes", "Target", "default_shapes", "shapes_of"]

ANONYMOUS = "urn:kg:anonymous-shape:"
_NESTED = frozenset(SH_NS + name for name in ("property", "node", "not", "qualifiedValueShape"))
_LISTED = frozenset(SH_NS + name for name in ("and", "or", "xone"))
_TARGETS = ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf")
_QUERIES = frozenset(SH_NS + name for name in ("select", "ask", "construct", "update"))
# What could reach the network from inside a query: SHACL forbids SERVICE, and a dataset clause is fetched by rdflib.
_SKIPPED = re.compile(r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>\s]*>|#[^\n]*')
_REACHES_OUT = re.compile(r"(?<![?$:\w])(SERVICE|FROM|LOAD)\b(?!:)", re.IGNORECASE)

type Term = NamedNode | BlankNode | Literal | Triple
type Node = NamedNode | BlankNode | Triple
type Target = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shape:
    """One shape.

    Attributes:
        iri: its own, or one made up that starts with `ANONYMOUS`.
        root: the nearest shape around it with an IRI of its own, "" when there is none.
        path: of a property shape, as SPARQL property path.
        messages: (language, text) pairs it declares itself, sorted.
        labels: (language, text) pairs, sorted; those of the nearest shape around it when it has none.
        descriptions: likewise.
        targets: (kind, IRI) pairs, such as ("targetClass", …), sorted.
        severity: IRI, "" when it declares none.
    """

    iri: str
    root: str
    path: str
    messages: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    descriptions: tuple[tuple[str, str], ...]
    targets: tuple[Target, ...]
    severity: str


@dataclass(frozen=True, slots=True)
class Shapes:
    """Shapes that are ready to apply; make them with `shapes_of`.

    Attributes:
        text: as N-Triples; every shape has an IRI.
        table: each shape by IRI.
        queries: the messages of each `sh:sparql` constraint, by its IRI; one that computes its message has none.
        others: all other messages, such as those of components of one's own, sorted.
    """

    text: str
    table: Mapping[str, Shape] = field(repr=False)
    queries: Mapping[str, tuple[tuple[str, str], ...]] = field(repr=False)
    others: tuple[tuple[str, str], ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.table)

    def __hash__(self) -> int:
        return hash(self.text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shapes) and self.text == other.text

    def targeted(self) -> tuple[Shape, ...]:
        """The shapes that look for nodes themselves, sorted by IRI."""
        return tuple(shape for _, shape in sorted(self.table.items()) if shape.targets)


@cache
def default_shapes() -> Shapes:
    """Our own shapes.

    Raises:
        ShapesError: a file of them is damaged.
    """
    triples: list[Triple] = []
    for path in sorted(shapes_dir().glob("*.ttl")):
        try:
            quads = list(parse(path=str(path), format=RdfFormat.TURTLE, rename_blank_nodes=True))
        except SyntaxError as error:
            raise ShapesError(f"{path}: cannot be read as shapes: {error}") from error
        triples.extend(quad.triple for quad in quads)
    return shapes_of(triples, "our shapes")


def shapes_of(triples: Iterable[Triple], name: str = "shapes") -> Shapes:
    """The shapes that a graph holds.

    Args:
        triples: the shapes graph; what it imports is never fetched.
        name: of the graph, for messages.

    Raises:
        ShapesError: there is no shape, a property shape has no path or several, or a query would reach the network.
    """
    graph = _Index(triples)
    _refuse(graph, name)
    nameless = [each for each in (*graph.shapes(), *graph.values(SH.sparql)) if isinstance(each, BlankNode)]
    named = {node: NamedNode(ANONYMOUS + node.value) for node in nameless}
    if named:
        graph = _Index(_renamed(graph.triples, named))
    found = graph.shapes()
    if not found:
        raise ShapesError(f"{name}: declares no shapes; is it a graph to validate instead?")
    parents = graph.parents(found)
    table = {node.value: graph.shape(node, parents) for node in found if isinstance(node, NamedNode)}
    queries = {
        node.value: graph.texts(node, SH.message)
        for node in graph.values(SH.sparql)
        if isinstance(node, NamedNode) and (graph.objects(node, SH.message) or graph.computes_message(node))
    }
    others = {
        message
        for triple in graph.triples
        if triple.predicate.value == SH.message
        and isinstance(triple.subject, NamedNode | BlankNode)
        and triple.subject.value not in table
        and triple.subject.value not in queries
        for message in graph.texts(triple.subject, SH.message)
    }
    text = serialize(graph.triples, format=RdfFormat.N_TRIPLES)
    assert text is not None  # noqa: S101 - no output was given, so bytes come back
    return Shapes(text.decode(), table, queries, tuple(sorted(others)))


def _renamed(triples: Iterable[Triple], names: Mapping[BlankNode, NamedNode]) -> Iterator[Triple]:
    def rename[T: (Node, Term)](term: T) -> T:
        return names.get(term, term) if isinstance(term, BlankNode) else term

    for triple in triples:
        yield Triple(rename(triple.subject), triple.predicate, rename(triple.object))


def _refuse(graph: "_Index", name: str) -> None:
    for triple in graph.triples:
        if triple.predicate.value in _QUERIES and isinstance(triple.object, Literal):
            word = _REACHES_OUT.search(_SKIPPED.sub(" ", triple.object.value))
            if word:
                raise ShapesError(
                    f"{name}: a query of {triple.subject} says {word[0].upper()}; nothing is fetched to validate: "
                    "remove that clause"
                )
        if triple.predicate.value == SH.property and len(graph.objects(triple.object, SH.path)) != 1:
            count = len(graph.objects(triple.object, SH.path))
            raise ShapesError(f"{name}: the property shape {triple.object} has {count} sh:path; give it exactly one")


class _Index:
    """Triples of a shapes graph by subject and predicate."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self.triples = list(triples)
        self._objects: dict[tuple[Term, str], list[Term]] = defaultdict(list)
        for triple in self.triples:
            self._objects[triple.subject, triple.predicate.value].append(triple.object)

    def objects(self, node: Term, predicate: str) -> Sequence[Term]:
        return self._objects.get((node, predicate), ())

    def values(self, predicate: str) -> list[Term]:
        """All objects of a predicate, each once, sorted as text."""
        return sorted({triple.object for triple in self.triples if triple.predicate.value == predicate}, key=str)

    def computes_message(self, node: Term) -> bool:
        """Whether the query of a constraint selects ?message."""
        queries = self.objects(node, SH_NS + "select")
        return any(isinstance(each, Literal) and "?message" in each.value for each in queries)

    def members(self, node: Term) -> Iterator[Term]:
        """Members of an RDF list; a list that bites its tail ends."""
        seen: set[Term] = set()
        while node not in seen and (first := self.objects(node, RDF.first)):
            seen.add(node)
            yield first[0]
            rest = self.objects(node, RDF.rest)
            if not rest:
                return
            node = rest[0]

    def nested(self) -> Iterator[tuple[Term, Term]]:
        """Pairs of a shape and a shape inside it."""
        for triple in self.triples:
            predicate = triple.predicate.value
            if predicate in _NESTED:
                yield triple.subject, triple.object
            elif predicate in _LISTED:
                for member in self.members(triple.object):
                    yield triple.subject, member

    def shapes(self) -> list[Term]:
        """All shapes, sorted as text."""
        found: set[Term] = set()
        for triple in self.triples:
            predicate, value = triple.predicate.value, triple.object
            typed = (
                predicate == RDF.type
                and isinstance(value, NamedNode)
                and value.value in (SH.NodeShape, SH.PropertyShape)
            )
            if typed or predicate.removeprefix(SH_NS) in (*_TARGETS, "property"):
                found.add(triple.subject)
        for _, inner in self.nested():
            found.add(inner)
        return sorted((node for node in found if isinstance(node, NamedNode | BlankNode)), key=str)

    def parents(self, shapes: Iterable[Term]) -> Mapping[str, str]:
        """The shape around each shape, the first in order when there are several."""
        known = {node.value for node in shapes if isinstance(node, NamedNode)}
        pairs = sorted(
            (inner.value, outer.value)
            for outer, inner in self.nested()
            if isinstance(inner, NamedNode) and isinstance(outer, NamedNode) and outer.value in known
        )
        return dict(reversed(pairs))

    def shape(self, node: NamedNode, parents: Mapping[str, str]) -> Shape:
        root, seen, around = node.value, set[str](), set[str]()
        while root.startswith(ANONYMOUS) and root not in seen:
            seen.add(root)
            root = parents.get(root, "")
        labelled = node.value
        while (
            not (labels := self.texts(NamedNode(labelled), RDFS_NS + "label", SH_NS + "name"))
            and labelled not in around
        ):
            around.add(labelled)
            labelled = parents.get(labelled, labelled)
        paths = self.objects(node, SH.path)
        severity = [each.value for each in self.objects(node, SH.severity) if isinstance(each, NamedNode)]
        return Shape(
            iri=node.value,
            root="" if root.startswith(ANONYMOUS) else root,
            path=render(paths[0], self.objects) if paths else "",
            messages=self.texts(node, SH.message),
            labels=labels,
            descriptions=self.texts(node, SH_NS + "description", RDFS_NS + "comment"),
            targets=tuple(sorted(self._targets(node))),
            severity=severity[0] if severity else "",
        )

    def texts(self, node: Term, *predicates: str) -> tuple[tuple[str, str], ...]:
        return tuple(
            sorted(
                (each.language or "", each.value)
                for predicate in predicates
                for each in self.objects(node, predicate)
                if isinstance(each, Literal)
            )
        )

    def _targets(self, node: NamedNode) -> Iterator[Target]:
        for kind in _TARGETS:
            for each in self.objects(node, SH_NS + kind):
                yield kind, str(each) if isinstance(each, Literal | Triple) else each.value
        types = {each.value for each in self.objects(node, RDF.type) if isinstance(each, NamedNode)}
        if RDFS_NS + "Class" in types:
            yield "targetClass", node.value
