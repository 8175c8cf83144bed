"""Which statements of different articles report one utterance: same event, fitting speakers, overlapping content."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.fuzz import ratio

from kg.fuse.names import phonetic
from kg.model import ArticleDigest, Attribution, ReportRef, ReportRelation, StatementAlignment, StatementRef

__all__ = ["THRESHOLD", "align_statements", "content_score"]

THRESHOLD = 0.33
_WEIGHTS = {"#": 1.5, "@": 0.7, "^": 1.3, "=": 1.0, ":": 0.9, "!": 0.5}
_LIGHT = 0.45
_MANY_PARTS = 5
_SMALL = 100
_OTHER_SPEAKER = 0.9
_DISPUTED = 0.85
_DISPUTED_KEYS = 4
_MOST_KEYS = 12
_NEIGHBOURS = 12
_FACTORS = ((0.4, 0.4), (0.25, 0.6), (0.0, 1.0))


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


@dataclass(frozen=True, slots=True)
class _Said:
    ref: StatementRef
    speaker: str
    firm: bool
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    said: _Said
    features: str
    keys: frozenset[str]

    def may_be(self, other: "_Part") -> bool:
        """Whether they are of two articles and have something in common; much, where two persons would have said it."""
        ours, theirs = self.said, other.said
        if ours.ref.article == theirs.ref.article or self.keys.isdisjoint(other.keys):
            return False
        return not self.disputes(other) or len(self.keys & other.keys) >= _DISPUTED_KEYS

    def disputes(self, other: "_Part") -> bool:
        """Whether two persons known by name would have said it."""
        ours, theirs = self.said, other.said
        return ours.firm and theirs.firm and ours.speaker != theirs.speaker


def _part(said: _Said, features: str) -> _Part:
    return _Part(said, features, frozenset(_posting_keys(features, {}, light=True)))


def align_statements(
    digests: Sequence[ArticleDigest],
    attributions: Sequence[Attribution],
    event_of: Mapping[ReportRef, str],
    named: Collection[str],
) -> tuple[StatementAlignment, ...]:
    """Pairs of statements that report one utterance, sorted.

    Args:
        digests: of all articles.
        attributions: who said each statement, and at which event.
        event_of: key of the event of each report.
        named: keys of the persons known by name; what two of them said is one utterance only if it is nearly
            word for word the same, and then its attribution is disputed.
    """
    features = {
        StatementRef(each.article, statement.content): statement.features
        for each in digests
        for statement in each.statements
    }
    main = {
        each.article: event_of[ReportRef(each.article, report.key)]
        for each in digests
        for report in each.reports
        if report.relation is ReportRelation.MAIN
    }
    by_event: dict[str, list[_Said]] = defaultdict(list)
    for each in attributions:
        event = each.event or main.get(each.statement.article, "")
        if event and features[each.statement]:
            by_event[event].append(
                _Said(each.statement, each.speaker, each.speaker in named, tuple(features[each.statement].split(" | ")))
            )
    found: list[StatementAlignment] = []
    for said in by_event.values():
        found += _align(said)
    return tuple(sorted(found))


def _align(said: Sequence[_Said]) -> Iterable[StatementAlignment]:
    """Greedy, best first: a part of a statement matches at most one part in each other article."""
    ordered = sorted(said, key=lambda each: each.ref)
    parts = [
        _Part(each, part, frozenset(_posting_keys(part, {}, light=True))) for each in ordered for part in each.parts
    ]
    common = _common(said)
    pairs = combinations(range(len(parts)), 2) if len(parts) <= _SMALL else _likely_pairs(parts, common)
    scored = []
    for first, second in pairs:
        one, other = parts[first], parts[second]
        if one.may_be(other):
            score = content_score(one.features, other.features, common)
            if one.disputes(other) and score < _DISPUTED:
                continue
            score *= 1.0 if one.said.speaker == other.said.speaker else _OTHER_SPEAKER
            if score >= THRESHOLD:
                scored.append((-score, first, second))
    taken: set[tuple[int, str]] = set()
    best: dict[tuple[StatementRef, StatementRef], float] = {}
    for minus, first, second in sorted(scored):
        ours, theirs = parts[first].said.ref, parts[second].said.ref
        ends = {(first, theirs.article), (second, ours.article)}
        if not ends & taken:
            taken |= ends
            best.setdefault((ours, theirs), -minus)
    return [StatementAlignment(*pair, round(_confidence(score), 3)) for pair, score in best.items()]


def _likely_pairs(parts: Sequence[_Part], common: Mapping[str, float]) -> list[tuple[int, int]]:
    """Pairs that share at least two telling features or say the very same; for events that many articles tell of."""
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    first_of: dict[tuple[str, str], int] = {}
    found: set[tuple[int, int]] = set()
    for at, part in enumerate(parts):
        same = first_of.setdefault((part.features, part.said.speaker), at)
        if same != at:
            found.add((same, at))
            continue
        for pair in combinations(sorted(_posting_keys(part.features, common))[:_MOST_KEYS], 2):
            postings[pair].append(at)
    for members in postings.values():
        for place, one in enumerate(members):
            found.update((one, other) for other in members[place + 1 : place + 1 + _NEIGHBOURS])
    return sorted(found)


def _posting_keys(features: str, common: Mapping[str, float], *, light: bool = False) -> set[str]:
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


def _common(said: Sequence[_Said]) -> dict[str, float]:
    """A factor for each feature that many parts of what an article tells of the event hold."""
    parts: dict[str, list[set[str]]] = defaultdict(list)
    for each in said:
        parts[each.ref.article] += [set(part.split()) for part in each.parts]
    shares: dict[str, float] = {}
    for told in parts.values():
        if len(told) >= _MANY_PARTS:
            for feature, count in Counter(feature for part in told for feature in part).items():
                shares[feature] = max(shares.get(feature, 0.0), count / len(told))
    return {
        feature: factor
        for feature, share in shares.items()
        if (factor := next(value for least, value in _FACTORS if share >= least)) < 1.0
    }


def _confidence(score: float) -> float:
    """Share of the pairs of the gold with about such a score that were the same."""
    return min(0.99, 0.7 + (score - THRESHOLD) * 1.1)
