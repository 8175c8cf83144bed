"""How far two statements say the same, whatever their languages, from their features (`kg.fuse.content`)."""

from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from kg.fuse.names import phonetic

__all__ = ["content_score", "posting_keys"]

_WEIGHTS = {"#": 1.5, "@": 0.7, "^": 1.3, "=": 1.0, ":": 0.9, "!": 0.5}
_LIGHT = 0.45


@lru_cache(1 << 18)
def _weight(feature: str) -> float:
    if feature[0] == "=":
        return _LIGHT if feature.endswith("~") else _WEIGHTS["="]
    return _WEIGHTS[feature[0]]


@lru_cache(1 << 18)
def _meanings(feature: str) -> frozenset[str]:
    return frozenset(feature[1:].split("/"))


@lru_cache(1 << 18)
def _cognate(first: str, second: str) -> bool:
    """Whether two words without a known meaning look like one word of two languages."""
    shorter = min(len(first), len(second))
    if shorter < 4:
        return first == second
    if first[:5] == second[:5] and shorter >= 5:
        return True
    return ratio(phonetic(first), phonetic(second)) >= 78


def _match(first: str, second: str) -> float:
    """How far two features say the same, 0 to 1."""
    if first == second:
        return 1.0
    if first[0] == "=" and second[0] == "=":
        return 1.0 if _meanings(first) & _meanings(second) else 0.0
    if first[0] in ":^" and second[0] in ":^":
        return 0.9 if _cognate(first[1:], second[1:]) else 0.0
    if {first[0], second[0]} <= {"=", ":"}:
        return 0.6 if any(_cognate(one, other) for one in _meanings(first) for other in _meanings(second)) else 0.0
    return 0.0


def content_score(first: str, second: str, common: Mapping[str, float] | None = None) -> float:
    """How far the contents of two statements are one, 0 to 1, whatever their languages.

    Args:
        first: features.
        second: features.
        common: factors of the features that say little here, since much of what is said at the event holds them.
    """
    if first > second:
        first, second = second, first
    factors = common or {}
    ours, theirs = first.split(), second.split()
    if not ours or not theirs:
        return 0.0
    weights = {each: _weight(each) * factors.get(each, 1.0) for each in {*ours, *theirs}}
    both = {*ours} & {*theirs}
    shared = sum(weights[each] for each in sorted(both))
    strong = sum(weights[each] > _LIGHT for each in both)
    left = sorted({*ours} - both, key=lambda each: (-weights[each], each))
    free = sorted({*theirs} - both)
    for feature in left:
        best, which = max(((_match(feature, other), other) for other in free), default=(0.0, ""))
        if best > 0.0:
            free.remove(which)
            weight = min(weights[feature], weights[which])
            shared += best * weight
            strong += weight > _LIGHT
    sizes = sum(weights[each] for each in ours), sum(weights[each] for each in theirs)
    score = 0.5 * shared / min(sizes) + 0.5 * shared / max(sizes)
    if strong < 2 and score < 0.95:
        score *= 0.6
    ours_numbers = {each for each in ours if each[0] == "#"}
    theirs_numbers = {each for each in theirs if each[0] == "#"}
    if ours_numbers and theirs_numbers and not ours_numbers & theirs_numbers:
        score *= 0.5
    if ("!" in ours) != ("!" in theirs):
        score *= 0.85
    return min(1.0, score)


def posting_keys(features: str, common: Mapping[str, float], *, light: bool = False) -> set[str]:
    """Meanings, numbers, names and beginnings of words: parts without one in common are not compared."""
    keys: set[str] = set()
    for feature in features.split():
        if not light and (feature in common or feature.endswith("~") or feature == "!"):
            continue
        if feature[0] == "=":
            keys.update(_meanings(feature))
        elif feature[0] in ":^":
            keys.add(phonetic(feature[1:])[:4])
        else:
            keys.add(feature)
    return keys
