"""Clusters of entities → `FusedEntity`, with readable keys and the best name of each language."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kg.fuse.archive import Archive
from kg.fuse.entities import Entities
from kg.fuse.keys import Seniority, former_keys, unique_keys
from kg.fuse.names import name_tokens, slug
from kg.fuse.nodes import Column, Node, NodeIndex
from kg.fuse.places import body_key, city_key, country_names
from kg.model import EntityDigest, EntityType, FusedEntity, Gender, Name
from kg.spill import Ordered, Rows

__all__ = ["FusedEntities", "merge_entities"]

_LOCAL = frozenset((EntityType.DELEGATION, EntityType.GROUP))
_PLACES = frozenset((EntityType.CITY, EntityType.PLACE))


class Keys:
    """The key of each node."""

    def __init__(self, index: NodeIndex, keys: Sequence[str], clusters: Sequence[Iterable[int]]) -> None:
        self._index, self._keys = index, keys
        self._cluster = array("I", [0]) * len(index)
        for at, numbers in enumerate(clusters):
            for number in numbers:
                self._cluster[number] = at

    def of(self, node: Node) -> str:
        """The key of a node, "" for no node."""
        number = self._index.number(node)
        return "" if number is None else self._keys[self._cluster[number]]

    def at(self, number: int) -> str:
        """The key of a node given by its number."""
        return self._keys[self._cluster[number]]

    def of_article(self, article: str) -> Iterator[tuple[int, str]]:
        """The nodes of an article: number and key of each."""
        return ((number, self._keys[self._cluster[number]]) for number in self._index.numbers(article))


class FusedEntities:
    """The fused entities, and the key of each entity of each article."""

    def __init__(
        self,
        entities: Sequence[FusedEntity],
        keys: Keys,
        nodes: Column[EntityDigest],
        countries: Mapping[str, str],
    ) -> None:
        self.entities = entities
        self._nodes = nodes
        self._keys = keys
        self._countries = countries

    def key(self, article: str, entity: str) -> str:
        """Key of the fused entity, "" for none."""
        return self._keys.of((article, entity))

    def key_at(self, number: int) -> str:
        """Key of the fused entity of the node of that number."""
        return self._keys.at(number)

    def own_key(self, article: str, entity: str) -> str:
        """The key that this article alone would give an entity."""
        digest = self._nodes.get((article, entity))
        return _key([digest], article) if digest else ""

    def side(self, article: str, on_behalf_of: str) -> str:
        """Key of a country given by code or of a body given by its key in the article, "" when not known."""
        return self._countries.get(on_behalf_of, "") or self.key(article, on_behalf_of)

    def all_keys(self, article: str) -> list[str]:
        """The keys of all entities that an article names, sorted."""
        known = self._keys.of_article(article)
        return sorted({key for number, key in known if (digest := self._nodes.of(number)) and digest.name})


def merge_entities(archive: Archive, entities: Entities, seniority: Mapping[str, Seniority]) -> FusedEntities:
    """One `FusedEntity` for each cluster."""
    node = entities.index.node

    def age(number: int) -> tuple[Seniority, str]:
        article, key = node(number)
        return seniority[article], key

    clusters = [
        numbers if len(numbers) == 1 else array("I", sorted(numbers, key=age))
        for numbers in entities.clusters.numbers.members()
    ]
    clusters.sort(key=lambda numbers: age(numbers[0]))
    firsts = [node(numbers[0]) for numbers in clusters]
    named = [_key(_digests(each, entities), article) for each, (article, _) in zip(clusters, firsts, strict=True)]
    keys = unique_keys((key, (*seniority[first[0]], first[1])) for key, first in zip(named, firsts, strict=True))
    former = former_keys(keys, (_lone_keys(*each, entities) for each in zip(named, clusters, strict=True)))
    key_of = Keys(entities.index, keys, clusters)
    fused = Rows(FusedEntity)
    order = []
    countries: dict[str, str] = {}
    for key, numbers, before in zip(keys, clusters, former, strict=True):
        one = _merge(key, numbers, before, entities, archive.language, key_of)
        fused.append(one)
        order.append((one.type, key))
        if one.type is EntityType.COUNTRY:
            countries[one.country] = max(key, countries.get(one.country, key))
    in_order = Ordered(fused, sorted(range(len(order)), key=order.__getitem__))
    return FusedEntities(in_order, key_of, entities.nodes, countries)


def _digests(numbers: Iterable[int], entities: Entities) -> list[EntityDigest]:
    return [digest for number in numbers if (digest := entities.nodes.of(number))]


def _lone_keys(key: str, numbers: Sequence[int], entities: Entities) -> set[str]:
    """The keys that each entity of a cluster of some key would have alone."""
    if len(numbers) == 1:
        return {key}
    articles = (entities.index.node(number)[0] for number in numbers)
    return {_key([each], article) for each, article in zip(_digests(numbers, entities), articles, strict=True)}


def _key(known: Sequence[EntityDigest], article: str) -> str:
    """The key of an entity by all that is known of it, the oldest first, which is of that article."""
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
        return f"{slug(first.name)[:40].strip('-')}-{article[:8]}"
    return slug(first.name)


def _merge(
    key: str,
    numbers: Sequence[int],
    former: tuple[str, ...],
    entities: Entities,
    language: Mapping[str, str],
    key_of: Keys,
) -> FusedEntity:
    nodes = list(map(entities.index.node, numbers))
    digests = _digests(numbers, entities)
    known = [(language[article], each) for (article, _), each in zip(nodes, digests, strict=True) if each.name]
    counted = Counter([Name(tongue, each.name) for tongue, each in known if each.named])
    counted = counted or Counter([Name(tongue, each.name) for tongue, each in known])
    counted = counted or Counter(country_names().get(digests[0].country, ()))
    others = {Name(tongue, alias) for tongue, each in known for alias in each.aliases} | counted.keys()
    best = [_best(counted, tongue) for tongue in sorted({name.language for name in counted})]
    return FusedEntity(
        key=key,
        type=_most(each.type for each in digests),
        names=tuple(best),
        alternate_names=tuple(sorted(others.difference(best))),
        titles=tuple(sorted({Name(tongue, office.text) for tongue, each in known for office in each.offices})),
        country=_country(numbers, entities) or _most((each.country for each in digests if each.country), ""),
        gender=_most((each.gender for each in digests if each.gender), Gender.UNKNOWN),
        members=tuple(
            sorted({key for node, each in zip(nodes, digests, strict=True) for key in _members(node, each, key_of)})
        ),
        mentioned_in=tuple(sorted(nodes)),
        former=former,
    )


def _members(node: Node, digest: EntityDigest, key_of: Keys) -> list[str]:
    found = (key_of.of((node[0], member)) for member in digest.members)
    return [key for key in found if key]


def _best(counted: Counter[Name], language: str) -> Name:
    """A name of several words before a single one, then the most used, then the longest, then by letters."""
    names = [name for name in counted if name.language == language]
    if len(names) == 1:
        return names[0]
    return min(names, key=lambda each: (len(name_tokens(each.text)) < 2, -counted[each], -len(each.text), each.text))


def _country(numbers: Iterable[int], entities: Entities) -> str:
    profiles = map(entities.profiles.of, numbers)
    return _most((profile.country for profile in profiles if profile and profile.country), "")


def _most[T: str](values: Iterable[T], default: T | None = None) -> T:
    """The value there is most of, of several the smallest."""
    known = list(values)
    if not known and default is not None:
        return default
    if len(known) == 1:
        return known[0]
    counted = Counter(known)
    return min(counted, key=lambda each: (-counted[each], each))
