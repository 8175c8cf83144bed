"""The graph between minting and writing: quads without repetition, in one fixed order.

The terms are pyoxigraph's, because its parsers and writers are ten to a hundred times faster than rdflib's and change
no literal. Whoever wants rdflib's calls `Dataset.to_rdflib`.

The order comes from the N-Quads line of each quad, so no comparison of terms is written here twice: by graph (the
default graph first), then subject, predicate (`rdf:type` first) and object, each as its N-Triples text.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.rdf.blanknodes import has_blank_nodes, relabel

if TYPE_CHECKING:
    import rdflib

__all__ = ["Dataset", "GraphName", "line_of", "order_keys", "statements", "triple_lines"]

type GraphName = NamedNode | BlankNode | DefaultGraph

_TYPE_KEY = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type\x02"


def order_keys(lines: bytes) -> list[bytes]:
    """One key per N-Triples or N-Quads line that puts nodes before their fragments and rdf:type first.

    N-Triples escapes control characters, so the two used here occur in no text: keys stay as distinct as lines.
    """
    return lines.replace(b"> ", b"\x02").replace(_TYPE_KEY, b"\x01").split(b"\n")[:-1]


def line_of(key: bytes) -> bytes:
    """The line that a key of `order_keys` was made from, or the lines of several between line ends."""
    return key.replace(b"\x01", _TYPE_KEY).replace(b"\x02", b"> ")


def _in_order[T: (Quad, Triple)](statements: Iterable[T], syntax: RdfFormat) -> list[T]:
    """Sort the statements of one graph and drop repeated ones."""
    rows = list(statements)
    text = serialize(rows, format=syntax)
    assert text is not None  # noqa: S101 - no output was given, so bytes come back
    unique = dict(zip(order_keys(text), rows, strict=True))
    return [unique[key] for key in sorted(unique)]


def _by_graph(quads: Iterable[Quad]) -> dict[GraphName, list[Quad]]:
    graphs: dict[GraphName, list[Quad]] = {}
    for quad in quads:
        graphs.setdefault(quad.graph_name, []).append(quad)
    return {name: graphs[name] for name in sorted(graphs, key=_graph_key)}


def _graph_key(name: GraphName) -> str:
    return "" if isinstance(name, DefaultGraph) else str(name)


@dataclass(frozen=True, slots=True)
class Dataset:
    """An RDF data set: unique quads in a fixed order; make one with `Dataset.from_quads`.

    Two data sets of the same quads are equal and are written as the same bytes, whatever the order they came in.

    >>> from pyoxigraph import Literal, NamedNode, Quad
    >>> name, ann = NamedNode("http://schema.org/name"), NamedNode("http://example.org/ann")
    >>> dataset = Dataset.from_quads([Quad(ann, name, Literal("Ann")), Quad(ann, name, Literal("Ann"))])
    >>> len(dataset)
    1
    """

    quads: tuple[Quad, ...] = ()

    @classmethod
    def from_quads(cls, quads: Iterable[Quad]) -> "Dataset":
        """The data set of these quads: sorted, each once, blank nodes relabelled (see `kg.rdf.blanknodes`)."""
        rows = list(quads)
        if has_blank_nodes(rows):
            rows = relabel(rows)
        graphs = _by_graph(rows).values()
        return cls(tuple(quad for graph in graphs for quad in _in_order(graph, RdfFormat.N_QUADS)))

    @classmethod
    def from_triples(cls, triples: Iterable[Triple], graph: GraphName | None = None) -> "Dataset":
        """The data set of these triples in one graph, by default the default graph."""
        return cls.from_quads(Quad(t.subject, t.predicate, t.object, graph) for t in triples)

    def __len__(self) -> int:
        return len(self.quads)

    def __iter__(self) -> Iterator[Quad]:
        return iter(self.quads)

    def graphs(self) -> tuple[GraphName, ...]:
        """Names of the graphs that hold at least one triple, the default graph first, in order."""
        return tuple(dict.fromkeys(map(attrgetter("graph_name"), self.quads)))

    def graph(self, name: GraphName) -> tuple[Triple, ...]:
        """The triples of one graph, in order; none when there is no such graph."""
        return tuple(quad.triple for quad in self.quads if quad.graph_name == name)

    def union(self) -> tuple[Triple, ...]:
        """The triples of all graphs together, each once, in order."""
        triples = tuple(map(attrgetter("triple"), self.quads))
        if len(self.graphs()) <= 1:
            return triples
        return tuple(_in_order(triples, RdfFormat.N_TRIPLES))

    def ntriples(self) -> bytes:
        """The union as canonical N-Triples, in order."""
        text = serialize(statements(self), format=RdfFormat.N_TRIPLES)
        assert text is not None  # noqa: S101 - no output was given, so bytes come back
        return text

    def flat(self) -> "Dataset":
        """The union as a data set with the default graph alone."""
        if all(isinstance(name, DefaultGraph) for name in self.graphs()):
            return self
        return Dataset(tuple(Quad(t.subject, t.predicate, t.object) for t in self.union()))

    def merge(self, *others: "Dataset") -> "Dataset":
        """The RDF merge: all quads, with the blank nodes of each data set kept apart from those of the others."""
        apart = (_apart(dataset.quads, i) for i, dataset in enumerate((self, *others)))
        return Dataset.from_quads(quad for quads in apart for quad in quads)

    def to_rdflib(self) -> "rdflib.Graph":
        """The union as an rdflib graph; every literal keeps its lexical form, also an impossible date."""
        from kg.bridge import to_graph

        return to_graph(self.union())


def _apart(quads: Sequence[Quad], number: int) -> Iterable[Quad]:
    """The quads with blank nodes that no other number gives."""
    if not has_blank_nodes(quads):
        return quads
    return relabel(quads, prefix=f"d{number}x")


def statements(dataset: Dataset) -> tuple[Triple, ...] | tuple[Quad, ...]:
    """The union in the cheapest form that a writer without graphs takes: the quads themselves in the default graph."""
    names = set(map(attrgetter("graph_name"), dataset.quads))
    if names == {DefaultGraph()}:
        return dataset.quads
    triples = tuple(map(attrgetter("triple"), dataset.quads))
    return triples if len(names) <= 1 else tuple(_in_order(triples, RdfFormat.N_TRIPLES))


def triple_lines(dataset: Dataset) -> list[str]:
    """The union as canonical N-Triples lines, without their final " .", in order.

    Subject, predicate and object are the parts of `line.split(" ", 2)`. This is the quickest way to read many terms
    from Python: one call for all of them instead of several per term.
    """
    return dataset.ntriples().decode().split(" .\n")[:-1]
