"""Which articles tell one story: those of one event, and those that only say the same things by the same people.

An article may tell of an event in words that extraction finds no report in, or name no day. Where what is said in it is
also said in articles of one event, it belongs to that story; so its statements meet theirs, and if it has no main event
of its own, it is about that one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

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
        about: the event of each article that reports none itself but says what the articles of that event say.
    """

    of_article: Mapping[str, str]
    of_event: Mapping[str, str]
    about: Mapping[str, str]

    def of_statement(self, ref: StatementRef, event: str) -> tuple[str, ...]:
        """The stories a statement is part of: that of the event it was made at, and that of its article."""
        return tuple(sorted({self.of_article.get(ref.article, ""), self.of_event.get(event, event)} - {""}))


@dataclass(frozen=True, slots=True)
class _Article:
    """What is known of an article: day of its main event, else of its publication, as an ordinal; 0 for none."""

    key: str
    day: int
    dated: bool
    held: bool
    event: str
    names: tuple[str, ...]


def tell_stories(digests: Sequence[ArticleDigest], event_of: Mapping[ReportRef, str], entities: Entities) -> Stories:
    """The story of each article; the same for any order of them."""
    articles = {each.article: _article(each, event_of, entities) for each in digests}
    tellers: dict[str, int] = defaultdict(int)
    for each in articles.values():
        tellers[each.event] += 1
    loose = {key for key, each in articles.items() if not each.event or tellers[each.event] == 1}
    evidence = Evidence({each.article: each for each in digests}, entities, {})
    clusters: Clusters[str] = Clusters()
    wanted: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other in sorted(_candidates([articles[key] for key in sorted(articles) if articles[key].names], loose)):
        told = evidence.told(one, other)
        if told >= _ALIKE:
            wanted[one][other] = wanted[other][one] = told
    for one in sorted(wanted):
        if one in loose:
            for other in _chosen(articles, wanted[one]):
                clusters.join(_node(articles[one]), _node(articles[other]))
    named = {node: group for group in clusters.groups() for node in group}
    of_article: dict[str, str] = {}
    about: dict[str, str] = {}
    for key, each in articles.items():
        group = named.get(_node(each), (_node(each),))
        events = [node[1:] for node in group if node[0] == "e"]
        if each.event or len(group) > 1:
            of_article[key] = min(events) if events else group[0]
        if not each.event and len(events) == 1:
            about[key] = events[0]
    of_event = {each.event: of_article[key] for key, each in articles.items() if each.event}
    return Stories(of_article, of_event, about)


def _node(article: _Article) -> str:
    return f"e{article.event}" if article.event else f"a{article.key}"


def _article(digest: ArticleDigest, event_of: Mapping[ReportRef, str], entities: Entities) -> _Article:
    main = next((each for each in digest.reports if each.relation is ReportRelation.MAIN), None)
    day = _day(main)
    published = digest.published.date.toordinal() if digest.published and digest.published.date else 0
    names = {
        skeleton(name_tokens(each.name)[-1])
        for each in digest.entities
        if (digest.article, each.key) in entities.profiles and each.named
    }
    return _Article(
        digest.article,
        day or published,
        bool(day),
        main is None or main.status is EventStatus.HELD,
        event_of[ReportRef(digest.article, main.key)] if main else "",
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
    if one.event and one.event == other.event:
        return False
    if not (one.day and other.day):
        return True
    gap = abs(one.day - other.day)
    return gap <= (_SAME_DAYS if one.dated and other.dated else _DAYS)


def _chosen(articles: Mapping[str, _Article], told: Mapping[str, float]) -> list[str]:
    """The articles of the story that fits best, none where two fit alike."""
    best: dict[str, float] = {}
    for other, score in told.items():
        node = _node(articles[other])
        best[node] = max(score, best.get(node, 0.0))
    top = sorted(best.items(), key=lambda each: (-each[1], each[0]))
    events = [score for node, score in top if node[0] == "e"]
    if len(events) > 1 and events[0] - events[1] < _MARGIN:
        return [other for other in sorted(told) if not articles[other].event]
    first = next((node for node, _ in top if node[0] == "e"), "")
    return [other for other in sorted(told) if not articles[other].event or _node(articles[other]) == first]
