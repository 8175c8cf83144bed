"""Tells whether words that need two parties have them."""

from collections.abc import Sequence

from kg.extract._views import Party
from kg.extract._words import fold, words_in
from kg.extract.events_alike import is_named
from kg.extract.events_summaries import houses
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import Entity, EntityType, EventType, Role
from kg.model.language import EventWords

__all__ = ["enough"]

_ACTORS = (
    *(EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP, EntityType.COUNTRY),
    *(EntityType.ORGANIZATION, EntityType.GOVERNMENT),
)


def enough(trigger: Trigger, parts: Sequence[Part], words: EventWords) -> bool:
    """Whether a verb that needs two parties has them: an object, several subjects, or a body in which states sit."""
    frame = trigger.frame
    if not trigger.type or not (frame.object_needed or frame.party_needed):
        return True
    if trigger.type is EventType.MEETING and frame.subject == Role.ATTENDEE and frame.object in ("", Role.ATTENDEE):
        sitting = [part for part in parts if part.role == frame.subject and not trigger.view.headline]
        if any(_is_of_many_states(part.party.entity, words) for part in sitting):
            return True
    if frame.council_needed:
        return any(part.party.span.start >= trigger.span.end and part.party.entity.type in _ACTORS for part in parts)
    if frame.party_needed:
        named = {part.party.entity.key for part in parts if is_named(part.party.entity)}
        return len(named) > 1 or any(
            part.party.span.start >= trigger.span.end and part.party.entity.type in _ACTORS for part in parts
        )
    if trigger.type is EventType.PHONE_CALL and any(_is_outlet(part.party, trigger) for part in parts):
        return False
    if trigger.type is EventType.PHONE_CALL and any(_is_crowd_of_none(part.party) for part in parts):
        return any(part.role == frame.object and is_named(part.party.entity) for part in parts)
    people = {part.party.entity.key for part in parts if part.party.entity.type in _ACTORS}
    if frame.oblique and frame.oblique != frame.subject:
        return any(part.role == frame.oblique for part in parts)
    if frame.object == frame.subject or not frame.object:
        return len(people) > 1 or any(part.party.entity.plural for part in parts)
    if houses(parts, frame.subject, frame.object):
        return False
    return any(part.role == frame.object and part.party.entity.type in _ACTORS for part in parts)


def _is_of_many_states(entity: Entity, words: EventWords) -> bool:
    """Whether a body is a council of states, which meets by itself, and none of one country."""
    name = fold(entity.name)
    return not entity.country and any(len(found) == len(name) for found in words_in(words.councils, name))


def _is_outlet(party: Party, trigger: Trigger) -> bool:
    """Whether what somebody spoke to is a body that governs nothing, as a newspaper is ("spoke to Al Jazeera")."""
    entity = party.entity
    return entity.type is EntityType.ORGANIZATION and not entity.country and party.span.start >= trigger.span.end


def _is_crowd_of_none(party: Party) -> bool:
    """Whether a party is a crowd nobody speaks to by telephone: a group of no country and without known members."""
    entity = party.entity
    return entity.type is EntityType.GROUP and not entity.country and not entity.members and not party.definite
