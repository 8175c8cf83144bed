"""Finds whom a plural takes up: the two named last, the people of some countries, those who do not deputise."""

from collections.abc import Sequence
from itertools import islice, pairwise

from kg.annotate.coreference_fit import DEPUTY, Builder, Seen, takes_part
from kg.annotate.names_scene import Phrase
from kg.model import EntityType, Gender

__all__ = ["across", "heaviest", "last_two", "of_countries", "people_of", "without_deputies"]

_ACTORS = frozenset({EntityType.ORGANIZATION, EntityType.GOVERNMENT, EntityType.COUNTRY})
_PAIR = 2
_MANY = 150
# Characters from one of two that are named side by side to the other (" et la ").
_BESIDE = 9


def last_two(history: Sequence[Seen], builders: Sequence[Builder], phrase: Phrase) -> tuple[int, ...]:
    """The two entities of the sentence before a phrase, or of its own, sorted; empty when there are not just two.

    They are people; in a sentence without any, the two countries or bodies that are its subject together.

    Args:
        history: mentions before the phrase, in text order.
        builders: the entities.
        phrase: what takes them up.
    """
    people: list[int] = []
    actors: list[Seen] = []
    sentence = -1
    for seen in islice(reversed(history), _MANY):
        if phrase.paragraph - seen.phrase.paragraph > 1 or phrase.sentence - seen.phrase.sentence > 1:
            break
        kind = builders[seen.entity].type
        if seen.nested or (people and seen.phrase.sentence != sentence):
            continue
        if kind is EntityType.PERSON:
            sentence = seen.phrase.sentence
            if seen.entity not in people:
                people.append(seen.entity)
        elif kind in _ACTORS and not seen.phrase.locative:
            actors.append(seen)
    found = people or _side_by_side(actors)
    return tuple(sorted(found)) if len(found) == _PAIR else ()


def across(history: Sequence[Seen], builders: Sequence[Builder], phrase: Phrase) -> int:
    """Who received whom, or was received by whom, a title with a possessive means ("his host"); -1 when not told.

    It is one of the last two people: the one who did it when a passive tells that ("was received by"), else the one
    whom the possessive cannot mean.
    """
    two = last_two(history, builders, phrase)
    if len(two) != _PAIR or any(builders[each].type is not EntityType.PERSON for each in two):
        return -1
    near = [seen for seen in history[-_MANY:] if phrase.sentence - seen.phrase.sentence <= 1]
    doers = {seen.entity for seen in near if seen.entity in two and seen.phrase.agent}
    if len(doers) == 1:
        (host,) = doers
        guest = two[0] if two[1] == host else two[1]
        found, owner = (host, guest) if phrase.visit > 0 else (guest, host)
        known = Gender.UNKNOWN in (phrase.owner, builders[owner].gender) or phrase.owner is builders[owner].gender
        return found if known else -1
    genders = [builders[each].gender for each in two]
    if phrase.owner is Gender.UNKNOWN or Gender.UNKNOWN in genders or genders[0] is genders[1]:
        return -1
    return two[0] if phrase.owner is genders[1] else two[1]


def heaviest(entities: Sequence[int], builders: Sequence[Builder], count: int) -> Sequence[int]:
    """The most mentioned of some entities, sorted; all of them when others are mentioned as often."""
    weights = {entity: len(builders[entity].phrases) for entity in entities}
    ranked = sorted(entities, key=lambda entity: -weights[entity])
    return sorted(ranked[:count]) if weights[ranked[count - 1]] > weights[ranked[count]] else entities


def people_of(entities: Sequence[int], builders: Sequence[Builder]) -> tuple[int, ...]:
    """Two entities, sorted, when they are two people; empty otherwise. -1 is nobody."""
    people = {each for each in entities if each >= 0 and builders[each].type is EntityType.PERSON}
    return tuple(sorted(people)) if len(people) == _PAIR else ()


def _side_by_side(actors: Sequence[Seen]) -> list[int]:
    """Two entities named right after one another, the first of them a subject, when no others are named there."""
    if len({seen.entity for seen in actors}) != _PAIR:
        return []
    for later, earlier in pairwise(actors):
        gap = later.phrase.span.start - earlier.phrase.span.end
        if earlier.phrase.subject and 0 < gap <= _BESIDE and later.entity != earlier.entity:
            return [earlier.entity, later.entity]
    return []


def without_deputies(phrase: Phrase, fitting: list[int], builders: Sequence[Builder]) -> list[int]:
    """The people that a plural title fits without those who only deputise, if they are as many as it counts."""
    if phrase.office.startswith(DEPUTY):
        return fitting
    full = [
        entity
        for entity in fitting
        if any(not each.office.startswith(DEPUTY) and takes_part(phrase, each) for each in builders[entity].capacities)
    ]
    return full if len(full) == phrase.counted else fitting


def of_countries(phrase: Phrase, builders: Sequence[Builder]) -> tuple[int, ...]:
    """The people of an office, one of each country that a title names, wherever the article names them."""
    found = []
    for country in dict.fromkeys(phrase.countries):
        fitting = [
            entity
            for entity, builder in enumerate(builders)
            if builder.named
            and any(
                (takes_part(phrase, each) or each.office == "leader") and country == (each.country or builder.country)
                for each in builder.capacities
            )
        ]
        if not fitting:
            fitting = [
                entity
                for entity, builder in enumerate(builders)
                if builder.person and builder.country == country and not builder.capacities
            ]
        if len(fitting) != 1:
            return ()
        found += fitting
    return tuple(sorted(found)) if len(set(found)) == len(found) > 1 else ()
