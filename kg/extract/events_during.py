"""Where talks were that somebody held during a journey, and journeys to talks."""

import datetime
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract.events_outcomes import TALKS, people_of, words_of
from kg.model import Entity, EntityType, EventReport, EventStatus, EventType, Inferred, Location, Role

__all__ = ["placed_during", "visited", "visited_by"]

_SURE = 0.8
_STAY = datetime.timedelta(days=4)
"""A visit whose end nobody tells is taken to last so long after the day it began."""
_NEAR = 200
_SIDES = 2


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


def placed_during(
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


def _is_ahead(report: EventReport, visit: EventReport) -> bool:
    """Whether talks are planned for one of the days of a visit that has begun, whose end is told."""
    planned = report.status is EventStatus.SCHEDULED and visit.status is EventStatus.HELD
    ends = bool(report.dates and visit.dates and visit.dates[0].end)
    return planned and ends and _within(report, replace(visit, status=report.status))


def visited_by(report: EventReport, visits: Sequence[EventReport], entities: Mapping[str, Entity]) -> str:
    """The country that one of the people of some talks visited then, or is visiting still, "" unknown."""
    during = [each for each in visits if each.location and people_of(report) & people_of(each)]
    during = [each for each in during if _within(report, each) or _is_ahead(report, each)]
    places = [entities[each.location.entity] for each in during if each.location]
    return places[0].country if places else ""
