"""What two sources of a graph say of the same events: agreed, only in one, contested.

Reads the published contract only, so any graph of that form will do.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kg.errors import InputError
from kg.quality._reading import Graph, Words, local
from kg.rdf.dataset import Dataset
from kg.vocab import KG, PROV, RDF, SCHEMA, TIME

__all__ = ["Claim", "Comparison", "compare"]

type Verdict = Literal["agreed", "only in A", "only in B", "contested"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that is said, and what each side says of it.

    Attributes:
        event: what it is about, in a few words.
        kind: "date", "weekday", "place", "type", "status", "participant", "role", "topic" or "statement".
        about: whom or what the claim is about ("" for the event itself).
        value: what is said; "A value / B value" when contested, and of a statement how each side has it
            ("direct / reported"). A statement of A that fits two of B makes two claims.
        verdict: how the sides stand.
        a: the words of A.
        b: the words of B.
    """

    event: str
    kind: str
    about: str
    value: str
    verdict: Verdict
    a: tuple[Words, ...] = ()
    b: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """The claims of two sources.

    Attributes:
        a: IRIs of the articles of A.
        b: IRIs of the articles of B.
        claims: event by event.
    """

    a: tuple[str, ...]
    b: tuple[str, ...]
    claims: tuple[Claim, ...]

    def counts(self) -> dict[str, int]:
        """How many claims there are of each verdict."""
        counted = Counter(str(claim.verdict) for claim in self.claims)
        return {verdict: counted[verdict] for verdict in ("agreed", "only in A", "only in B", "contested")}

    def as_json(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "a": list(self.a),
            "b": list(self.b),
            "counts": self.counts(),
            "claims": [asdict(claim) for claim in self.claims],
        }


def compare(dataset: Dataset, a: str, b: str) -> Comparison:
    """The claims of two articles, or of all articles of two outlets.

    Args:
        dataset: a graph with the fused graph in it.
        a: an article by its IRI, the end of it, its URL or its headline; or the name of an outlet.
        b: the other side.

    Raises:
        InputError: no article is known by one of the two.
    """
    graph = Graph(dataset)
    sides = (_articles(graph, a), _articles(graph, b))
    said = _Said(graph, sides)
    told = [each for each in graph.instances(SCHEMA.Event) if any(graph.reports(each, side) for side in sides)]
    told.sort(key=lambda event: (not all(graph.reports(event, side) for side in sides), event))
    claims: list[Claim] = []
    for event in [*told, *said.elsewhere(told)]:
        claims += _Event(graph, event, sides, said).claims()
    return Comparison(sides[0], sides[1], tuple(claims))


class _Said:
    """The statements of both sides, each at one event: where it was made, else what its article is about.

    What is one utterance stands together at the event that A has it at; "" is no event.
    """

    def __init__(self, graph: Graph, sides: Sequence[Sequence[str]]) -> None:
        self.pairs: dict[str, list[tuple[str, list[str]]]] = {}
        self.only_b: dict[str, list[str]] = {}
        ours, theirs = ([each for article in side for each in graph.statements(article)] for side in sides)
        at = {each: _event_of(graph, each) for each in (*ours, *theirs)}
        met: set[str] = set()
        for one in ours:
            others = [each for each in graph.all(one, KG.sameStatementAs) if each in at and each not in set(ours)]
            met.update(others)
            self.pairs.setdefault(at[one], []).append((one, others))
        for other in theirs:
            if other not in met:
                self.only_b.setdefault(at[other], []).append(other)

    def elsewhere(self, events: Iterable[str]) -> list[str]:
        """Where else something was said, "" last."""
        return sorted({*self.pairs, *self.only_b} - set(events), key=lambda event: (not event, event))


def _event_of(graph: Graph, statement: str) -> str:
    stated = graph.event_of(statement)
    about = graph.all(graph.one(statement, SCHEMA.isPartOf), SCHEMA.about)
    return stated or next((each for each in about if SCHEMA.Event in graph.all(each, RDF.type)), "")


def _articles(graph: Graph, which: str) -> tuple[str, ...]:
    articles = graph.instances(SCHEMA.NewsArticle)
    exact = [
        each
        for each in articles
        if which in (each, graph.one(each, SCHEMA.url), graph.one(each, SCHEMA.headline), graph.one(each, KG.sha256))
    ]
    outlet = [each for each in articles if which.casefold() in map(str.casefold, graph.all(each, SCHEMA.publisher))]
    ends = [each for each in articles if len(which) >= 4 and local(each).startswith(local(which))]
    for found in (exact, outlet, ends):
        if found:
            return tuple(found)
    known = ", ".join([*map(local, articles[:5]), *(["…"] if len(articles) > 5 else [])])
    raise InputError(f"no article or outlet {which!r} in the graph; articles: {known or 'none'}")


class _Event:
    """The claims about one event."""

    def __init__(self, graph: Graph, event: str, sides: Sequence[Sequence[str]], said: _Said) -> None:
        self._graph = graph
        self._event = event
        self._sides = sides
        self._said = said
        self._title = graph.title(event) if event else "no event"
        self._reports = [graph.reports(event, side) for side in sides]

    def claims(self) -> list[Claim]:
        """All of them, by kind."""
        found = [
            *self._single("type", KG.reportedType),
            *self._single("status", KG.reportedStatus),
            *self._dates(),
            *self._places(),
            *self._participants(),
            *self._topics(),
            *self._statements(),
        ]
        return found

    def _claim(self, kind: str, about: str, value: str, a: Iterable[Words] | None, b: Iterable[Words] | None) -> Claim:
        verdict: Verdict = "agreed" if a is not None and b is not None else "only in A" if b is None else "only in B"
        return Claim(self._title, kind, about, value, verdict, tuple(a or ()), tuple(b or ()))

    def _valued(
        self, kind: str, about: str, values: Sequence[dict[str, set[Words]]], single: bool = True
    ) -> list[Claim]:
        """Claims of a property; where it has one value at a time, two different ones are contested."""
        ours, theirs = values
        found = [
            self._claim(kind, about, value, _sorted(ours.get(value)), _sorted(theirs.get(value)))
            for value in sorted({*ours, *theirs})
            if not single or (value in ours) == (value in theirs)
        ]
        left = [sorted(set(side) - set(other)) for side, other in ((ours, theirs), (theirs, ours))]
        if single and left[0] and left[1]:
            words = [
                tuple(sorted(word for value in part for word in side[value]))
                for part, side in zip(left, values, strict=True)
            ]
            value = " / ".join(", ".join(part) for part in left)
            found.append(Claim(self._title, kind, about, value, "contested", words[0], words[1]))
        elif single:
            found += [self._claim(kind, about, value, _sorted(ours[value]), None) for value in left[0]]
            found += [self._claim(kind, about, value, None, _sorted(theirs[value])) for value in left[1]]
        return found

    def _single(self, kind: str, predicate: str) -> list[Claim]:
        graph = self._graph
        values: list[dict[str, set[Words]]] = [{}, {}]
        for side, reports in enumerate(self._reports):
            for report in reports:
                value = local(graph.one(report, predicate))
                values[side].setdefault(value, set()).update(graph.words(graph.all(report, KG.span)))
        return self._valued(kind, "", values)

    def _dates(self) -> list[Claim]:
        graph = self._graph
        days: list[dict[str, set[Words]]] = [{}, {}]
        weekdays: list[dict[str, set[Words]]] = [{}, {}]
        for side, reports in enumerate(self._reports):
            for assertion in [each for report in reports for each in graph.all(report, KG.dateAssertion)]:
                words = graph.words(graph.all(assertion, PROV.wasDerivedFrom))
                value, weekday = graph.one(assertion, KG.value), graph.one(assertion, TIME.dayOfWeek)
                if value:
                    days[side].setdefault(value, set()).update(words)
                if weekday:
                    weekdays[side].setdefault(local(weekday), set()).update(words)
                if len(value) == 10:
                    weekdays[side].setdefault(_weekday(value), set()).update(words)
        said = [claim for claim in self._valued("weekday", "", weekdays) if _named(claim, days)]
        return [*self._valued("date", "", days), *said]

    def _places(self) -> list[Claim]:
        graph = self._graph
        values: list[dict[str, set[Words]]] = [{}, {}]
        for side, reports in enumerate(self._reports):
            for assertion in [each for report in reports for each in graph.all(report, KG.placeAssertion)]:
                words = graph.words([*graph.all(assertion, KG.span), *graph.all(assertion, KG.inferredFrom)])
                values[side].setdefault(self._place(graph.one(assertion, SCHEMA.name)), set()).update(words)
        return self._valued("place", "", values, single=self._is_disputed(SCHEMA.location))

    def _is_disputed(self, predicate: str) -> bool:
        """Whether the graph holds claims about a property of the event that exclude each other.

        A palace and a city do not: one may be in the other.
        """
        graph = self._graph
        return any(graph.one(claim, KG.onProperty) == predicate for claim in graph.back(self._event, KG.onSubject))

    def _place(self, name: str) -> str:
        """The name the fused graph gives to a place that is read under another name."""
        graph = self._graph
        claims = [claim for claim in graph.back(self._event, KG.onSubject) if graph.one(claim, KG.claimedValue)]
        places = [*graph.all(self._event, SCHEMA.location), *(graph.one(claim, KG.claimedValue) for claim in claims)]
        for place in places:
            names = [*graph.all(place, SCHEMA.name), *graph.all(place, SCHEMA.alternateName)]
            if name.casefold() in map(str.casefold, names):
                return graph.name(place)
        return name

    def _participants(self) -> list[Claim]:
        graph = self._graph
        found = []
        for participation in graph.all(self._event, KG.participation):
            who = graph.name(graph.one(participation, KG.participant))
            spans = graph.words([*graph.all(participation, KG.span), *graph.all(participation, KG.inferredFrom)])
            told = [set(graph.all(participation, KG.reportedIn)) & set(reports) for reports in self._reports]
            words = [
                [word for word in spans if word.article in side] if reports else None
                for side, reports in zip(self._sides, told, strict=True)
            ]
            if told[0] or told[1]:
                found.append(self._claim("participant", who, local(graph.one(participation, KG.role)), *words))
                found += self._contested(participation, who)
        return found

    def _contested(self, node: str, who: str) -> list[Claim]:
        """What the fused graph says that the sides contradict each other in."""
        graph = self._graph
        values: list[dict[str, set[Words]]] = [{}, {}]
        for claim in graph.back(node, KG.onSubject):
            value = local(graph.one(claim, KG.claimedValue))
            for side, articles in enumerate(self._sides):
                if set(graph.all(claim, KG.claimedIn)) & set(articles):
                    words = [word for word in graph.words(graph.all(claim, KG.span)) if word.article in articles]
                    values[side].setdefault(value, set()).update(words)
        return [claim for claim in self._valued("role", who, values) if claim.verdict == "contested"]

    def _topics(self) -> list[Claim]:
        graph = self._graph
        values: list[dict[str, set[Words]]] = [{}, {}]
        for side, reports in enumerate(self._reports):
            for assignment in [each for report in reports for each in graph.all(report, KG.topicAssignment)]:
                topic = graph.name(graph.one(assignment, KG.topic))
                values[side].setdefault(topic, set()).update(graph.words(graph.all(assignment, KG.span)))
        return self._valued("topic", "", values, single=False)

    def _statements(self) -> list[Claim]:
        graph = self._graph
        found = []
        for one, others in self._said.pairs.get(self._event, []):
            found += [self._pair(one, other) for other in others] or [
                self._claim("statement", *self._who_and_how(one), graph.words(graph.all(one, KG.span)), None)
            ]
        for one in self._said.only_b.get(self._event, []):
            words = graph.words(graph.all(one, KG.span))
            found.append(self._claim("statement", *self._who_and_how(one), None, words))
        return found

    def _pair(self, one: str, other: str) -> Claim:
        """An utterance that both sides tell: contested where two persons known by name are said to have made it."""
        graph = self._graph
        speakers = {graph.one(each, KG.speaker) for each in (one, other)}
        speakers = speakers - {KG.UnknownSpeaker} or speakers
        about = " / ".join(sorted(map(self._speaker, speakers)))
        words = [graph.words(graph.all(each, KG.span)) for each in (one, other)]
        claim = self._claim("statement", about, f"{self._kind(one)} / {self._kind(other)}", *words)
        disputed = all(graph.back(each, KG.onSubject) for each in (one, other))
        return _against(claim) if disputed and len(speakers) > 1 else claim

    def _who_and_how(self, statement: str) -> tuple[str, str]:
        return self._speaker(self._graph.one(statement, KG.speaker)), self._kind(statement)

    def _speaker(self, iri: str) -> str:
        return "unknown speaker" if iri == KG.UnknownSpeaker else self._graph.name(iri)

    def _kind(self, statement: str) -> str:
        return {"DirectQuote": "direct", "MixedQuote": "mixed", "ReportedStatement": "reported"}.get(
            self._graph.kind(statement), "said"
        )


def _sorted(words: set[Words] | None) -> list[Words] | None:
    return None if words is None else sorted(words)


def _against(claim: Claim) -> Claim:
    return Claim(claim.event, claim.kind, claim.about, claim.value, "contested", claim.a, claim.b)


def _weekday(day: str) -> str:
    from datetime import date

    return date.fromisoformat(day).strftime("%A")


def _named(claim: Claim, days: Sequence[dict[str, set[Words]]]) -> bool:
    """Whether a weekday says more than the dates of both sides do."""
    return claim.verdict != "agreed" or not (days[0] and days[1]) if days[0] or days[1] else True
