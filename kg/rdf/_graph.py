"""A list of quads of one named graph, and the terms they are made of."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.model import PartialDate
from kg.vocab import RDF, XSD

__all__ = ["Graph"]

type Term = NamedNode | BlankNode | Literal | Triple


@cache
def _term(iri: str) -> NamedNode:
    return NamedNode(iri)


class Graph:
    """Collects the quads of one named graph; a value of None or "" adds nothing, so callers need no conditions."""

    def __init__(self, name: str) -> None:
        self._name = NamedNode(name)
        self._quads: list[Quad] = []
        self._subject, self._node = name, self._name

    def __iter__(self) -> Iterator[Quad]:
        return iter(self._quads)

    def taken(self) -> list[Quad]:
        """The quads collected since this was last asked, which are then no longer kept."""
        quads, self._quads = self._quads, []
        return quads

    def add(self, subject: str, predicate: str, value: Term) -> None:
        """Add an edge to a term."""
        if subject != self._subject:
            self._subject, self._node = subject, NamedNode(subject)
        self._quads.append(Quad(self._node, _term(predicate), value, self._name))

    def type(self, subject: str, *classes: str) -> None:
        """Say what a node is."""
        for each in classes:
            self.add(subject, RDF.type, _term(each))

    def link(self, subject: str, predicate: str, iri: str | None) -> None:
        """Add an edge to another node."""
        if iri:
            self.add(subject, predicate, NamedNode(iri))

    def text(self, subject: str, predicate: str, value: str | None, language: str | None = None) -> None:
        """Add a string, language-tagged where a language is given."""
        if value:
            literal = Literal(value, language=language.lower()) if language else Literal(value)
            self.add(subject, predicate, literal)

    def typed(self, subject: str, predicate: str, value: str | None, datatype: str) -> None:
        """Add a literal of a datatype from its lexical form."""
        if value:
            self.add(subject, predicate, Literal(value, datatype=_term(datatype)))

    def integer(self, subject: str, predicate: str, value: int) -> None:
        """Add an xsd:nonNegativeInteger."""
        self.add(subject, predicate, Literal(str(value), datatype=_term(XSD.nonNegativeInteger)))

    def decimal(self, subject: str, predicate: str, value: float) -> None:
        """Add an xsd:decimal of at most three digits after the point, in canonical form."""
        lexical = format(Decimal(value).quantize(Decimal("0.001")).normalize(), "f")
        self.add(
            subject, predicate, Literal(lexical if "." in lexical else lexical + ".0", datatype=_term(XSD.decimal))
        )

    def boolean(self, subject: str, predicate: str, value: bool) -> None:
        """Add an xsd:boolean."""
        self.add(subject, predicate, Literal(value))

    def date(self, subject: str, predicate: str, value: PartialDate | None) -> None:
        """Add a date with the datatype of its precision."""
        if value is not None:
            datatype = XSD.date if value.day else XSD.gYearMonth if value.month else XSD.gYear
            self.typed(subject, predicate, value.iso, datatype)
