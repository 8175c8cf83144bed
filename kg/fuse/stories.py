"""Which articles tell one story: those of one event, and those that only say the same things by the same people.

An article may tell of an event in words that extraction finds no report in, or name no day. Where what is said in it is
also said in articles of one event, it belongs to that story; so its statements meet theirs, and if it has no main event
of its own, it is about that one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kg.fuse.archive import Archive
from kg.fuse.clusters import Clusters
from kg.fuse.entities import Entities
from kg.fuse.evidence import Evidence
from kg.fuse.names import name_tokens, skeleton
from kg.fuse.reports import best_date, days_of
from kg.model import ArticleDigest, EventStatus, ReportDigest, ReportRef, ReportRelation, StatementRef

__all__ = ["Stories", "tell_stories"]

_ALIKE = 0.6
_MARGIN = 0.1
_MOST_NAMES = 6
_NEIGHBOURS = 8
_MOST_UNDATED = 64
_DAYS = 14
_SAME_DAYS = 3


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories that articles tell, each named by an event or by an article.

    Attributes:
        of_article: the story of each article that tells one.
        of_event: the story of each event that is the main one of an article.
        about: the event of each article that reports none as held but says what the articles of that event say.
    """

    of_article: Mapping[str, str]
    of_event: Mapping[str, str]
    about: Mapping[str, str]

    def of_statement(self, ref: StatementRef, event: str) -> tuple[str, ...]:
        """The stories a statement is part of: that of the event it was made at, and that of its article."""
        return tuple(sorted({self.of_article.get(ref.article, ""), self.of_event.get(event, event)} - {""}))


@dataclass(frozen=True, slots=True)
class _Article:
    """What is known of an article.

    Attributes:
        key: of the article.
        day: of its main event, else of its publication, as an ordinal; 0 for none.
        dated: whether that is the day of the event.
        held: whether its main event, if any, took place.
        event: its main event, or the one that is a part of; "" for none.
        names: how the surnames in it sound, sorted.
    """

    key: str
    day: int
    dated: bool
    held: bool
    event: str
    names: tuple[str, ...]

    @property
    def node(self) -> str:
        """What stands for it: the event, since all who tell of that are together, else the article."""
        return f"e{self.event}" if self.event and self.held else f"a{self.key}"


def tell_stories(
    archive: Archive,
    event_of: Mapping[ReportRef, str],
    wholes: Mapping[str, str],
    entities: Entities,
) -> Stories:
    """The story of each article; the same for any order of them.

    Args:
        archive: digests of all articles.
        event_of: key of the event of each report.
        wholes: for each event that is a part, the whole.
        entities: who is who.
    """
    articles = {each.article: _article(each, event_of, wholes, entities) for each in archive}
    tellers = Counter(each.node for each in articles.values())
    loose = {key for key, each in articles.items() if tellers[each.node] == 1}
    evidence = Evidence(archive, entities, {})
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other in sorted(_candidates([articles[key] for key in sorted(articles) if articles[key].names], loose)):
        score = evidence.told(one, other)
        if score >= _ALIKE:
            told[one][other] = told[other][one] = score
    clusters: Clusters[str] = Clusters()
    for one in sorted(told.keys() & loose):
        for other in _chosen(articles, told[one]):
            clusters.join(articles[one].node, articles[other].node)
    groups = {node: group for group in clusters.groups() for node in group}
    of_article: dict[str, str] = {}
    about: dict[str, str] = {}
    for key, each in articles.items():
        group = groups.get(each.node, (each.node,))
        events = [node[1:] for node in group if node[0] == "e"]
        if events or each.event or len(group) > 1:
            of_article[key] = min(events) if events else each.event or group[0]
        if each.node[0] == "a" and len(events) == 1:
            about[key] = events[0]
    of_event = {each.event: of_article[key] for key, each in articles.items() if each.node[0] == "e"}
    of_event |= {part: of_event.get(_whole(part, wholes), _whole(part, wholes)) for part in wholes}
    return Stories(of_article, of_event, about)


def _whole(event: str, wholes: Mapping[str, str]) -> str:
    while event in wholes:
        event = wholes[event]
    return event


def _article(
    digest: ArticleDigest, event_of: Mapping[ReportRef, str], wholes: Mapping[str, str], entities: Entities
) -> _Article:
    main = next((each for each in digest.reports if each.relation is ReportRelation.MAIN), None)
    held = main is None or main.status is EventStatus.HELD
    day = _day(main) if held else 0
    published = digest.published.date.toordinal() if digest.published and digest.published.date else 0
    names = {
        skeleton(name_tokens(each.name)[-1])
        for each in digest.entities
        if each.named and (digest.article, each.key) in entities.profiles
    }
    return _Article(
        digest.article,
        day or published,
        bool(day),
        held,
        _whole(event_of[ReportRef(digest.article, main.key)], wholes) if main else "",
        tuple(sorted(names)[:_MOST_NAMES]) if digest.statements else (),
    )


def _day(report: ReportDigest | None) -> int:
    date = best_date(report) if report else None
    return days_of(date.value, date.end)[0] if date and date.value and date.value.day else 0


def _candidates(articles: Iterable[_Article], loose: set[str]) -> Iterator[tuple[str, str]]:
    """Pairs of articles that name two of the same people at about one time, one of which has no story yet."""
    blocks: dict[tuple[str, str], list[_Article]] = defaultdict(list)
    for each in articles:
        for pair in combinations(each.names, 2):
            blocks[pair].append(each)
    found: set[tuple[str, str]] = set()
    for members in blocks.values():
        dated = sorted((each for each in members if each.day), key=lambda each: (each.day, each.key))
        undated = [each for each in members if not each.day]
        pairs = [(one, other) for at, one in enumerate(dated) for other in dated[at + 1 : at + 1 + _NEIGHBOURS]]
        if len(members) <= _MOST_UNDATED:
            pairs += [(one, other) for one in undated for other in dated]
        pairs += [(one, other) for at, one in enumerate(undated) for other in undated[at + 1 : at + 1 + _NEIGHBOURS]]
        for one, other in pairs:
            if (one.key in loose or other.key in loose) and _may_be(one, other):
                found.add((min(one.key, other.key), max(one.key, other.key)))
    return iter(found)


def _may_be(one: _Article, other: _Article) -> bool:
    if one.node == other.node:
        return False
    if not (one.day and other.day):
        return True
    early, late = (one, other) if one.day < other.day else (other, one)
    if not early.held and late.dated:
        return False
    gap = abs(one.day - other.day)
    return gap <= (_SAME_DAYS if one.dated and other.dated else _DAYS)


def _chosen(articles: Mapping[str, _Article], told: Mapping[str, float]) -> list[str]:
    """The articles of the story that fits best, those without an event included; no event where two fit alike."""
    best: dict[str, float] = {}
    for other, score in told.items():
        node = articles[other].node
        best[node] = max(score, best.get(node, 0.0))
    events = sorted((-score, node) for node, score in best.items() if node[0] == "e")
    clear = len(events) == 1 or (len(events) > 1 and events[1][0] - events[0][0] >= _MARGIN)
    chosen = events[0][1] if clear else ""
    return [other for other in sorted(told) if articles[other].node[0] == "a" or articles[other].node == chosen]
