"""How far two articles tell the same by the same people: evidence for one event where a date or a person is missing."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from kg.fuse.archive import Archive
from kg.fuse.entities import Entities
from kg.fuse.nodes import Node
from kg.fuse.overlap import Content, compare_contents
from kg.fuse.said import NOBODY

__all__ = ["Evidence"]

_ALIKE = 0.45
_CONTRADICTED = 0.85
_SHARED_KEYS = 2
_COMMON_KEYS = 3
_ENOUGH = 1.3
_ENOUGH_SHARE = 0.3
_MOST_PARTS = 40
_KEPT = 2048


class _Part(Struct, frozen=True):
    content: Content
    speaker: Node | None


class Evidence:
    """What articles were told, two at a time.

    Args:
        archive: digests of all articles.
        entities: who is who so far.
        unsure: pairs of person clusters that may be one, smaller first.
    """

    def __init__(self, archive: Archive, entities: Entities, unsure: Mapping[tuple[Node, Node], float]) -> None:
        self._archive = archive
        self._entities = entities
        self._unsure = unsure
        self._parts: dict[str, Sequence[_Part]] = {}
        self._keys: dict[str, frozenset[str]] = {}

    def told(self, first: str, second: str) -> float:
        """How far two articles report the same statements, 0 (none) to 1 (several, and much of what is said)."""
        ours, theirs = self._of(first), self._of(second)
        if len(self._keys[first] & self._keys[second]) < _COMMON_KEYS:
            return 0.0
        scored = [
            (-score, at, to)
            for at, one in enumerate(ours)
            for to, other in enumerate(theirs)
            if len(one.content.keys & other.content.keys) >= _SHARED_KEYS
            and (score := self._score(one, other)) >= _ALIKE
        ]
        left: set[int] = set()
        right: set[int] = set()
        total = 0.0
        for minus, at, to in sorted(scored):
            if at not in left and to not in right:
                left.add(at)
                right.add(to)
                total -= minus
        share = len(left) / min(len(ours), len(theirs))
        return min(1.0, total / _ENOUGH) * min(1.0, share / _ENOUGH_SHARE)

    def _score(self, one: _Part, other: _Part) -> float:
        score = compare_contents(one.content, other.content)
        return score if score >= _CONTRADICTED or self._one_speaker(one.speaker, other.speaker) else 0.0

    def _one_speaker(self, one: Node | None, other: Node | None) -> bool:
        """Whether nothing says that two persons spoke."""
        if one is None or other is None or one == other:
            return True
        return (min(one, other), max(one, other)) in self._unsure

    def _of(self, article: str) -> Sequence[_Part]:
        known = self._parts.pop(article, None)
        if known is not None:
            self._parts[article] = known  # The one asked for last goes last.
        else:
            place = self._archive.place(article)
            known = [
                _Part(Content(part, {}), self._speaker(number))
                for number, features in zip(
                    self._archive.said.of_article(place), self._archive.contents(place), strict=True
                )
                for part in features.split(" | ")
                if part
            ][:_MOST_PARTS]
            self._parts[article] = known
            self._keys[article] = frozenset(key for part in known for key in part.content.keys)
            if len(self._parts) > _KEPT:
                oldest = next(iter(self._parts))
                del self._parts[oldest], self._keys[oldest]
        return known

    def _speaker(self, number: int) -> Node | None:
        """The cluster of a statement's speaker where that is known by name, None for anybody else."""
        speaker, profiles = self._archive.said.speakers[number], self._entities.profiles
        at = NOBODY if speaker == NOBODY else profiles.at(speaker)
        return self._entities.clusters.find_at(speaker) if at >= 0 and profiles.values_kept[at].names else None
