"""Reckons days such as "the day before" from what was told before, over the whole text."""

import datetime
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg.extract._words import words_in
from kg.extract.events_dates_order import day_told_before
from kg.extract.events_dates_scene import Scene, is_of_scene
from kg.extract.events_triggers import Trigger
from kg.model import DateBasis, EventStatus, EventType, PartialDate, PublicationDate, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["days_after", "reckoned"]

_COUNTED = re.compile(r"(-?)P(\d)D")
_SCENES = (
    EventType.MEETING,
    EventType.SIGNING,
    EventType.SUMMIT,
    EventType.VIDEO_CONFERENCE,
    EventType.PHONE_CALL,
)
_LONG = (EventType.MEETING, EventType.SUMMIT)
_CLAIM = 25


def reckoned(
    triggers: Sequence[Trigger],
    found: Sequence[Sequence[TimeExpression]],
    words: EventWords,
    published: PublicationDate | None,
    heading: PartialDate | None,
) -> Iterator[tuple[TimeExpression, ...]]:
    """The times with days such as "the day before" reckoned from the day that the trigger before told.

    What is told aside ("Mr Lee, who arrived on Sunday, …", "since his arrival on Sunday") is not that day, nor is a day
    still planned that of what was held. What took place "in the afternoon" before any day is told was on the day of
    the dateline.

    Args:
        triggers: in text order.
        found: the times of each.
        words: of the language.
        published: day of the article.
        heading: the day that the line under the headline tells of what the text is about, None for none.
    """
    today = published.date if published else None
    dateline = today if published and published.basis == "dateline" else None
    latest = past = heading
    telling = False
    known: dict[Span, TimeExpression] = {}
    scene: Scene | None = None
    for trigger, times in zip(triggers, found, strict=True):
        resolved: list[TimeExpression] = []
        held = trigger.status is EventStatus.HELD
        day = past if held else latest
        dated = any(time.start and time.start.day for time in times)
        for time in times:
            said = trigger.view.text(time.span.start, time.span.end)
            shift = days_after(time)
            if shift == 0 and day is None and trigger.firm and held and not dated:
                day = dateline
            if shift == 0 and today and _is_yet_to_come(trigger, said, words) and not telling:
                day = day if day and day.iso >= today.iso else today
            near = shift or words_in(words.very, said)
            firm = trigger.firm and not trigger.earlier
            told = (day_told_before(trigger.view, time, firm=firm) if near else None) or day
            if time.basis is None and shift is not None and told and told.date and (shift or not dated):
                reckoned = PartialDate.of(told.date + datetime.timedelta(days=shift))
                time = known.setdefault(time.span, replace(time, basis=DateBasis.RELATIVE, start=reckoned))
            resolved.append(time)
        if not times and scene and is_of_scene(trigger, scene, words):
            resolved = [scene.last_day]
        back = [time for time in resolved if (days_after(time) or 0) < 0]
        days = [time.start for time in resolved if time not in back and time.start and time.start.day and not time.end]
        journey = trigger.type is EventType.VISIT and trigger.frame.noun
        aside = trigger.view.told_aside(trigger.span.start) and not _is_there(trigger, words)
        passing = journey or aside or trigger.previous or _in_passing(trigger, triggers)
        if days and not passing:
            ahead = today is not None and days[0].iso > today.iso
            latest, past = days[0], days[0] if held and not ahead else past
            now = trigger.frame.noun or (trigger.present and not trigger.firm)
            telling = now if held and not ahead else telling
            own = next(time for time in resolved if time.start is days[0])
            over = held and not ahead and trigger.type in _SCENES and (trigger.firm or not trigger.present)
            scene = Scene(own, trigger.view.index, trigger.type) if over and trigger.type else None
        elif (long := _talks_over(trigger, resolved, today)) and trigger.type:
            scene = Scene(long, trigger.view.index, trigger.type)
        dateline = None if times else dateline
        yield tuple(resolved)


def _talks_over(trigger: Trigger, times: Sequence[TimeExpression], today: PartialDate | None) -> TimeExpression | None:
    """The days of talks that went on for several, and are over."""
    if trigger.status is not EventStatus.HELD or trigger.type not in _LONG or trigger.previous or not today:
        return None
    return next((time for time in times if time.end and time.end.day and time.end.iso <= today.iso), None)


def days_after(time: TimeExpression) -> int | None:
    """How many days after what was told before a time says that it is ("two days later"), None unsaid."""
    days = _COUNTED.fullmatch(time.value) if time.type == "DATE" else None
    return int(days[1] + days[2]) if days else None


def _is_yet_to_come(trigger: Trigger, said: str, words: EventWords) -> bool:
    """Whether what is told in the present or as a plan is "in the evening" of the day the text is of."""
    planned = trigger.status is EventStatus.SCHEDULED and not trigger.then
    very = words_in((*words.very, *words.there), said)
    return not very and not trigger.view.headline and (planned or (trigger.present and not trigger.firm))


def _is_there(trigger: Trigger, words: EventWords) -> bool:
    """Whether a clause tells what was done at a place named before it ("In Male, where she was received on Monday")."""
    return bool(words_in(words.where, trigger.view.text(trigger.span.start - _CLAIM, trigger.span.start)))


def _in_passing(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Whether a journey is told in passing before a finite verb ("the guest, arrived on Monday, met …")."""
    if trigger.type is not EventType.VISIT or trigger.firm:
        return False
    return any(
        other.view is trigger.view and other.span.start > trigger.span.start and other.firm for other in triggers
    )
