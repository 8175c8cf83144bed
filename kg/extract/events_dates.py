"""Finds when an event is, by the words of its own sentences only."""

import datetime
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from kg.extract._tense import is_infinitive
from kg.extract._views import View, between
from kg.extract._words import words_in
from kg.extract.events_assertions import DATED
from kg.extract.events_dates_apart import (
    day_told_before,
    follows,
    is_aside,
    is_elsewhere,
    is_of_another,
    is_of_clause,
    is_of_end,
    is_of_occasion,
    is_period,
    later_of_plan,
    points_back,
    then,
    without_purpose,
)
from kg.extract.events_dates_moved import is_new_day, of_move, without_first_plan
from kg.extract.events_dates_said import announcing, cues_in, is_apart, said_during, told_after
from kg.extract.events_dates_scene import Scene, is_of_scene
from kg.extract.events_dates_stays import with_end
from kg.extract.events_dates_told import closed_by, starts_after, told_by
from kg.extract.events_triggers import Trigger
from kg.model import (
    DOUBTED,
    DateBasis,
    EventStatus,
    EventType,
    PartialDate,
    PublicationDate,
    Span,
    TimeExpression,
)
from kg.model.language import EventWords

__all__ = ["reach_of", "times_of"]

_COUNTED = re.compile(r"(-?)P(\d)D")
_PURPOSE = ("advcl", "xcomp")
_SCENES = (
    *(EventType.MEETING, EventType.SIGNING, EventType.SUMMIT),
    *(EventType.VIDEO_CONFERENCE, EventType.PHONE_CALL),
)
_OFF = (EventStatus.CANCELLED, EventStatus.POSTPONED)
_CLAIM, _CLOSE, _CUE = 25, 4, 2
_BEFORE_NOUN = 25
_OWN_VERB = 60
_OWN_TIME = 60


def times_of(
    triggers: Sequence[Trigger],
    cues: Sequence[Span],
    words: EventWords,
    published: PublicationDate | None,
    heading: PartialDate | None = None,
) -> tuple[tuple[TimeExpression, ...], ...]:
    """The times of each trigger, in text order: each time goes to the trigger nearest to it in its sentence.

    Args:
        triggers: in text order.
        cues: words that report speech, in text order; a time right after one says when it was said.
        words: of the language.
        published: day of the article; a weekday told in the past is not after it.
        heading: the day that the line under the headline tells of what the text is about, None for none.
    """
    found: list[list[TimeExpression]] = [[] for _ in triggers]
    by_view: dict[int, list[int]] = {}
    for index, trigger in enumerate(triggers):
        if trigger.type:
            by_view.setdefault(trigger.view.index, []).append(index)
    for indexes in by_view.values():
        view = triggers[indexes[0]].view
        told = [index for index in indexes if not triggers[index].side] or indexes
        for time in view.times:
            open_: Sequence[int] = told
            if time.end is None and time.type in DATED and starts_after(view, time, words.no_date, words):
                going_on = [index for index in indexes if triggers[index].type is EventType.VISIT]
                dayless = time.start is not None and not time.start.day
                if dayless or not (going_on and starts_after(view, time, words.since, words)):
                    continue
                open_ = going_on
            if (later := then(view, time, [triggers[index] for index in indexes], words)) is not None:
                found[indexes[later]].append(told_by(time, triggers[indexes[later]], published, words))
                open_ = [index for index in open_ if index != indexes[later]]
                if not open_:
                    continue
            open_ = [index for index in open_ if not follows(triggers[index], time.span, words)] or open_
            open_ = without_purpose(triggers, open_, time, words)
            best = min(open_, key=lambda index: reach_of(triggers[index], time.span))
            reach = reach_of(triggers[best], time.span)
            said = [*cues_in(cues, view.sentence.span), *announcing(view, words, triggers, indexes)]
            claims = [cue for cue in said if 0 <= time.span.start - cue.end < _CLAIM]
            claims = [cue for cue in claims if view.text(cue.end, time.span.start).strip() not in words.purpose]
            if any(_is_right_before(view, time.span, cue) and cue < triggers[best].span for cue in said):
                continue  # "on Tuesday flatly denied that he had met …"
            if any(told_after(cue, time.span, triggers[best], words) for cue in claims):
                claims = []
            if any(time.span.start - cue.end <= _CLOSE or _distance(view, cue, time.span) <= reach for cue in claims):
                best = next((index for index in reversed(open_) if said_during(triggers[index], said, words)), -1)
            elif any(is_apart(cue, triggers[best].span, time.span) for cue in said):
                best = -1
            own = [triggers[index].span for index in indexes]
            if best >= 0 and is_new_day(triggers[best], time, words):
                continue
            if best >= 0 and (is_elsewhere(triggers[best], time.span, words) or _of_wish(triggers[best], time.span)):
                continue
            ahead = bool(published and time.start and time.start.iso > published.date.iso)
            if best >= 0 and ahead and (is_aside(triggers[best], time.span, words) or _is_over(triggers[best], time)):
                continue
            if best >= 0 and points_back(triggers[best], time.span, [triggers[index] for index in indexes]):
                continue
            if is_period(view, time, words) or is_of_another(view, time, own, words):
                continue
            if best >= 0 and is_of_end(triggers[best], time.span, words):
                continue
            if best >= 0 and (
                is_of_clause(triggers[best], time.span, own) or is_of_occasion(triggers[best], time.span, own, words)
            ):
                continue
            if (
                best >= 0
                and not _passes_by(triggers[best], time.span, words)
                and not _of_verb(triggers[best], time.span, own)
            ):
                found[best].append(of_move(told_by(time, triggers[best], published, words), triggers[best], words))
                for index in indexes:
                    if closed_by(triggers[best], time, triggers[index], words):
                        found[index].append(time)
        for index in indexes:
            days = without_first_plan(triggers[index], found[index], words)
            found[index] = with_end(triggers[index], later_of_plan(triggers[index], days, published), words)
        _share(triggers, indexes, found, words)
    dateline = published.date if published and published.basis == "dateline" else None
    return tuple(_anchored(triggers, found, words, dateline, published.date if published else None, heading))


def _share(
    triggers: Sequence[Trigger], indexes: Sequence[int], found: list[list[TimeExpression]], words: EventWords
) -> None:
    """Give the one day of a verb to the verb joined to it, and that of a journey to the talks planned for it or there.

    A day that stands before both verbs is of both ("On Monday she met … and signed …").
    """
    for index in indexes:
        trigger = triggers[index]
        view = trigger.view
        at = None if found[index] or trigger.frame.noun else view.verb_above(trigger.span.start)
        if at is None:
            continue
        verb = view.sentence.tokens[at]
        for other in indexes:
            first = triggers[other]
            times = [time for time in found[other] if time.type in DATED]
            if len(times) != 1 or times[0].end or first.status is not trigger.status or other >= index:
                continue
            if verb.head != view.verb_above(first.span.start):
                continue
            joined = verb.dep == "conj" and times[0].span.end <= first.span.start and not first.frame.noun
            meant = verb.dep in _PURPOSE and first.type is EventType.VISIT and trigger.type is EventType.MEETING
            there = bool(words_in(words.there, trigger.view.text(trigger.span.start, trigger.span.end)))
            ahead = (trigger.status is EventStatus.SCHEDULED or there) and times[0].span.start >= first.span.end
            if joined or (meant and ahead and times[0].span.end <= trigger.span.start):
                found[index].append(times[0])


def _anchored(
    triggers: Sequence[Trigger],
    found: Sequence[Sequence[TimeExpression]],
    words: EventWords,
    dateline: PartialDate | None,
    today: PartialDate | None,
    heading: PartialDate | None,
) -> Iterator[tuple[TimeExpression, ...]]:
    """The times with days such as "the day before" reckoned from the day that the trigger before told.

    What is told aside ("Mr Lee, who arrived on Sunday, …", "since his arrival on Sunday") is not that day, nor is a day
    still planned that of what was held. What took place "in the afternoon" before any day is told was on the day of
    the `dateline`.
    """
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
            shift = _counted(time)
            if shift == 0 and day is None and trigger.firm and held and not dated:
                day = dateline
            if shift == 0 and today and _is_yet_to_come(trigger, said, words) and not telling:
                day = day if day and day.iso >= today.iso else today
            near = shift or words_in(words.very, said)
            told = (day_told_before(trigger.view, time) if near else None) or day
            if time.basis is None and shift is not None and told and told.date and (shift or not dated):
                reckoned = PartialDate.of(told.date + datetime.timedelta(days=shift))
                time = known.setdefault(time.span, replace(time, basis=DateBasis.RELATIVE, start=reckoned))
            resolved.append(time)
        if not times and scene and is_of_scene(trigger, scene, words):
            resolved = [scene.time]
        back = [time for time in resolved if (_counted(time) or 0) < 0]
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
            over = held and not ahead and trigger.type in _SCENES
            scene = Scene(own, trigger.view.index, trigger.type) if over and trigger.type else None
        dateline = None if times else dateline
        yield tuple(resolved)


def _is_right_before(view: View, time: Span, cue: Span) -> bool:
    """Whether nothing but adverbs and small marks stand between a time and a word that reports speech."""
    if not time.end <= cue.start <= time.end + _CLAIM:
        return False
    return cue.start <= time.end + _CUE or all(each.pos == "ADV" for each in view.tokens_between(time.end, cue.start))


def _counted(time: TimeExpression) -> int | None:
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


def _of_verb(trigger: Trigger, time: Span, own: Sequence[Span]) -> bool:
    """Whether a time hangs on a finite verb between a trigger and it that tells of something else."""
    view = trigger.view
    at = view.verb_above(time.start)
    if at is None or time.start < trigger.span.end:
        return False
    verb = view.sentence.tokens[at]
    finite = "VerbForm=Fin" in verb.morph and verb.text[:1].islower() and trigger.span.end <= verb.start < time.start
    return finite and not any(span.start <= verb.start < span.end for span in own) and not trigger.frame.noun


def _of_wish(trigger: Trigger, time: Span) -> bool:
    """Whether a day before an infinitive left open is that of the wish (« s'est dit prêt lundi à rencontrer »)."""
    wished = trigger.status in DOUBTED and not trigger.frame.noun and time.end <= trigger.span.start
    return wished and is_infinitive(trigger.view.tokens_between(trigger.span.start, trigger.span.end))


def _is_over(trigger: Trigger, time: TimeExpression) -> bool:
    """Whether an event took place, so that a day to come is that of what was said there; a weekday may be the last."""
    told = trigger.firm or (trigger.frame.noun and trigger.during)
    return told and trigger.status is EventStatus.HELD and time.weekday is None


def _passes_by(trigger: Trigger, time: Span, words: EventWords) -> bool:
    """Whether a noun that points back to an event is too far from a time to have it ("… described the talks").

    One that words between say is planned is not ("the session is to be held in Male, it is hoped, on Monday").
    """
    if not trigger.definite or trigger.own or trigger.named:
        return False
    if trigger.status in (EventStatus.SCHEDULED, *_OFF) and words_in(
        (*words.scheduled_after, *words.planned_for, *words.planned_then),
        trigger.view.text(trigger.span.end, time.start),
    ):
        return False
    verb = trigger.view.verb_above(trigger.span.start)
    if verb is None or verb == trigger.view.verb_above(time.start):
        return False
    return time.start < trigger.span.start or time.start - trigger.span.end > _OWN_TIME


def reach_of(trigger: Trigger, span: Span) -> int:
    """How far a trigger is from words that may belong to it.

    A noun is far from what stands before it; words that hang on the trigger's own verb are near.
    """
    before = _BEFORE_NOUN if trigger.frame.noun and span.end <= trigger.span.start else 0
    own = trigger.view.verb_above(trigger.span.start)
    bonus = _OWN_VERB if own is not None and own == trigger.view.verb_above(span.start) else 0
    return _distance(trigger.view, trigger.span, span) + before - bonus


def _distance(view: View, anchor: Span, time: Span) -> int:
    """Characters between, more where a clause or another verb is between."""
    gap = between(anchor, time)
    if not len(gap):
        return 0
    verbs = sum(
        1 for token in view.tokens_between(gap.start, gap.end) if token.pos == "VERB" and token.start >= gap.start
    )
    apart = sum(1 for clause in view.clauses if gap.start <= clause.start < gap.end)
    return len(gap) + 40 * verbs + 80 * apart
