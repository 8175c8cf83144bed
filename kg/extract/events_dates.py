"""Finds when an event is, by the words of its own sentences only."""

from collections.abc import Sequence

from kg.extract._views import View
from kg.extract._words import last_words, words_in
from kg.extract.events_assertions import DATED
from kg.extract.events_dates_apart import is_of_other
from kg.extract.events_dates_diary import day_above
from kg.extract.events_dates_moved import of_move, without_first_plan
from kg.extract.events_dates_order import follows, later_of_plan, then, without_purpose
from kg.extract.events_dates_reach import reach_of
from kg.extract.events_dates_reckoned import reckoned
from kg.extract.events_dates_said import day_of_remarks, owner_by_report, said_in
from kg.extract.events_dates_sentence import DatedSentence
from kg.extract.events_dates_stays import with_end
from kg.extract.events_dates_told import closed_by, of_range, of_weekday, starts_after, told_by
from kg.extract.events_triggers import Trigger
from kg.model import DOUBTED, EventStatus, EventType, PartialDate, PublicationDate, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["times_of"]

_PURPOSE = ("advcl", "xcomp")
_TO_COME = (EventStatus.SCHEDULED, *DOUBTED)
_NEAR, _WORDS = 30, 3
_SMALL = ("ADP", "DET", "PROPN", "ADJ")
# Characters between a word such as "before" and a summit, at most, and what may stand there.
_BOUND, _NOMINAL = 40, (*_SMALL, "NOUN", "NUM")


def times_of(
    triggers: Sequence[Trigger],
    cues: Sequence[Span],
    words: EventWords,
    published: PublicationDate | None,
    heading: PartialDate | None,
    views: Sequence[View],
    diary: Sequence[TimeExpression] = (),
) -> tuple[tuple[TimeExpression, ...], ...]:
    """The times of each trigger, in text order: each time goes to the trigger nearest to it in its sentence.

    Args:
        triggers: in text order.
        cues: words that report speech, in text order; a time right after one says when it was said.
        words: of the language.
        published: day of the article; a weekday told in the past is not after it.
        heading: the day that the line under the headline tells of what the text is about, None for none.
        views: of all sentences, for the day of what was said some before.
        diary: the days that stand over the parts of the text, in order.
    """
    found: list[list[TimeExpression]] = [[] for _ in triggers]
    by_view: dict[int, list[int]] = {}
    for index, trigger in enumerate(triggers):
        if trigger.type:
            by_view.setdefault(trigger.view.index, []).append(index)
    for indexes in by_view.values():
        own = [triggers[index] for index in indexes]
        sentence = DatedSentence(own, said_in(cues, own, words), words, published)
        for index, times in zip(indexes, _shared(sentence), strict=True):
            found[index] = times
            if not times and (day := day_of_remarks(triggers[index], views, cues, words)):
                found[index] = [day]
            elif not any(time.start for time in times) and (day := day_above(triggers[index], diary)):
                found[index] = [day, *times]
    told = reckoned(triggers, found, words, published, heading)
    return tuple(
        tuple(with_end(trigger, of_range(trigger, of_weekday(times)), words))
        for trigger, times in zip(triggers, told, strict=True)
    )


def _shared(sentence: DatedSentence) -> list[list[TimeExpression]]:
    """The times of each event of a sentence."""
    triggers, words, published = sentence.triggers, sentence.words, sentence.published
    found: list[list[TimeExpression]] = [[] for _ in triggers]
    for time in sentence.view.times:
        if _is_of_page(time, sentence):
            continue
        open_ = _open_to(time, sentence)
        if (later := then(time, sentence)) is not None:
            found[later].append(told_by(time, triggers[later], published, words))
            open_ = [index for index in open_ if index != later]
        owner = _owner_of(time, open_, sentence) if open_ else None
        if owner is None:
            continue
        told = of_move(told_by(time, triggers[owner], published, words), triggers[owner], words)
        if _is_over(told, triggers[owner], published):
            continue
        found[owner].append(told)
        for index, trigger in enumerate(triggers):
            if closed_by(triggers[owner], time, trigger, words):
                found[index].append(time)
    for index, trigger in enumerate(triggers):
        days = without_first_plan(trigger, found[index], words)
        found[index] = later_of_plan(trigger, days, published)
    _join(triggers, found, words)
    return found


def _open_to(time: TimeExpression, sentence: DatedSentence) -> Sequence[int]:
    """The events of a sentence that a time may be of; one that says since when is of visits only."""
    triggers, words = sentence.triggers, sentence.words
    if (summit := _beside(time, sentence)) is not None:
        return [summit]
    if (bound := _bound(time, sentence)) is not None:
        past = any(trigger.status is EventStatus.HELD for trigger in sentence.triggers if not trigger.side)
        return () if past and time.weekday is not None else [bound]  # "before Tuesday's": last or next
    if time.end is None and time.type in DATED and starts_after(sentence.view, time, words.no_date, words):
        since = starts_after(sentence.view, time, words.since, words)
        if time.start is not None and not time.start.month and not since:  # "by the end of the year"
            return [index for index, trigger in enumerate(triggers) if trigger.status in _TO_COME]
        dayless = time.start is not None and not time.start.day
        if dayless or not since:
            return ()
        return [index for index, trigger in enumerate(triggers) if _is_on_since(trigger) or _begins(trigger)]
    return [index for index, trigger in enumerate(triggers) if not trigger.side] or range(len(triggers))


def _is_of_page(time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether a day is that of publication, behind a sentence and before who published it."""
    view, published = sentence.view, sentence.published
    if published is None or time.span.start != published.start:
        return False
    before = view.text(view.start, time.span.start).rstrip()
    return before.endswith((".", "…", "!", "?")) and view.text(time.span.end, time.span.end + 1) == ","


def _beside(time: TimeExpression, sentence: DatedSentence) -> int | None:
    """The summit that something else was at and right behind which a month is told ("decisions of the summit in May").

    None where there is none, or where somebody was met beside it, who was met in that month too.
    """
    view, words = sentence.view, sentence.words
    if time.type != "DATE" or not time.start or not time.start.month or time.start.day:
        return None
    for index, trigger in enumerate(sentence.triggers):
        if not (trigger.side and trigger.frame.noun and trigger.span.end <= time.span.start):
            continue
        at = view.verb_above(trigger.span.start)
        if at is not None and any(
            view.sentence.tokens[at].start in range(each.start, each.end) for each in sentence.own
        ):
            continue  # "would meet him at the summit in Lima next month"
        between = view.tokens_between(trigger.span.end, time.span.start)
        near = time.span.start - trigger.span.end <= _NEAR and all(token.pos in _SMALL for token in between)
        if near and not words_in(words.margins, view.text(view.clause(trigger.span).start, trigger.span.start)):
            return index
    return None


def _bound(time: TimeExpression, sentence: DatedSentence) -> int | None:
    """The summit before or after which something was, right behind which a day is told; None where there is none."""
    view, words = sentence.view, sentence.words
    for index, trigger in enumerate(sentence.triggers):
        start = trigger.span.start
        if not (trigger.side and trigger.frame.noun and trigger.span.end <= time.span.start):
            continue
        between = view.tokens_between(trigger.span.end, time.span.start)
        near = time.span.start - trigger.span.end <= _NEAR and all(token.pos in _SMALL for token in between)
        before = max(view.start, start - _BOUND)
        bounds = words_in(words.bounds, view.text(before, start)) if near else ()
        if bounds and all(token.pos in _NOMINAL for token in view.tokens_between(before + bounds[-1].end, start)):
            return index
    return None


def _is_over(time: TimeExpression, trigger: Trigger, published: PublicationDate | None) -> bool:
    """Whether a month is past, which is none of something to come ("will discuss what they agreed last month")."""
    if trigger.status is not EventStatus.SCHEDULED or trigger.then or not (published and time.start):
        return False
    return bool(time.start.month and not time.start.day) and time.start.iso < published.date.iso[: len(time.start.iso)]


def _is_on_since(trigger: Trigger) -> bool:
    """Whether a journey may have begun on the day since which something is so, or may begin from a day on."""
    return trigger.type is EventType.VISIT and not (trigger.frame.noun and trigger.past and trigger.definite)


def _begins(trigger: Trigger) -> bool:
    """Whether a noun tells of talks to come, which may begin on a day ("a two-day meeting from Thursday")."""
    talks = trigger.type in (EventType.MEETING, EventType.SUMMIT) and trigger.status is EventStatus.SCHEDULED
    return talks and trigger.frame.noun


def _owner_of(time: TimeExpression, open_: Sequence[int], sentence: DatedSentence) -> int | None:
    """Which of some events of a sentence a time is of: the one nearest to it, unless something tells that it is not."""
    triggers, words = sentence.triggers, sentence.words
    open_ = [index for index in open_ if not follows(triggers[index], time.span, words)] or open_
    open_ = without_purpose(triggers, open_, time, words)
    nearest = min(open_, key=lambda index: reach_of(triggers[index], time.span))
    if _is_agreed_after(triggers[nearest], time, sentence):
        return nearest
    owner = owner_by_report(nearest, open_, time, sentence)
    return None if owner is None or is_of_other(triggers[owner], time, sentence) else owner


def _is_agreed_after(trigger: Trigger, time: TimeExpression, sentence: DatedSentence) -> bool:
    """Whether something was agreed on a day after talks ("agreed on Monday to …, after talks hosted by")."""
    view, words = sentence.view, sentence.words
    if trigger.type is not EventType.MEETING or not trigger.frame.noun or time.span.end > trigger.span.start:
        return False
    told = view.text(view.start, time.span.start).split()
    while told and told[-1] in words.before_day:
        told.pop()
    after = words_in(words.after, last_words(view.text(view.start, trigger.span.start), _WORDS))
    return trigger.status is EventStatus.HELD and bool(told and told[-1] in words.decided and after)


def _join(triggers: Sequence[Trigger], found: list[list[TimeExpression]], words: EventWords) -> None:
    """Give the one day of a verb to the verb joined to it, and that of a journey to the talks planned for it or there.

    A day that stands before both verbs is of both ("On Monday she met … and signed …").
    """
    for index, trigger in enumerate(triggers):
        view = trigger.view
        at = None if found[index] or trigger.frame.noun else view.verb_above(trigger.span.start)
        if at is None:
            continue
        verb = view.sentence.tokens[at]
        for other, first in enumerate(triggers[:index]):
            times = [time for time in found[other] if time.type in DATED]
            if len(times) != 1 or times[0].end or first.status is not trigger.status:
                continue
            if verb.head != view.verb_above(first.span.start):
                continue
            joined = verb.dep == "conj" and times[0].span.end <= first.span.start and not first.frame.noun
            meant = verb.dep in _PURPOSE and first.type is EventType.VISIT and trigger.type is EventType.MEETING
            there = bool(words_in(words.there, trigger.view.text(trigger.span.start, trigger.span.end)))
            ahead = (trigger.status is EventStatus.SCHEDULED or there) and times[0].span.start >= first.span.end
            if joined or (meant and ahead and times[0].span.end <= trigger.span.start):
                found[index].append(times[0])
