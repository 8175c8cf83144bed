"""Reads what came right after talks, in their place and on their day: a courtesy call, a signing."""

from collections.abc import Sequence

from kg.extract._words import words_in
from kg.extract.events_drafts import Draft
from kg.extract.events_outcomes import FOLLOWS, words_of
from kg.extract.events_triggers import Trigger
from kg.model import EventStatus, EventType, Inferred, Location
from kg.model.language import EventWords

__all__ = ["at_close", "crowned", "followed", "place_of_talks"]

_PURPOSE, _FOLLOWED = 24, 48
_ARTICLE = 8
_DURING = 0.8


def at_close(draft: Draft, drafts: Sequence[Draft], words: EventWords) -> None:
    """Gives what was signed without a day or a place those of the talks that its sentence says it came after.

    Such talks are told before, and pointed to ("After the talks, they signed", « signé au terme de cette audience »).
    """
    if draft.type is not EventType.SIGNING or draft.status is not EventStatus.HELD:
        return
    signed = draft.triggers[0]
    for talks in drafts:
        if talks.type not in (EventType.MEETING, EventType.SUMMIT) or talks.status is not EventStatus.HELD:
            continue
        if any(each.view is signed.view and _is_the_same(each, words) for each in talks.triggers[1:]):
            draft.times = draft.times or talks.single_day()
            place = place_of_talks(talks, signed)
            draft.places = draft.places or ([place] if place else [])


def _is_the_same(trigger: Trigger, words: EventWords) -> bool:
    """Whether talks that something came after are told by a noun alone, not as those of a body ("board meeting")."""
    if not trigger.definite or not trigger.around:
        return False
    view, span = trigger.view, trigger.span
    before = view.tokens_between(view.start, span.start)[-1:]
    after = view.tokens_between(span.end, view.sentence.span.end)[:1]
    told = [*(time.span for time in view.times), *(each.span for each in (*view.parties, *view.places))]
    whose = bool(after) and after[0].text.lower() in words.owner
    named = any(0 <= each.start - span.end <= _ARTICLE for each in told)
    return bool(before) and before[0].pos not in ("NOUN", "PROPN") and (named or not whose)


def followed(trigger: Trigger, drafts: Sequence[Draft], words: EventWords) -> Draft | None:
    """The talks told right before that an encounter followed ("They were followed by a courtesy call")."""
    if not trigger.frame.noun or trigger.status is not EventStatus.HELD or trigger.type is not EventType.MEETING:
        return None
    before = trigger.view.text(trigger.span.start - _FOLLOWED, trigger.span.start)
    if not words_in(words.followed, before):
        return None
    told = [draft for draft in drafts if draft.type is EventType.MEETING and _is_near(draft, trigger)]
    return told[-1] if told else None


def _is_near(draft: Draft, trigger: Trigger) -> bool:
    """Whether talks are told right before in a sentence, or in the one before where nobody is named ("It was …")."""
    view, last = trigger.view, draft.triggers[-1].view
    alone = not any(party.span.end <= trigger.span.start for party in view.parties)
    return last is view or (alone and view.index - last.index == 1)


def crowned(trigger: Trigger, drafts: Sequence[Draft], words: EventWords) -> Draft | None:
    """The talks of its sentence, or of the one before, that ended with a signing ("It ended with the signing of")."""
    view = trigger.view
    if trigger.type is not EventType.SIGNING or trigger.status is not EventStatus.HELD:
        return None
    if not words_in(words.crowned, view.text(trigger.span.start - _PURPOSE, trigger.span.start)) or not drafts:
        return None
    last = drafts[-1]
    return last if _is_near(last, trigger) and last.type in (EventType.MEETING, EventType.SUMMIT) else None


def place_of_talks(draft: Draft, trigger: Trigger) -> Location | None:
    """The place of an event for what followed it at once."""
    if not draft.places:
        return None
    place = draft.places[0]
    return Location(place.entity, Inferred(tuple(sorted({*words_of(place), trigger.span})), FOLLOWS, _DURING))
