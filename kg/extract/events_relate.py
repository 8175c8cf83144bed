"""Concludes from the events of one article what each says of the others: place, day, who is at home, part of what."""

import datetime
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract.events_manner import Manner
from kg.extract.events_outcomes import LIKELY, TALKS, as_outcome, dated_alike, people_of, words_of
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
    MentionKind,
    Observed,
    Participation,
    ReportRelation,
    Role,
    Span,
    ZoneKind,
)

__all__ = ["country_of", "home_of", "relate"]

_SURE = 0.8
_SPEAKER = 0.7
_STAY = datetime.timedelta(days=4)
"""A visit whose end nobody tells is taken to last so long after the day it began."""
_NEAR = 200
_BEHIND = 8
_SEVERAL = 3
_SIDES = 2
_OFFICIALS = {"spokesperson", "official", "ambassador"}


def relate(
    reports: Sequence[EventReport],
    annotations: Annotations,
    manner: Manner,
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
    """
    entities = {entity.key: entity for entity in annotations.entities}
    reports = with_days_of_visits(reports, manner.whole, manner.earlier, annotations, entities)
    visits = [report for report in reports if report.type is EventType.VISIT and report.key not in manner.onward]
    city = _dateline_city(annotations)
    placed = [
        _placed(report, visits, city, entities) for report in (_in_city(reports[0], city, entities), *reports[1:])
    ]
    summits = [report for report in reports if report.type is EventType.SUMMIT]
    dateline = city.country if city else ""
    housed = [_housed(report, dateline, visits, summits, entities, manner) for report in placed]
    housed = [
        told if told.type is EventType.SUMMIT and not _has_guest(new) else new
        for told, new in zip(placed, housed, strict=True)
    ]
    housed = [_visited(report, housed, entities) for report in housed]
    talks = [report for report in housed if report.type in TALKS and report.status in LIKELY]
    signed = [as_outcome(report, talks, entities) for report in housed]
    signed = [report if report.key in manner.lasting else dated_alike(report, signed, annotations) for report in signed]
    signed = [_with_local_host(report, entities) for report in signed]
    main = _with_speakers(signed[0], annotations, entities)
    return [main, *(_part_of(report, main) for report in signed[1:])]


def _with_local_host(report: EventReport, entities: Mapping[str, Entity]) -> EventReport:
    """A summit with the leader of the country where it is as its host, where several came and nobody else is host."""
    roles = [part.role for part in report.participations]
    if report.type is not EventType.SUMMIT or not report.location or Role.HOST in roles or len(roles) < _SEVERAL:
        return report
    country = entities[report.location.entity].country
    local = [part for part in report.participations if country and entities[part.entity].country == country]
    if len(local) != 1 or local[0].role is not Role.ATTENDEE or entities[local[0].entity].type is not EntityType.PERSON:
        return report
    host = replace(local[0], role=Role.HOST, evidence=_from(local[0], words_of(report.location)))
    return replace(report, participations=tuple(host if part is local[0] else part for part in report.participations))


def _within(report: EventReport, visit: EventReport) -> bool:
    """Whether an event can be during a visit: same status, and a day that the visit's does not exclude."""
    if report.status is not visit.status:
        return False
    if not visit.dates:
        return (not report.dates and visit.triggers[:1] <= report.triggers) or _beside(report, visit)
    if not report.dates:
        return report.status is EventStatus.SCHEDULED and _beside(visit, report)
    day, first, last = report.dates[0].value, visit.dates[0].value, visit.dates[0].end
    if not day or not first:
        return False
    if not last and day.date and first.date:
        return datetime.timedelta(0) <= day.date - first.date <= _STAY
    return first.iso <= day.iso <= (last or first).iso


def _beside(first: EventReport, second: EventReport) -> bool:
    """Whether one event is told right after another ("met the king, who …, visiting the country")."""
    return any(0 <= two.start - one.end <= _NEAR for one in first.triggers for two in second.triggers)


def _placed(
    report: EventReport, visits: Sequence[EventReport], city: Entity | None, entities: Mapping[str, Entity]
) -> EventReport:
    """Talks without a place, at that of the visit they belong to: its country, as the city may have changed.

    A dateline from that country says which city, and so does a journey of the one day that the same words tell of both.
    """
    if report.type not in TALKS or report.location:
        return report
    for visit in visits:
        if visit.location and _within(report, visit) and people_of(report) & people_of(visit):
            place = entities[visit.location.entity]
            home = next(
                (e for e in entities.values() if e.type is EntityType.COUNTRY and e.country == place.country), place
            )
            if _on_one_day(report, visit):
                home = place
            elif city is not None and city.country == place.country and report.status is EventStatus.HELD:
                home = city
            premises = tuple(sorted((*words_of(visit.location), *report.triggers[:1])))
            return replace(report, location=Location(home.key, Inferred(premises, "during-visit", _SURE)))
    return report


def _on_one_day(report: EventReport, visit: EventReport) -> bool:
    """Whether two events have the same day, and neither goes on after it."""
    days = [each.dates[0].value for each in (report, visit) if each.dates and not each.dates[0].end]
    return len(days) == _SIDES and days[0] is not None and days[0] == days[1]


def _visited(report: EventReport, reports: Sequence[EventReport], entities: Mapping[str, Entity]) -> EventReport:
    """A visit without a place, at that of the talks where its guest was a guest."""
    if report.type is not EventType.VISIT or report.location:
        return report
    guests = {part.entity for part in report.participations if part.role is Role.GUEST}
    for each in reports:
        received = {part.entity for part in each.participations if part.role is Role.GUEST}
        if each.type in TALKS and each.location and guests & received and each.status is report.status:
            city = entities[each.location.entity]
            if city.type is EntityType.PLACE:
                continue
            return replace(
                report, location=Location(city.key, Inferred(words_of(each.location), "place-of-talks", _SURE))
            )
    return report


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


def _housed(
    report: EventReport,
    dateline: str,
    visits: Sequence[EventReport],
    summits: Sequence[EventReport],
    entities: Mapping[str, Entity],
    manner: Manner,
) -> EventReport:
    """Talks of two sides, one at home by the place, with a host and a guest; a visitor may have several hosts.

    So are those that two people chair together, who are both hosts only from afar; whoever has guests is their host.
    """
    chairs = [part for part in report.participations if part.role is Role.HOST]
    present = manner.beside[report.key]
    sides = [part for part in report.participations if part.role is Role.ATTENDEE and part.entity not in present]
    guests = _has_guest(report)
    pair = report.type is EventType.SUMMIT and len(chairs) == len(report.participations) == _SIDES
    if (report.type is EventType.MEETING or pair) and len(chairs) > 1 and not guests:
        attendees = [replace(part, role=Role.ATTENDEE) if part in chairs else part for part in report.participations]
        report = replace(report, participations=tuple(attendees))
        sides = [part for part in attendees if part.entity in {chair.entity for chair in chairs}]
    if (report.type is not EventType.MEETING and not pair) or not report.location or len(sides) < _SIDES:
        return report
    country = country_of(report.location, entities) or _visited_by(report, visits, entities)
    told = any(entities[part.entity].country == dateline for part in sides)
    country = country or (dateline if told or not _is_unknown_town(entities[report.location.entity]) else "")
    visitors = {key for visit in visits if _is_to(visit, country, entities) for key in _visitors(visit)}
    at_home = [
        part
        for part in sides
        if part.entity not in visitors and country and _is_at_home(entities[part.entity], country, dateline)
    ]
    away = [part for part in sides if _is_away(part, country, visitors, entities)]
    if not away and len(at_home) == 1 and dateline and country != dateline:
        others = [part for part in sides if part is not at_home[0]]
        away = [part for part in others if _is_of_dateline(part, entities) or _is_of_body(part, entities)]
    if not away and len(at_home) == 1 and len(sides) == _SIDES:
        away = [part for part in sides if part is not at_home[0] and at_home[0].entity in manner.counterparts]
        away = [part for part in away if not entities[part.entity].country]
    aside = any(each.location and entities[each.location.entity].country == country for each in summits)
    if country and len(at_home) == 1 and _SIDES <= len(away) == len(sides) - 1 and at_home[0] not in away:
        return report if aside or _near(report, manner.margins) else _received(report, at_home, away)
    if not country or len(away) != 1 or (at_home and at_home[0] is away[0]):
        return report
    hosts = [part for part in sides if part is not away[0]]
    if len(hosts) > 1 and (away[0].entity not in visitors or not at_home):
        return report
    if any(part not in at_home and _is_stranger(entities[part.entity]) for part in hosts):
        return report
    if away[0].entity not in visitors and (not at_home or aside or _near(report, manner.margins)):
        return report
    if len(hosts) > 1:
        hosts = [part for part in hosts if part in at_home or not (part.capacity and part.capacity.organization)]
    return _received(report, hosts, away)


def _has_guest(report: EventReport) -> bool:
    return any(part.role is Role.GUEST for part in report.participations)


def _received(report: EventReport, hosts: Sequence[Participation], guests: Sequence[Participation]) -> EventReport:
    """Talks with their hosts and guests as their place says."""
    place = words_of(report.location) if report.location else ()
    changed = [
        replace(part, role=role, evidence=_from(part, place)) if part in guests or part in hosts else part
        for part in report.participations
        for role in [Role.GUEST if part in guests else Role.HOST]
    ]
    return replace(report, participations=tuple(changed))


def _is_stranger(entity: Entity) -> bool:
    """Whether somebody is of a known country, or a person without an office that could be of this one."""
    return bool(entity.country) or (entity.type is EntityType.PERSON and not entity.capacities)


def country_of(location: Location, entities: Mapping[str, Entity]) -> str:
    """The country of a place, that of the city named behind it where it is a building ("Green Palace in Lima")."""
    place = entities[location.entity]
    if place.country or place.type is not EntityType.PLACE:
        return place.country
    ends = [mention.span.end for mention in place.mentions]
    return next(
        (
            each.country
            for each in entities.values()
            if each.type is EntityType.CITY
            and any(0 <= mention.span.start - end <= _BEHIND for mention in each.mentions for end in ends)
        ),
        "",
    )


def _is_unknown_town(place: Entity) -> bool:
    """Whether a place is called by one name that says nothing of where it lies, as a hall or a palace does."""
    names = all(mention.kind is MentionKind.NAME for mention in place.mentions)
    return place.type is EntityType.PLACE and names and " " not in place.name and "-" not in place.name


def _visitors(visit: EventReport) -> set[str]:
    return {part.entity for part in visit.participations if part.role is not Role.HOST}


def _visited_by(report: EventReport, visits: Sequence[EventReport], entities: Mapping[str, Entity]) -> str:
    """The country that one of the people of some talks visited then, or is visiting still, "" unknown."""
    during = [each for each in visits if each.location and people_of(report) & people_of(each)]
    during = [each for each in during if _within(report, each) or _is_ahead(report, each)]
    places = [entities[each.location.entity] for each in during if each.location]
    return places[0].country if places else ""


def _is_ahead(report: EventReport, visit: EventReport) -> bool:
    """Whether talks are planned for one of the days of a visit that has begun, whose end is told."""
    planned = report.status is EventStatus.SCHEDULED and visit.status is EventStatus.HELD
    ends = bool(report.dates and visit.dates and visit.dates[0].end)
    return planned and ends and _within(report, replace(visit, status=report.status))


def _is_at_home(entity: Entity, country: str, dateline: str) -> bool:
    """Whether somebody is of the country where an event was; an office of no country said is of the dateline's."""
    return entity.country == country or (not entity.country and bool(entity.capacities) and dateline == country)


def _near(report: EventReport, margins: Sequence[Span]) -> bool:
    """Whether one of some words stands near what tells of an event, in its sentence."""
    return any(abs(one.start - two.start) < _NEAR for one in report.triggers for two in margins)


def _is_to(visit: EventReport, country: str, entities: Mapping[str, Entity]) -> bool:
    """Whether a visit leads to a country, or may: one whose place is not known does."""
    return visit.location is None or entities[visit.location.entity].country in (country, "")


def _is_away(part: Participation, country: str, visitors: set[str], entities: Mapping[str, Entity]) -> bool:
    own = entities[part.entity].country
    return (bool(own) and own != country) or (not own and part.entity in visitors)


def _is_of_dateline(part: Participation, entities: Mapping[str, Entity]) -> bool:
    """Whether somebody has an office of no country and no body that is said, which is then of the dateline's."""
    return (
        not entities[part.entity].country and bool(part.capacity) and not (part.capacity and part.capacity.organization)
    )


def _is_of_body(part: Participation, entities: Mapping[str, Entity]) -> bool:
    """Whether somebody holds an office of a body and of no country ("the Commissioner of the African Union")."""
    entity = entities[part.entity]
    return not entity.country and any(each.organization and not each.former for each in entity.capacities)


def _from(part: Participation, place: tuple[Span, ...]) -> Inferred:
    own = part.evidence.spans if isinstance(part.evidence, Observed) else part.evidence.premises
    return Inferred(tuple(sorted({*own, *place})), "host-by-place", _SURE)


def _in_city(report: EventReport, city: Entity | None, entities: Mapping[str, Entity]) -> EventReport:
    """The event an article is about, if read to be in a country, in its city that the dateline names."""
    if city is None or city.type is not EntityType.CITY or report.type is EventType.VISIT or not report.location:
        return report
    place = entities[report.location.entity]
    if place.type is not EntityType.COUNTRY or place.country != city.country:
        return report
    premises = tuple(sorted({*words_of(report.location), city.mentions[0].span}))
    return replace(report, location=Location(city.key, Inferred(premises, "dateline-of-country", _SURE)))


def _with_speakers(report: EventReport, annotations: Annotations, entities: Mapping[str, Entity]) -> EventReport:
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
        capacity = next((each for each in entity.capacities if not each.former), None)
        evidence = Inferred((quotation.source,), "speaks-at-summit", _SPEAKER)
        added.append(Participation(entity.key, Role.ATTENDEE, evidence, capacity, entity.country))
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
