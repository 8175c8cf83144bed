"""Clusters of entities → `FusedEntity`, with readable keys and the best name of each language."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.fuse.entities import Entities
from kg.fuse.keys import Seniority, former_keys, unique_keys
from kg.fuse.names import name_tokens, slug
from kg.fuse.persons import Node
from kg.fuse.places import body_key, city_key
from kg.model import ArticleDigest, EntityDigest, EntityType, FusedEntity, Gender, Name

__all__ = ["FusedEntities", "merge_entities"]

_LOCAL = frozenset((EntityType.DELEGATION, EntityType.GROUP))
_PLACES = frozenset((EntityType.CITY, EntityType.PLACE))


class FusedEntities:
    """The fused entities, and the key of each entity of each article."""

    def __init__(
        self, entities: tuple[FusedEntity, ...], key_of: Mapping[Node, str], digests: Mapping[Node, EntityDigest]
    ) -> None:
        self.entities = entities
        self._digests = digests
        self._key_of = key_of
        self._countries = {each.country: each.key for each in entities if each.type is EntityType.COUNTRY}

    def key(self, article: str, entity: str) -> str:
        """Key of the fused entity, "" for none."""
        return self._key_of.get((article, entity), "")

    def own_key(self, article: str, entity: str) -> str:
        """The key that this article alone would give an entity."""
        return _key([(article, entity)], self._digests) if (article, entity) in self._digests else ""

    def side(self, article: str, on_behalf_of: str) -> str:
        """Key of a country given by code or of a body given by its key in the article, "" when not known."""
        return self._countries.get(on_behalf_of, "") or self.key(article, on_behalf_of)


def merge_entities(
    digests: Sequence[ArticleDigest], entities: Entities, seniority: Mapping[str, Seniority]
) -> FusedEntities:
    """One `FusedEntity` for each cluster."""
    language = {digest.article: digest.language for digest in digests}
    groups: dict[Node, list[Node]] = defaultdict(list)
    for node in entities.nodes:
        groups[entities.clusters.find(node)].append(node)
    clusters = [sorted(nodes, key=lambda node: (seniority[node[0]], node[1])) for nodes in groups.values()]
    clusters.sort(key=lambda nodes: (seniority[nodes[0][0]], nodes[0][1]))
    wishes = [(_key(nodes, entities.nodes), (*seniority[nodes[0][0]], nodes[0][1])) for nodes in clusters]
    keys = unique_keys(wishes)
    key_of = {node: key for key, nodes in zip(keys, clusters, strict=True) for node in nodes}
    former = former_keys(keys, [{_key([node], entities.nodes) for node in nodes} for nodes in clusters])
    fused = [
        replace(_merge(key, nodes, entities, language, key_of), former=before)
        for key, nodes, before in zip(keys, clusters, former, strict=True)
    ]
    return FusedEntities(tuple(sorted(fused, key=lambda each: (each.type, each.key))), key_of, entities.nodes)


def _key(nodes: Sequence[Node], digests: Mapping[Node, EntityDigest]) -> str:
    known = [digests[node] for node in nodes]
    first = known[0]
    if first.type is EntityType.COUNTRY:
        return first.country.lower() if first.country else slug(first.name)
    if first.type is EntityType.PERSON and not first.plural:
        named = [each for each in known if each.named]
        full = [each for each in named if len(name_tokens(each.name)) > 1]
        if named:
            return slug((full or named)[0].name)
    if first.type in _PLACES:
        return slug(city_key(first.name) or first.name)
    if first.type is EntityType.GOVERNMENT and first.country and city_key(first.name):
        return f"government-{first.country.lower()}"
    if first.type is EntityType.ORGANIZATION:
        return slug(next((found for each in known if (found := body_key(each.name))), first.name))
    if first.type in _LOCAL or not first.named or first.plural:
        return f"{slug(first.name)[:40].strip('-')}-{nodes[0][0][:8]}"
    return slug(first.name)


def _merge(
    key: str,
    nodes: Sequence[Node],
    entities: Entities,
    language: Mapping[str, str],
    key_of: Mapping[Node, str],
) -> FusedEntity:
    known = [(language[node[0]], entities.nodes[node]) for node in nodes]
    named = [each for each in known if each[1].named] or known
    counted = Counter(Name(tongue, each.name) for tongue, each in named)
    others = {Name(tongue, alias) for tongue, each in known for alias in each.aliases} | set(counted)
    best = {tongue: _best(names) for tongue, names in _by_language(counted).items()}
    return FusedEntity(
        key=key,
        type=_most(each.type for _, each in known),
        names=tuple(best[tongue] for tongue in sorted(best)),
        alternate_names=tuple(sorted(others - set(best.values()))),
        titles=tuple(sorted({Name(tongue, office.text) for tongue, each in known for office in each.offices})),
        country=_country(nodes, entities),
        gender=_most((each.gender for _, each in known if each.gender), Gender.UNKNOWN),
        members=tuple(sorted({key for node in nodes for key in _members(node, entities, key_of)})),
        mentioned_in=tuple(sorted(nodes)),
    )


def _members(node: Node, entities: Entities, key_of: Mapping[Node, str]) -> list[str]:
    places = ((node[0], member) for member in entities.nodes[node].members)
    return [key_of[place] for place in places if place in key_of]


def _by_language(counted: Counter[Name]) -> dict[str, Counter[Name]]:
    found: dict[str, Counter[Name]] = defaultdict(Counter)
    for name, count in counted.items():
        found[name.language][name] = count
    return found


def _best(names: Counter[Name]) -> Name:
    """A name of several words before a single one, then the most used, then the longest, then by letters."""
    return min(names, key=lambda each: (len(name_tokens(each.text)) < 2, -names[each], -len(each.text), each.text))


def _country(nodes: Sequence[Node], entities: Entities) -> str:
    found = [profile.country for node in nodes if (profile := entities.profiles.get(node)) and profile.country]
    return _most(found or [entities.nodes[node].country for node in nodes if entities.nodes[node].country], "")


def _most[T: str](values: Iterable[T], default: T | None = None) -> T:
    counted = Counter(values)
    if default is not None and not counted:
        return default
    return min(counted, key=lambda each: (-counted[each], each))
