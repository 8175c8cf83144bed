"""Whether what is told is an affair of states, rather than of private people, firms, crowds or the past."""

from collections.abc import Mapping, Sequence

from kg.extract._bodies import is_body_of_states
from kg.extract._views import View
from kg.extract._words import fold, words_in
from kg.extract.events_alike import is_named
from kg.extract.events_drafts import Draft
from kg.extract.events_standing import Standing
from kg.extract.events_triggers import Trigger
from kg.model import Entity, EntityType, EventStatus, EventType, PartialDate, Role
from kg.model.language import EventWords

__all__ = ["is_of_firms", "is_of_states", "is_past", "is_private", "is_retrospect"]

_SIDES = 2
_AGES = 5
"""Years after which an event is history."""
_BACK = 2
"""Sentences before an event, at most, whose years may be its own."""
_OPPOSED = {"party_leader", "legislator", "mayor"}
_ABROAD = {"foreign_minister", "deputy_foreign_minister", "ambassador", "envoy", "high_representative"}
_SENT = {"ambassador", "envoy", "diplomat"}
_ABROAD |= {"secretary_general", "diplomat", "pope"}


def is_of_states(draft: Draft, standings: Mapping[str, Standing]) -> bool:
    """Whether somebody of a state or a body takes part, or two people with names, or where and when is told.

    Args:
        draft: an event.
        standings: what `standings_of` says.
    """
    if any(trigger.named or trigger.frame.of_many for trigger in draft.triggers):
        return True
    found = _found(draft, standings)
    if Standing.STATE in found:
        return True
    if draft.type is EventType.JOINT_STATEMENT:
        return len(draft.people()) != 1
    named = [is_named(party.entity) and not _is_below(party.entity) for party in draft.people().values()]
    if draft.type is EventType.VISIT and found == {Standing.UNKNOWN}:
        return False
    talks = not found or (all(named) and all(trigger.frame.noun for trigger in draft.triggers))
    return sum(named) >= _SIDES or bool(draft.places and draft.times and talks)


def is_private(draft: Draft, standings: Mapping[str, Standing], words: EventWords) -> bool:
    """Whether somebody acts for what is no affair of states (a firm, a club, a town), and nobody for a state.

    What people of one state do at home is none either: who rules receives who is in opposition or a crowd, or sees a
    place that the text does not name.

    Args:
        draft: an event.
        standings: what `standings_of` says.
        words: of the language.
    """
    found = _found(draft, standings)
    if _is_of_show(draft, standings, words) or _is_figurative(draft, standings) or _is_played(draft, words):
        return True
    if Standing.STATE in found:
        return _is_at_home(draft, standings) or _is_for_crowd(draft, standings)
    crowd = bool(found) and draft.type is EventType.VISIT and _is_for_crowd(draft, standings)
    return Standing.PRIVATE in found or crowd or (bool(found) and _is_of_sport(draft, words))


def _found(draft: Draft, standings: Mapping[str, Standing]) -> set[Standing]:
    return {standings[part.party.entity.key] for part in draft.everybody()}


def is_retrospect(draft: Draft, words: EventWords) -> bool:
    """Whether a sentence looks back on an anniversary ("On this day in 1945")."""
    return any(bool(words_in(words.retrospects, trigger.view.folded)) for trigger in draft.triggers)


def is_past(draft: Draft, views: Sequence[View], published: PartialDate | None, words: EventWords) -> bool:
    """Whether an event was years before an article, which tells of a life or a history where it has no other.

    Args:
        draft: an event.
        views: the sentences of the article.
        published: when, None unknown.
        words: of the language.
    """
    if published is None:
        return False
    own = [time.start.year for time in draft.times if time.start]
    latest = [max(own)] if own else [_latest_year(trigger, views, words) for trigger in draft.triggers]
    return all(year and year <= published.year - _AGES for year in latest)


def _latest_year(trigger: Trigger, views: Sequence[View], words: EventWords) -> int:
    """The latest year told before some words in their sentence, or in one of the few before it; 0 if none is."""
    at = trigger.view.index
    for view in reversed(views[max(0, at - _BACK) : at + 1]):
        if years := [time.start.year for time in view.times if time.start and time.span.start < trigger.span.start]:
            return max(years)
        if words_in(words.retrospects, view.folded):
            return 1
    return 0


def _is_at_home(draft: Draft, standings: Mapping[str, Standing]) -> bool:
    """Whether all are of one state that nobody names, and what they do has no place that the text names."""
    entities = [part.party.entity for part in draft.everybody()]
    crowds = [each for each in entities if each.type is EntityType.GROUP and standings[each.key] is not Standing.STATE]
    people = [each for each in entities if each.type is EntityType.PERSON]
    if draft.places or len(crowds) + len(people) < len(entities) or any(entity.country for entity in entities):
        return False
    if draft.type is EventType.VISIT:
        told = draft.status is not EventStatus.HELD or any(trigger.frame.noun for trigger in draft.triggers)
        return not (told or draft.ways) and all(part.role is Role.GUEST for part in draft.everybody())
    if any(is_body_of_states(each.organization) for entity in people for each in entity.capacities):
        return False
    offices = [{capacity.office for capacity in entity.capacities} for entity in people]
    below = bool(crowds) or any(held and held <= _OPPOSED for held in offices)
    return below and not any(held & _ABROAD for held in offices)


def _is_below(entity: Entity) -> bool:
    """Whether the offices of somebody are all inside one state, or held no longer."""
    return bool(entity.capacities) and all(each.former or each.office in _OPPOSED for each in entity.capacities)


def is_of_firms(draft: Draft, standings: Mapping[str, Standing], words: EventWords) -> bool:
    """Whether a firm signs something with a state, or somebody a contract, rather than several states.

    Args:
        draft: an event.
        standings: what `standings_of` says.
        words: of the language.
    """
    signs = {part.party.entity.key: part.party.entity for part in draft.everybody()}
    if draft.type is not EventType.SIGNING or _are_several(signs, standings):
        return False
    contract = any(bool(words_in(words.contracts, trigger.view.folded)) for trigger in draft.triggers)
    others = [each for key, each in signs.items() if standings[key] is not Standing.STATE]
    return (contract and bool(others)) or any(_leads_firm(each, words) for each in others)


def _leads_firm(entity: Entity, words: EventWords) -> bool:
    return any(bool(words_in(words.executives, fold(each.text))) for each in entity.capacities)


def _are_several(entities: Mapping[str, Entity], standings: Mapping[str, Standing]) -> bool:
    """Whether people act for two states or more, an unknown one counting as one."""
    acting = [each for key, each in entities.items() if standings[key] is Standing.STATE]
    many = any(each.type is EntityType.GROUP and not each.country for each in acting)
    return many or len({each.country for each in acting}) > 1


def _is_for_crowd(draft: Draft, standings: Mapping[str, Standing]) -> bool:
    """Whether a state only takes in a crowd ("hosts two million refugees"), or a crowd travels by itself."""
    guests = [part.party.entity for part in draft.everybody() if part.role is Role.GUEST]
    least = Standing.STATE if draft.type is EventType.VISIT else Standing.UNKNOWN
    crowd = all(each.type is EntityType.GROUP and standings[each.key] < least for each in guests)
    return draft.type in (EventType.MEETING, EventType.VISIT) and bool(guests) and crowd


def _is_of_show(draft: Draft, standings: Mapping[str, Standing], words: EventWords) -> bool:
    """Whether people talk before a public ("a podcast", "televised debate"), and not for several states."""
    parties = {part.party.entity.key: part.party.entity for part in draft.everybody()}
    shown = all(bool(words_in(words.shows, trigger.view.folded)) for trigger in draft.triggers)
    return shown and draft.type is EventType.MEETING and not _are_several(parties, standings)


def _is_played(draft: Draft, words: EventWords) -> bool:
    """Whether those who meet play a match or a game, as nobody among them holds an office."""
    parties = [part.party.entity for part in draft.everybody()]
    held = any(capacity.office for each in parties for capacity in each.capacities)
    return draft.type is EventType.MEETING and bool(parties) and not held and _is_of_sport(draft, words)


def _is_figurative(draft: Draft, standings: Mapping[str, Standing]) -> bool:
    """Whether only turns of phrase tell of an encounter, and not of people of several states, nor an envoy's."""
    if not all(trigger.frame.figure for trigger in draft.triggers):
        return False
    if Standing.PRIVATE in _found(draft, standings):
        return True
    parties = {part.party.entity.key: part.party.entity for part in draft.everybody()}
    guests = [part.party.entity for part in draft.everybody() if part.role is Role.GUEST]
    held = any(capacity.office for each in parties.values() for capacity in each.capacities)
    states = any(each.type not in (EntityType.PERSON, EntityType.ORGANIZATION) for each in parties.values())
    sent = any(capacity.office in _SENT for each in guests for capacity in each.capacities)
    return not sent and not ((held or states) and _are_several(parties, standings))


def _is_of_sport(draft: Draft, words: EventWords) -> bool:
    return any(bool(words_in(words.contests, trigger.view.folded)) for trigger in draft.triggers)
