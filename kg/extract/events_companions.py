"""Adds those who were there to the event they were at ("The ambassador attended the meeting")."""

from collections.abc import Sequence

from kg.extract._words import last_words, words_in
from kg.extract.events_alike import is_named
from kg.extract.events_differ import other_day
from kg.extract.events_drafts import Draft
from kg.extract.events_journeys import is_at_talks, is_of_journey, nearest
from kg.extract.events_outcomes import TALKS
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import DOUBTED, EventStatus, EventType, Location, Role
from kg.model.language import EventWords

__all__ = ["add_people"]

_NEAR = 2


def add_people(
    drafts: Sequence[Draft], trigger: Trigger, parts: Sequence[Part], place: Location | None, words: EventWords
) -> None:
    """Adds people to the event of their sentence, that of their leader, or the latest; nobody who may not have come.

    Args:
        drafts: the events told so far; that one is changed.
        trigger: words such as "attended" or "accompanied by".
        parts: who was there.
        place: where they were, None unknown.
        words: of the language.
    """
    if _is_unsure(trigger, words):
        return
    open_ = [draft for draft in drafts if draft.type is not EventType.JOINT_STATEMENT]
    if trigger.view.text(trigger.span.start, trigger.span.end) in words.companion:
        open_ = [each for each in open_ if each.triggers[-1].view is trigger.view or not _is_anybody_named(each)]
    same = [draft for draft in open_ if draft.triggers[-1].view.index == trigger.view.index]
    if trigger.frame.object in (Role.MEDIATOR, Role.HOST) and not trigger.frame.subject and not same:
        return
    if not open_ or not parts:
        return
    draft = _attended(trigger, parts, open_, same, words)
    clause = trigger.view.clause(trigger.span)
    days = [time for time in trigger.view.times if clause.contains(time.span) and time.type == "DATE"]
    if draft not in same and other_day(draft, days):
        return
    known = draft.people() if draft not in same else {}
    head = Role.DELEGATION_HEAD
    draft.beside.extend(part for part in parts if part.role is not head or part.party.entity.key not in known)
    draft.ways += [place] if place else []


def _is_unsure(trigger: Trigger, words: EventWords) -> bool:
    if trigger.status in DOUBTED or (trigger.then and not trigger.firm):
        return True
    before = trigger.view.text(trigger.view.start, trigger.span.start)
    return bool(words_in(words.negations, last_words(before, _NEAR)))


def _is_anybody_named(draft: Draft) -> bool:
    return any(is_named(part.party.entity) for part in draft.parts)


def _attended(
    trigger: Trigger, parts: Sequence[Part], open_: Sequence[Draft], same: Sequence[Draft], words: EventWords
) -> Draft:
    """The event at which people were.

    Args:
        trigger: the words that say it.
        parts: the people.
        open_: the events they may have been at.
        same: those of the same sentence.
        words: of the language.
    """
    here = {part.party.entity.key for part in parts}
    leaders = {part.party.entity.key for part in parts if part.role == trigger.frame.subject}
    leaders |= {party.entity.key for party in trigger.view.parties if party.entity.key not in here}
    led = [draft for draft in open_ if leaders & set(draft.people())]
    visits = [draft for draft in same if draft.type is EventType.VISIT]
    talks = visits if is_of_journey(trigger, parts, same) else [draft for draft in same if draft not in visits]
    held = [draft for draft in open_ if draft.status is EventStatus.HELD]
    if is_at_talks(trigger, words):
        talks = talks or [draft for draft in held if draft.type in TALKS]
    met = [draft for draft in led if draft.type is not EventType.SIGNING]
    held = [draft for draft in held if draft.type is not EventType.SIGNING]
    return nearest(talks, trigger) or (talks or same or met[:1] or led[:1] or held or open_)[-1]
