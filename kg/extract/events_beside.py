"""Tells where talks were that nothing else places: where one of their people held other talks then."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.extract.events_manner import Manner
from kg.extract.events_outcomes import LIKELY, TALKS, words_of
from kg.model import Entity, EntityType, EventReport, EventStatus, EventType, Inferred, Location, Role

__all__ = ["placed_beside"]

_SURE = 0.7
_SIDES = 2
_SOMEBODY = (EntityType.PERSON, EntityType.DELEGATION)
_TOWNS = (EntityType.CITY, EntityType.COUNTRY)


def placed_beside(
    report: EventReport, reports: Sequence[EventReport], entities: Mapping[str, Entity], manner: Manner
) -> EventReport:
    """Talks without a place, in the city or country where one of their people met others on that day or right before.

    Nothing is said where those places lie in several countries, or in another than that of who received.

    Args:
        report: of talks.
        reports: all of the article.
        entities: by key.
        manner: how the events are told.
    """
    if report.type is not EventType.MEETING or report.location or report.status not in LIKELY:
        return report
    near = [each for each in reports if each.location and each.type in (*TALKS, EventType.VISIT)]
    near = [each for each in near if _people(each, entities) & _people(report, entities)]
    near = [each for each in near if _on_its_day(report, each) or _goes_on_from(report, each, manner)]
    places = [(each.location, entities[each.location.entity]) for each in near if each.location]
    towns = [(location, place) for location, place in places if place.type in _TOWNS]
    countries = {place.country for _, place in towns}
    if len(countries) != 1 or not _may_be_home(report, countries, entities):
        return report
    cities = {place.key for _, place in towns if place.type is EntityType.CITY}
    wide = {place.key for _, place in towns if place.type is EntityType.COUNTRY}
    where = cities if len(cities) == 1 else wide
    source = next((location for location, place in towns if place.key in where), None)
    if source is None:
        return report
    premises = tuple(sorted({*words_of(source), *report.triggers[:1]}))
    return replace(report, location=Location(source.entity, Inferred(premises, "place-of-other-talks", _SURE)))


def _people(report: EventReport, entities: Mapping[str, Entity]) -> set[str]:
    """The keys of those who take part as somebody who is in one place at a time."""
    return {part.entity for part in report.participations if entities[part.entity].type in _SOMEBODY}


def _on_its_day(report: EventReport, other: EventReport) -> bool:
    """Whether two events, neither of them doubted, were or will be on one day."""
    days = [each.dates[0].value for each in (report, other) if each.dates and not each.dates[0].end]
    alike = len(days) == _SIDES and days[0] is not None and days[0] == days[1] and days[0].day
    return bool(alike) and other.status in LIKELY


def _goes_on_from(report: EventReport, other: EventReport, manner: Manner) -> bool:
    """Whether an event without a day is told in the past behind another ("The minister also held talks with")."""
    if report.dates or report.status is not EventStatus.HELD or other.status is not EventStatus.HELD:
        return False
    told = report.key in manner.beside_others and other.key not in manner.earlier
    return told and other.triggers[0] < report.triggers[0]


def _may_be_home(report: EventReport, countries: set[str], entities: Mapping[str, Entity]) -> bool:
    """Whether whoever received at an event is of one of some countries, or of none that is known."""
    hosts = (entities[part.entity] for part in report.participations if part.role is Role.HOST)
    return all(each.country in ("", *countries) for each in hosts)
