"""Gives a country to people whose office no other country has, and to the palaces and offices of its government."""

from collections.abc import Sequence

from msgspec.structs import replace

from kg.model import Capacity, Entity, EntityType
from kg.model.language import NameWords
from kg.resources import country_of_seat

__all__ = ["with_native_countries", "with_seats"]

_PLACES = (EntityType.COUNTRY, EntityType.CITY)
_SEATS = (EntityType.PLACE, EntityType.GOVERNMENT, EntityType.ORGANIZATION)


def with_native_countries(entities: Sequence[Entity], words: NameWords) -> tuple[Entity, ...]:
    """The entities, in order, people with a country where their title is that of one which the article names.

    Args:
        entities: of an article.
        words: gives the titles.
    """
    named = {entity.country for entity in entities if entity.type in _PLACES}
    native = {
        form: each.country
        for each in words.native_offices
        if each.country in named and not named & set(each.unless)
        for form in each.forms
    }
    return tuple(_with_country(entity, native) for entity in entities) if native else tuple(entities)


def with_seats(entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """The entities, in order, those with their country that are known as the palace or seat of a government."""
    return tuple(
        replace(entity, country=country_of_seat(entity.name))
        if entity.type in _SEATS and not entity.country
        else entity
        for entity in entities
    )


def _with_country(entity: Entity, native: dict[str, str]) -> Entity:
    if entity.type is not EntityType.PERSON or entity.country:
        return entity
    capacities = tuple(_of_country(each, native) for each in entity.capacities)
    found = next((each.country for each in capacities if each.country and not each.former), "")
    return replace(entity, capacities=capacities, country=found) if found else entity


def _of_country(capacity: Capacity, native: dict[str, str]) -> Capacity:
    if capacity.country or capacity.organization:
        return capacity
    return replace(capacity, country=native.get(capacity.text.lower().replace("’", "'"), ""))
