"""Says whether the days and places told of two events keep them from being one."""

from collections.abc import Mapping, Sequence

from kg.extract.events_drafts import Draft, in_headline
from kg.extract.events_triggers import Trigger
from kg.model import Entity, EntityType, EventType, Location, TimeExpression

__all__ = ["other_day", "other_place"]

_PAIR = 2


def other_day(draft: Draft, when: Sequence[TimeExpression]) -> bool:
    """Whether both have dates and none agree."""
    known = [time for time in draft.times if time.start or time.weekday is not None]
    new = [time for time in when if time.start or time.weekday is not None]
    if not known or not new:
        return False
    return not any(_agree(first, second) for first in known for second in new)


def _agree(first: TimeExpression, second: TimeExpression) -> bool:
    if first.start and second.start:
        one, two = sorted((first, second), key=lambda time: time.start.iso if time.start else "")
        if one.start and two.start and two.start.iso.startswith(one.start.iso):
            return True
        return bool(one.start and one.end and two.start and one.start.iso <= two.start.iso <= one.end.iso)
    days = {time.start.date.weekday() if time.start and time.start.date else time.weekday for time in (first, second)}
    return len(days - {None}) < _PAIR


def other_place(draft: Draft, trigger: Trigger, place: Location | None, entities: Mapping[str, Entity]) -> bool:
    """Whether both are visits, or a summit, at places that differ, a city and its country counted as one.

    So are other talks in cities of two countries.
    """
    if not place or not draft.places:
        return False
    first, second = entities[place.entity], entities[draft.places[0].entity]
    if draft.type not in (EventType.VISIT, EventType.SUMMIT):
        cities = first.type is second.type is EntityType.CITY
        return cities and first.country != second.country and trigger.firm and not in_headline(draft)
    if EntityType.COUNTRY in (first.type, second.type):
        return first.country != second.country
    return first.key != second.key
