"""Which persons of different articles are one: block by name sound, score by name, country and gender, cluster.

A full name joins another full name; a surname alone joins only the one person it can be. What is neither clear nor
excluded is kept as unsure, and may become sure when both take part in one event (`kg.fuse.scopes`).
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec import Struct

from kg.fuse.clusters import Clusters
from kg.fuse.names import NameRelation, block_keys, name_relation, name_tokens, skeleton
from kg.fuse.nodes import Node
from kg.model import EntityDigest

__all__ = ["Node", "PersonProfile", "compare_profiles", "join_persons", "profile_of"]

type NameForm = tuple[str, ...]

_SAME = 0.75
_UNSURE = 0.45
_SMALL_BLOCK = 60
_WIDE_BLOCK = 400
_PROOF = 400


class PersonProfile(Struct, frozen=True, order=True):
    """What tells a person apart, shared by many nodes.

    Attributes:
        names: token tuples of the name and the full aliases, sorted; empty for somebody without a name.
        country: ISO 3166 alpha-2, "" unknown.
        gender: "" unknown.
        offices: (office, country) pairs of people known by title only; empty for the named.
        authority: identifier an authority gave, "" none.
        own: the node itself where nothing tells it apart, else "".
    """

    names: tuple[NameForm, ...]
    country: str
    gender: str
    offices: tuple[tuple[str, str], ...] = ()
    authority: str = ""
    own: str = ""

    @property
    def full(self) -> bool:
        """Whether a name has at least two words."""
        return any(len(name) > 1 for name in self.names)


def profile_of(entity: EntityDigest, authority: str = "", own: str = "") -> PersonProfile:
    """The profile of a person of one article."""
    country = entity.country
    if not country:
        countries = {office.country for office in entity.offices if office.country and not office.former}
        country = countries.pop() if len(countries) == 1 else ""
    if not entity.named:
        offices = sorted({(each.office, each.country or country) for each in entity.offices if not each.former})
        return PersonProfile((), country, entity.gender.value, tuple(offices), authority, own)
    forms = {name_tokens(entity.name)}
    forms |= {form for form in map(name_tokens, entity.aliases) if len(form) > 1}
    if any(len(form) > 1 for form in forms):
        forms = {form for form in forms if len(form) > 1}
    return PersonProfile(tuple(sorted(forms)), country, entity.gender.value, (), authority)


def compare_profiles(first: PersonProfile, second: PersonProfile) -> float:
    """How surely two named persons are one, 0 to 1; at least 0.75 is the same, at least 0.45 unsure."""
    if first.authority and second.authority:
        return 1.0 if first.authority == second.authority else 0.0
    relation, alike = max(
        (name_relation(one, other) for one in first.names for other in second.names),
        key=lambda found: (_RANK[found[0]], found[1]),
        default=(NameRelation.DIFFERENT, 0.0),
    )
    if first.country and second.country:
        known = first.country == second.country
        score = _WITH_COUNTRY[relation] if known else _AGAINST_COUNTRY[relation]
    else:
        score = _WITHOUT_COUNTRY[relation]
        if relation is NameRelation.VARIANT and alike < 0.9:
            score -= 0.15
    if first.gender and second.gender and first.gender != second.gender:
        score = min(score, 0.5 if relation is NameRelation.EXACT else 0.1)
    return score


_RANK = {
    NameRelation.DIFFERENT: 0,
    NameRelation.SURNAME: 1,
    NameRelation.SUBSET: 2,
    NameRelation.VARIANT: 3,
    NameRelation.EXACT: 4,
}
_WITH_COUNTRY = {
    NameRelation.EXACT: 1.0,
    NameRelation.VARIANT: 0.93,
    NameRelation.SUBSET: 0.86,
    NameRelation.SURNAME: 0.76,
    NameRelation.DIFFERENT: 0.0,
}
_WITHOUT_COUNTRY = {
    NameRelation.EXACT: 0.95,
    NameRelation.VARIANT: 0.8,
    NameRelation.SUBSET: 0.7,
    NameRelation.SURNAME: 0.5,
    NameRelation.DIFFERENT: 0.0,
}
_AGAINST_COUNTRY = {
    NameRelation.EXACT: 0.5,
    NameRelation.VARIANT: 0.2,
    NameRelation.SUBSET: 0.1,
    NameRelation.SURNAME: 0.0,
    NameRelation.DIFFERENT: 0.0,
}


class _Joined:
    """Profiles in clusters, where profiles known to differ never meet."""

    def __init__(self, profiles: Iterable[PersonProfile]) -> None:
        self._clusters: Clusters[PersonProfile] = Clusters()
        self._members = {profile: [profile] for profile in profiles}

    def root(self, profile: PersonProfile) -> PersonProfile:
        return self._clusters.find(profile)

    def members(self, profile: PersonProfile) -> list[PersonProfile]:
        return self._members[self.root(profile)]

    def join(self, first: PersonProfile, second: PersonProfile, sure: bool = False) -> bool:
        """Make them one unless a member of one differs from a member of the other; whether they are one now."""
        one, other = self.root(first), self.root(second)
        if one == other:
            return True
        ours, theirs = self._members[one], self._members[other]
        if not sure and not self.may_join(ours, theirs):
            return False
        self._clusters.join(one, other)
        merged = sorted(self._members.pop(one) + self._members.pop(other))
        self._members[self.root(one)] = merged
        return True

    @staticmethod
    def may_join(ours: Sequence[PersonProfile], theirs: Sequence[PersonProfile]) -> bool:
        """Whether no member of one excludes a member of the other (the first few hundred pairs are looked at)."""
        checked = 0
        for one in ours:
            for other in theirs:
                if compare_profiles(one, other) < _UNSURE:
                    return False
                checked += 1
                if checked >= _PROOF:
                    return True
        return True


def join_persons(
    given: Iterable[PersonProfile],
) -> tuple[dict[PersonProfile, PersonProfile], list[tuple[PersonProfile, PersonProfile, float]]]:
    """The cluster of each profile, named by one of its profiles, and the pairs left unsure.

    Args:
        given: the profiles of every person of every article.

    Returns:
        A representative for each profile, and (profile, profile, score) for those that may be one.
    """
    profiles = sorted(set(given))
    joined = _Joined(profiles)
    authorities: dict[str, PersonProfile] = {}
    for profile in profiles:
        if profile.authority:
            joined.join(profile, authorities.setdefault(profile.authority, profile), sure=True)
    full = [profile for profile in profiles if profile.full]
    single = [profile for profile in profiles if profile.names and not profile.full]
    unsure = _join_full(full, joined)
    unsure += _join_single(single, full, joined)
    representative = {profile: joined.members(profile)[0] for profile in profiles}
    left: dict[tuple[PersonProfile, PersonProfile], float] = {}
    for one, other, score in unsure:
        first, second = sorted((representative[one], representative[other]))
        if first != second:
            left[first, second] = max(score, left.get((first, second), 0.0))
    return representative, sorted((*pair, score) for pair, score in left.items())


def _pairs(profiles: Sequence[PersonProfile]) -> list[tuple[int, int]]:
    """Places of the profiles that may be one person."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for at, profile in enumerate(profiles):
        for key in {key for name in profile.names for key in block_keys(name)}:
            blocks[key].append(at)
    found: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if len(members) > (_WIDE_BLOCK if "+" in key else _SMALL_BLOCK):
            continue
        found.update(combinations(members, 2))
    return sorted(found)


def _join_full(full: Sequence[PersonProfile], joined: _Joined) -> list[tuple[PersonProfile, PersonProfile, float]]:
    likely = sorted(
        (-score, one, other)
        for one, other in _pairs(full)
        if (score := compare_profiles(full[one], full[other])) >= _UNSURE
    )
    scored = [(-minus, full[one], full[other]) for minus, one, other in likely]
    unsure = [(one, other, score) for score, one, other in scored if score < _SAME]
    parts: dict[PersonProfile, set[PersonProfile]] = defaultdict(set)
    for score, one, other in scored:
        if score < _SAME:
            continue
        weaker = _weaker(one, other)
        if weaker:
            parts[weaker].add(other if weaker == one else one)
        elif not joined.join(one, other):
            unsure.append((one, other, 0.5))
    for short in sorted(parts):
        targets = sorted({joined.root(long) for long in parts[short]})
        compatible = all(joined.may_join([one], [other]) for one, other in combinations(targets, 2))
        for target in targets:
            if not (compatible and joined.join(short, target)):
                unsure.append((short, target, 0.6))
    return unsure


def _weaker(one: PersonProfile, other: PersonProfile) -> PersonProfile | None:
    """The one that could also be somebody else: fewer words of the name, or no country known."""
    relations = {name_relation(first, second)[0] for first in one.names for second in other.names}
    if NameRelation.SUBSET in relations and not relations & {NameRelation.EXACT, NameRelation.VARIANT}:
        return min(one, other, key=lambda each: (max(map(len, each.names)), each))
    if bool(one.country) != bool(other.country):
        return other if one.country else one
    return None


def _join_single(
    single: Sequence[PersonProfile], full: Sequence[PersonProfile], joined: _Joined
) -> list[tuple[PersonProfile, PersonProfile, float]]:
    by_sound: dict[str, set[PersonProfile]] = defaultdict(set)
    for profile in full:
        for name in profile.names:
            by_sound[skeleton(name[-1])].add(profile)
            by_sound[skeleton(name[0])].add(profile)
    unsure: list[tuple[PersonProfile, PersonProfile, float]] = []
    for group in _alike(single):
        for other in group[1:]:
            joined.join(group[0], other)
    for profile in single:
        sounds = {skeleton(name[0]) for name in profile.names}
        near = {joined.root(other) for sound in sounds for other in by_sound[sound] if _fits(profile, other)}
        candidates = sorted(near)
        sure = [each for each in candidates if any(_fits(profile, m) >= _SAME for m in joined.members(each))]
        if len(candidates) == 1 and sure:
            joined.join(profile, candidates[0])
        else:
            unsure += [(profile, candidate, 0.5) for candidate in candidates[:5]]
    return unsure


def _fits(profile: PersonProfile, other: PersonProfile) -> float:
    score = compare_profiles(profile, other)
    return score if score >= _UNSURE else 0.0


def _alike(single: Sequence[PersonProfile]) -> list[list[PersonProfile]]:
    """Lone names that are one person as far as can be known: the same name and the same known country."""
    groups: dict[tuple[tuple[NameForm, ...], str], list[PersonProfile]] = defaultdict(list)
    for profile in single:
        if profile.country:
            groups[(profile.names, profile.country)].append(profile)
    return [groups[key] for key in sorted(groups)]
