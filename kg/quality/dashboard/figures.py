"""The figures of a dashboard, counted from the published contract; of any other graph most are zero."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

from pyoxigraph import Literal, NamedNode

from kg.model import Report
from kg.rdf.dataset import Dataset
from kg.validate import Shapes
from kg.validate.reports import shorten
from kg.vocab import ITSRDF, KG, MEDTOP_NS, RDF, SCHEMA, SKOS

__all__ = ["Completeness", "Figures", "Share", "SpeakerCount", "figures_of"]

type Counts = tuple[tuple[str, int], ...]

_STATEMENTS = {KG.DirectQuote: "direct", KG.MixedQuote: "mixed", KG.ReportedStatement: "reported"}
_AGENTS = (SCHEMA.Person, SCHEMA.Organization, SCHEMA.GovernmentOrganization)
_PLACES = (SCHEMA.Country, SCHEMA.City, SCHEMA.Place)
_EXPECTED = (
    (
        "article",
        (SCHEMA.NewsArticle,),
        (SCHEMA.headline, SCHEMA.datePublished, SCHEMA.url, SCHEMA.publisher, SCHEMA.about),
    ),
    ("event", (SCHEMA.Event,), (SCHEMA.startDate, SCHEMA.location, SCHEMA.attendee, SCHEMA.about, SCHEMA.eventStatus)),
    ("statement", tuple(_STATEMENTS), (KG.cue, KG.speaker, KG.statedAt, KG.addressee, SCHEMA.about)),
    ("participation", (KG.Participation,), (KG.role, KG.inCapacity, KG.onBehalfOf)),
    ("person or body", _AGENTS, (SCHEMA.name, SCHEMA.jobTitle, SCHEMA.sameAs)),
    ("place", _PLACES, (SCHEMA.name, SCHEMA.sameAs)),
)
_MATRIX = 14
_BINS = 10


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def percent(self) -> float | None:
        """In percent with one digit after the point; None of nothing."""
        return round(100 * self.count / self.of, 1) if self.of else None


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many things of a kind have a property."""

    kind: str
    property: str
    share: Share


@dataclass(frozen=True, slots=True)
class SpeakerCount:
    """The statements of one speaker."""

    name: str
    direct: int
    mixed: int
    reported: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.direct + self.mixed + self.reported


@dataclass(frozen=True, slots=True)
class Figures:
    """What a dashboard shows; pairs are (name, count), most frequent first unless they have an order of their own.

    Attributes:
        triples: distinct ones.
        subjects: distinct nodes that something is said of.
        properties: distinct predicates.
        classes: instances by class.
        predicates: triples by property.
        outlets: articles by publisher.
        languages: articles by language, "" when none is given.
        months: events by month of their start, in order, months without any included.
        undated: events without a start date.
        people: the participants of the matrix.
        meetings: for each of `people`, in how many events they took part with each of `people`; 0 with themselves.
        speakers: statements by speaker.
        topics: statements by topic.
        completeness: by kind and property.
        speaker_resolved: statements whose speaker is known.
        linked: persons, bodies and places with an identifier elsewhere.
        date_basis: fused dates by what they rest on.
        conflicts: contested properties.
        confidence: statements by confidence, in tenths from 0 up.
        findings: by severity.
        coverage: shapes by how many nodes they looked at, all that look for nodes themselves.
    """

    triples: int
    subjects: int
    properties: int
    classes: Counts
    predicates: Counts
    outlets: Counts
    languages: Counts
    months: Counts
    undated: int
    people: tuple[str, ...]
    meetings: tuple[tuple[int, ...], ...]
    speakers: tuple[SpeakerCount, ...]
    topics: Counts
    completeness: tuple[Completeness, ...]
    speaker_resolved: Share
    linked: Share
    date_basis: Counts
    conflicts: Counts
    confidence: tuple[int, ...]
    findings: Counts
    coverage: Counts

    def as_json(self) -> dict[str, Any]:
        """The same as JSON data; pairs become objects."""
        data = asdict(self)
        for name in (
            "classes",
            "predicates",
            "outlets",
            "languages",
            "months",
            "topics",
            "date_basis",
            "conflicts",
            "findings",
            "coverage",
        ):
            data[name] = dict(data[name])
        data["unused_shapes"] = [name for name, count in self.coverage if not count]
        return data


def figures_of(dataset: Dataset, report: Report, shapes: Shapes, language: str = "en") -> Figures:
    """Count.

    Args:
        dataset: the graph.
        report: what validation found in it.
        shapes: what was applied.
        language: which of several names is shown.
    """
    return _Counter(dataset, language).figures(report, shapes)


class _Counter:
    """The triples of a graph, indexed once."""

    def __init__(self, dataset: Dataset, language: str) -> None:
        self._language = language
        self._rows: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
        self._by_class: dict[str, list[str]] = defaultdict(list)
        self._objects: dict[str, set[str]] = defaultdict(set)
        self._said = Counter[str]()
        self._triples = 0
        for triple in dataset.union():
            self._triples += 1
            subject, predicate = str(triple.subject), triple.predicate.value
            self._said[predicate] += 1
            self._rows[subject][predicate].append(triple.object)
            self._objects[predicate].add(str(triple.object))
            if predicate == RDF.type and isinstance(triple.object, NamedNode):
                self._by_class[triple.object.value].append(subject)

    def figures(self, report: Report, shapes: Shapes) -> Figures:
        events, articles = self._of(SCHEMA.Event), self._of(SCHEMA.NewsArticle)
        statements = self._of(*_STATEMENTS)
        months = Counter(date[:7] for event in events if (date := self._text(event, SCHEMA.startDate)))
        people, meetings = self._meetings(events)
        things = self._of(*_AGENTS, *_PLACES)
        return Figures(
            triples=self._triples,
            subjects=len(self._rows),
            properties=len(self._objects),
            classes=_ranked({shorten(f"<{iri}>"): len(nodes) for iri, nodes in self._by_class.items()}),
            predicates=_ranked({shorten(f"<{iri}>"): count for iri, count in self._said.items()}),
            outlets=_ranked(Counter(name for each in articles if (name := self._text(each, SCHEMA.publisher)))),
            languages=_ranked(Counter(self._text(each, SCHEMA.inLanguage) for each in articles)),
            months=tuple((month, months[month]) for month in _without_gaps(months)),
            undated=len(events) - months.total(),
            people=people,
            meetings=meetings,
            speakers=self._speakers(statements),
            topics=_ranked(
                Counter(self._name(topic) for each in statements for topic in self._nodes(each, SCHEMA.about))
            ),
            completeness=tuple(self._completeness()),
            speaker_resolved=Share(sum(bool(self._speaker(each)) for each in statements), len(statements)),
            linked=Share(sum(SCHEMA.sameAs in self._rows[each] for each in things), len(things)),
            date_basis=_ranked(
                Counter(
                    shorten(basis).removeprefix("kg:")
                    for event in events
                    for date in self._nodes(event, KG.dateAssertion)
                    for basis in self._nodes(date, KG.basis)
                )
            ),
            conflicts=_ranked(self._conflicts()),
            confidence=self._confidence(statements),
            findings=tuple(sorted(Counter(each.severity.value for each in report.findings).items())),
            coverage=self._coverage(shapes),
        )

    def _of(self, *classes: str) -> list[str]:
        return sorted({node for each in classes for node in self._by_class.get(each, ())})

    def _nodes(self, node: str, predicate: str) -> Iterator[str]:
        row = self._rows.get(node)
        for value in row.get(predicate, ()) if row else ():
            if isinstance(value, NamedNode):
                yield str(value)

    def _text(self, node: str, predicate: str) -> str:
        row = self._rows.get(node)
        texts = [value for value in row.get(predicate, ()) if isinstance(value, Literal)] if row else []
        best = sorted(texts, key=lambda value: (value.language != self._language, value.value))
        return best[0].value if best else ""

    def _name(self, node: str) -> str:
        found = self._text(node, SCHEMA.name) or self._text(node, SKOS.prefLabel)
        return found or shorten(node).removeprefix("<" + MEDTOP_NS).rstrip(">")

    def _speaker(self, statement: str) -> str:
        return next((each for each in self._nodes(statement, KG.speaker) if each != f"<{KG.UnknownSpeaker}>"), "")

    def _meetings(self, events: Iterable[str]) -> tuple[tuple[str, ...], tuple[tuple[int, ...], ...]]:
        pairs = Counter[tuple[str, str]]()
        for event in events:
            pairs.update(combinations(sorted(set(self._nodes(event, SCHEMA.attendee))), 2))
        # Those who met most often, pair by pair: the most frequent guests need not have met each other at all.
        often = sorted(pairs, key=lambda pair: (-pairs[pair], *map(self._name, pair), pair))
        chosen = list(dict.fromkeys(node for pair in often for node in pair))[:_MATRIX]
        table = tuple(tuple(pairs[min(a, b), max(a, b)] if a != b else 0 for b in chosen) for a in chosen)
        return tuple(map(self._name, chosen)), table

    def _speakers(self, statements: Iterable[str]) -> tuple[SpeakerCount, ...]:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for each in statements:
            kinds = {value.value for value in self._rows[each][RDF.type] if isinstance(value, NamedNode)}
            kind = next(name for iri, name in _STATEMENTS.items() if iri in kinds)
            speaker = self._speaker(each)
            counts[self._name(speaker) if speaker else "unknown speaker"][kind] += 1
        rows = [SpeakerCount(name, row["direct"], row["mixed"], row["reported"]) for name, row in counts.items()]
        return tuple(sorted(rows, key=lambda row: (-row.total, row.name)))

    def _completeness(self) -> Iterator[Completeness]:
        for kind, classes, properties in _EXPECTED:
            nodes = self._of(*classes)
            if kind == "statement":
                known = {each: self._rows[each] for each in nodes}
                have = {KG.speaker: sum(bool(self._speaker(each)) for each in known)}
            else:
                have = {}
            for each in properties:
                count = have.get(each, sum(each in self._rows[node] for node in nodes))
                if nodes:
                    yield Completeness(kind, shorten(f"<{each}>"), Share(count, len(nodes)))

    def _conflicts(self) -> Counter[str]:
        contested = {
            (subject, predicate)
            for claim in self._of(KG.ConflictingClaim)
            for subject in self._nodes(claim, KG.onSubject)
            for predicate in self._nodes(claim, KG.onProperty)
        }
        return Counter(shorten(predicate) for _, predicate in contested)

    def _confidence(self, statements: Iterable[str]) -> tuple[int, ...]:
        bins = [0] * _BINS
        for each in statements:
            try:
                value = float(self._text(each, ITSRDF.taConfidence))
            except ValueError:
                continue
            if 0 <= value <= 1:
                bins[min(_BINS - 1, int(value * _BINS))] += 1
        return tuple(bins)

    def _coverage(self, shapes: Shapes) -> Counts:
        counts = {}
        for shape in shapes.targeted():
            focus: set[str] = set()
            for kind, iri in shape.targets:
                if kind == "targetClass":
                    focus.update(self._by_class.get(iri, ()))
                elif kind == "targetSubjectsOf":
                    focus.update(node for node, row in self._rows.items() if iri in row)
                elif kind == "targetObjectsOf":
                    focus.update(self._objects.get(iri, ()))
                else:
                    focus.add(iri)
            counts[shorten(f"<{shape.iri}>").removeprefix("ks:")] = len(focus)
        return _ranked(counts)


def _ranked(counts: "Counter[str] | dict[str, int]") -> Counts:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _without_gaps(months: Iterable[str]) -> Iterator[str]:
    """All months from the first to the last, at most ten years of them; else only those with events."""
    known = sorted(month for month in months if len(month) == 7 and month.replace("-", "").isdigit())
    if not known:
        return
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (known[0], known[-1]))
    if last - first > 120:
        yield from known
        return
    for number in range(first, last + 1):
        yield f"{number // 12:04}-{number % 12 + 1:02}"
