"""Concludes from the events of one article what each says of the others: place, day, who is at home, part of what."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract._offices import Foremost
from kg.extract.events_at_home import called_on, has_guest, received_at_home, with_local_host
from kg.extract.events_beside import placed_beside
from kg.extract.events_during import placed_during, signed_there, travellers, visited
from kg.extract.events_manner import Manner
from kg.extract.events_outcomes import LIKELY, TALKS, as_outcome, closed_by, dated_alike, people_of, words_of
from kg.extract.events_visit_days import with_days_of_visits
from kg.model import (
    Annotations,
    Entity,
    EntityType,
    EventReport,
    EventStatus,
    EventType,
    Inferred,
    Location,
    Participation,
    ReportRelation,
    Role,
    ZoneKind,
)

__all__ = ["home_of", "relate"]

_SURE = 0.8
_SPEAKER = 0.7
_ROUNDS = 2
"""So often talks are placed by journeys and by other talks that had guests."""
_OFFICIALS = {"spokesperson", "official", "ambassador"}


def relate(
    reports: Sequence[EventReport],
    annotations: Annotations,
    manner: Manner,
    foremost: Foremost,
) -> list[EventReport]:
    """The events of an article, the main one first, completed by what the others say.

    - Talks that a visitor held during a visit were in the country visited, and on its day if it was of one.
    - Where one of two sides is at home, it is the host and the other the guest.
    - What was signed at talks has their day and place.
    - Those who speak for their country at the summit an article is about were there.
    - An event on the day of the main one and with one of its people is part of it.

    Args:
        reports: of one article.
        annotations: of it.
        manner: how they are told.
        foremost: chooses the office in which somebody takes part.
    """
    entities = {entity.key: entity for entity in annotations.entities}
    reports = with_days_of_visits(reports, manner, annotations, entities)
    visits = [report for report in reports if report.type is EventType.VISIT and report.key not in manner.onward]
    city = _dateline_city(annotations)
    dateline = city.country if city else ""
    housed = [_in_city(reports[0], city, entities), *reports[1:]]
    for _ in range(_ROUNDS):
        stays = [*visits, *(report for report in housed if report.type in TALKS and travellers(report))]
        placed = [placed_during(report, stays, city, entities, manner) for report in housed]
        housed = [received_at_home(report, dateline, stays, entities, manner) for report in placed]
        housed = [
            told if told.type is EventType.SUMMIT and not has_guest(new) else new
            for told, new in zip(placed, housed, strict=True)
        ]
    stays = [*visits, *(report for report in housed if report.type in TALKS and travellers(report))]
    housed = [called_on(report, stays, entities, manner) for report in housed]
    housed = [visited(report, housed, entities) for report in housed]
    housed = [placed_beside(report, housed, entities, manner) for report in housed]
    talks = [report for report in housed if report.type in TALKS and report.status in LIKELY]
    signed = [as_outcome(report, talks, entities) for report in housed]
    signed = [report if report.key in manner.lasting else dated_alike(report, signed, annotations) for report in signed]
    signed = [closed_by(report, signed, manner.before_signing) for report in signed]
    signed = [signed_there(report, signed, entities, manner) for report in signed]
    signed = [with_local_host(report, entities) for report in signed]
    main = _with_speakers(signed[0], annotations, entities, foremost)
    return [main, *(_part_of(report, main) for report in signed[1:])]


def home_of(annotations: Annotations) -> str:
    """The country of the dateline, "" where none is known."""
    city = _dateline_city(annotations)
    return city.country if city else ""


def _dateline_city(annotations: Annotations) -> Entity | None:
    """The first city in the dateline, or the first country where it names no city."""
    datelines = [zone.span for zone in annotations.zones if zone.kind is ZoneKind.DATELINE]
    placed = (
        entity
        for type_ in (EntityType.CITY, EntityType.COUNTRY)
        for entity in annotations.entities
        if entity.type is type_ and entity.country
        for mention in entity.mentions
        if any(zone.contains(mention.span) for zone in datelines)
    )
    return next(placed, None)


def _in_city(report: EventReport, city: Entity | None, entities: Mapping[str, Entity]) -> EventReport:
    """The event an article is about, if read to be in a country, in its city that the dateline names."""
    if city is None or city.type is not EntityType.CITY or report.type is EventType.VISIT or not report.location:
        return report
    place = entities[report.location.entity]
    if place.type is not EntityType.COUNTRY or place.country != city.country:
        return report
    premises = tuple(sorted({*words_of(report.location), city.mentions[0].span}))
    return replace(report, location=Location(city.key, Inferred(premises, "dateline-of-country", _SURE)))


def _with_speakers(
    report: EventReport, annotations: Annotations, entities: Mapping[str, Entity], foremost: Foremost
) -> EventReport:
    """The summit an article is about, with those who speak in it and are of some country, unless they are officials."""
    if report.type is not EventType.SUMMIT or report.status is not EventStatus.HELD:
        return report
    known = people_of(report)
    added: list[Participation] = []
    for quotation in annotations.quotations:
        entity = entities.get(quotation.speaker)
        if entity is None or entity.key in known or quotation.source is None or not _speaks_for_country(entity):
            continue
        known.add(entity.key)
        evidence = Inferred((quotation.source,), "speaks-at-summit", _SPEAKER)
        added.append(Participation(entity.key, Role.ATTENDEE, evidence, foremost(entity), entity.country))
    return replace(report, participations=(*report.participations, *added))


def _speaks_for_country(entity: Entity) -> bool:
    offices = {capacity.office for capacity in entity.capacities if not capacity.former}
    return entity.type is EntityType.PERSON and bool(entity.country) and not offices & _OFFICIALS


def _part_of(report: EventReport, main: EventReport) -> EventReport:
    days = [dates[0].value for dates in (report.dates, main.dates) if dates]
    held = report.status is main.status is EventStatus.HELD
    if held and people_of(report) & people_of(main) and len(days) == 2 and days[0] and days[0] == days[1]:
        return replace(report, relation=ReportRelation.SUB_EVENT)
    return report
