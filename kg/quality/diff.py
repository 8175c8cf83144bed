"""What changed between two graphs in terms of events, participants and statements.

Reads the published contract only, so any graph of that form will do.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from kg.quality._reading import Graph, local
from kg.rdf.dataset import Dataset
from kg.vocab import DCTERMS, KG, SCHEMA

__all__ = ["Change", "Difference", "changed_triples", "diff"]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """One change.

    Attributes:
        thing: "article", "event", "participant" or "statement".
        change: "added", "removed" or "changed".
        iri: of the thing, by its new name.
        title: the thing in a few words.
        what: which property changed ("" when the thing itself came or went).
        old: its values before.
        new: its values now.
    """

    thing: str
    change: str
    iri: str
    title: str
    what: str = ""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes, by kind of thing."""

    changes: tuple[Change, ...]

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {"changes": [asdict(change) for change in self.changes]}


def diff(old: Dataset, new: Dataset) -> Difference:
    """What changed from one graph to another; `dcterms:replaces` tells what was only renamed."""
    return Difference(_Diff(Graph(old), Graph(new)).changes())


def changed_triples(old: Dataset, new: Dataset) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The triples that went and those that came, as N-Triples lines, sorted; graph names left aside."""
    before, after = ({f"{quad.triple} ." for quad in dataset} for dataset in (old, new))
    return tuple(sorted(before - after)), tuple(sorted(after - before))


class _Diff:
    """Compares two graphs."""

    def __init__(self, old: Graph, new: Graph) -> None:
        self._old = old
        self._new = new
        self._renamed: dict[str, str] = {}
        for kind in (SCHEMA.Event, SCHEMA.Person, SCHEMA.Organization, SCHEMA.GovernmentOrganization, SCHEMA.Place):
            for node in new.instances(kind):
                for former in new.all(node, DCTERMS.replaces):
                    self._renamed[former] = node

    def changes(self) -> tuple[Change, ...]:
        """All changes, articles first, then events with their participants, then statements."""
        return (
            *self._things("article", SCHEMA.NewsArticle, _article_title, _article_values),
            *self._things("event", SCHEMA.Event, _event_title, self._event_values),
            *self._participants(),
            *self._things("statement", None, _statement_title, self._statement_values),
        )

    def _current(self, iri: str) -> str:
        return self._renamed.get(iri, iri) if not self._is_known(iri) else iri

    def _is_known(self, iri: str) -> bool:
        return bool(self._new.all(iri, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"))

    def _nodes(self, graph: Graph, kind: str | None) -> dict[str, str]:
        """Nodes by their present IRI."""
        nodes = graph.instances(kind) if kind else _statements(graph)
        if graph is self._new:
            return {node: node for node in nodes}
        return {self._current(node): node for node in nodes}

    def _things(
        self,
        thing: str,
        kind: str | None,
        title: Callable[[Graph, str], str],
        values: Callable[[Graph, str], dict[str, tuple[str, ...]]],
    ) -> Iterable[Change]:
        before, after = self._nodes(self._old, kind), self._nodes(self._new, kind)
        for iri in sorted({*before, *after}):
            if iri not in after:
                yield Change(thing, "removed", iri, title(self._old, before[iri]))
            elif iri not in before:
                yield Change(thing, "added", iri, title(self._new, iri))
            else:
                was, now = values(self._old, before[iri]), values(self._new, after[iri])
                for what in sorted({*was, *now}):
                    if was.get(what, ()) != now.get(what, ()):
                        yield Change(
                            thing, "changed", iri, title(self._new, iri), what, was.get(what, ()), now.get(what, ())
                        )

    def _event_values(self, graph: Graph, event: str) -> dict[str, tuple[str, ...]]:
        articles = {graph.one(report, SCHEMA.isPartOf) for report in graph.all(event, KG.reportedIn)}
        conflicts = [
            f"{local(graph.one(claim, KG.onProperty))}: {local(graph.one(claim, KG.claimedValue))}"
            for claim in graph.back(event, KG.onSubject)
        ]
        found = {
            "type": (graph.kind(event),),
            "date": tuple(graph.all(event, SCHEMA.startDate)),
            "end": tuple(graph.all(event, SCHEMA.endDate)),
            "date basis": tuple(local(graph.one(each, KG.basis)) for each in graph.all(event, KG.dateAssertion)),
            "status": tuple(map(local, graph.all(event, SCHEMA.eventStatus))),
            "place": tuple(graph.name(each) for each in graph.all(event, SCHEMA.location)),
            "topics": tuple(sorted(graph.name(each) for each in graph.all(event, SCHEMA.about))),
            "articles": tuple(sorted(_article_title(graph, each) for each in articles)),
            "conflicts": tuple(sorted(conflicts)),
        }
        return {what: values for what, values in found.items() if any(values)}

    def _participants(self) -> Iterable[Change]:
        before, after = self._nodes(self._old, SCHEMA.Event), self._nodes(self._new, SCHEMA.Event)
        for event in sorted({*before} & {*after}):
            was, now = self._roles(self._old, before[event]), self._roles(self._new, event)
            title = _event_title(self._new, event)
            for who in sorted({*was, *now}):
                old, new = was.get(who, ()), now.get(who, ())
                name = self._new.name(who) if who in now else self._old.name(who)
                if old != new:
                    change = "changed" if old and new else "added" if new else "removed"
                    yield Change("participant", change, who, f"{name} at {title}", "role", old, new)

    def _roles(self, graph: Graph, event: str) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for node in graph.all(event, KG.participation):
            who = graph.one(node, KG.participant)
            found[who if graph is self._new else self._current(who)] = tuple(map(local, graph.all(node, KG.role)))
        return found

    def _statement_values(self, graph: Graph, statement: str) -> dict[str, tuple[str, ...]]:
        event = graph.event_of(statement)
        speakers = graph.all(statement, KG.speaker)
        if graph is self._old:
            event, speakers = self._current(event), [self._current(each) for each in speakers]
        same = [each for each in graph.all(statement, KG.sameStatementAs) if "/statement/" in each]
        found = {
            "kind": (graph.kind(statement),),
            "speaker": tuple(map(local, speakers)),
            "event": (local(event),) if event else (),
            "text": tuple(graph.all(statement, SCHEMA.text)),
            "same as": tuple(sorted(_statement_title(graph, each) for each in same)),
            "said to be by": tuple(
                sorted(_name(graph, graph.one(claim, KG.claimedValue)) for claim in graph.back(statement, KG.onSubject))
            ),
        }
        return {what: values for what, values in found.items() if values}


def _statements(graph: Graph) -> list[str]:
    kinds = (KG.DirectQuote, KG.MixedQuote, KG.ReportedStatement)
    return sorted({node for kind in kinds for node in graph.instances(kind)})


def _article_title(graph: Graph, article: str) -> str:
    return graph.one(article, SCHEMA.headline) or local(article)


def _article_values(graph: Graph, article: str) -> dict[str, tuple[str, ...]]:
    found = {
        "headline": graph.all(article, SCHEMA.headline),
        "language": graph.all(article, SCHEMA.inLanguage),
        "published": graph.all(article, SCHEMA.datePublished),
        "text": [value[:12] for value in graph.all(article, KG.sha256)],
    }
    return {what: tuple(values) for what, values in found.items() if values}


def _event_title(graph: Graph, event: str) -> str:
    return graph.title(event)


def _statement_title(graph: Graph, statement: str) -> str:
    text = " ".join(graph.one(statement, SCHEMA.text).split())
    speaker = graph.one(statement, KG.speaker)
    shown = text if len(text) <= 80 else f"{text[:79]}…"
    return f"{_name(graph, speaker)}: {shown}"


def _name(graph: Graph, speaker: str) -> str:
    return graph.name(speaker) if speaker and speaker != KG.UnknownSpeaker else "unknown speaker"
