"""Tells which words for an event tell of none: a walk through a factory, a way home, what nobody is sure of."""

from collections.abc import Callable, Mapping, Sequence

from kg.extract.events_drafts import Draft
from kg.extract.events_kept import is_off_with
from kg.extract.events_people import is_told_before
from kg.extract.events_saying import UNHOSTED, Saying
from kg.extract.events_summaries import is_of_nobody
from kg.extract.events_triggers import Trigger
from kg.extract.participants import Part
from kg.model import Entity, EntityType, EventStatus, EventType, Location, TimeExpression
from kg.model.language import EventWords

__all__ = ["is_idle", "is_pointer"]

_TRAVELLERS = (EntityType.PERSON, EntityType.DELEGATION, EntityType.GROUP)


def is_idle(said: Saying, drafts: Sequence[Draft], entities: Mapping[str, Entity], words: EventWords) -> bool:
    """Whether words of an event tell of none.

    Args:
        said: the words.
        drafts: the events told before.
        entities: by key.
        words: of the language.
    """
    if any(rule(said, entities) for rule in _IDLE):
        return True
    off = not said.parts and is_off_with(said.trigger, drafts)
    return off or is_told_before(said.trigger, said.parts, drafts, words)


def _leads_nowhere(said: Saying, entities: Mapping[str, Entity]) -> bool:
    journey = said.trigger.type is EventType.VISIT and not said.trigger.frame.noun
    return journey and not said.place and not said.when


def _sightsees(said: Saying, entities: Mapping[str, Entity]) -> bool:
    """Whether a verb tells what somebody had a look at ("visited a factory"), which is no journey of its own."""
    trigger = said.trigger
    if trigger.type is not EventType.VISIT or trigger.frame.noun or _is_abroad(said.parts, said.place, entities):
        return False
    after = trigger.view.tokens_between(trigger.span.end, trigger.span.end + 2)
    return bool(after) and "Definite=Ind" in after[0].morph


def _is_abroad(parts: Sequence[Part], place: Location | None, entities: Mapping[str, Entity]) -> bool:
    """Whether somebody has a look at a place whose country is known, or comes from one that is."""
    there = entities.get(place.entity) if place else None
    return there is not None and bool(there.country or any(part.party.entity.country for part in parts))


def _is_of_no_traveller(said: Saying, entities: Mapping[str, Entity]) -> bool:
    travellers = [part for part in said.parts if part.party.entity.type in _TRAVELLERS]
    return said.trigger.frame.place_needed and not travellers


def _goes_home(said: Saying, entities: Mapping[str, Entity]) -> bool:
    """Whether all who went somewhere are of the country where that is ("before leaving for Oslo")."""
    there = entities[said.place.entity].country if said.place and said.place.entity in entities else ""
    home = bool(there) and all(part.party.entity.country == there for part in said.parts)
    return said.trigger.frame.place_needed and home


def _is_aside_of_wish(said: Saying, entities: Mapping[str, Entity]) -> bool:
    """Whether words only say where something would be that nobody is sure of ("may meet at the summit")."""
    unsure = any(other.type and other.status is EventStatus.HYPOTHETICAL for other in said.others)
    return said.trigger.side and unsure and said.hosting is UNHOSTED


type _Rule = Callable[[Saying, Mapping[str, Entity]], bool]
_IDLE: tuple[_Rule, ...] = (_leads_nowhere, _sightsees, _is_of_no_traveller, _goes_home, _is_aside_of_wish)


def is_pointer(said: Saying, parts: Sequence[Part], when: Sequence[TimeExpression], place: Location | None) -> bool:
    """Whether words that speak of no event told before do not tell of a new one either.

    Args:
        said: the words.
        parts: who takes part in one of the encounters they tell of.
        when: its times.
        place: None unknown.
    """
    where = said.trigger.side and any(other.type for other in said.others)
    own = [part for part in parts if not where or part.party.span.start > said.trigger.span.end]
    pointed = _only_points(said.trigger, own, when) and not (place and _tells_of_summit(said.trigger, said.others))
    return pointed or is_of_nobody(said.trigger, parts)


def _tells_of_summit(trigger: Trigger, others: Sequence[Trigger]) -> bool:
    """Whether a sentence is about a summit, which is not only where or when something else was."""
    return trigger.type is EventType.SUMMIT and not (trigger.side and any(other.type for other in others))


def _only_points(trigger: Trigger, parts: Sequence[Part], when: Sequence[TimeExpression]) -> bool:
    """Whether a noun only points to an event that nobody told ("the meeting", "after the audience")."""
    alone = not when and not any(part.party.span.start > trigger.span.end for part in parts)
    if trigger.around and alone and trigger.type is EventType.MEETING:
        return True
    if not trigger.definite or parts or when or trigger.named or trigger.firm or trigger.view.headline:
        return False
    return trigger.type is not EventType.JOINT_STATEMENT
