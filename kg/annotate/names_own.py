"""Names entities that their mentions do not name well: by the gazetteer, or after those they are made of."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from kg.annotate.coreference_fold import fold
from kg.annotate.gazetteer import city_name, country_name
from kg.model import Entity, EntityType, Language, MentionKind

__all__ = ["with_own_names"]


def with_own_names(entities: Sequence[Entity], language: Language) -> tuple[Entity, ...]:
    """The entities, in order, those renamed that their mentions do not name.

    A country has its own name where the article only has words for its people, a city called a capital likewise. Two
    people whom only a pronoun names ("both") are called by their names.

    Args:
        entities: of an article.
        language: gives the names and the word between two.
    """
    by_key = {entity.key: entity for entity in entities}
    return tuple(_with_own_name(entity, by_key, language) for entity in entities)


def _with_own_name(entity: Entity, by_key: Mapping[str, Entity], language: Language) -> Entity:
    if entity.type is EntityType.GROUP and not entity.name and entity.members:
        members = [_place_name(by_key[key], language) for key in entity.members]
        return replace(entity, name=f" {language.names.conjunctions[0]} ".join(members))
    name = _place_name(entity, language)
    if name == entity.name:
        return entity
    known = {*entity.aliases, entity.name} - {name} if entity.type is EntityType.CITY else entity.aliases
    return replace(entity, name=name, aliases=tuple(sorted(known)))


def _place_name(entity: Entity, language: Language) -> str:
    """The name of an entity; that of a country or a capital by the gazetteer where the article does not name it."""
    if entity.type is EntityType.CITY and any(word in fold(entity.name) for word in language.names.capitals):
        return city_name(entity.key, language) or entity.name
    if entity.type is EntityType.COUNTRY and all(each.kind is MentionKind.DEMONYM for each in entity.mentions):
        return country_name(entity.country, language) or entity.name
    return entity.name
