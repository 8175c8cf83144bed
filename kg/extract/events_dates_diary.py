"""Finds the lines of a diary that give the day of all that stands below them."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from kg.extract.events_triggers import Trigger
from kg.model import Annotations, EventType, TimeExpression, ZoneKind

__all__ = ["day_above", "days_of_diary"]

_MARKS = " \t:•*–—-."
_READ = (ZoneKind.BODY, ZoneKind.HEADLINE)


def days_of_diary(annotations: Annotations) -> tuple[TimeExpression, ...]:
    """The days that stand in lines of their own over parts of a text, in order; () where there are not two at least.

    "Monday 3 March", "Du 3 au 5 mars". Lines with a label or a time are those of publication.
    """
    text, zones = annotations.article.text, annotations.zones
    heads = [zone.span for zone, below in pairwise(zones) if _heads(zone.kind, below.kind)]
    days = [
        time
        for time in annotations.times
        for line in heads
        if time.start and time.start.day and line.contains(time.span) and _is_all(line.of(text), time.span.of(text))
    ]
    dates = [day.start.iso for day in days if day.start]
    return tuple(days) if len(days) > 1 and dates == sorted(set(dates)) else ()


def day_above(trigger: Trigger, days: Sequence[TimeExpression]) -> TimeExpression | None:
    """The day of the part of a diary that an event stands in; of several days only where it is a journey."""
    at = bisect_left(days, trigger.span.start, key=lambda time: time.span.start)
    day = days[at - 1] if at else None
    return None if day and day.end and trigger.type is not EventType.VISIT else day


def _heads(kind: ZoneKind, below: ZoneKind) -> bool:
    return kind is ZoneKind.BYLINE and below in _READ


def _is_all(line: str, day: str) -> bool:
    """Whether a line is a day and nothing else but a short word before it (« Du », "On")."""
    before, _, after = line.strip(_MARKS).partition(day)
    return not after.strip(_MARKS) and len(before.split()) < 2 and len(before) < 5
