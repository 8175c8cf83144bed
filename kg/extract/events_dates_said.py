"""Tells when a time says when something was said, not when it was."""

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract._views import View
from kg.extract._words import words_in
from kg.extract.events_dates_reach import distance, reach_of
from kg.extract.events_dates_sentence import DatedSentence
from kg.extract.events_triggers import Trigger
from kg.model import DOUBTED, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["day_of_remarks", "owner_by_report", "said_in"]

_CLAIM, _CLOSE, _CUE = 25, 4, 2
_SENTENCES = 4
_SMALL = ("ADP", "DET", "PUNCT")


def said_in(
    cues: Sequence[Span], triggers: Sequence[Trigger], words: EventWords, where: View | None = None
) -> tuple[Span, ...]:
    """The words of a sentence that report speech or announce something, its events left out.

    Args:
        cues: words that report speech, of the whole text, in text order.
        triggers: of the events of the sentence, at least one.
        words: of the language.
        where: another sentence; None for that of the events.
    """
    view = where or triggers[0].view
    span = view.sentence.span
    within = cues[bisect_left(cues, Span(span.start, 0)) : bisect_left(cues, Span(span.end, 0))]
    found = [Span(view.start + each.start, view.start + each.end) for each in words_in(words.announces, view.folded)]
    own = [trigger.span for trigger in triggers]
    announced = [each for each in found if not view.hidden(each) and not any(each.overlaps(one) for one in own)]
    return (*within, *announced)


def owner_by_report(best: int, open_: Sequence[int], time: TimeExpression, sentence: DatedSentence) -> int | None:
    """Index of the event that a time is of where words of speech stand beside it; None where it is when they were said.

    Args:
        best: of the event nearest to it.
        open_: of those it could be of.
        time: one of the sentence.
        sentence: with its events.
    """
    view, words, triggers, said = sentence.view, sentence.words, sentence.triggers, sentence.said
    if any(_is_right_before(view, time.span, cue) and cue < triggers[best].span for cue in said):
        return None  # "on Tuesday flatly denied that he had met …"
    first = triggers[best]
    if first.status in DOUBTED and any(time.span.end <= cue.start and cue.end <= first.span.start for cue in said):
        return None  # "On Tuesday a newspaper reported that he had asked to meet …"
    claims = [cue for cue in said if 0 <= time.span.start - cue.end < _CLAIM]
    claims = [cue for cue in claims if view.text(cue.end, time.span.start).strip() not in words.purpose]
    if any(_is_told_after(cue, time.span, triggers[best], words) for cue in claims):
        claims = []
    reach = reach_of(triggers[best], time.span)
    if any(time.span.start - cue.end <= _CLOSE or distance(view, cue, time.span) <= reach for cue in claims):
        return next((index for index in reversed(open_) if _is_said_during(triggers[index], said, words)), None)
    return None if any(_is_apart(cue, triggers[best].span, time.span) for cue in said) else best


def day_of_remarks(
    trigger: Trigger, views: Sequence[View], cues: Sequence[Span], words: EventWords
) -> TimeExpression | None:
    """The day on which what stands some sentences before was said, where an event is said to be what it was said at.

    "Vega said on Monday that … He made the remarks during a meeting with …", "… He had just met …".

    Args:
        trigger: of an event whose sentence tells no day.
        views: of all sentences.
        cues: words that report speech, in text order.
        words: of the language.
    """
    view = trigger.view
    before = view.text(view.start, trigger.span.start)
    remarked = words_in(words.remarked, before)
    dated = any(time.type == "DATE" for time in view.times)
    at = trigger.frame.noun and remarked and words_in(words.at_events, before[remarked[-1].end :])
    if not (at and not dated) and not words_in(words.just, before[-_CLAIM:]):
        return None
    for earlier in reversed(views[max(0, view.index - _SENTENCES) : view.index]):
        days = [time for time in earlier.times if time.type == "DATE" and time.basis and not time.end]
        said = said_in(cues, [trigger], words, earlier)
        told = [day for day in days if any(0 <= day.span.start - cue.end < _CLAIM for cue in said)]
        if days:
            return told[0] if len(told) == 1 else None
    return None


def _is_right_before(view: View, time: Span, cue: Span) -> bool:
    """Whether nothing but adverbs and small marks stand between a time and a word that reports speech."""
    if not time.end <= cue.start <= time.end + _CLAIM:
        return False
    return cue.start <= time.end + _CUE or all(each.pos == "ADV" for each in view.tokens_between(time.end, cue.start))


def _is_apart(cue: Span, trigger: Span, time: Span) -> bool:
    """Whether a verb of speech stands after an event and far before a time, which is then part of what is said."""
    return trigger.end <= cue.start and cue.end + _CLAIM <= time.start


def _is_said_during(trigger: Trigger, said: Sequence[Span], words: EventWords) -> bool:
    """Whether something was said at an event ("during talks with …, she said on Monday"), and so on its day."""
    before = trigger.view.text(trigger.span.start - _CLAIM, trigger.span.start)
    return (
        trigger.frame.noun
        and bool(words_in(words.during, before))
        and any(cue.start > trigger.span.end for cue in said)
    )


def _is_told_after(cue: Span, time: Span, trigger: Trigger, words: EventWords) -> bool:
    """Whether something was said on a day at an event or as it ended ("said on Monday after talks with …").

    Who said it and where may stand between (« a dit lundi à Lima le ministre lors de sa rencontre avec … »).
    """
    if not (cue.end <= time.start and time.end <= trigger.span.start) or not trigger.frame.noun:
        return False
    if trigger.definite and not (trigger.own and _has_companion(trigger, words)):
        return False
    view, start = trigger.view, trigger.span.start
    between = view.text(time.end, start)
    if len(between) <= _CLAIM and words_in(words.at_events, between) and not trigger.definite:
        return True
    named = [each.span for each in (*view.parties, *view.places) if time.end <= each.span.start < start]
    at = max((span.end for span in named), default=time.end)
    led = view.text(at, start)
    small = all(
        token.pos in _SMALL or any(span.start <= token.start < span.end for span in named)
        for token in view.tokens_between(time.end, at)
    )
    return small and at <= start and len(led) <= _CLAIM and bool(words_in(words.at_events, led))


def _has_companion(trigger: Trigger, words: EventWords) -> bool:
    """Whether the words behind a noun say with whom it was ("his meeting with", « sa rencontre à Lima avec »)."""
    after = trigger.view.text(trigger.span.end, trigger.span.end + _CLAIM)
    own = trigger.view.text(trigger.span.start, trigger.span.end)
    return bool(words_in(words.companion, f"{own.split()[-1]} {after}"))
