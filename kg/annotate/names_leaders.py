"""Gives a country that the article names to people who are known to have led it."""

from collections.abc import Sequence, Set

from msgspec.structs import replace

from kg.annotate.coreference_people import name_parts
from kg.annotate.gazetteer import Leader, leaders, leaders_named
from kg.model import Entity, EntityType

__all__ = ["with_known_countries"]

_STATES = (EntityType.COUNTRY, EntityType.CITY, EntityType.GOVERNMENT)
_HEADS = frozenset({"head_of_state", "head_of_government"})
_NATIONAL = _HEADS | {
    *(
        "foreign_minister",
        "monarch",
        "crown_prince",
        "vice_president",
        "deputy_head_of_government",
        "deputy_foreign_minister",
        "leader",
    ),
    *("defence_minister", "interior_minister", "finance_minister", "minister", "supreme_leader"),
}
_FULL = 2


def with_known_countries(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities, in order, people of no country said with that of the state they led, where the article names it.

    Those who are told by their full name are so by any office of a state; those told by one name only by the office of
    its head. Who holds an office of a body, or held theirs before, or of whom no office is said, is not.

    Args:
        entities: of an article.
    """
    named = {entity.country for entity in entities if entity.type in _STATES} - {""}
    return tuple(_with_country(entity, named) for entity in entities) if named else tuple(entities)


def _with_country(entity: Entity, named: Set[str]) -> Entity:
    if entity.type is not EntityType.PERSON or entity.country:
        return entity
    parts = name_parts(entity.name, ())
    held = {each.office for each in entity.capacities if not each.former and not each.organization}
    if any(each.former for each in entity.capacities) and not held & _NATIONAL:
        return entity
    if len(parts) >= _FULL:
        known = list(leaders_named(parts)) if held & _NATIONAL else []
    else:
        known = [each for part in parts for each in leaders().get(part, ()) if _leads(each, held)]
    countries = {each.country for each in known} & named
    return replace(entity, country=countries.pop()) if len(countries) == 1 else entity


def _leads(leader: Leader, held: Set[str]) -> bool:
    """Whether a leader is known to have had the office of a head that somebody of one name holds."""
    return leader.office in _HEADS and leader.office in held
