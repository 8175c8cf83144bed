"""Says which times of a sentence are not those of an event that it tells."""

from collections.abc import Sequence

from kg.extract._views import View
from kg.extract._words import words_in
from kg.extract.events_triggers import Trigger
from kg.model import DateBasis, EventType, Span, TimeExpression
from kg.model.language import EventWords

__all__ = ["is_aside", "is_elsewhere", "is_period", "without_purpose"]

_NEAR = 25
_YEAR = 4


def is_period(view: View, time: TimeExpression, words: EventWords) -> bool:
    """Whether a bare year names a plan or a text ("the plan for 2030"), as one does that is no "in 2020"."""
    if len(time.value) != _YEAR or time.basis is not DateBasis.EXPLICIT:
        return False
    before = view.text(time.span.start - _NEAR, time.span.start).split()
    return not before or not (before[-1] in words.at_place or before[-1].startswith("("))


def is_elsewhere(trigger: Trigger, time: Span, words: EventWords) -> bool:
    """Whether "where" parts a trigger from a time before it ("left on Monday for Oslo, where he will meet …")."""
    return time.end < trigger.span.start and bool(
        words_in(words.where, trigger.view.text(time.end, trigger.span.start))
    )


def is_aside(trigger: Trigger, time: Span, words: EventWords) -> bool:
    """Whether a visit going on is told aside before a time to come ("Berg, who is on a visit, will … on Monday")."""
    view = trigger.view
    if trigger.type is not EventType.VISIT or time.start < trigger.span.end:
        return False
    if not any(token.pos == "VERB" for token in view.tokens_between(trigger.span.end, time.start)):
        return False
    before = view.text(view.start, trigger.span.end)
    found = words_in(words.visiting, before[before.rfind(",") + 1 :].lstrip()) if "," in before else ()
    return bool(found) and found[0].start == 0


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
