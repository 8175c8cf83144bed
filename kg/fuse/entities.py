"""Which entities of different articles are one: persons by `kg.fuse.persons`, everything else by a key of its name."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.fuse.archive import Archive
from kg.fuse.names import FILLERS, fold, phonetic, slug
from kg.fuse.nodes import Column, Node, NodeClusters, NodeIndex
from kg.fuse.persons import PersonProfile, join_persons, profile_of
from kg.fuse.places import body_key, city_key, country_code
from kg.model import EntityDigest, EntityType

__all__ = ["Entities", "join_entities"]

_PLACES = frozenset((EntityType.CITY, EntityType.PLACE))
_BODIES = frozenset((EntityType.ORGANIZATION, EntityType.GOVERNMENT))
_LOCAL = frozenset((EntityType.DELEGATION, EntityType.GROUP))


@dataclass(slots=True)
class Entities:
    """The entities of all articles, in clusters that later stages may still join.

    Attributes:
        index: numbers of the nodes.
        nodes: every entity of every article.
        profiles: of the persons.
        clusters: of the nodes.
        unsure: pairs of nodes, one for each cluster, with a score.
    """

    index: NodeIndex
    nodes: Column[EntityDigest]
    profiles: Column[PersonProfile]
    clusters: NodeClusters
    unsure: list[tuple[Node, Node, float]]

    def root(self, article: str, key: str) -> Node | None:
        """The cluster of an entity of an article, None for no entity."""
        node = (article, key)
        return self.clusters.find(node) if node in self.nodes else None


def join_entities(archive: Archive, same: Mapping[Node, str]) -> Entities:
    """Cluster the entities of all articles by what is known of them apart from events."""
    index, nodes = archive.numbering, archive.entities
    clusters, persons = NodeClusters(index), Column[PersonProfile](index)
    keyed: dict[tuple[str, ...], array[int]] = defaultdict(lambda: array("I"))
    for number, (node, entity) in enumerate(nodes.items()):
        authority = same.get(node, "")
        person = entity.type is EntityType.PERSON and not entity.plural
        persons.append(profile_of(entity, authority, "" if entity.named else "/".join(node)) if person else None)
        if not person and (key := ("authority", authority) if authority else _key(entity)):
            keyed[key].append(number)
    unsure = _cluster_persons(archive, persons, clusters)
    for members in _with_countries(keyed, archive):
        for other in members[1:]:
            clusters.numbers.join(members[0], other)
    return Entities(index, nodes, persons, clusters, unsure)


def _cluster_persons(
    archive: Archive, persons: Column[PersonProfile], clusters: NodeClusters
) -> list[tuple[Node, Node, float]]:
    profiles, index = persons.values_kept, archive.numbering
    representative, unsure = join_persons(each for each in profiles if each.names or each.authority)
    chosen = [representative.get(profile) for profile in profiles]
    first: dict[PersonProfile, int] = {}
    for number in index.in_order(archive.articles):
        at = persons.at(number)
        if at >= 0 and (one := chosen[at]) is not None:
            clusters.numbers.join(first.setdefault(one, number), number)
    return [(index.node(first[one]), index.node(first[other]), score) for one, other, score in unsure]


def _key(entity: EntityDigest) -> tuple[str, ...] | None:
    """What makes two entities that are no persons one; None for those known inside their article only."""
    if entity.type in _LOCAL or (entity.type is EntityType.PERSON and entity.plural):
        return None
    if entity.type is EntityType.COUNTRY:
        return ("country", entity.country or country_code(fold(entity.name)) or slug(entity.name))
    if entity.type in _PLACES:
        known = city_key(entity.name)
        return ("place", slug(known) if known else " ".join(map(phonetic, slug(entity.name).split("-"))))
    if entity.type is EntityType.GOVERNMENT and entity.country and _is_capital_or_country(entity):
        return ("government", entity.country)
    if entity.type in _BODIES:
        known = next((found for found in map(body_key, (entity.name, *entity.aliases)) if found), "")
        return ("body", slug(known)) if known else ("body", " ".join(sorted(_content(entity.name))))
    return (entity.type.value, slug(entity.name))


def _is_capital_or_country(entity: EntityDigest) -> bool:
    return bool(city_key(entity.name) or country_code(fold(entity.name)))


def _content(name: str) -> set[str]:
    words = set(re.findall(r"[^\W_]+", fold(name)))
    return (words - FILLERS) or words


def _with_countries(keyed: Mapping[tuple[str, ...], Sequence[int]], archive: Archive) -> Iterable[Sequence[int]]:
    """Groups of one key, split by country where two are known; those without a country go with the only one."""
    values, kept = archive.entities, archive.entities.values_kept
    for key in sorted(keyed):
        members = sorted(keyed[key], key=archive.numbering.node)
        countries = sorted({kept[values.at(number)].country for number in members} - {""})
        if key[0] in ("country", "authority", "government") or len(countries) < 2:
            yield members
            continue
        for country in ("", *countries):
            part = [number for number in members if kept[values.at(number)].country == country]
            if part:
                yield part
