"""The triples of a data set as text, one block per subject: what the writer of JSON-LD works on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, serialize

from kg.errors import InputError
from kg.rdf.dataset import Dataset
from kg.rdf.formats._pretty import without_header
from kg.vocab import XSD_NS

__all__ = ["Blocks", "blocks_of", "objects_of"]

_OBJECT = re.compile(
    r'"[^"\\]*(?:\\.[^"\\]*)*"(?:@[A-Za-z0-9-]+|\^\^(?:<[^>]*>|[^ ]+))?|<[^>]*>|[^ "<,](?:[^ \\]|\\.)*'
)
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_ESCAPED = re.compile(r"\\(.)")
_NUMBER_STARTS = frozenset("+-.0123456789")


@dataclass(frozen=True, slots=True)
class Blocks:
    """A graph as text in Turtle's words.

    Attributes:
        nodes: for each subject its predicates and objects, as Turtle writes them after the subject.
        prefixes: name to namespace.
        blank: whether there may be blank nodes.
    """

    nodes: Mapping[str, str]
    prefixes: Mapping[str, str]
    blank: bool

    def iri(self, term: str) -> str:
        """The IRI of a term that is one."""
        if term.startswith("<"):
            return term[1:-1]
        prefix, _, local = term.partition(":")
        return self.prefixes[prefix] + _ESCAPED.sub(r"\1", local)

    def name(self, iri: str) -> str:
        """The term for an IRI."""
        node = NamedNode(iri)
        return without_header(_turtle([Quad(node, node, node)], self.prefixes)).decode().partition(" ")[0]


def _turtle(quads: list[Quad] | tuple[Quad, ...], prefixes: Mapping[str, str]) -> bytes:
    text = serialize(quads, format=RdfFormat.TRIG, prefixes=dict(prefixes))
    assert text is not None  # noqa: S101 - no output was given, so bytes come back
    return text


def blocks_of(dataset: Dataset, prefixes: Mapping[str, str]) -> Blocks:
    """The union of a data set's graphs.

    Args:
        dataset: the data set.
        prefixes: name to namespace; those whose name Turtle does not allow are not used.

    Raises:
        InputError: there is an RDF 1.2 triple term.
    """
    usable = {name: namespace for name, namespace in sorted(prefixes.items()) if _PREFIX.match(name)}
    text = without_header(_turtle(dataset.quads, usable)).decode()
    if "<<" in text:
        _refuse_triple_terms(dataset)
    nodes: dict[str, str] = {}
    shared: set[str] = set()
    for graph in text.replace("\n\t\t", "\n\t").split("\n}\n"):
        body = graph
        if " {\n\t" in graph:
            before, _, body = graph.rpartition(" {\n\t")
            plain = before.rpartition(" .\n")[0]
            body = f"{plain} .\n{body}" if plain else body
        for block in body.removesuffix("\n").removesuffix(" .").split(" .\n"):
            subject, _, rest = block.strip("\t").partition(" ")
            if subject in nodes:
                shared.add(subject)
                nodes[subject] += " ;\n\t" + rest
            elif rest:
                nodes[subject] = rest
    for subject in shared:
        nodes[subject] = _merged(nodes[subject])
    return Blocks(nodes, usable, "_:" in text)


def _refuse_triple_terms(dataset: Dataset) -> None:
    for quad in dataset:
        if isinstance(quad.object, Triple):
            raise InputError(f"jsonld cannot express the RDF 1.2 triple term in: {quad}; use turtle, trig or nquads")


def _merged(text: str) -> str:
    """A block from several graphs, with each predicate once and each of its objects once."""
    entries = list(dict.fromkeys(text.split(" ;\n\t")))
    if len({entry.partition(" ")[0] for entry in entries}) == len(entries):
        return " ;\n\t".join(entries)
    found: dict[str, set[str]] = {}
    for entry in entries:
        predicate, _, objects = entry.partition(" ")
        found.setdefault(predicate, set()).update(_split(objects))
    return " ;\n\t".join(f"{predicate} {' , '.join(sorted(objects))}" for predicate, objects in found.items())


def _split(text: str) -> list[str]:
    if " , " not in text:
        return [text]
    return sorted(_OBJECT.findall(text) if '"' in text else text.split(" , "))


def objects_of(text: str) -> list[str]:
    """The objects in a comma-separated list, sorted; numbers and booleans become quoted literals with a datatype."""
    objects = _split(text)
    for i, term in enumerate(objects):
        if ":" not in term and term[0] != '"':
            objects[i] = f'"{term}"^^<{XSD_NS}{_native_type(term)}>'
    return objects


def _native_type(term: str) -> str:
    if term[0] not in _NUMBER_STARTS:
        return "boolean"
    if "e" in term or "E" in term:
        return "double"
    return "decimal" if "." in term else "integer"
