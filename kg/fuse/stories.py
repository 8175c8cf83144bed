"""Which articles tell one story: those of one event, and those that only say the same things by the same people.

An article may tell of an event in words that extraction finds no report in, or name no day. Where what is said in it is
also said in articles of one event, it belongs to that story; so its statements meet theirs, and if it has no main event
of its own, it is about that one.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from msgspec import Struct

from kg.fuse.archive import Archive
from kg.fuse.clusters import Clusters
from kg.fuse.entities import Entities
from kg.fuse.evidence import Evidence
from kg.fuse.names import name_tokens, skeleton
from kg.model import EventStatus, EventType, FusedDate, FusedEvent, ReportRef, ReportRelation
from kg.spill import columns

__all__ = ["Stories", "tell_stories"]

_ALIKE = 0.6
_MARGIN = 0.1
_MOST_NAMES = 6
_NEIGHBOURS = 8
_MOST_UNDATED = 64
_DAYS = 14
_REMOTE = frozenset((EventType.PHONE_CALL, EventType.VIDEO_CONFERENCE))


class Stories(Struct, frozen=True):
    """The stories that articles tell, each named by an event or by an article.

    Attributes:
        of_article: the story of each article that tells one.
        of_event: the story of each event that is the main one of an article.
        about: the event of each article that reports none as held but says what the articles of that event say.
    """

    of_article: Mapping[str, str]
    of_event: Mapping[str, str]
    about: Mapping[str, str]

    def of_reports(self, article: str, events: Iterable[str]) -> set[str]:
        """The stories that an article which reports some events can have statements of."""
        return {self.of_article.get(article, ""), *(self.of_event.get(event, event) for event in events)} - {""}

    def of_statement(self, article: str, event: str) -> tuple[str, ...]:
        """The stories a statement is part of: that of the event it was made at, and that of its article."""
        return tuple(sorted({self.of_article.get(article, ""), self.of_event.get(event, event)} - {""}))


class _Article(Struct, frozen=True):
    """What is known of an article.

    Attributes:
        key: of the article.
        day: of its main event, else of its publication, as an ordinal; 0 for none.
        dated: whether that is the day of the event, by whatever article tells it.
        remote: whether its main event was a call or video conference.
        held: whether its main event, if any, took place.
        event: its main event, or the one that is a part of; "" for none.
        names: how the surnames in it sound, sorted.
    """

    key: str
    day: int
    dated: bool
    remote: bool
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
    events: Sequence[FusedEvent],
    entities: Entities,
) -> Stories:
    """The story of each article; the same for any order of them.

    Args:
        archive: digests of all articles.
        event_of: key of the event of each report.
        events: all of them.
        entities: who is who.
    """
    known = {
        key: _Event(_day(date), type_ in _REMOTE, whole)
        for key, date, type_, whole in columns(events, "key", "date", "type", "super_event")
    }
    articles = {article: _article(archive, article, event_of, known, entities) for article in archive.articles}
    tellers = Counter(each.node for each in articles.values())
    loose = {key for key, each in articles.items() if tellers[each.node] == 1}
    evidence = Evidence(archive, entities, {})
    told: dict[str, dict[str, float]] = defaultdict(dict)
    for one, other in sorted(_candidates([articles[key] for key in sorted(articles) if articles[key].names], loose)):
        score = evidence.told(one, other)
        if score >= _ALIKE:
            told[one][other] = told[other][one] = score
    clusters: Clusters[str] = Clusters()
    for one, other in _one_story(articles, told, loose):
        clusters.join(one, other)
    groups = {node: group for group in clusters.groups() for node in group}
    of_article: dict[str, str] = {}
    about: dict[str, str] = {}
    for key, each in articles.items():
        group = groups.get(each.node, (each.node,))
        told_of = [node[1:] for node in group if node[0] == "e"]
        if told_of or each.event or len(group) > 1:
            of_article[key] = min(told_of) if told_of else each.event or group[0]
        if each.node[0] == "a" and len(told_of) == 1:
            about[key] = told_of[0]
    of_event = {each.event: of_article[key] for key, each in articles.items() if each.node[0] == "e"}
    of_event |= {part: of_event.get(whole, whole) for part in known if (whole := _whole(part, known)) != part}
    return Stories(of_article, of_event, about)


class _Event(Struct, frozen=True):
    day: int
    remote: bool
    whole: str


def _whole(event: str, events: Mapping[str, _Event]) -> str:
    while events[event].whole:
        event = events[event].whole
    return event


def _day(date: FusedDate | None) -> int:
    value = date.value if date else None
    return value.date.toordinal() if value and value.date else 0


def _article(
    archive: Archive,
    article: str,
    event_of: Mapping[ReportRef, str],
    events: Mapping[str, _Event],
    entities: Entities,
) -> _Article:
    main = next((each for each in archive.outlines(article) if each.relation is ReportRelation.MAIN), None)
    event = _whole(event_of[ReportRef(article, main.key)], events) if main else ""
    held = main is None or main.status is EventStatus.HELD
    day = events[event].day if event and held else 0
    date = archive.published[article].date if article in archive.published else None
    return _Article(
        article,
        day or (date.toordinal() if date else 0),
        bool(day),
        bool(event) and events[event].remote,
        held,
        event,
        _surnames(archive, article, entities) if archive.speaks(article) else (),
    )


def _surnames(archive: Archive, article: str, entities: Entities) -> tuple[str, ...]:
    """How the surnames of the persons that an article names sound, the first few."""
    people = (
        archive.entities[node]
        for key in archive.numbering.keys(article)
        if (node := (article, key)) in entities.profiles
    )
    return tuple(sorted({skeleton(name_tokens(each.name)[-1]) for each in people if each.named})[:_MOST_NAMES])


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
    if one.node == other.node or (one.event and other.event and one.remote != other.remote):
        return False
    if not (one.day and other.day):
        return True
    early, late = (one, other) if one.day < other.day else (other, one)
    if not early.held and late.dated:
        return False
    if one.dated and other.dated:
        return one.day == other.day
    return abs(one.day - other.day) <= _DAYS


def _one_story(
    articles: Mapping[str, _Article], told: Mapping[str, Mapping[str, float]], loose: set[str]
) -> Iterator[tuple[str, str]]:
    """Pairs of nodes that are one story: an article and the event that fits it best, and articles that fit the same."""
    chosen = {one: _chosen(articles, told[one]) for one in sorted(told.keys() & loose)}
    for one, event in chosen.items():
        if event:
            yield articles[one].node, event
        if articles[one].node[0] == "a":
            for other in sorted(told[one]):
                if articles[other].node[0] == "a" and chosen[other] == event:
                    yield articles[one].node, articles[other].node


def _chosen(articles: Mapping[str, _Article], told: Mapping[str, float]) -> str:
    """The event whose articles tell most of what one article tells, "" for none or where two fit alike."""
    best: dict[str, float] = {}
    for other, score in told.items():
        node = articles[other].node
        if node[0] == "e":
            best[node] = max(score, best.get(node, 0.0))
    top = sorted((-score, node) for node, score in best.items())
    clear = len(top) == 1 or (len(top) > 1 and top[1][0] - top[0][0] >= _MARGIN)
    return top[0][1] if clear else ""
