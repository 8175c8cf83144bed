"""For whom those act who take part in events: a state or a body of states, a firm, a club, themselves."""

from bisect import bisect_left
from collections.abc import Sequence
from enum import IntEnum
from functools import cache

from kg.extract._bodies import ends_with_body, is_body_of_states
from kg.extract._words import fold, last_words, words_in
from kg.extract.events_drafts import Draft
from kg.model import Capacity, Entity, EntityType, Language, MentionKind, Span
from kg.model.language import EventWords

__all__ = ["Standing", "standings_of"]

_LOCAL = frozenset({"mayor", "governor", "legislator", "party_leader", "judge"})
"""Offices inside one state."""
_FUNCTIONS = frozenset({"", "body_head", "counterpart", "religious_leader"})
_UNTOLD = _FUNCTIONS | _LOCAL | {"official", "adviser"}
_LED = frozenset({"head_of_state", "head_of_government"})
_NEAR, _APPOSED = 40, 30
_OF_STATES = (EntityType.COUNTRY, EntityType.DELEGATION, EntityType.GOVERNMENT)


class Standing(IntEnum):
    """For whom somebody acts: themselves or a firm, who knows, a state or a body of states."""

    PRIVATE = 0
    UNKNOWN = 1
    STATE = 2


def standings_of(
    drafts: Sequence[Draft], nations: Sequence[Span], text: str, language: Language
) -> dict[str, Standing]:
    """For whom each of those acts who take part in some events, by key of entity; linear in their mentions.

    Args:
        drafts: events.
        nations: mentions of countries and unions of them ("the ministers of Chad and Niger", "EU leaders"), in order.
        text: of the article.
        language: gives offices, and words for private people and for public bodies.
    """
    entities = {part.party.entity.key: part.party.entity for draft in drafts for part in draft.everybody()}
    starts = [nation.start for nation in nations]
    return {key: _standing(entity, starts, text, language) for key, entity in entities.items()}


def _standing(entity: Entity, nations: Sequence[int], text: str, language: Language) -> Standing:
    words = language.events
    if entity.type in _OF_STATES:
        return Standing.STATE
    private = _is_called(entity, text, words.private)
    if entity.type is EntityType.GROUP:
        private = private or _is_called(entity, text, words.crowds)
        return Standing.PRIVATE if private else _standing_of_group(entity, nations, text, language)
    if any(_is_of_state(capacity, text, words) for capacity in entity.capacities):
        return Standing.STATE
    if entity.type is EntityType.ORGANIZATION:
        if entity.country or is_body_of_states(entity.name):
            return Standing.STATE
        named = " " in entity.name and any(mention.kind is MentionKind.NAME for mention in entity.mentions)
        public = bool(words_in(words.bodies, fold(entity.name)))
        return Standing.PRIVATE if private or (named and not public) else Standing.UNKNOWN
    if private or any(capacity.office == "mayor" for capacity in entity.capacities):
        return Standing.PRIVATE
    if entity.country and not (entity.capacities and all(each.former for each in entity.capacities)):
        return Standing.STATE
    functions = [each for each in entity.capacities if each.office and each.office in _FUNCTIONS]
    public = any(words_in(words.bodies, fold(each.text)) for each in functions)
    return Standing.PRIVATE if functions and not public else Standing.UNKNOWN


def _standing_of_group(entity: Entity, nations: Sequence[int], text: str, language: Language) -> Standing:
    spans = [mention.span for mention in entity.mentions]
    said = fold(" / ".join(span.of(text) for span in spans))
    if words_in(_titles(language), said):
        return Standing.STATE
    if words_in(language.names.people_plural, said):
        return Standing.UNKNOWN
    national = entity.country or any(
        bisect_left(nations, each.start) < bisect_left(nations, each.end) for each in spans
    )
    return Standing.STATE if national else Standing.UNKNOWN


@cache
def _titles(language: Language) -> tuple[str, ...]:
    """What those are called in a language who act for states, one or several, and words for states."""
    offices = [office for office in language.names.offices if office.key not in _UNTOLD]
    forms = [form for office in offices for form in (*office.forms, *office.feminine, *office.plural)]
    return (*forms, *language.names.nations, *language.events.sides)


def _is_of_state(capacity: Capacity, text: str, words: EventWords) -> bool:
    """Whether an office is one of a state or of a body of states; who led a state may still speak for it."""
    if (capacity.former and capacity.office not in _LED) or (
        capacity.office == "leader" and words_in(words.private, fold(capacity.text))
    ):
        return False
    start = capacity.span.start
    if is_body_of_states(capacity.text) or ends_with_body(text[max(0, start - _NEAR) : start].rstrip()):
        return True
    if capacity.office in _FUNCTIONS:
        return bool(capacity.office and capacity.country)
    if capacity.office == "secretary_general":
        named = any(map(str.isupper, capacity.text[1:]))
        return not capacity.organization and (not named or bool(words_in(words.bodies, fold(capacity.text))))
    return capacity.office not in _LOCAL or bool(capacity.country)


def _is_called(entity: Entity, text: str, names: tuple[str, ...]) -> bool:
    """Whether some words stand in a mention of an entity, just before it or in apposition to it."""
    for mention in entity.mentions:
        start, end = mention.span.start, mention.span.end
        after = text[end : end + _APPOSED]
        apposed = after[2:].split(",")[0] if after.startswith(", ") else ""
        before = last_words(text[max(0, start - _NEAR) : start].rpartition("\n")[2], 3)
        if words_in(names, fold(f"{before} {text[start:end]} {apposed}")):
            return True
    return False
