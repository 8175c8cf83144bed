"""Tells until when a journey lasts, of which a sentence tells when it began."""

from collections.abc import Sequence

from msgspec.structs import replace

from kg.extract._words import words_in
from kg.extract.events_assertions import DATED
from kg.extract.events_triggers import Trigger
from kg.model import EventStatus, EventType, TimeExpression
from kg.model.language import EventWords

__all__ = ["with_end"]

_REACH = 60
_LONGEST = 14
"""Days that a journey takes, at most."""


def with_end(trigger: Trigger, times: Sequence[TimeExpression], words: EventWords) -> list[TimeExpression]:
    """The times of a journey that began on one day, with the day on which its sentence says that it ends.

    "Arrived on Monday and is due to leave on Friday", "is in Lima since Monday and will stay until 8 March".
    """
    days = [time for time in times if time.type in DATED and time.start]
    if trigger.type is not EventType.VISIT or trigger.status is not EventStatus.HELD or not days:
        return list(times)
    first = days[0]
    begun = first.start.date if first.start else None
    if begun is None or first.end:
        return list(times)
    view = trigger.view
    for time in view.times:
        last = time.start.date if time.start else None
        if time.span.start < max(first.span.end, trigger.span.end) or last is None or time.end:
            continue
        said = view.text(max(first.span.end, time.span.start - _REACH), time.span.start)
        others = [each for each in days[1:] if each.span != time.span]
        if words_in(words.stays, said) and 0 < (last - begun).days <= _LONGEST and not others:
            kept = [each for each in times if each is first or each.span != time.span]
            return [replace(each, end=time.start, value="") if each is first else each for each in kept]
    return list(times)
