"""Tells which words tell of no event of their own: they sum up others, say how rare one is, or that nobody may meet."""

from collections.abc import Sequence

from kg.extract._coordination import untitled
from kg.extract._words import last_words, words_in
from kg.extract.events_alike import is_named
from kg.extract.events_drafts import REMOTE, Draft, in_headline
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import DOUBTED, EntityType, EventType
from kg.model.language import EventWords

__all__ = ["first_of_kind", "houses", "is_of_nobody", "sums_up"]

_TALKS = (EventType.MEETING, *REMOTE)
_SEVERAL = 3
_NEAR = 2


def sums_up(draft: Draft, parts: Sequence[Part]) -> bool:
    """Whether a headline tells as one what the text tells as talks with one after another.

    "Berg speaks with presidents of Chile and Peru" over "Berg spoke with the president of Chile, then with …". So does
    a text of calls without saying with whom ("Berg made a round of calls on Saturday and Sunday").

    Args:
        draft: an event told before.
        parts: of all the encounters of one trigger.
    """
    told, known = ({part.party.entity.key for part in each} for each in (parts, draft.parts))
    if draft.type in REMOTE and all(trigger.frame.noun for trigger in draft.triggers):
        callers = {part.party.entity.key for part in draft.parts if is_named(part.party.entity)}
        return len(callers) == 1 and callers < told
    return in_headline(draft) and draft.type in _TALKS and len(told) >= _SEVERAL and known == told


def first_of_kind(trigger: Trigger, parts: Sequence[Part], drafts: Sequence[Draft], words: EventWords) -> Draft | None:
    """The event told before of which a noun says that it was the first with somebody of an office, None if it does not.

    "It was the first visit by a Chilean president", « le premier entretien entre un dirigeant du Nord et M. Vega ».
    """
    before = trigger.view.text(trigger.view.start, trigger.span.start)
    if not trigger.frame.noun or not words_in(words.firsts, last_words(before, _NEAR)):
        return None
    anybody = any(untitled(part.party.entity) and not part.party.definite for part in parts)
    named = {part.party.entity.key for part in parts if is_named(part.party.entity)}
    kinds = (trigger.type, *(_TALKS if trigger.type in _TALKS else ()))
    told = [
        draft
        for draft in drafts
        if draft.type in kinds and draft.status is trigger.status and named <= set(draft.people())
    ]
    return told[-1] if anybody and told else None


def is_of_nobody(trigger: Trigger, parts: Sequence[Part]) -> bool:
    """Whether a verb tells of a wish to receive somebody, and the words do not say whose wish it is."""
    frame = trigger.frame
    wished = trigger.status in DOUBTED and not frame.noun and frame.subject and frame.object not in ("", frame.subject)
    return bool(wished) and not trigger.passive and not any(part.role == frame.subject for part in parts)


def houses(parts: Sequence[Part], host: str, guest: str) -> bool:
    """Whether a country has the seat of a body, which is no meeting ("Belgium, which hosts the Alliance")."""
    hosts = {part.party.entity.type for part in parts if part.role == host}
    guests = {part.party.entity.type for part in parts if part.role == guest}
    return hosts == {EntityType.COUNTRY} and guests == {EntityType.ORGANIZATION}
