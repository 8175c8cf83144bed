"""Which statements of different articles report one utterance: same event, fitting speakers, overlapping content."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from itertools import combinations

from msgspec import Struct

from kg.fuse.archive import Archive
from kg.fuse.overlap import Content, compare_contents, posting_keys
from kg.fuse.said import NOBODY, Alignments
from kg.fuse.stories import Stories
from kg.model import ReportRef, StatementAlignment

__all__ = ["THRESHOLD", "align_statements"]

THRESHOLD = 0.33
_MANY_PARTS = 5
_SMALL = 100
_OTHER_SPEAKER = 0.9
_DISPUTED = 0.85
_DISPUTED_KEYS = 4
_MOST_KEYS = 10
_NEIGHBOURS = 16
_FIRST = 8
_LAST = 8
_FACTORS = ((0.4, 0.4), (0.25, 0.6), (0.0, 1.0))


class _Said(Struct, frozen=True):
    """A statement.

    Attributes:
        number: its own, in the archive.
        article: the place of its article.
        speaker: key of the speaker.
        firm: whether that is a person known by name.
        holds: whether another statement lies inside it.
        parts: features of each part.
    """

    number: int
    article: int
    speaker: str
    firm: bool
    holds: bool
    parts: tuple[str, ...]


class _Part:
    """A part of a statement: its content, and who said it."""

    __slots__ = ("content", "said")

    def __init__(self, said: _Said, content: Content) -> None:
        self.said = said
        self.content = content

    def disputes(self, other: "_Part") -> bool:
        """Whether two persons known by name would have said it."""
        ours, theirs = self.said, other.said
        return ours.firm and theirs.firm and ours.speaker != theirs.speaker


def align_statements(
    archive: Archive, key_at: Callable[[int], str], stories: Stories, event_of: Mapping[ReportRef, str], named: Set[str]
) -> tuple[Alignments, tuple[StatementAlignment, ...]]:
    """Pairs of statements that report one utterance; the articles of one story are looked at at a time.

    Args:
        archive: digests of all articles.
        key_at: key of the entity of a number.
        stories: which articles and events belong together.
        event_of: key of the event of each report.
        named: keys of the persons known by name; what two of them said is one utterance only if it is nearly
            word for word the same, and then its attribution is disputed.

    Returns:
        All of them, and those whose two statements are of two named persons, sorted.
    """
    tellers: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for at, article in enumerate(archive.articles):
        for story in stories.of_reports(article, (event_of[ref] for ref, _ in archive.refs(article))):
            tellers[story].append(at)
    disputed: set[tuple[int, int]] = set()

    def found() -> Iterator[tuple[int, int, int]]:
        for story, places in tellers.items():
            if len(places) < 2:
                continue
            told = [said for at in places for said in _said(archive, at, key_at, event_of, stories, named, story)]
            for one, other, confidence, contested in _align(told):
                yield one, other, confidence
                if contested:
                    disputed.add((one, other))

    alignments = Alignments(archive.said, found())
    return alignments, tuple(alignments.of(*pair) for pair in sorted(disputed))


def _said(
    archive: Archive,
    place: int,
    key_at: Callable[[int], str],
    event_of: Mapping[ReportRef, str],
    stories: Stories,
    named: Set[str],
    story: str,
) -> Iterator[_Said]:
    """Those statements of the article at a place that are part of a story and whose content is known."""
    article, said = archive.articles[place], archive.said
    for number, text in zip(said.of_article(place), archive.contents(place), strict=True):
        if text and story in stories.of_statement(article, said.event(number, article, event_of)):
            speaker = said.speakers[number]
            key = "" if speaker == NOBODY else key_at(speaker)
            holds = said.holds_another(number, place)
            yield _Said(said.first_like(number, place), place, key, key in named, holds, tuple(text.split(" | ")))


def _align(said: Sequence[_Said]) -> Iterator[tuple[int, int, int, bool]]:
    """Greedy, best first: a part of a statement matches at most one part in each other article.

    Of two that fit alike, the one that no other statement lies inside matches.

    Args:
        said: the statements, by number.

    Yields:
        Numbers of two statements, confidence in thousandths, and whether two named persons would have said it.
    """
    common = _common(said)
    contents = {part: Content(part, common) for each in said for part in each.parts}
    parts = [_Part(each, contents[part]) for each in said for part in each.parts]
    articles = [part.said.article for part in parts]
    keys = [part.content.keys for part in parts]
    pairs = combinations(range(len(parts)), 2) if len(parts) <= _SMALL else _likely_pairs(parts, common)
    scored = []
    for first, second in pairs:
        if articles[first] == articles[second] or keys[first].isdisjoint(keys[second]):
            continue
        one, other = parts[first], parts[second]
        least = _DISPUTED if one.disputes(other) else THRESHOLD
        if least == _DISPUTED and len(keys[first] & keys[second]) < _DISPUTED_KEYS:
            continue
        score = compare_contents(one.content, other.content)
        if score >= least:
            score *= 1.0 if one.said.speaker == other.said.speaker else _OTHER_SPEAKER
            if score >= THRESHOLD:
                scored.append((-score, one.said.holds + other.said.holds, first, second))
    taken: set[tuple[int, int]] = set()
    best: dict[tuple[int, int], tuple[float, bool]] = {}
    for minus, _, first, second in sorted(scored):
        ends = {(first, articles[second]), (second, articles[first])}
        if not ends & taken:
            taken |= ends
            pair = parts[first].said.number, parts[second].said.number
            best.setdefault(pair, (-minus, parts[first].disputes(parts[second])))
    for (smaller, larger), (score, contested) in best.items():
        yield smaller, larger, round(1000 * round(_confidence(score), 3)), contested


def _likely_pairs(parts: Sequence[_Part], common: Mapping[str, float]) -> list[tuple[int, int]]:
    """Pairs that share at least two telling features or say the very same; for events that many articles tell of.

    Each part is compared with a limited number of earlier ones, those that share most with it, so that time and memory
    are linear in what is said at the event.
    """
    telling = {part.content.text: posting_keys(part.content.text, common) for part in parts}
    spread = Counter(key for keys in telling.values() for key in keys)
    postings: dict[tuple[str, str], list[int]] = defaultdict(list)
    first_of: dict[tuple[str, str], int] = {}
    found: set[tuple[int, int]] = set()
    for at, part in enumerate(parts):
        same = first_of.setdefault((part.content.text, part.said.speaker), at)
        if same != at:
            found.add((same, at))
            continue
        rarest = sorted(telling[part.content.text], key=lambda key: (spread[key], key))[:_MOST_KEYS]
        shared: Counter[int] = Counter()
        for pair in combinations(sorted(rarest), 2):
            members = postings[pair]
            shared.update(members)
            if len(members) < _FIRST:
                members.append(at)
            else:
                members[_FIRST:] = [*members[_FIRST:], at][-_LAST:]
        nearest = sorted(shared.items(), key=lambda each: (-each[1], each[0]))[:_NEIGHBOURS]
        found.update((other, at) for other, _ in nearest)
    return sorted(found)


def _common(said: Sequence[_Said]) -> dict[str, float]:
    """A factor for each feature that many parts of what an article tells of the event hold; each word counts once."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    sizes: Counter[int] = Counter()
    for each in said:
        if each.holds:
            continue
        sizes[each.article] += len(each.parts)
        for part in each.parts:
            counts[each.article].update(part.split())
    shares: dict[str, float] = {}
    for article, counted in counts.items():
        if sizes[article] >= _MANY_PARTS:
            for feature, count in counted.items():
                shares[feature] = max(shares.get(feature, 0.0), count / sizes[article])
    return {
        feature: factor
        for feature, share in shares.items()
        if (factor := next(value for least, value in _FACTORS if share >= least)) < 1.0
    }


def _confidence(score: float) -> float:
    """Share of the pairs of the gold with about such a score that were the same."""
    return min(0.99, 0.7 + (score - THRESHOLD) * 1.1)
