"""The quads of one named graph, collected as lines of canonical N-Quads: no object is made for a term.

What a line looks like is what pyoxigraph would write; tests compare the two over every character.
"""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import batched

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.model import PartialDate
from kg.rdf.dataset import line_of
from kg.vocab import XSD

__all__ = ["OWN", "Graph", "escaped", "expanded", "quads_of", "special_places"]

type Term = NamedNode | BlankNode | Literal | Triple

OWN = "\x03"
"""Stands for the name of a graph in the IRIs that are added to a short one: N-Quads escapes it in every text."""
_SPECIAL = re.compile('[\0-\x1f"\\\\\x7f\ufffe\uffff]|> ')
_NAMED = {"\b": r"\b", "\t": r"\t", "\n": r"\n", "\f": r"\f", "\r": r"\r", '"': r"\"", "\\": r"\\"}
_MANY = 10_000


def escaped(text: str) -> str:
    """A literal's text as it stands between quotation marks in a key of `kg.rdf.dataset.order_keys`."""
    return _SPECIAL.sub(_escape, text) if _SPECIAL.search(text) else text


def special_places(text: str) -> list[int]:
    """Where a text has something that `escaped` writes in another way."""
    return [match.start() for match in _SPECIAL.finditer(text)]


def _escape(match: re.Match[str]) -> str:
    char = match[0]
    if char == "> ":
        return "\x02"
    return _NAMED.get(char) or f"\\u{ord(char):04X}"


@lru_cache(4096)
def _decimal(value: float) -> str:
    lexical = format(Decimal(value).quantize(Decimal("0.001")).normalize(), "f")
    return lexical if "." in lexical else lexical + ".0"


def quads_of(keys: Iterable[str]) -> Iterator[Quad]:
    """The quads of the keys that graphs gave."""
    for some in batched(keys, _MANY):
        yield from parse(_lines(some), format=RdfFormat.N_QUADS)


def _lines(keys: Iterable[str]) -> bytes:
    return line_of("\n".join((*keys, "")).encode())


def expanded(compact: bytes) -> bytes:
    """The lines of what `Graph.compact` gave."""
    name, _, keys = compact.partition(b"\n")
    return line_of(keys.replace(OWN.encode(), name))


@lru_cache(4096)
def _check(iri: str) -> None:
    """Raise a ValueError if what comes from outside is no IRI."""
    NamedNode(iri.replace(OWN, "x:"))


class Graph:
    """Collects the quads of one named graph; a value of None or "" adds nothing, so callers need no conditions.

    A quad is kept as the key that its line is sorted by (see `kg.rdf.dataset.order_keys`).

    Args:
        name: of the graph.
        short: whether `OWN` stands for the name in all that is added, wherever that is a node's IRI or its beginning.
            It is sorted as it stands, so of one subject and predicate all objects have to begin with it, or none.
    """

    def __init__(self, name: str, short: bool = False) -> None:
        self._name = NamedNode(name).value
        own = OWN if short else name
        self._end = f" <{own}\x02."
        self._linked = f"\x02<{own}\x02."
        self._keys: list[str] = []

    def __iter__(self) -> Iterator[Quad]:
        return iter(parse(self.lines(), format=RdfFormat.N_QUADS))

    def taken(self) -> list[str]:
        """The keys of what was collected since this was last asked, which is then no longer kept."""
        keys, self._keys = self._keys, []
        return keys

    def lines(self) -> bytes:
        """The graph as canonical N-Quads, each quad once, in the order of `kg.rdf.dataset`."""
        return expanded(self.compact())

    def compact(self) -> bytes:
        """The same before the name of the graph is put in, in half the bytes: for `expanded`."""
        return "\n".join((self._name, *sorted(set(self._keys)), "")).encode()

    def add_nodes(self, blocks: Iterable[str]) -> None:
        """Add nodes of which nothing else is said: for each the sorted keys that another graph of that name gave."""
        self._keys.extend(blocks)

    def add(self, subject: str, predicate: str, value: Term) -> None:
        """Add an edge to a term."""
        self._keys.append(f"<{subject}\x02<{predicate}\x02" + f"{value}{self._end}".replace("> ", "\x02"))

    def type(self, subject: str, *classes: str) -> None:
        """Say what a node is."""
        for each in classes:
            self._keys.append(f"<{subject}\x02\x01<{each}{self._linked}")

    def link(self, subject: str, predicate: str, iri: str | None) -> None:
        """Add an edge to another node.

        Raises:
            ValueError: what comes from outside is no IRI.
        """
        if iri:
            if not (iri[0] == OWN and iri.isascii()):  # Those are minted from escaped letters.
                _check(iri)
            self._keys.append(f"<{subject}\x02<{predicate}\x02<{iri}{self._linked}")

    def text(self, subject: str, predicate: str, value: str | None, language: str | None = None) -> None:
        """Add a string, language-tagged where a language is given."""
        if value:
            tag = f"@{language.lower()}" if language else ""
            self._keys.append(f'<{subject}\x02<{predicate}\x02"{escaped(value)}"{tag}{self._end}')

    def typed(self, subject: str, predicate: str, value: str | None, datatype: str) -> None:
        """Add a literal of a datatype from its lexical form."""
        if value:
            self._plain(subject, predicate, escaped(value), datatype)

    def _plain(self, subject: str, predicate: str, value: str, datatype: str) -> None:
        self._keys.append(f'<{subject}\x02<{predicate}\x02"{value}"^^<{datatype}{self._linked}')

    def integer(self, subject: str, predicate: str, value: int) -> None:
        """Add an xsd:nonNegativeInteger."""
        self._plain(subject, predicate, str(value), XSD.nonNegativeInteger)

    def decimal(self, subject: str, predicate: str, value: float) -> None:
        """Add an xsd:decimal of at most three digits after the point, in canonical form."""
        self._plain(subject, predicate, _decimal(value), XSD.decimal)

    def boolean(self, subject: str, predicate: str, value: bool) -> None:
        """Add an xsd:boolean."""
        self._plain(subject, predicate, "true" if value else "false", XSD.boolean)

    def date(self, subject: str, predicate: str, value: PartialDate | None) -> None:
        """Add a date with the datatype of its precision."""
        if value is not None:
            datatype = XSD.date if value.day else XSD.gYearMonth if value.month else XSD.gYear
            self._plain(subject, predicate, value.iso, datatype)
