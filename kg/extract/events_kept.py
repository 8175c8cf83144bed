"""What became of a plan that a text tells in the past."""

from collections.abc import Sequence

from kg.extract._views import View
from kg.extract._words import last_words, words_in
from kg.extract.events_dates_moved import led_by
from kg.extract.events_drafts import OFF, Draft
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import EntityType, EventStatus, EventType, TimeExpression
from kg.model.language import EventWords

__all__ = ["follow_up", "is_off_with", "kept", "refers_to_plan"]

_BEFORE, _OWNER = 24, 3
_NEAR = 2
"""Sentences after a journey called off, at most, in which a plan is taken for one of it."""
_PASSIVE = 3


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


def follow_up(drafts: Sequence[Draft], views: Sequence[View], words: EventWords) -> None:
    """Takes in what sentences without an event say became of the plans told right before them, in place.

    "It has since been called off", « Prévue le 7 avril, elle a été reportée ».

    Args:
        drafts: what was told so far.
        views: the sentences after it, up to the next that tells of an event.
        words: of the language.
    """
    for view in views[:_NEAR] if drafts else ():
        if (status := _fate(view, words)) is None:
            continue
        latest = max(draft.triggers[-1].view.index for draft in drafts)
        for draft in drafts:
            if draft.triggers[-1].view.index == latest >= view.index - _NEAR and _is_open(draft):
                draft.status = status
                draft.times = draft.times or [
                    time
                    for time in view.times
                    if time.start and led_by(words.planned_for, view.text(view.start, time.span.start), words)
                ]


def _is_open(draft: Draft) -> bool:
    """Whether nothing says of an event that it took place."""
    told = draft.status is EventStatus.HELD and (not draft.triggers[0].frame.noun or draft.triggers[0].during)
    return not told and draft.status not in OFF and not any(trigger.firm for trigger in draft.triggers)


def _fate(view: View, words: EventWords) -> EventStatus | None:
    """What a sentence says became of what its subject, a pronoun, points to; None for nothing."""
    for status, forms in ((EventStatus.CANCELLED, words.cancelled), (EventStatus.POSTPONED, words.postponed)):
        for found in words_in(forms, view.folded):
            if not words_in(words.passive, last_words(view.folded[: found.start], _PASSIVE)):
                continue
            before = view.tokens_between(view.start, view.start + found.start)
            subjects = [token for token in before if token.dep.startswith("nsubj")]
            if subjects and subjects[-1].pos == "PRON" and "PronType=Rel" not in subjects[-1].morph:
                return status
    return None


def is_off_with(trigger: Trigger, drafts: Sequence[Draft]) -> bool:
    """Whether a journey called off is that to the talks of its sentence ("was to meet …, but the trip was off")."""
    if trigger.type is not EventType.VISIT or not trigger.definite or trigger.status not in OFF:
        return False
    return any(draft.status in OFF and draft.triggers[-1].view is trigger.view for draft in drafts)


def refers_to_plan(draft: Draft, trigger: Trigger, parts: Sequence[Part], when: Sequence[TimeExpression]) -> bool:
    """Whether a noun that no verb says to be over means the journey of the same people that is to come or was off.

    ("Rey visits Oslo in May. … Asked about her visit", « interrogé mardi sur la visite de Mme Rey »)

    Args:
        draft: an event told before.
        trigger: words that may speak of it again.
        parts: those whom they name.
        when: the times of their sentence; one right behind them is theirs.
    """
    view, start = trigger.view, trigger.span.start
    known = trigger.definite or view.text(start - _OWNER, start).strip() in ("'s", "s'")
    plain = trigger.frame.noun and known and not (trigger.firm or trigger.around or trigger.previous)
    if not plain or trigger.type is not EventType.VISIT or trigger.status is not EventStatus.HELD or trigger.during:
        return False
    if draft.type is not EventType.VISIT or draft.status not in (EventStatus.SCHEDULED, *OFF):
        return False
    behind = [time.span.start for time in when if time.span.start > trigger.span.end]
    own = any(
        not any(token.pos in ("VERB", "AUX", "PUNCT") for token in trigger.view.tokens_between(trigger.span.end, start))
        for start in behind
    )
    return not own and bool(parts) and {part.party.entity.key for part in parts} == set(draft.people())
