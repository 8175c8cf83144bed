"""Tells what day a time means as its trigger tells it: the last weekday or the next, a month, what closes on a day."""

import datetime
import re
from collections.abc import Sequence

from msgspec.structs import replace

from kg.extract._tense import words_before
from kg.extract._views import View
from kg.extract._words import words_in
from kg.extract.events_assertions import DATED, DAYS
from kg.extract.events_triggers import Trigger
from kg.model import (
    DOUBTED,
    DateBasis,
    EventStatus,
    EventType,
    PartialDate,
    PublicationDate,
    TimeExpression,
    Token,
)
from kg.model.language import EventWords

__all__ = ["closed_by", "of_range", "of_weekday", "starts_after", "told_by"]

_BARE_MONTH = re.compile(r"(?:\d{4}|XXXX)-(\d\d)")
_VERB = 2  # words of a verb such as "wraps up"
_FOR_DAYS = (EventType.SUMMIT, EventType.VISIT)
_GATHERINGS = (EventType.MEETING, EventType.SUMMIT)
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
_CLAIM = 25
_WEEK = 7
_BESIDE = 2
_SOON = 2
_SURE_YEAR = 60
_NEAREST, _NEAR_MONTHS, _LAST_MONTHS = 120, 4, 6
_MONTH_AND_DAY = re.compile(r"-\d\d-\d\d")
_LEAP_DAY = (2, 29)
_OWN_TIME = 60


def of_weekday(times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Times without a day that the weekday right behind it contradicts ("today, Wednesday" in a text of Thursday)."""
    return [
        time
        for time in times
        if not any(
            0 <= other.span.start - time.span.end <= _BESIDE
            and time.weekday is None
            and other.weekday is not None
            and (time.start, time.end) != (other.start, other.end)
            for other in times
        )
    ]


def of_range(trigger: Trigger, times: Sequence[TimeExpression]) -> Sequence[TimeExpression]:
    """Of the times of a noun for what takes days, the first and last day behind it where they are told."""
    if not trigger.frame.noun or trigger.type not in _FOR_DAYS:
        return times
    own = [time for time in times if time.start and time.start.day and time.end and time.span.start > trigger.span.end]
    return own or times


def told_by(
    time: TimeExpression, trigger: Trigger, published: PublicationDate | None, words: EventWords
) -> TimeExpression:
    """A time as its trigger tells it: a weekday alone is the last one where a verb is past, the next one of a plan.

    Of a plan that came to nothing it may be either, and a day without its year far from publication of any year.
    """
    today = published.date.date if published else None
    day = time.start.date if time.start else None
    if not time.end and (
        trigger.type in _FOR_DAYS or (trigger.type is EventType.MEETING and _length(trigger.view) > 1)
    ):
        if starts_after(trigger.view, time, words.closes, words, words.before_day):
            return _last_day(time, trigger.view)
        if trigger.type is EventType.VISIT and _is_left(trigger.view, time, words):
            return _last_day(time, trigger.view)
        if trigger.frame.noun and words_in(words.closes, trigger.view.text(trigger.span.end, time.span.start)):
            return _last_day(time, trigger.view)
        if closing := _closing(trigger, words):
            ahead = any("Tense=Pres" in token.morph for token in closing) and not trigger.view.headline
            return _last_day_ahead(time, trigger.view, today) if ahead else _last_day(time, trigger.view)
    if time.end or time.basis is not DateBasis.RELATIVE or not today:
        return time
    if trigger.type in _GATHERINGS and day and (last := _opened(time, trigger, words)):
        return replace(time, end=last)
    if time.type == "DATE" and (month := _BARE_MONTH.fullmatch(time.value)):
        return _month_told(time, int(month[1]), trigger, today, words)
    if not day:
        return time
    if trigger.status in _OFF and abs((day - today).days) > _SURE_YEAR:
        return _in_nearest_year(time, today)
    if trigger.status is EventStatus.SCHEDULED and not trigger.then and (today - day).days > _SURE_YEAR:
        return _in_next_year(time)
    if time.weekday is None:
        return time
    said = trigger.view.text(time.span.start, time.span.end)
    first, _, rest = said.partition(" ")
    if day == today and rest and first in words.before_day:
        return time  # « ce mercredi »
    said = rest if first in words.before_day else said
    if abs((day - today).days) > _WEEK or " " in said or any(character.isdigit() for character in said):
        return time
    if day != today and trigger.frame.noun and trigger.status is EventStatus.HELD and _has_no_tense(trigger):
        return replace(time, start=None, basis=DateBasis.WEEKDAY_ONLY, value="")
    own = trigger.view.text(trigger.span.start, trigger.span.end)
    rumoured = trigger.status in DOUBTED and words_in(words.unvouched, own)
    over = trigger.firm or trigger.aside or (trigger.during and trigger.past)
    told = over and trigger.status is EventStatus.HELD
    if (told or rumoured) and day > today:
        return replace(time, start=PartialDate.of(day - datetime.timedelta(days=_WEEK)), value="")
    if (
        day < today
        and not rumoured
        and (
            trigger.status is EventStatus.SCHEDULED
            or (trigger.present and not trigger.firm and not trigger.view.headline)
        )
    ):
        return replace(time, start=PartialDate.of(day + datetime.timedelta(days=_WEEK)), value="")
    if trigger.status in _OFF and (
        not _is_planned_for(trigger, time, words) or day < today or (day > today and _was_put_off(trigger, words))
    ):
        near = _soon(time.weekday, today) if _is_planned_for(trigger, time, words) else None
        return replace(time, start=near, basis=DateBasis.RELATIVE if near else DateBasis.WEEKDAY_ONLY, value="")
    return time


def _is_left(view: View, time: TimeExpression, words: EventWords) -> bool:
    """Whether on a day somebody left after days of a visit ("left on Tuesday after a four-day visit")."""
    days = next((each.span for each in view.times if DAYS.fullmatch(each.value) and each.span > time.span), None)
    if days is None or not words_in(words.leaves, view.text(view.start, time.span.start)):
        return False
    return bool(words_in(words.after, view.text(time.span.end, days.start)))


def _in_next_year(time: TimeExpression) -> TimeExpression:
    """A day of a plan that was taken for that of a year ago; open where that year has no such day."""
    start = time.start
    if start is None or start.month is None or (start.month, start.day) == _LEAP_DAY:
        return replace(time, start=None, value="")
    start = PartialDate(start.year + 1, start.month, start.day)
    return replace(time, start=start, value=start.iso)


def _in_nearest_year(time: TimeExpression, today: datetime.date) -> TimeExpression:
    """A day and month in the year in which they are nearest to publication; open where two years are as near."""
    start = time.start
    if start is None or not start.month or start.iso not in time.value or not _MONTH_AND_DAY.fullmatch(start.iso[4:]):
        return replace(time, start=None, value="")
    for year in (today.year - 1, today.year, today.year + 1):
        near = PartialDate(year, start.month, start.day if (start.month, start.day) != _LEAP_DAY else None)
        if near.date and abs((near.date - today).days) <= _NEAREST:
            return replace(time, start=near, value=near.iso)
    return replace(time, start=None, value="")


def _has_no_tense(trigger: Trigger) -> bool:
    """Whether a noun hangs on an infinitive in a sentence without a finite verb (« Et la rencontre avoir lieu »)."""
    tokens = trigger.view.sentence.tokens
    at = trigger.view.verb_above(trigger.span.start)
    infinitive = at is not None and "VerbForm=Inf" in tokens[at].morph
    return infinitive and not any("VerbForm=Fin" in token.morph for token in tokens)


def _soon(weekday: int, today: datetime.date) -> PartialDate | None:
    """The next day with a name where it is tomorrow or the day after, None where the last may be meant as well."""
    ahead = (weekday - today.weekday()) % _WEEK
    return PartialDate.of(today + datetime.timedelta(days=ahead)) if 0 < ahead <= _SOON else None


def _is_planned_for(trigger: Trigger, time: TimeExpression, words: EventWords) -> bool:
    """Whether words before a day say that something was planned for it; else it may be that of the calling off."""
    view = trigger.view
    before = view.text(time.span.start - _OWN_TIME, time.span.end)
    if words_in((*words.planned_then, *words.scheduled, *words.scheduled_after), before):
        return True
    rest = view.text(time.span.end, view.sentence.span.end) if trigger.span.end <= time.span.start else ""
    return bool(words_in(words.fallen_through, rest))  # "the visit on Thursday will not go ahead"


def _was_put_off(trigger: Trigger, words: EventWords) -> bool:
    """Whether a plan told in the past was put off or not kept, perhaps on the very day."""
    said = trigger.view.folded
    told = trigger.status is EventStatus.POSTPONED or words_in(words.unkept, said)
    return bool(told and words_in(words.planned_then, said))


def closed_by(visit: Trigger, time: TimeExpression, signing: Trigger, words: EventWords) -> bool:
    """Whether a visit ended on a day with something signed ("ended his visit on Friday by signing …")."""
    if visit.type not in _FOR_DAYS or signing.type is not EventType.SIGNING or time.end or time.type not in DATED:
        return False
    if not time.span.end <= signing.span.start or not _closing(visit, words):
        return False
    told = signing.view.text(visit.span.start, visit.span.end), signing.view.text(time.span.end, signing.span.start)
    return bool(words_in(words.crowned, f"{told[0].split(' ')[0]} {told[1].strip()}"))


def _closing(trigger: Trigger, words: EventWords) -> Sequence[Token]:
    """The words that say of a visit or a summit that it ends ("ended a three-day visit to Oslo on Friday"), () none."""
    view, span = trigger.view, trigger.span
    before = view.tokens_between(span.start, span.end)
    if trigger.frame.noun:
        told = words_before(view, span)
        before = (told[:-1] if told and told[-1].text.lower() in words.own else told)[-_VERB:]
    said = view.text(before[0].start, before[-1].end) if before else ""
    near = len(said) if trigger.frame.noun else 0
    return before if any(found.end >= near for found in words_in(words.closes, said)) else ()


def _opened(time: TimeExpression, trigger: Trigger, words: EventWords) -> PartialDate | None:
    """The last day of what opened on a day, where the sentence says for how many it goes on ("two-day talks from")."""
    length = _length(trigger.view)
    before = trigger.view.text(trigger.span.start - _OWN_TIME, trigger.span.start)
    if length < 2 or not time.start or not time.start.date:
        return None
    since = trigger.frame.noun and starts_after(trigger.view, time, words.since, words)
    if not since and not words_in(words.opens, before):
        return None
    return PartialDate.of(time.start.date + datetime.timedelta(days=length - 1))


def _length(view: View) -> int:
    """How many days a sentence says that something goes on, 0 unsaid."""
    return next(
        (int(days[1]) for each in view.times if each.type == "DURATION" and (days := DAYS.fullmatch(each.value))), 0
    )


def _last_day(time: TimeExpression, view: View) -> TimeExpression:
    """The days of what closes on a day, where the sentence says for how many it goes on; open else."""
    length = _length(view)
    if length > 1 and time.start and time.start.date:
        first = PartialDate.of(time.start.date - datetime.timedelta(days=length - 1))
        return replace(time, start=first, end=time.start, weekday=None)
    return replace(time, start=None, weekday=None, basis=None, value="")


def _last_day_ahead(time: TimeExpression, view: View, today: datetime.date | None) -> TimeExpression:
    """The days of what closes in the present, where it began by today; else no day is known ("ends on Friday")."""
    day = time.start.date if time.start else None
    if day and today and day < today and time.weekday is not None:
        time = replace(time, start=PartialDate.of(day + datetime.timedelta(days=_WEEK)))
    whole = _last_day(time, view)
    first, last = (each.date if each else None for each in (whole.start, whole.end))
    began = today and first and last and first <= today <= last
    return whole if began else replace(time, start=None, weekday=None, basis=None)


def _month_told(
    time: TimeExpression, month: int, trigger: Trigger, today: datetime.date, words: EventWords
) -> TimeExpression:
    """A month without its year as its trigger tells it: the last one of what was held, the next one of a plan.

    Of what is off it is the nearest. It stays open where the words do not agree: a plan told in the past, and a wish
    unless it is "for" that month or its verb leaves it open.
    """
    view = trigger.view
    if not view.text(time.span.start, time.span.end).isalpha():
        return time
    near = view.text(trigger.span.start - _OWN_TIME, time.span.end + _OWN_TIME)
    ahead = trigger.status is EventStatus.SCHEDULED and not words_in(words.planned_then, near)
    meant = starts_after(view, time, words.purpose, words, words.month_of)
    moved = trigger.status in _OFF and words_in(words.planned_then, near)
    if trigger.status in _OFF and (near_year := _nearest_year(month, today)):
        year = near_year
    elif ahead or _is_open(trigger, near, words) or (trigger.status is not EventStatus.HELD and meant and not moved):
        year = today.year + (month < today.month)
    elif meant:
        return replace(time, start=None, value=f"XXXX-{month:02d}")
    elif trigger.status is EventStatus.HELD or (trigger.firm and trigger.status in DOUBTED):
        if not (trigger.firm or (trigger.side and trigger.during)) or not time.start:
            return replace(time, start=None, value=f"XXXX-{month:02d}") if _is_long_ago(time, today) else time
        year = today.year - (month > today.month)
    else:
        return replace(time, start=None, value=f"XXXX-{month:02d}")
    return replace(time, start=PartialDate(year, month), value=f"{year}-{month:02d}")


def _is_open(trigger: Trigger, near: str, words: EventWords) -> bool:
    """Whether a verb tells of what may still be done ("could be signed in May", « invitée à se rendre en mai »)."""
    if trigger.status not in DOUBTED or trigger.frame.noun or trigger.firm or trigger.then or trigger.earlier:
        return False
    verbs = trigger.view.tokens_between(trigger.span.start, trigger.span.end)
    return any("VerbForm=Inf" in verb.morph for verb in verbs) and not words_in(words.planned_then, near)


def _is_long_ago(time: TimeExpression, today: datetime.date) -> bool:
    """Whether a month is so far back that the next of its name may be meant, where no verb is in the past."""
    start = time.start
    return bool(start and start.month and 12 * (today.year - start.year) + today.month - start.month > _LAST_MONTHS)


def _nearest_year(month: int, today: datetime.date) -> int:
    """The year in which a month is nearest to publication, 0 where two are about as near."""
    years = (today.year - 1, today.year, today.year + 1)
    return next((year for year in years if abs(12 * (year - today.year) + month - today.month) <= _NEAR_MONTHS), 0)


def starts_after(
    view: View, time: TimeExpression, forms: tuple[str, ...], words: EventWords, skipped: tuple[str, ...] = ()
) -> bool:
    """Whether one of some forms stands right before a time, an article or one of the words `skipped` between."""
    before = view.text(time.span.start - _CLAIM, time.span.start).rstrip()
    for apart in (words.the, skipped, words.the):
        before = next((before.removesuffix(f" {word}") for word in apart if before.endswith(f" {word}")), before)
    return any(found.end >= len(before) for found in words_in(forms, before))
