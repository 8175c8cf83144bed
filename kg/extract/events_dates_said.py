"""Tells when a time says when something was said, not when it was."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract._views import View
from kg.extract._words import words_in
from kg.extract.events_triggers import Trigger
from kg.model import Span
from kg.model.language import EventWords

__all__ = ["announcing", "cues_in", "is_apart", "said_during", "told_after"]

_CLAIM = 25


def announcing(view: View, words: EventWords, triggers: Sequence[Trigger], indexes: Sequence[int]) -> list[Span]:
    """The verbs of announcing in a sentence, those that are triggers themselves left out."""
    found = [Span(view.start + span.start, view.start + span.end) for span in words_in(words.announces, view.folded)]
    own = [triggers[index].span for index in indexes]
    return [span for span in found if not view.hidden(span) and not any(span.overlaps(each) for each in own)]


def is_apart(cue: Span, trigger: Span, time: Span) -> bool:
    """Whether a verb of speech stands after an event and far before a time, which is then part of what is said."""
    return trigger.end <= cue.start and cue.end + _CLAIM <= time.start


def said_during(trigger: Trigger, said: Sequence[Span], words: EventWords) -> bool:
    """Whether something was said at an event ("during talks with …, she said on Monday"), and so on its day."""
    before = trigger.view.text(trigger.span.start - _CLAIM, trigger.span.start)
    return (
        trigger.frame.noun
        and bool(words_in(words.during, before))
        and any(cue.start > trigger.span.end for cue in said)
    )


def told_after(cue: Span, time: Span, trigger: Trigger, words: EventWords) -> bool:
    """Whether something was said on a day at an event or as it ended ("said on Monday after talks with …")."""
    if not (cue.end <= time.start and time.end <= trigger.span.start) or not trigger.frame.noun or trigger.definite:
        return False
    between = trigger.view.text(time.end, trigger.span.start)
    return len(between) <= _CLAIM and bool(words_in(words.at_events, between))


def cues_in(cues: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of some words of speech, in text order, that begin in a range."""
    return cues[bisect_left(cues, Span(span.start, 0)) : bisect_left(cues, Span(span.end, 0))]
