"""Whether what is told is an affair of states, rather than of private people, firms, crowds or the past."""

from collections.abc import Container, Sequence

from kg.extract._words import fold, last_words, words_in
from kg.extract.events_alike import is_named
from kg.extract.events_drafts import Draft
from kg.model import Entity, EntityType, EventType, MentionKind, Span
from kg.model.language import EventWords

__all__ = ["is_of_states", "is_private", "is_retrospect", "private_entities"]

_SIDES = 2
_OTHER_OFFICES = {"", "body_head", "counterpart", "mayor", "legislator"}
_NEAR, _APPOSED = 40, 30
_BODIES = (EntityType.COUNTRY, EntityType.DELEGATION)


def is_of_states(draft: Draft, nations: Sequence[Span]) -> bool:
    """Whether somebody of a state or a body takes part, or two people with names, or where and when is told.

    Args:
        draft: an event.
        nations: mentions of countries and unions of them ("the ministers of Chad and Niger", "EU leaders").
    """
    if any(trigger.named or trigger.frame.of_many for trigger in draft.triggers) or (draft.places and draft.times):
        return True
    named = {key for key, party in draft.people().items() if is_named(party.entity)}
    if draft.type is EventType.JOINT_STATEMENT or len(named) >= _SIDES:
        return True
    for part in draft.everybody():
        entity = part.party.entity
        if entity.type is EntityType.GROUP and any(part.party.span.contains(nation) for nation in nations):
            return True
        body = entity.type is EntityType.ORGANIZATION and any(m.kind is MentionKind.NAME for m in entity.mentions)
        if entity.country or _offices(entity) or body or entity.type in (EntityType.GOVERNMENT, EntityType.DELEGATION):
            return True
    return False


def private_entities(drafts: Sequence[Draft], text: str, words: EventWords) -> frozenset[str]:
    """Keys of those who take part in some events and are called what is no affair of states ("singer", "hospital")."""
    entities = {part.party.entity.key: part.party.entity for draft in drafts for part in draft.everybody()}
    return frozenset(key for key, entity in entities.items() if _is_called(entity, text, words.private))


def is_private(draft: Draft, private: Container[str], words: EventWords) -> bool:
    """Whether somebody who is private, or a contest, is told of, and nobody of a state.

    Args:
        draft: an event.
        private: what `private_entities` says.
        words: of the language.
    """
    entities = [part.party.entity for part in draft.everybody()]
    if not any(entity.key in private for entity in entities) and not (entities and _is_of_sport(draft, words)):
        return False
    return not any(
        _offices(entity) or entity.type in _BODIES or (entity.country and entity.key not in private)
        for entity in entities
    )


def is_retrospect(draft: Draft, words: EventWords) -> bool:
    """Whether a sentence looks back on an anniversary ("On this day in 1945")."""
    return any(bool(words_in(words.retrospects, trigger.view.folded)) for trigger in draft.triggers)


def _offices(entity: Entity) -> set[str]:
    return {capacity.office for capacity in entity.capacities} - _OTHER_OFFICES


def _is_called(entity: Entity, text: str, names: tuple[str, ...]) -> bool:
    """Whether some words stand in a mention of an entity, just before it or in apposition to it."""
    for mention in entity.mentions:
        start, end = mention.span.start, mention.span.end
        after = text[end : end + _APPOSED]
        apposed = after[2:].split(",")[0] if after.startswith(", ") else ""
        before = last_words(text[max(0, start - _NEAR) : start].rpartition("\n")[2], 2)
        if words_in(names, fold(f"{before} {text[start:end]} {apposed}")):
            return True
    return False


def _is_of_sport(draft: Draft, words: EventWords) -> bool:
    return any(bool(words_in(words.contests, trigger.view.folded)) for trigger in draft.triggers)
