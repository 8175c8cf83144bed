"""Whether parties that an article tells in other words can be one."""

from kg.extract._coordination import alike, untitled
from kg.extract._views import Party
from kg.model import Entity, EntityType, MentionKind

__all__ = ["described", "is_named", "likely"]

_OF_BODY = 4


def described(party: Party, others: dict[str, Party]) -> bool:
    """Whether a party without a name could be one of some others: a group, a country, a title of the same country."""
    entity = party.entity
    if entity.type is EntityType.DELEGATION and not party.definite:
        return False
    if entity.type is EntityType.GROUP and not party.definite and _is_of_body(entity.name):
        return False
    if entity.type in (EntityType.COUNTRY, EntityType.CITY):
        return any(other.entity.country in ("", entity.country) for other in others.values())
    if entity.type in (EntityType.GROUP, EntityType.ORGANIZATION, EntityType.GOVERNMENT):
        return entity.type is not EntityType.ORGANIZATION or entity.key not in others
    if any(mention.kind is MentionKind.NAME for mention in entity.mentions):
        return any(
            _is_country_of(other.entity, entity) or (untitled(other.entity) and likely(entity, other.entity))
            for other in others.values()
        )
    return any(alike(entity, other.entity) for other in others.values())


def _is_of_body(name: str) -> bool:
    """Whether a group is called by what it is of ("members of the Senate of Peru", « des députés de l'Assemblée »)."""
    words = name.split()
    return len(words) >= _OF_BODY and words[0].islower() and any(word[:1].isupper() for word in words[_OF_BODY - 2 :])


def _is_country_of(country: Entity, entity: Entity) -> bool:
    """Whether an entity is a country of which somebody is, or may be."""
    return country.type is EntityType.COUNTRY and (not entity.country or entity.country == country.country)


def likely(entity: Entity, other: Entity) -> bool:
    """Whether country or office says that two people are one, and neither that they are not."""
    offices = [{each.office for each in one.capacities if each.office} for one in (entity, other)]
    return alike(entity, other) and bool(
        (entity.country and entity.country == other.country) or offices[0] & offices[1]
    )


def is_named(entity: Entity) -> bool:
    """Whether an entity is a person with a name."""
    return entity.type is EntityType.PERSON and not untitled(entity)
