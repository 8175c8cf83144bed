"""Tells who is at home at talks by their place, and so who receives whom."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract._offices import NATIONAL, offices_of
from kg.extract.events_during import travellers, visited_by
from kg.extract.events_manner import Manner
from kg.extract.events_outcomes import words_of
from kg.model import (
    Entity,
    EntityType,
    EventReport,
    EventType,
    Inferred,
    Location,
    MentionKind,
    Observed,
    Participation,
    Role,
    Span,
)

__all__ = ["called_on", "country_of", "has_guest", "received_at_home", "with_local_host"]

_SURE = 0.8
_AMBASSADOR = "ambassador"
_NEAR = 200
_BEHIND = 8
_SEVERAL = 3
_SIDES = 2


def received_at_home(
    report: EventReport,
    dateline: str,
    stays: Sequence[EventReport],
    entities: Mapping[str, Entity],
    manner: Manner,
) -> EventReport:
    """Talks of two sides, one at home by the place, with a host and a guest; a visitor may have several hosts.

    So are those that two people chair together, who are both hosts only from afar; whoever has guests is their host.
    """
    chairs = [part for part in report.participations if part.role is Role.HOST]
    present = manner.beside[report.key]
    sides = [part for part in report.participations if part.role is Role.ATTENDEE and part.entity not in present]
    guests = has_guest(report)
    pair = report.type is EventType.SUMMIT and len(chairs) == len(report.participations) == _SIDES
    if (report.type is EventType.MEETING or pair) and len(chairs) > 1 and not guests:
        attendees = [replace(part, role=Role.ATTENDEE) if part in chairs else part for part in report.participations]
        report = replace(report, participations=tuple(attendees))
        sides = [part for part in attendees if part.entity in {chair.entity for chair in chairs}]
    if (report.type is not EventType.MEETING and not pair) or not report.location or len(sides) < _SIDES:
        return report
    country = country_of(report.location, entities) or visited_by(report, stays, entities, manner)
    told = any(entities[part.entity].country == dateline for part in sides)
    country = country or (dateline if told or not _is_unknown_town(entities[report.location.entity]) else "")
    visitors = {key for stay in stays if _is_to(stay, country, entities) for key in travellers(stay)}
    at_home = [
        part
        for part in sides
        if part.entity not in visitors and country and _is_at_home(entities[part.entity], country, dateline)
    ]
    away = [part for part in sides if _is_away(part, country, visitors, entities)]
    if not away and len(at_home) == 1 and country != dateline:
        others = [part for part in sides if part is not at_home[0]]
        away = [part for part in others if _is_of_dateline(part, entities) or _is_of_body(part, entities)]
    if not away and len(at_home) == 1 and len(sides) == _SIDES:
        away = [part for part in sides if part is not at_home[0] and at_home[0].entity in manner.counterparts]
        away = [part for part in away if not entities[part.entity].country]
    if country and len(at_home) == 1 and _SIDES <= len(away) == len(sides) - 1 and at_home[0] not in away:
        return report if _near(report, manner.margins) else _received(report, at_home, away)
    if not country or len(away) != 1 or (at_home and at_home[0] is away[0]):
        return report
    hosts = [part for part in sides if part is not away[0]]
    people = [part for part in hosts if entities[part.entity].type is EntityType.PERSON]
    hosts = people if len(people) == 1 and people[0] in at_home else hosts
    if not at_home and all(_is_of_body(part, entities) for part in hosts):
        return report
    if len(hosts) > 1 and away[0].entity not in visitors:
        return report
    if any(part not in at_home and _is_stranger(entities[part.entity]) for part in hosts):
        return report
    if away[0].entity not in visitors and (not at_home or _near(report, manner.margins)):
        return report
    if len(hosts) > 1:
        hosts = [part for part in hosts if part in at_home or not (part.capacity and part.capacity.organization)]
    return _received(report, hosts, away)


def called_on(
    report: EventReport, stays: Sequence[EventReport], entities: Mapping[str, Entity], manner: Manner
) -> EventReport:
    """Talks of an ambassador and an official of another state, who receives at home; others as they are.

    So are those beside an event, abroad for the official, or in the country that sent the ambassador.
    """
    sides = [part for part in report.participations if part.role is Role.ATTENDEE]
    sent = [part for part in sides if _AMBASSADOR in offices_of(entities[part.entity])]
    hosts = [part for part in sides if part not in sent and offices_of(entities[part.entity]) & NATIONAL]
    if report.type is not EventType.MEETING or len(sides) != _SIDES or not sent or not hosts:
        return report
    if any(part.role in (Role.HOST, Role.GUEST) for part in report.participations):
        return report
    place = country_of(report.location, entities) if report.location else ""
    home, sender = (entities[part.entity].country for part in (hosts[0], sent[0]))
    gone = any(hosts[0].entity in travellers(stay) and stay.status is report.status for stay in stays)
    if not sender or sender in (home, place) or (home and place not in ("", home)):
        return report
    if gone or (report.location and not place) or _near(report, manner.margins):
        return report
    country = next((e for e in entities.values() if e.type is EntityType.COUNTRY and e.country == home), None)
    if home and country and not report.location:
        report = replace(report, location=Location(country.key, _from(hosts[0], ())))
    return _received(report, hosts, sent)


def has_guest(report: EventReport) -> bool:
    """Whether somebody was a guest at an event."""
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


def _is_at_home(entity: Entity, country: str, dateline: str) -> bool:
    """Whether somebody is of the country where an event was; an office of no country said is of the dateline's."""
    holds = bool(entity.capacities) and entity.type is EntityType.PERSON
    return entity.country == country or (not entity.country and holds and dateline == country)


def _near(report: EventReport, margins: Sequence[Span]) -> bool:
    """Whether one of some words stands near what tells of an event, in its sentence."""
    return any(abs(one.start - two.start) < _NEAR for one in report.triggers for two in margins)


def _is_to(stay: EventReport, country: str, entities: Mapping[str, Entity]) -> bool:
    """Whether a journey leads to a country, or may: one whose place is not known does; so do talks there."""
    if stay.location is None or stay.type is not EventType.VISIT:
        return stay.type is EventType.VISIT or (
            stay.location is not None and country_of(stay.location, entities) == country
        )
    return entities[stay.location.entity].country in (country, "")


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


def with_local_host(report: EventReport, entities: Mapping[str, Entity]) -> EventReport:
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
