"""Which entities of different articles are one: persons by `kg.fuse.persons`, everything else by a key of its name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.fuse.clusters import Clusters
from kg.fuse.names import FILLERS, fold, phonetic, slug
from kg.fuse.persons import Node, PersonProfile, join_persons, profile_of
from kg.fuse.places import body_key, city_key, country_code
from kg.model import ArticleDigest, EntityDigest, EntityType

__all__ = ["Entities", "join_entities"]

_PLACES = frozenset((EntityType.CITY, EntityType.PLACE))
_BODIES = frozenset((EntityType.ORGANIZATION, EntityType.GOVERNMENT))
_LOCAL = frozenset((EntityType.DELEGATION, EntityType.GROUP))


@dataclass(slots=True)
class Entities:
    """The entities of all articles, in clusters that later stages may still join.

    Attributes:
        nodes: every entity of every article.
        profiles: of the persons.
        clusters: of the nodes.
        unsure: pairs of nodes, one for each cluster, with a score.
    """

    nodes: dict[Node, EntityDigest]
    profiles: dict[Node, PersonProfile]
    clusters: Clusters[Node]
    unsure: list[tuple[Node, Node, float]]

    def root(self, article: str, key: str) -> Node | None:
        """The cluster of an entity of an article, None for no entity."""
        node = (article, key)
        return self.clusters.find(node) if node in self.nodes else None


def join_entities(digests: Sequence[ArticleDigest], same: Mapping[Node, str]) -> Entities:
    """Cluster the entities of all articles by what is known of them apart from events."""
    nodes = {(each.article, entity.key): entity for each in digests for entity in each.entities}
    clusters: Clusters[Node] = Clusters()
    persons: dict[Node, PersonProfile] = {}
    keyed: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for node, entity in nodes.items():
        clusters.find(node)
        authority = same.get(node, "")
        if entity.type is EntityType.PERSON and not entity.plural:
            own = "" if entity.named else "/".join(node)
            persons[node] = profile_of(entity, authority, own)
        elif authority:
            keyed[("authority", authority)].append(node)
        else:
            key = _key(entity)
            keyed[key or ("own", *node)].append(node)
    unsure = _cluster_persons(persons, clusters)
    for members in _with_countries(keyed, nodes):
        for other in members[1:]:
            clusters.join(members[0], other)
    return Entities(nodes, persons, clusters, unsure)


def _cluster_persons(persons: Mapping[Node, PersonProfile], clusters: Clusters[Node]) -> list[tuple[Node, Node, float]]:
    named = {node: profile for node, profile in persons.items() if profile.names or profile.authority}
    representative, unsure = join_persons(named)
    first: dict[PersonProfile, Node] = {}
    for node in sorted(named):
        clusters.join(first.setdefault(representative[named[node]], node), node)
    return [(first[one], first[other], score) for one, other, score in unsure]


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


def _with_countries(
    keyed: Mapping[tuple[str, ...], Sequence[Node]], nodes: Mapping[Node, EntityDigest]
) -> Iterable[Sequence[Node]]:
    """Groups of one key, split by country where two are known; those without a country go with the only one."""
    for key in sorted(keyed):
        members = sorted(keyed[key])
        countries = sorted({nodes[node].country for node in members} - {""})
        if key[0] in ("country", "authority", "government") or len(countries) < 2:
            yield members
            continue
        for country in ("", *countries):
            part = [node for node in members if nodes[node].country == country]
            if part:
                yield part
