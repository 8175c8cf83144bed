"""Tells the day something was planned for from the day it was moved to."""

from collections.abc import Sequence

from msgspec.structs import replace

from kg.extract._views import View
from kg.extract._words import words_in
from kg.extract.events_assertions import DATED
from kg.extract.events_dates_sentence import DatedSentence
from kg.extract.events_triggers import Trigger
from kg.model import EventStatus, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["is_new_day", "led_by", "of_move", "without_first_plan"]

_NEAR, _REACH = 45, 90
_INITIALLY = 14
_ARTICLE = 2


def is_new_day(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a time is no day that what was put off was planned for: the new one, or that on which it was put off.

    "Postponed to 6 June"; "on Monday she postponed her visit", "was postponed on Monday".
    """
    view, words = trigger.view, sentence.words
    if trigger.status is not EventStatus.POSTPONED or _is_planned(view, time, words):
        return False
    if trigger.frame.noun and _is_of_putting_off(trigger, time, words):
        return True
    rest = _since_put_off(view, time, words)
    if rest is None:
        return False
    said = rest.split()
    if said and (said[-1] in words.moved_to or (said[0] in words.put_off_for and len(said) <= _ARTICLE)):
        return True
    return bool(words_in(words.scheduled_after, rest)) and not words_in(words.planned_then, rest)


def _is_of_putting_off(trigger: Trigger, time: TimeExpression, words: EventWords) -> bool:
    """Whether a day is that on which an event was put off: before that verb and the event, or right after both."""
    view = trigger.view
    off = words_in(words.postponed, view.folded)
    if len(off) != 1 or words_in(words.planned_then, view.folded[off[0].start : off[0].end]):
        return False
    verb = Span(view.start + off[0].start, view.start + off[0].end)
    if time.span.end <= verb.start and verb.end <= trigger.span.start:
        return True
    if not (trigger.span.end <= verb.start and verb.end <= time.span.start):
        return False
    said = view.text(verb.end, time.span.start).split()
    return all(word in words.before_day for word in said)


def of_move(time: TimeExpression, trigger: Trigger, words: EventWords) -> TimeExpression:
    """The one day of "from 3 to 10 June" after a verb of moving: the first of what is put off, else the last."""
    view = trigger.view
    before = view.text(view.start, time.span.start).split()
    if time.end is None or not before or before[-1] not in words.moved_from:
        return time
    if not any(word in words.moved_to for word in view.text(time.span.start, time.span.end).split()):
        return time
    if trigger.status is EventStatus.POSTPONED:
        rest = _since_put_off(view, time, words)
        kept = rest is None or words_in((*words.planned_for, *words.planned_then), rest)
        return time if kept else replace(time, end=None, value="")
    near = view.text(max(view.clause(time.span).start, time.span.start - _REACH), time.span.start)
    moved = words_in(words.moved, near)
    return replace(time, start=time.end, end=None, value="") if moved else time


def without_first_plan(trigger: Trigger, times: Sequence[TimeExpression], words: EventWords) -> list[TimeExpression]:
    """The times of what is not off without the day of an earlier plan, where it took or will take place on another.

    "The talks planned for 3 May will now be held on 10 May", "on 10 May instead of 3 May". What was "initially" planned
    for a day is on another even where that is not told.
    """
    if trigger.status not in (EventStatus.SCHEDULED, EventStatus.HELD):
        return list(times)
    view = trigger.view
    kept = [time for time in times if not (time.type in DATED and _is_first(view, time, words))]
    planned = [time for time in kept if time.type in DATED and _is_planned(view, time, words)]
    if planned and any(_is_moved_to(trigger, plan, time, words) for plan in planned for time in kept):
        return [time for time in kept if time not in planned]
    return kept


def _is_moved_to(trigger: Trigger, plan: TimeExpression, time: TimeExpression, words: EventWords) -> bool:
    """Whether words after the day of a plan say that the event is on another."""
    if time.type not in DATED or time.span.start < plan.span.end:
        return False
    view = trigger.view
    told = view.text(plan.span.end, time.span.start)
    verb = not trigger.frame.noun and plan.span.end <= trigger.span.start < time.span.start
    return verb or bool(words_in((*words.took_place, *words.scheduled_after, *words.moved), told))


def _is_first(view: View, time: TimeExpression, words: EventWords) -> bool:
    """Whether a time is that of a plan given up ("initially planned for", "instead of")."""
    near = view.text(time.span.start - _NEAR, time.span.start)
    found = led_by(words.instead_of, near, words) or led_by(words.planned_for, near, words)
    if found is None:
        return False
    before = near[max(0, found.start - _INITIALLY) : len(near)]
    return bool(words_in(words.instead_of, near[found.start : found.end])) or bool(words_in(words.initially, before))


def _is_planned(view: View, time: TimeExpression, words: EventWords) -> bool:
    """Whether a word of planning stands right before a time ("scheduled for Monday", « prévue le 3 mai »)."""
    return led_by(words.planned_for, view.text(time.span.start - _NEAR, time.span.start), words) is not None


def led_by(forms: tuple[str, ...], before: str, words: EventWords) -> Span | None:
    """Where one of some forms stands last in a text, but for prepositions, articles and "initially"."""
    found = words_in(forms, before)
    if not found:
        return None
    small = {*words.before_day, *words.the, *words.put_off_for, *words.moved_from, *words.moved_to, *words.initially}
    between = before[found[-1].end :].split()
    return found[-1] if all(word in small for word in between) else None


def _since_put_off(view: View, time: TimeExpression, words: EventWords) -> str | None:
    """What stands between words of putting off and a time after them."""
    before = view.text(view.start, time.span.start)
    found = words_in(words.postponed, before)
    return before[found[-1].end :] if found else None
