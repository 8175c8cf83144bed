"""Where talks were that somebody held during a journey, and journeys to talks."""

import datetime
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract._offices import NATIONAL, offices_of
from kg.extract.events_manner import Manner
from kg.extract.events_outcomes import TALKS, people_of, words_of
from kg.extract.places_inferred import HOST_AT_HOME
from kg.model import Entity, EntityType, EventReport, EventStatus, EventType, Inferred, Location, PartialDate, Role

__all__ = ["is_bare", "placed_during", "signed_there", "travellers", "visited", "visited_by"]

_SURE = 0.8
_STAY = datetime.timedelta(days=4)
"""A visit whose end nobody tells is taken to last so long after the day it began."""
_NEXT = datetime.timedelta(days=1)
_NEAR = 200
_SIDES = 2
_UNNAMED = (EntityType.GROUP, EntityType.DELEGATION)


def placed_during(
    report: EventReport,
    stays: Sequence[EventReport],
    city: Entity | None,
    entities: Mapping[str, Entity],
    manner: Manner,
) -> EventReport:
    """Talks without a place, or with but that of who received, where one of their people stayed then.

    That is a journey, or talks where they were a guest: the city, if it is the only one there that anybody is said to
    be in or the same day is told of both; else the dateline's, if it is of that country; else the country.

    Args:
        report: of talks.
        stays: journeys, and talks that had guests, in the order they are told.
        city: of the dateline, None for none.
        entities: by key.
        manner: how the events are told.
    """
    if report.type not in TALKS or (report.location and not _is_home_of_host(report.location)):
        return report
    stay = _stay_of(report, stays, entities, manner)
    if stay is None or stay.location is None:
        return _placed_at_home(report, stays, city, entities, manner)
    place = entities[stay.location.entity]
    home = next((e for e in entities.values() if e.type is EntityType.COUNTRY and e.country == place.country), place)
    if _on_one_day(report, stay) or _is_only_city(place, stays, entities):
        home = place
    elif city is not None and city.country == place.country and EventStatus.HELD in (report.status, stay.status):
        home = city
    premises = tuple(sorted((*words_of(stay.location), *report.triggers[:1])))
    return replace(report, location=Location(home.key, Inferred(premises, "during-visit", _SURE)))


def _placed_at_home(
    report: EventReport,
    stays: Sequence[EventReport],
    city: Entity | None,
    entities: Mapping[str, Entity],
    manner: Manner,
) -> EventReport:
    """Talks without a place, in the dateline's where its country is taken for that of the one official of none said.

    The official is on no journey then, and all others are of other countries; what was before is left out.
    """
    if city is None or report.location or report.status is not EventStatus.HELD:
        return report
    if report.key in manner.earlier or report.key in manner.aside:
        return report
    parties = [entities[part.entity] for part in report.participations if part.entity not in manner.beside[report.key]]
    sides = [each for each in parties if each.type not in _UNNAMED]
    bare = [each for each in sides if is_bare(each) and offices_of(each) & NATIONAL]
    others = {each.country for each in sides if each not in bare}
    gone = {key for stay in stays for key in travellers(stay)}
    if report.type is not EventType.MEETING or len(bare) != 1 or bare[0].key in gone or not others:
        return report
    if others & {"", city.country}:
        return report
    premises = tuple(sorted((city.mentions[0].span, *report.triggers[:1])))
    return replace(report, location=Location(city.key, Inferred(premises, "dateline-of-host", _SURE)))


def visited_by(
    report: EventReport, stays: Sequence[EventReport], entities: Mapping[str, Entity], manner: Manner
) -> str:
    """The country that one of the people of some talks visited then, or is visiting still, "" unknown."""
    stay = _stay_of(report, stays, entities, manner)
    return entities[stay.location.entity].country if stay and stay.location else ""


def visited(report: EventReport, reports: Sequence[EventReport], entities: Mapping[str, Entity]) -> EventReport:
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


def signed_there(
    report: EventReport, reports: Sequence[EventReport], entities: Mapping[str, Entity], manner: Manner
) -> EventReport:
    """What was signed without a place, where all else of its status and days was that the article tells.

    That is the one city that journeys and talks were in, else their one country; what was before, or in
    another month than the last, is left out.
    """
    if report.type is not EventType.SIGNING or report.location or report.key in manner.earlier:
        return report
    told = [each for each in reports if each.type in (*TALKS, EventType.VISIT) and each.status is report.status]
    told = [each for each in told if each.key not in manner.earlier and each.key not in manner.onward]
    latest = max((_month(each) for each in told), default="")
    told = [each for each in told if _month(each) in ("", latest) and _may_be_of(report, each)]
    places = [(entities[each.location.entity], each) for each in told if each.location]
    countries = {place.country for place, _ in places}
    if len(countries) != 1 or "" in countries:
        return report
    cities = {place.key for place, _ in places if place.type is EntityType.CITY}
    wide = {place.key for place, _ in places if place.type is EntityType.COUNTRY}
    where = cities if len(cities) == 1 else wide
    source = next((each.location for place, each in places if place.key in where), None)
    if source is None:
        return report
    return replace(report, location=Location(source.entity, Inferred(words_of(source), "place-of-talks", _SURE)))


def _month(report: EventReport) -> str:
    """The year and month of an event, "" unknown."""
    return report.dates[0].value.iso[:7] if report.dates and report.dates[0].value else ""


def _may_be_of(report: EventReport, told: EventReport) -> bool:
    """Whether no day keeps what was signed from being on that of something."""
    if not report.dates or not told.dates:
        return True
    day, first, last = report.dates[0].value, told.dates[0].value, told.dates[0].end
    if not day or not first:
        return True
    open_ended = told.type is EventType.VISIT and not last and first.date
    last = last or (PartialDate.of(first.date + _STAY) if open_ended and first.date else first)
    return first.iso <= day.iso <= last.iso


def _stay_of(
    report: EventReport, stays: Sequence[EventReport], entities: Mapping[str, Entity], manner: Manner
) -> EventReport | None:
    """What places some talks of a traveller: a journey on one of its days, else one to the other side, or talks there.

    Of several the one told last before them.
    """
    its = [stay for stay in stays if stay.location and people_of(report) & people_of(stay)]
    its = [stay for stay in its if stay.type is EventType.VISIT or not people_of(report) <= people_of(stay)]
    for visit in its:
        if visit.type is EventType.VISIT and (_within(report, visit) or _is_ahead(report, visit)):
            return visit
    if report.key in manner.earlier or _is_next(report, stays):
        return None
    led = [stay for stay in its if _leads_to_side(report, stay, its, entities, manner)]
    led = [stay for stay in led if _may_be_within(report, stay)]
    before = [stay for stay in led if stay.triggers[0] < report.triggers[0]]
    return max(before, key=lambda stay: stay.triggers[0]) if before else next(iter(led), None)


def _is_next(report: EventReport, stays: Sequence[EventReport]) -> bool:
    """Whether some talks without a day are planned by people who have just met ("agreed to meet again")."""
    met = (stay for stay in stays if stay.type in TALKS and stay.status is EventStatus.HELD)
    planned = report.status is EventStatus.SCHEDULED and not report.dates
    return planned and any(people_of(report) <= people_of(stay) for stay in met)


def travellers(report: EventReport) -> set[str]:
    """Keys of those who are away from home at a journey or at talks."""
    if report.type is EventType.VISIT:
        return {part.entity for part in report.participations if part.role is not Role.HOST}
    return {part.entity for part in report.participations if part.role is Role.GUEST}


def _leads_to_side(
    report: EventReport,
    stay: EventReport,
    stays: Sequence[EventReport],
    entities: Mapping[str, Entity],
    manner: Manner,
) -> bool:
    """Whether somebody who is there from elsewhere met people of that country alone, as far as it is known.

    An official of no country said is taken for one of it, who is told of after the journey, if that has one stop.
    """
    country = entities[stay.location.entity].country if stay.location else ""
    away = people_of(report) & travellers(stay)
    others = [entities[key] for key in sorted(people_of(report) - travellers(stay))]
    others = [each for each in others if each.country or each.type not in _UNNAMED]
    if not country or not away or not others or any(entities[key].country == country for key in away):
        return False
    if any(each.country not in ("", country) for each in others):
        return False
    told = stay.triggers[0] < report.triggers[0] and sum(each.triggers == stay.triggers for each in stays) == 1
    bare = [each for each in others if is_bare(each) or each.key in manner.counterparts]
    return any(each.country == country for each in others) or (told and len(bare) == len(others))


def is_bare(entity: Entity) -> bool:
    """Whether somebody has an office of no country and no body that is said."""
    present = [capacity for capacity in entity.capacities if not capacity.former]
    one = entity.type is EntityType.PERSON and bool(present) and not entity.country
    return one and not any(capacity.organization for capacity in present)


def _may_be_within(report: EventReport, stay: EventReport) -> bool:
    """Whether neither the status nor the days keep some talks from being where their people stayed."""
    ahead = report.status is EventStatus.SCHEDULED and stay.status is EventStatus.HELD
    if report.status is not stay.status and not ahead:
        return False
    if not report.dates or not stay.dates:
        return True
    if stay.type is EventType.VISIT:
        return _within(report, replace(stay, status=report.status))
    days = [told.value.date for told in (report.dates[0], stay.dates[0]) if told.value and told.value.date]
    return len(days) == _SIDES and abs(days[0] - days[1]) <= _NEXT


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


def _is_ahead(report: EventReport, visit: EventReport) -> bool:
    """Whether talks are planned for one of the days of a visit that has begun, whose end is told."""
    planned = report.status is EventStatus.SCHEDULED and visit.status is EventStatus.HELD
    ends = bool(report.dates and visit.dates and visit.dates[0].end)
    return planned and ends and _within(report, replace(visit, status=report.status))


def _is_home_of_host(location: Location) -> bool:
    """Whether a place is but the country of who received, which a journey may tell better."""
    return isinstance(location.evidence, Inferred) and location.evidence.rule == HOST_AT_HOME


def _is_only_city(place: Entity, stays: Sequence[EventReport], entities: Mapping[str, Entity]) -> bool:
    """Whether a place is a city, and the one of its country that anybody is said to be in."""
    there = (entities[stay.location.entity] for stay in stays if stay.location)
    cities = {each.key for each in there if each.type is EntityType.CITY and each.country == place.country}
    return cities == {place.key}


def _on_one_day(report: EventReport, visit: EventReport) -> bool:
    """Whether two events have the same day, and neither goes on after it."""
    days = [each.dates[0].value for each in (report, visit) if each.dates and not each.dates[0].end]
    return len(days) == _SIDES and days[0] is not None and days[0] == days[1]
