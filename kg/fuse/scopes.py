"""Joins entities by the event they share: surnames and titles alone, open pairs of persons, delegations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.fuse.archive import Archive
from kg.fuse.entities import Entities
from kg.fuse.names import skeleton
from kg.fuse.nodes import Node
from kg.fuse.persons import PersonProfile, compare_profiles
from kg.model import EntityType, ReportRef

__all__ = ["join_within_events"]

_UNSURE = 0.45
_MANY = 200
_GROUPS = frozenset((EntityType.DELEGATION, EntityType.GROUP))


def join_within_events(archive: Archive, groups: Iterable[Sequence[ReportRef]], entities: Entities) -> None:
    """Join the entities of each event's articles that its context makes clear; changes `entities`."""
    for refs in groups:
        articles = sorted({ref.article for ref in refs if archive.is_main(ref)})
        nodes = [(article, key) for article in articles for key in archive.numbering.keys(article)]
        people = [node for node in nodes if node in entities.profiles]
        _join_unsure(people, entities)
        _join_lone(people, entities)
        _join_untitled(people, entities)
        if len(refs) > 1:
            _join_groups([ref for ref in refs if _has_groups(ref.article, archive)], archive, entities)
    entities.unsure = _still_open(entities)


def _clusters(nodes: Iterable[Node], entities: Entities) -> dict[Node, list[Node]]:
    found: dict[Node, list[Node]] = defaultdict(list)
    for node in nodes:
        found[entities.clusters.find(node)].append(node)
    return found


def _join_unsure(people: Sequence[Node], entities: Entities) -> None:
    """Full names that may be one person, both told of at one event, are."""
    clusters = _clusters(people, entities)
    full = {
        root: profile
        for root, members in clusters.items()
        if (profile := _fullest(members, entities)) is not None and profile.full
    }
    near = _near(full)
    for one in sorted(full, key=lambda root: (full[root], root)):
        close = [other for other in near[one] if compare_profiles(full[one], full[other]) >= _UNSURE]
        if len(close) == 1:
            entities.clusters.join(one, close[0])


def _near(profiles: Mapping[Node, PersonProfile]) -> dict[Node, list[Node]]:
    """For each person the others that share the sound of a first or last name."""
    by_sound: dict[str, list[Node]] = defaultdict(list)
    for root in sorted(profiles):
        for sound in sorted({skeleton(word) for name in profiles[root].names for word in (name[0], name[-1])}):
            by_sound[sound].append(root)
    found: dict[Node, set[Node]] = {root: set() for root in profiles}
    for members in by_sound.values():
        for root in members[:_MANY]:
            found[root].update(members[:_MANY])
    return {root: sorted(others - {root}) for root, others in found.items()}


def _fullest(members: Iterable[Node], entities: Entities) -> PersonProfile | None:
    named = [entities.profiles[node] for node in members if entities.profiles[node].names]
    return max(named, key=lambda each: (max(map(len, each.names)), bool(each.country), each), default=None)


def _join_lone(people: Sequence[Node], entities: Entities) -> None:
    """A surname alone is the one person of the event who has it."""
    clusters = _clusters(people, entities)
    profiles = {root: profile for root, members in clusters.items() if (profile := _fullest(members, entities))}
    near = _near(profiles)
    for root in sorted(profiles):
        if profiles[root].full:
            continue
        fitting = [
            other
            for other in near[root]
            if profiles[other].full and compare_profiles(profiles[root], profiles[other]) >= _UNSURE
        ]
        if len(fitting) == 1:
            entities.clusters.join(root, fitting[0])


def _join_untitled(people: Sequence[Node], entities: Entities) -> None:
    """A person known by office and country alone is the one named holder of both at the event."""
    holders: dict[tuple[str, str], set[Node]] = defaultdict(set)
    for node in people:
        if entities.profiles[node].names:
            for office in entities.nodes[node].offices:
                country = office.country or entities.profiles[node].country
                if office.office and country and not office.former:
                    holders[office.office, country].add(entities.clusters.find(node))
    for node in sorted(people):
        profile = entities.profiles[node]
        if profile.names:
            continue
        found = {
            entities.clusters.find(root)
            for office in profile.offices
            if all(office)
            for root in holders.get(office, ())
        }
        if len(found) == 1:
            entities.clusters.join(node, found.pop())


def _has_groups(article: str, archive: Archive) -> bool:
    return any(archive.entities[article, key].type in _GROUPS for key in archive.numbering.keys(article))


def _join_groups(refs: Sequence[ReportRef], archive: Archive, entities: Entities) -> None:
    """Delegations of one country, and groups of the same members, at one event are one."""
    alike: dict[tuple[str, ...], list[Node]] = defaultdict(list)
    for ref in refs:
        for each in archive.report(ref).participations:
            node = (ref.article, each.entity)
            entity = entities.nodes.get(node)
            if entity is None or entity.type not in _GROUPS:
                continue
            if entity.members:
                members = sorted({entities.clusters.find((ref.article, member)) for member in entity.members})
                alike[(entity.type, *map(str, members))].append(node)
            elif entity.country and entity.type is EntityType.DELEGATION:
                alike[(entity.type, entity.country)].append(node)
    for nodes in alike.values():
        if len({article for article, _ in nodes}) == len(nodes):
            for node in nodes[1:]:
                entities.clusters.join(nodes[0], node)


def _still_open(entities: Entities) -> list[tuple[Node, Node, float]]:
    return [each for each in entities.unsure if not entities.clusters.same(each[0], each[1])]
