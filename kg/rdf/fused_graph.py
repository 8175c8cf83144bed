"""Conclusions from all articles → the quads of the fused graph."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from kg.model import (
    Attribution,
    Conflict,
    EntityType,
    EventStatus,
    FusedDate,
    FusedEntity,
    FusedEvent,
    FusedFacts,
    FusedLocation,
    FusedParticipation,
    Name,
    PartialDate,
    Source,
    StatementAlignment,
    StatementRef,
    UnsurePair,
)
from kg.rdf._graph import Graph
from kg.rdf.article_graph import STATUS, WEEKDAYS, basis_of
from kg.rdf.iris import IRIs
from kg.vocab import DCTERMS, ITSRDF, KG, KG_NS, MEDTOP_NS, PROV, SCHEMA, SEM, TIME

__all__ = ["fused_keys"]

_CLASSES = {
    EntityType.PERSON: (SCHEMA.Person,),
    EntityType.ORGANIZATION: (SCHEMA.Organization,),
    EntityType.GOVERNMENT: (SCHEMA.GovernmentOrganization,),
    EntityType.DELEGATION: (KG.Delegation,),
    EntityType.GROUP: (KG.Group,),
    EntityType.COUNTRY: (SCHEMA.Country,),
    EntityType.CITY: (SCHEMA.City,),
    EntityType.PLACE: (SCHEMA.Place,),
    EntityType.DOCUMENT: (SCHEMA.CreativeWork,),
}
_IRIS = 1 << 14
_PLACES = (EntityType.COUNTRY, EntityType.CITY, EntityType.PLACE)
_PROPERTIES = {
    "date": SCHEMA.startDate,
    "end": SCHEMA.endDate,
    "weekday": TIME.dayOfWeek,
    "place": SCHEMA.location,
    "role": KG.role,
    "status": SCHEMA.eventStatus,
    "type": KG.reportedType,
    "participant": KG.participant,
    "speaker": KG.speaker,
}


def fused_keys(fused: FusedFacts, iris: IRIs) -> Iterator[str]:
    """Entities, events, attributions, agreement and conflict, in the fused graph, a few in memory at a time.

    They are keys of lines (see `kg.rdf.dataset.order_keys`), not sorted; `kg.rdf._graph.quads_of` makes quads of them.
    """
    return _FusedGraph(fused, iris).keys()


class _FusedGraph:
    """Builds the fused graph piece by piece; of the entities, which come first, it keeps keys and types."""

    def __init__(self, fused: FusedFacts, iris: IRIs) -> None:
        self._fused = fused
        self._iris = iris
        self._graph = Graph(iris.fused_graph)
        self._types: dict[str, EntityType] = {}
        self._places: dict[str, int] = {}
        self._entity_iri = lru_cache(_IRIS)(self._minted)
        self._governments: dict[str, None] = {}

    def _minted(self, key: str) -> str | None:
        """The IRI of an entity, None where there is none of that key."""
        return self._iris.entity(self._types[key], key) if key in self._types else None

    def keys(self) -> Iterator[str]:
        fused, one_by_one = self._fused, self._one_by_one
        yield from one_by_one(self._begin, ((),))
        yield from one_by_one(self._fuses, zip(fused.articles))
        yield from one_by_one(self._entity, enumerate(fused.entities))
        yield from one_by_one(self._event, zip(fused.events))
        yield from one_by_one(self._attribution, zip(fused.attributions))
        yield from one_by_one(self._alignment, zip(fused.alignments))
        yield from one_by_one(self._disputed, fused.disputed)
        yield from one_by_one(self._about, fused.about)
        yield from one_by_one(self._mentions_event, fused.mentioned_events)
        yield from one_by_one(self._mentions, fused.mentions)
        yield from one_by_one(self._copies, zip(fused.copies))
        yield from one_by_one(self._unsure, zip(fused.unsure))
        governments = (fused.entities[self._places[key]] for key in self._governments)
        yield from one_by_one(self._government, zip(governments))

    def _one_by_one(self, add: Callable[..., None], items: Iterable[tuple[Any, ...]]) -> Iterator[str]:
        for item in items:
            add(*item)
            yield from self._graph.taken()

    def _begin(self) -> None:
        self._graph.type(self._iris.fused_graph, KG.FusedGraph)

    def _fuses(self, article: str) -> None:
        self._graph.link(self._iris.fused_graph, KG.fuses, self._iris.article(article))

    def _disputed(self, statement: StatementRef, conflict: Conflict) -> None:
        iri = self._iris.statement(statement)
        self._conflict(iri, iri, conflict)

    def _about(self, article: str, event: str) -> None:
        self._graph.link(self._iris.article(article), SCHEMA.about, self._iris.event(event))

    def _mentions_event(self, article: str, event: str) -> None:
        self._graph.link(self._iris.article(article), KG.mentionsEvent, self._iris.event(event))

    def _mentions(self, article: str, entity: str) -> None:
        self._graph.link(self._iris.article(article), SCHEMA.mentions, self._entity_iri(entity))

    def _copies(self, copies: Sequence[str]) -> None:
        for other in copies[1:]:
            self._graph.link(self._iris.article(other), KG.nearDuplicateOf, self._iris.article(copies[0]))

    def _actor(self, key: str) -> str | None:
        """Who acts or speaks under a name: for a country or a capital, its government, which is a node of its own."""
        if self._types.get(key) in _PLACES:
            self._governments[key] = None
            return self._iris.government(key)
        return self._entity_iri(key)

    def _takes_part(self, key: str) -> bool:
        """Whether somebody can be a participant; a group that nobody names ("officials") stays in its report."""
        return self._types[key] not in (EntityType.GROUP, EntityType.DOCUMENT)

    def _government(self, place: FusedEntity) -> None:
        graph, iri = self._graph, self._iris.government(place.key)
        graph.type(iri, SCHEMA.GovernmentOrganization)
        self._names(iri, SCHEMA.name, place.names)
        self._names(iri, SCHEMA.alternateName, place.alternate_names)
        if place.type is EntityType.COUNTRY:
            graph.link(iri, KG.onBehalfOf, self._entity_iri(place.key))

    def _names(self, iri: str, predicate: str, names: Iterable[Name]) -> None:
        for name in names:
            self._graph.text(iri, predicate, name.text, name.language)

    def _spans(self, iri: str, predicate: str, sources: Iterable[Source]) -> None:
        for source in sources:
            self._graph.link(iri, predicate, self._iris.span(source.article, source.span))

    def _entity(self, place: int, entity: FusedEntity) -> None:
        graph, iri = self._graph, self._iris.entity(entity.type, entity.key)
        self._types[entity.key] = entity.type
        if entity.type in _PLACES:
            self._places[entity.key] = place
        graph.type(iri, *_CLASSES[entity.type])
        self._names(iri, SCHEMA.name, entity.names)
        self._names(iri, SCHEMA.alternateName, entity.alternate_names)
        self._names(iri, SCHEMA.jobTitle, entity.titles)
        for former in entity.former:
            graph.link(iri, DCTERMS.replaces, self._iris.entity(entity.type, former))
        if entity.link and entity.link.iri:
            graph.link(iri, SCHEMA.sameAs, entity.link.iri)
            self._labels(iri, entity, entity.link.labels)

    def _labels(self, iri: str, entity: FusedEntity, labels: Iterable[Name]) -> None:
        """The authority's labels: the name in a language that no text gives one in, else one more name."""
        known, languages = {*entity.names, *entity.alternate_names}, {name.language for name in entity.names}
        for label in labels:
            if label not in known:
                predicate = SCHEMA.alternateName if label.language in languages else SCHEMA.name
                self._names(iri, predicate, (label,))

    def _event(self, event: FusedEvent) -> None:
        graph, iris, iri = self._graph, self._iris, self._iris.event(event.key)
        graph.type(iri, SCHEMA.Event, SEM.Event, KG_NS + event.type)
        graph.link(iri, SCHEMA.eventStatus, STATUS[event.status])
        if event.date:
            self._date(iri, event.date)
        if event.location:
            self._location(iri, event.location)
        for participation in event.participations:
            if self._takes_part(participation.entity):
                self._participation(iri, event.key, participation)
        for topic in event.topics:
            graph.link(iri, SCHEMA.about, MEDTOP_NS + topic.topic)
        for report in event.reports:
            graph.link(iri, KG.reportedIn, iris.report(report))
        for conflict in event.conflicts:
            if not conflict.subject or self._takes_part(conflict.subject):
                self._conflict(iri, event.key, conflict)
        if event.super_event:
            graph.link(iri, KG.superEvent, iris.event(event.super_event))
        for planned in event.planned:
            graph.link(iri, KG.plannedAs, iris.event(planned))
        for former in event.former:
            graph.link(iri, DCTERMS.replaces, iris.event(former))

    def _date(self, event: str, fused: FusedDate) -> None:
        graph, iri = self._graph, self._iris.part(event, "date")
        if fused.value and fused.value.day:
            graph.date(event, SCHEMA.startDate, fused.value)
            graph.date(event, SCHEMA.endDate, fused.end)
        graph.link(event, KG.dateAssertion, iri)
        graph.type(iri, KG.DateAssertion)
        graph.date(iri, KG.value, fused.value)
        graph.date(iri, KG.valueEnd, fused.end)
        if fused.weekday is not None:
            graph.link(iri, TIME.dayOfWeek, WEEKDAYS[fused.weekday])
        graph.link(iri, KG.basis, basis_of(fused.basis, fused.value))
        self._spans(iri, PROV.wasDerivedFrom, fused.sources)

    def _location(self, event: str, location: FusedLocation) -> None:
        graph, iri = self._graph, self._iris.part(event, "place")
        place = self._entity_iri(location.entity)
        graph.link(event, SCHEMA.location, place)
        graph.link(event, KG.placeAssertion, iri)
        graph.type(iri, KG.PlaceAssertion)
        graph.link(iri, KG.place, place)
        graph.boolean(iri, KG.inferred, location.inferred)
        self._spans(iri, KG.inferredFrom if location.inferred else PROV.wasDerivedFrom, location.sources)
        graph.text(iri, KG.rule, location.rule)

    def _participation(self, event: str, event_key: str, participation: FusedParticipation) -> None:
        graph, iri = self._graph, self._iris.participation(event_key, participation.entity)
        entity = self._actor(participation.entity)
        graph.link(event, SCHEMA.attendee, entity)
        graph.link(event, KG.participation, iri)
        graph.type(iri, KG.Participation)
        graph.link(iri, KG.participant, entity)
        graph.link(iri, KG.role, KG_NS + participation.role)
        self._names(iri, KG.inCapacity, participation.capacities)
        graph.link(iri, KG.office, participation.office)
        graph.link(iri, KG.onBehalfOf, self._entity_iri(participation.on_behalf_of))
        graph.boolean(iri, KG.inferred, participation.inferred)
        self._spans(iri, KG.span, participation.sources)
        for report in participation.reports:
            graph.link(iri, KG.reportedIn, self._iris.report(report))

    def _attribution(self, attribution: Attribution) -> None:
        graph, iris = self._graph, self._iris
        iri = iris.statement(attribution.statement)
        article = iris.article(attribution.statement.article)
        speaker = self._actor(attribution.speaker)
        graph.link(iri, KG.speaker, speaker or KG.UnknownSpeaker)
        if speaker and speaker != self._entity_iri(attribution.speaker):
            graph.link(article, SCHEMA.mentions, speaker)
        if speaker and attribution.spoken and self._types[attribution.speaker] is not EntityType.DOCUMENT:
            graph.link(iri, SCHEMA.spokenByCharacter, speaker)
        graph.link(iri, KG.statedAt, iris.event(attribution.event) if attribution.event else None)
        graph.link(iri, KG.addressee, self._actor(attribution.addressee))
        graph.link(iri, KG.relayedBy, self._actor(attribution.relayed_by))

    def _alignment(self, alignment: StatementAlignment) -> None:
        graph = self._graph
        first, second = self._iris.statement(alignment.first), self._iris.statement(alignment.second)
        iri = self._iris.alignment(alignment.first, alignment.second)
        graph.link(first, KG.sameStatementAs, second)
        graph.link(second, KG.sameStatementAs, first)
        graph.type(iri, KG.StatementAlignment)
        graph.link(iri, KG.alignedStatement, first)
        graph.link(iri, KG.alignedStatement, second)
        graph.decimal(iri, KG.confidence, alignment.confidence)

    def _conflict(self, event: str, event_key: str, conflict: Conflict) -> None:
        graph = self._graph
        parts = [conflict.property, *([conflict.subject] if conflict.subject else [])]
        subject = self._iris.participation(event_key, conflict.subject) if conflict.subject else event
        for claim in conflict.claims:
            iri = self._iris.part(event, "claim", *parts, claim.value)
            graph.type(iri, KG.ConflictingClaim)
            graph.link(iri, KG.onSubject, subject)
            graph.link(iri, KG.onProperty, _PROPERTIES[conflict.property])
            self._claimed(iri, conflict.property, claim.value)
            graph.boolean(iri, KG.preferred, claim is conflict.claims[0])
            self._spans(iri, KG.span, claim.sources)
            for article in sorted({source.article for source in claim.sources}):
                graph.link(iri, KG.claimedIn, self._iris.article(article))
        preferred = self._iris.part(event, "claim", *parts, conflict.claims[0].value)
        graph.link(preferred, KG.preferredBecause, KG_NS + conflict.rule)

    def _claimed(self, iri: str, property: str, value: str) -> None:
        graph = self._graph
        if property in ("date", "end"):
            graph.date(iri, KG.claimedValue, PartialDate.parse(value))
        elif property == "weekday":
            graph.link(iri, KG.claimedValue, WEEKDAYS[int(value)])
        elif property in ("role", "type"):
            graph.link(iri, KG.claimedValue, KG_NS + value)
        elif property == "status":
            graph.link(iri, KG.claimedValue, STATUS[EventStatus(value)])
        else:
            graph.link(iri, KG.claimedValue, self._entity_iri(value))

    def _unsure(self, pair: UnsurePair) -> None:
        graph, iri = self._graph, self._iris.judgement(pair.kind, pair.first, pair.second)
        graph.type(iri, KG.Judgement)
        for key in (pair.first, pair.second):
            graph.link(iri, KG.judged, self._iris.event(key) if pair.kind == "event" else self._entity_iri(key))
        graph.link(iri, KG.verdict, KG.JudgementUnsure)
        graph.decimal(iri, ITSRDF.taConfidence, pair.score)
