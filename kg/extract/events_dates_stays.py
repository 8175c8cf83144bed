"""Tells until when a journey or talks last, of which is told when they began."""

import datetime
from collections.abc import Sequence

from msgspec.structs import replace

from kg.extract._views import View
from kg.extract._words import words_in
from kg.extract.events_assertions import DATED
from kg.extract.events_dates_reckoned import days_after
from kg.extract.events_dates_told import starts_after
from kg.extract.events_drafts import Draft
from kg.extract.events_triggers import Trigger
from kg.model import EventStatus, EventType, PartialDate, Role, TimeExpression
from kg.model.language import EventWords

__all__ = ["with_end", "with_last_day"]

_REACH = 60
_NEXT = 3
_LASTING = (EventType.MEETING, EventType.SUMMIT, EventType.VISIT)
_KEPT = (EventStatus.HELD, EventStatus.SCHEDULED)
_LONGEST = 14
"""Days that a journey takes, at most."""


def with_end(trigger: Trigger, times: Sequence[TimeExpression], words: EventWords) -> list[TimeExpression]:
    """The times of a journey that began on one day, with the day on which its sentence says that it ends.

    "Arrived on Monday and is due to leave on Friday", "is in Lima since Monday and will stay until 8 March".
    """
    days = [time for time in times if time.type in DATED and time.start]
    if trigger.type is not EventType.VISIT or trigger.status not in _KEPT or not days:
        return list(times)
    first = days[0]
    begun = first.start.date if first.start else None
    if begun is None or first.end:
        return list(times)
    view = trigger.view
    for time in view.times:
        last = time.start.date if time.start else begun + datetime.timedelta(days=days_after(time) or 0)
        if time.span.start < max(first.span.end, trigger.span.end) or last is None or time.end:
            continue
        said = view.text(max(first.span.end, time.span.start - _REACH), time.span.start)
        others = [each for each in days[1:] if each.span != time.span]
        if words_in(words.stays, said) and 0 < (last - begun).days <= _LONGEST and not others:
            kept = [each for each in times if each is first or each.span != time.span]
            return [replace(each, end=PartialDate.of(last), value="") if each is first else each for each in kept]
    return list(times)


def with_last_day(draft: Draft, views: Sequence[View], words: EventWords) -> None:
    """Gives a journey or talks begun on a day the last one that another sentence about them tells, in place.

    "She arrived on Monday. She will stay until Friday", "The talks, which run until Thursday, …".
    """
    begun = draft.single_day()
    first = begun[0].start.date if begun and begun[0].start else None
    if (
        draft.type not in _LASTING
        or draft.status is not EventStatus.HELD
        or first is None
        or any(time.end for time in draft.times)
    ):
        return
    told = [trigger.view for trigger in draft.triggers]
    journey = draft.type is EventType.VISIT
    if journey:
        guests = {part.party.entity.key for part in draft.parts if part.role is Role.GUEST}
        after = views[told[0].index + 1 : told[0].index + 1 + _NEXT]
        told += [view for view in after if any(party.entity.key in guests for party in view.parties[:1])]
    days = [time.start.date for view in told for time in _last_days(view, journey, words) if time.start]
    ends = {day for day in days if day and 0 < (day - first).days <= _LONGEST}
    if len(ends) == 1:
        last = replace(begun[0], end=PartialDate.of(ends.pop()), value="")
        draft.times = [last if time is begun[0] else time for time in draft.times]


def _last_days(view: View, journey: bool, words: EventWords) -> list[TimeExpression]:
    """The days until which a sentence says that something goes on."""
    found = []
    for time in view.times:
        before = view.text(time.span.start - _REACH, time.span.start)
        lasts = words_in(words.stays if journey else words.closes, before)
        until = starts_after(view, time, words.until, words)
        if time.type == "DATE" and not time.end and time.basis and (lasts or until):
            found.append(time)
    return found
