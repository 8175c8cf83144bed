"""How far two statements say the same, whatever their languages, from their features (`kg.fuse.content`)."""

from collections.abc import Mapping
from functools import lru_cache
from math import fsum

from rapidfuzz.fuzz import ratio

from kg.fuse.names import phonetic

__all__ = ["Content", "compare_contents", "content_score", "posting_keys"]

_WEIGHTS = {"#": 1.5, "@": 0.7, "^": 1.3, "=": 1.0, ":": 0.9, "!": 0.5}
_LIGHT = 0.45
_OPEN = frozenset(":^=")


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


@lru_cache(1 << 18)
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


class Content:
    """The features of one part of a statement, weighed for comparison.

    Args:
        features: separated by spaces.
        common: factors of the features that say little here, since much of what is said at the event holds them.
    """

    __slots__ = ("_in_order", "keys", "negated", "numbers", "size", "text", "weights")

    def __init__(self, features: str, common: Mapping[str, float]) -> None:
        self.text = features
        self.weights = {each: _weight(each) * common.get(each, 1.0) for each in features.split()}
        self.size = fsum(self.weights.values())
        self.keys = frozenset(posting_keys(features, {}, light=True))
        self.numbers = frozenset(each for each in self.weights if each[0] == "#")
        self.negated = "!" in self.weights
        self._in_order: tuple[list[str], list[str]] | None = None

    def in_order(self) -> tuple[list[str], list[str]]:
        """The features that another spelling or language may have: the heaviest first, and by letters."""
        if self._in_order is None:
            by_letters = sorted(each for each in self.weights if each[0] in _OPEN)
            self._in_order = sorted(by_letters, key=lambda each: -self.weights[each]), by_letters
        return self._in_order


def content_score(first: str, second: str) -> float:
    """How far the contents of two statements are one, 0 to 1, whatever their languages.

    >>> content_score("#9 =begin =mon", "#9 =mon :dot") > content_score("#9 =begin =mon", "#8 =mon :dot")
    True
    """
    return compare_contents(Content(first, {}), Content(second, {}))


def compare_contents(one: Content, other: Content) -> float:
    """The same of two contents weighed alike; the order of the two does not matter."""
    if one.text > other.text:
        one, other = other, one
    ours, theirs = one.weights, other.weights
    if not one.size or not other.size:
        return 0.0
    both = ours.keys() & theirs.keys()
    gained = [ours[each] for each in both]
    strong = sum(weight > _LIGHT for weight in gained)
    free = [each for each in other.in_order()[1] if each not in both]
    for feature in one.in_order()[0]:
        if not free:
            break
        if feature in both:
            continue
        best, which = 0.0, ""
        for candidate in free:
            match = _match(feature, candidate)
            if match and match >= best:
                best, which = match, candidate
        if best:
            free.remove(which)
            weight = min(ours[feature], theirs[which])
            gained.append(best * weight)
            strong += weight > _LIGHT
    shared = fsum(gained)
    score = 0.5 * shared / one.size + 0.5 * shared / other.size
    if strong < 2 and score < 0.95:
        score *= 0.6
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        score *= 0.5
    if one.negated != other.negated:
        score *= 0.85
    return min(1.0, score)


def posting_keys(features: str, common: Mapping[str, float], *, light: bool = False) -> set[str]:
    """Meanings, numbers, names and beginnings of words: parts without one in common are not compared."""
    telling = features.split()
    if not light:
        telling = [each for each in telling if not (each in common or each[-1] == "~" or each == "!")]
    return set().union(*map(_keys_of, telling))


@lru_cache(1 << 18)
def _keys_of(feature: str) -> frozenset[str]:
    if feature[0] == "=":
        return _meanings(feature)
    return frozenset((phonetic(feature[1:])[:4] if feature[0] in ":^" else feature,))
