"""Reads a graph by subject and predicate, as the published contract has it; whose graph it is does not matter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg.vocab import KG, KG_NS, OA, RDF, SCHEMA, SKOS

__all__ = ["Graph", "Words", "local"]


@dataclass(frozen=True, slots=True, order=True)
class Words:
    """Words of an article.

    Attributes:
        article: its IRI.
        start: offset of the first character.
        end: offset after the last.
        text: the words.
    """

    article: str
    start: int
    end: int
    text: str


class Graph:
    """The quads of a data set by subject, graph names left aside."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._out: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._in: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._language: dict[tuple[str, str, str], str] = {}
        for quad in quads:
            if not isinstance(quad.subject, NamedNode):
                continue
            value = quad.object
            if not isinstance(value, NamedNode | Literal):
                continue
            subject, predicate = quad.subject.value, quad.predicate.value
            values = self._out[subject][predicate]
            if value.value not in values:
                values.append(value.value)
            if isinstance(value, NamedNode):
                self._in[value.value][predicate].append(subject)
            elif value.language:
                self._language[subject, predicate, value.value] = value.language

    def all(self, subject: str, predicate: str) -> list[str]:
        """The values of a property, sorted."""
        return sorted(self._out[subject][predicate]) if subject in self._out else []

    def one(self, subject: str, predicate: str) -> str:
        """The first value of a property, "" when there is none."""
        return next(iter(self.all(subject, predicate)), "")

    def back(self, node: str, predicate: str) -> list[str]:
        """The subjects that point to a node by a property, sorted."""
        return sorted(set(self._in[node][predicate])) if node in self._in else []

    def instances(self, of: str) -> list[str]:
        """The instances of a class, sorted."""
        return self.back(of, RDF.type)

    def name(self, node: str) -> str:
        """A name to show: the English one, else the first; else the end of the IRI."""
        for predicate in (SCHEMA.name, SKOS.prefLabel):
            names = self.all(node, predicate)
            if names:
                return min(names, key=lambda each: (self._language.get((node, predicate, each), "en") != "en", each))
        return local(node)

    def kind(self, node: str) -> str:
        """The kg: class of an event or statement, as a word."""
        found = [each for each in self.all(node, RDF.type) if each.startswith(KG_NS)]
        return local(found[0]) if found else ""

    def words(self, spans: Iterable[str]) -> tuple[Words, ...]:
        """The words of spans, in the order of the texts."""
        found = set()
        for span in spans:
            start = end = -1
            text = ""
            for selector in self.all(span, OA.hasSelector):
                start = int(self.one(selector, OA.start) or start)
                end = int(self.one(selector, OA.end) or end)
                text = self.one(selector, OA.exact) or text
            found.add(Words(self.one(span, OA.hasSource), start, end, text))
        return tuple(sorted(found))

    def title(self, event: str) -> str:
        """An event in a few words: date, kind and who."""
        present = self.all(event, SCHEMA.attendee)
        present.sort(key=lambda each: SCHEMA.Person not in self.all(each, RDF.type))
        who = ", ".join(self.name(each) for each in present[:3])
        parts = (self.one(event, SCHEMA.startDate) or "undated", self.kind(event), who)
        return " · ".join(part for part in parts if part)

    def reports(self, event: str, articles: Iterable[str]) -> list[str]:
        """The reports by which some articles tell of an event."""
        wanted = set(articles)
        return [each for each in self.all(event, KG.reportedIn) if self.one(each, SCHEMA.isPartOf) in wanted]

    def event_of(self, statement: str) -> str:
        """The event a statement was made at, else the one whose report it is told with, "" none."""
        told = self.back(self.one(statement, KG.inReport), KG.reportedIn)
        events = [each for each in told if SCHEMA.Event in self.all(each, RDF.type)]
        return self.one(statement, KG.statedAt) or next(iter(events), "")

    def statements(self, article: str) -> list[str]:
        """The statements of an article, in order."""
        found = [each for each in self.back(article, SCHEMA.isPartOf) if self.one(each, SCHEMA.text)]
        return sorted(found, key=lambda each: (int(self.one(each, KG.position) or 0), each))


def local(iri: str) -> str:
    """The end of an IRI."""
    return iri.rstrip("/").replace("#", "/").rsplit("/", 1)[-1]
