"""What became of a plan that a text tells in the past."""

from collections.abc import Sequence

from kg.extract._words import words_in
from kg.extract.events_drafts import OFF, Draft
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import EntityType, EventStatus, EventType
from kg.model.language import EventWords

__all__ = ["is_off_with", "kept"]

_BEFORE = 24
_NEAR = 2
"""Sentences after a journey called off, at most, in which a plan is taken for one of it."""


def kept(
    trigger: Trigger, parts: Sequence[Part], gone: Trigger | None, drafts: Sequence[Draft], words: EventWords
) -> EventStatus:
    """What became of an earlier plan: off with the journey it was for ("scrapped a trip to Male, where she was to …").

    One that did not happen is off as what was told before it is ("The visit was put off. He was to have met …"), and so
    is what the one who does not travel was to do there ("She cancelled her visit. She was to meet …").

    Args:
        trigger: the words of the plan.
        parts: who was to take part.
        gone: the journey that its sentence tells, None where it tells none.
        drafts: what was told before.
        words: of the language.
    """
    if gone and gone.status in OFF:
        return gone.status
    if words_in(words.unfulfilled, trigger.view.text(trigger.span.start - _BEFORE, trigger.span.start)):
        return next((draft.status for draft in reversed(drafts) if draft.status in OFF), EventStatus.CANCELLED)
    off = next((draft for draft in reversed(drafts) if _is_off_for(draft, trigger, parts)), None)
    return off.status if off else trigger.status


def _is_off_for(draft: Draft, trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether a journey called off right before is that of somebody who was to take part in talks."""
    if draft.status not in OFF or draft.type is not EventType.VISIT or trigger.type is EventType.VISIT:
        return False
    if trigger.view.index - draft.triggers[-1].view.index > _NEAR:
        return False
    travellers = {part.party.entity.key for part in draft.parts if part.party.entity.type is EntityType.PERSON}
    return any(part.party.entity.key in travellers for part in parts)


def is_off_with(trigger: Trigger, drafts: Sequence[Draft]) -> bool:
    """Whether a journey called off is that to the talks of its sentence ("was to meet …, but the trip was off")."""
    if trigger.type is not EventType.VISIT or not trigger.definite or trigger.status not in OFF:
        return False
    return any(draft.status in OFF and draft.triggers[-1].view is trigger.view for draft in drafts)
