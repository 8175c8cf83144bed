"""Tells by the order of the words of a sentence what its days are of: before, when, after, and for what purpose."""

from collections.abc import Sequence

from kg.extract._tense import is_past_participle
from kg.extract._views import View
from kg.extract._words import words_in
from kg.extract.events_assertions import DATED
from kg.extract.events_dates_sentence import DatedSentence
from kg.extract.events_triggers import Trigger
from kg.model import EventStatus, PartialDate, PublicationDate, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["day_told_before", "follows", "later_of_plan", "then", "without_purpose"]

_OWN_TIME = 60


def follows(trigger: Trigger, time: Span, words: EventWords) -> bool:
    """Whether words between a time and a trigger say that it came after ("on Monday were followed by a call")."""
    return time.end <= trigger.span.start and bool(
        words_in(words.followed, trigger.view.text(time.end, trigger.span.start))
    )


def without_purpose(
    triggers: Sequence[Trigger], indexes: Sequence[int], time: TimeExpression, words: EventWords
) -> Sequence[int]:
    """The triggers without the purpose told right after a time ("met in Bern on Monday to discuss …")."""
    if not any(triggers[index].span.end <= time.span.start for index in indexes):
        return indexes
    kept = [index for index in indexes if not _is_purpose(triggers[index], time.span, words)]
    return kept or indexes


def _is_purpose(trigger: Trigger, time: Span, words: EventWords) -> bool:
    gap = trigger.view.text(time.end, trigger.span.start) if time.end < trigger.span.start else ""
    return bool(gap) and gap.strip() in words.purpose_of_acts


def day_told_before(view: View, time: TimeExpression, *, firm: bool) -> PartialDate | None:
    """The last day that a sentence tells before a time, whatever was on it ("came home on Monday and had met …").

    What a `firm` verb tells is not reckoned from the day of a participle (« Arrivé lundi, il a vu la veille … »).
    """
    days = [each for each in view.times if each.span < time.span and each.start and each.start.day]
    if not days or (firm and _is_of_participle(view, days[-1])):
        return None
    return days[-1].start


def _is_of_participle(view: View, time: TimeExpression) -> bool:
    at = view.verb_above(time.span.start)
    return at is not None and view.sentence.tokens[at].dep == "advcl" and is_past_participle(view.sentence.tokens[at])


def then(time: TimeExpression, sentence: DatedSentence) -> int | None:
    """Which event of a sentence a time is of because of "when" between ("in May, when they met"), None for none."""
    after = sentence.view.text(time.span.end, time.span.end + _OWN_TIME).lstrip(" ,")
    if not any(found.start == 0 for found in words_in(sentence.words.when, after)):
        return None
    later = [number for number, trigger in enumerate(sentence.triggers) if trigger.span.start > time.span.end]
    verbs = [number for number in later if not sentence.triggers[number].frame.noun]
    if verbs or not later:
        return verbs[0] if verbs else None
    told = sentence.view.text(time.span.end, sentence.triggers[later[0]].span.start)
    begun = words_in((*sentence.words.attends, *sentence.words.opens), told)
    return later[0] if begun else None  # "in May, when she attended a summit"


def later_of_plan(
    trigger: Trigger, times: Sequence[TimeExpression], published: PublicationDate | None
) -> list[TimeExpression]:
    """The times of a plan without the day before it, which is another's where it has its own behind it.

    "On Monday she spoke of the summit of 6 June", "will vote on Monday before travelling to Lima on 6 June".
    """
    days = [time for time in times if time.type in DATED and time.start and time.start.day]
    before = [time for time in days if time.span.end <= trigger.span.start]
    after = [time for time in days if time not in before and time.start not in [each.start for each in before]]
    today = published.date.iso if published else ""
    ahead = bool(today) and not trigger.firm and any(time.start and time.start.iso > today for time in after)
    plan = (trigger.status is EventStatus.SCHEDULED or ahead) and (trigger.frame.noun or trigger.onward)
    return [time for time in times if time not in before] if plan and before and after else list(times)
