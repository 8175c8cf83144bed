"""Which reports of different articles tell of one event: block by who and when, score, cluster."""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import batched, combinations

from msgspec import Struct

from kg.fuse.archive import Archive
from kg.fuse.clusters import Clusters
from kg.fuse.entities import Entities
from kg.fuse.evidence import Evidence
from kg.fuse.report_profiles import Phase, ReportProfile, are_at_odds, profile_report
from kg.fuse.reports import SAME, UNSURE, compare_reports, content_overlap
from kg.fuse.trips import parts_and_wholes
from kg.model import EventStatus, ReportRef, ReportRelation
from kg.spill import Interned

__all__ = ["EventClusters", "join_events"]

_WINDOW = 3
_NEIGHBOURS = 64
_UNDATED = 24
_ASKED = 16
_MARGIN = 0.05
_BAG_SOURCES = 4
_MAINS = 2
_ENOUGH = 2


class EventClusters(Struct, frozen=True):
    """Reports in clusters, one an event.

    Attributes:
        groups: reports of each event, sorted.
        planned: (held, planned) pairs by their first report.
        unsure: pairs of events by their first report, with a score.
    """

    groups: tuple[tuple[ReportRef, ...], ...]
    planned: tuple[tuple[ReportRef, ReportRef], ...]
    unsure: tuple[tuple[ReportRef, ReportRef, float], ...]


class _Joiner:
    """Groups of reports, by profile, joined step by step."""

    def __init__(self, archive: Archive, entities: Entities) -> None:
        self.unsure_people = {
            (min(pair), max(pair)): score
            for one, other, score in entities.unsure
            if (pair := (entities.clusters.find(one), entities.clusters.find(other)))
        }
        self.refs: dict[ReportProfile, list[ReportRef]] = defaultdict(list)
        self.cancelled: set[ReportProfile] = set()
        self.features = Interned[str]()
        self.bags: dict[ReportProfile, array[int]] = {}
        self.mains: dict[ReportProfile, list[str]] = defaultdict(list)
        self.asked: Counter[str] = Counter()
        self.heard: dict[tuple[str, str], float] = {}
        self.evidence = Evidence(archive, entities, self.unsure_people)
        self.mentioned: list[tuple[ReportRef, ReportProfile]] = []
        self.wholes: dict[ReportRef, ReportRef] = {}
        for article, reports, contents in archive.in_order():
            bags: dict[str, set[int]] | None = None
            main = next((report.type for report in reports if report.relation is ReportRelation.MAIN), None)
            for part, whole in parts_and_wholes(reports):
                self.wholes[ReportRef(article, part.key)] = ReportRef(article, whole.key)
            for report in reports:
                profile = profile_report(archive, article, report, entities, main)
                if report.relation is ReportRelation.MENTIONED:
                    self.mentioned.append((ReportRef(article, report.key), profile))
                refs = self.refs[profile]
                refs.append(ReportRef(article, report.key))
                if report.status is EventStatus.CANCELLED:
                    self.cancelled.add(profile)
                if report.relation is ReportRelation.MAIN and len(self.mains[profile]) < _MAINS:
                    self.mains[profile].append(article)
                if len(refs) <= _BAG_SOURCES and not profile.own:
                    if bags is None:
                        bags = self._bags(archive, article, contents)
                    bag = bags.get(report.key if report.relation is ReportRelation.MENTIONED else "", set())
                    topics = {self.features.number(f"topic:{topic}") for topic, _, _ in report.topics}
                    self.bags[profile] = array("I", {*self.bags.get(profile, ()), *bag, *topics})
        self.clusters: Clusters[ReportRef] = Clusters()
        self.members: dict[ReportRef, list[ReportProfile]] = {}
        self.articles: dict[ReportRef, set[str]] = {}
        for profile, refs in self.refs.items():
            refs.sort()
            for ref in refs:
                self.clusters.join(refs[0], ref)
            root = self.clusters.find(refs[0])
            self.members[root] = [profile]
            self.articles[root] = {ref.article for ref in refs}

    def _bags(self, archive: Archive, article: str, contents: Sequence[str]) -> dict[str, set[int]]:
        """Numbers of the features of what was said at each report of an article, "" for all that is said in it."""
        found: dict[str, set[int]] = defaultdict(set)
        for number, features in zip(archive.said.of_article(archive.place(article)), contents, strict=True):
            words = {self.features.number(word) for word in features.split() if word != "|"}
            found[""] |= words
            found[archive.said.report(number)] |= words
        return found

    def root(self, profile: ReportProfile) -> ReportRef:
        return self.clusters.find(self.refs[profile][0])

    def score(self, first: ReportProfile, second: ReportProfile, *, place_excludes: bool = True) -> float:
        content = content_overlap(frozenset(self.bags.get(first, ())), frozenset(self.bags.get(second, ())))

        def compared(told: float) -> float:
            return compare_reports(first, second, content, self.unsure_people, told=told, place_excludes=place_excludes)

        score = compared(0.0)
        if (SAME if place_excludes else 0.0) < score or compared(1.0) < UNSURE:
            return score
        return compared(self.told(first, second))

    def told(self, first: ReportProfile, second: ReportProfile) -> float:
        """How far articles about one report say what articles about the other say; asked a few times for each."""
        ours, theirs = self.mains.get(first, ()), self.mains.get(second, ())
        if not (ours and theirs):
            return 0.0
        pair = ours[0], theirs[0]
        if pair not in self.heard:
            if min(self.asked[ours[0]], self.asked[theirs[0]]) >= _ASKED:
                return 0.0
            self.asked.update(pair)
            self.heard[pair] = max(self.evidence.told(one, other) for one in ours for other in theirs)
        return self.heard[pair]

    def join(self, first: ReportProfile, second: ReportProfile) -> bool:
        """Join the clusters of two profiles unless something in one excludes something in the other."""
        one, other = self.root(first), self.root(second)
        if one == other:
            return True
        if self.articles[one] & self.articles[other]:
            return False
        if are_at_odds([each.phase for root in (one, other) for each in self.members[root]]):
            return False
        pairs = [(a, b) for a in self.members[one][:12] for b in self.members[other][:12]]
        if any(self.score(a, b, place_excludes=False) == 0.0 for a, b in pairs):
            return False
        self._unite(one, other)
        return True

    def join_alike(self, first: ReportRef, second: ReportRef) -> None:
        """Join the clusters of two reports unless they share an article."""
        one, other = self.clusters.find(first), self.clusters.find(second)
        if one != other and not self.articles[one] & self.articles[other]:
            self._unite(one, other)

    def _unite(self, one: ReportRef, other: ReportRef) -> None:
        self.clusters.join(one, other)
        root = self.clusters.find(one)
        members = sorted(self.members.pop(one) + self.members.pop(other), key=lambda each: each.order)
        articles = self.articles.pop(one) | self.articles.pop(other)
        self.members[root], self.articles[root] = members, articles


def join_events(archive: Archive, entities: Entities, original: Mapping[str, str]) -> EventClusters:
    """Cluster the reports of all articles.

    Args:
        archive: digests of all articles.
        entities: who is who so far.
        original: for each article that shares its text with others, the one that counts.
    """
    joiner = _Joiner(archive, entities)
    profiles = sorted((each for each in joiner.refs if not each.own), key=lambda each: each.order)
    blocks = _blocks(profiles)
    scored: list[tuple[float, ReportProfile, ReportProfile]] = []
    links: list[tuple[float, ReportProfile, ReportProfile]] = []
    for one, other in _near_pairs(profiles, blocks):
        score = joiner.score(one, other)
        if score >= UNSURE:
            (links if are_at_odds((one.phase, other.phase)) else scored).append((score, one, other))
    unsure: list[tuple[ReportProfile, ReportProfile, float]] = []
    scored.sort(key=lambda each: (-each[0], each[1].order, each[2].order))
    for score, one, other in scored:
        if score < SAME or not joiner.join(one, other):
            unsure.append((one, other, score))
    unsure += _attach_undated(blocks, joiner, links)
    _join_mentions(joiner, original)
    return EventClusters(
        groups=tuple(joiner.clusters.groups()),
        planned=_planned(links, joiner),
        unsure=_open_pairs(unsure, joiner),
    )


def _blocks(profiles: Iterable[ReportProfile]) -> dict[tuple[str, ...], list[ReportProfile]]:
    blocks: dict[tuple[str, ...], list[ReportProfile]] = defaultdict(list)
    for profile in profiles:
        sounds = sorted({sound for _, sound, _ in (*profile.persons, *profile.cast) if sound})
        for pair in combinations(sounds[:6], 2):
            blocks[("persons", *pair)].append(profile)
        for pair in combinations(profile.countries[:6], 2):
            blocks[("countries", *pair)].append(profile)
        for sound in sounds:
            if profile.start:
                blocks[("day", sound, str(profile.start))].append(profile)
            else:
                blocks[("person", sound)].append(profile)
    return blocks


def _near_pairs(
    profiles: Sequence[ReportProfile], blocks: Mapping[tuple[str, ...], Sequence[ReportProfile]]
) -> Iterator[tuple[ReportProfile, ReportProfile]]:
    """Pairs of dated profiles of one block whose dates lie close, and pairs of undated ones; each pair once.

    The smaller of a pair, by date and then by order, is looked at with all the others that its blocks bring; so one
    profile's pairs are in memory, not all.
    """
    number = {profile: at for at, profile in enumerate(profiles)}
    rows: list[array[int]] = []
    places: dict[int, array[int]] = defaultdict(lambda: array("I"))
    for members in blocks.values():
        dated = sorted((number[each] for each in members if each.start), key=lambda at: (profiles[at].start, at))
        for row in (dated, [number[each] for each in members if not each.start]):
            for place, at in enumerate(row[:-1]):
                places[at].extend((len(rows), place))
            rows.append(array("I", row))
    for at, one in enumerate(profiles):
        found: set[int] = set()
        for which, place in batched(places.get(at, ()), 2):
            for other in rows[which][place + 1 : place + 1 + (_NEIGHBOURS if one.start else _UNDATED)]:
                if one.start and profiles[other].start > one.end + _WINDOW:
                    break
                found.add(other)
        yield from ((one, profiles[other]) for other in sorted(found))


def _attach_undated(
    blocks: Mapping[tuple[str, ...], Sequence[ReportProfile]],
    joiner: _Joiner,
    links: list[tuple[float, ReportProfile, ReportProfile]],
) -> list[tuple[ReportProfile, ReportProfile, float]]:
    """Join each undated profile to the one dated event it fits; where several fit alike, leave it open."""
    wanted: dict[ReportProfile, set[ReportProfile]] = defaultdict(set)
    for key, members in blocks.items():
        dated = sorted((each for each in members if each.start), key=lambda each: (each.start, each.order))
        undated = [each for each in members if not each.start]
        if key[0] == "person" or not dated:
            continue
        starts = [each.start for each in dated]
        for one in undated:
            wanted[one].update(each for each in _near(one, dated, starts) if _weekday_fits(one, each))
    unsure: list[tuple[ReportProfile, ReportProfile, float]] = []
    ranked: list[tuple[float, ReportProfile, ReportProfile]] = []
    for one in sorted(wanted, key=lambda each: each.order):
        best: dict[ReportRef, tuple[float, ReportProfile]] = {}
        for other in sorted(wanted[one], key=lambda each: each.order):
            score = joiner.score(one, other)
            if score < UNSURE:
                continue
            if are_at_odds((one.phase, other.phase)):
                links.append((score, one, other))
                continue
            root = joiner.root(other)
            if root not in best or score > best[root][0]:
                best[root] = (score, other)
        choice = sorted(best.values(), key=lambda each: (-each[0], each[1].order))
        if not choice:
            continue
        clear = len(choice) == 1 or choice[0][0] - choice[1][0] >= _MARGIN or _only_kind(one, choice)
        if clear and choice[0][0] >= SAME:
            ranked.append((choice[0][0], one, choice[0][1]))
        else:
            unsure += [(one, other, score) for score, other in choice[:3]]
    ranked.sort(key=lambda each: (-each[0], each[1].order, each[2].order))
    unsure += [(one, other, score) for score, one, other in ranked if not joiner.join(one, other)]
    return unsure


def _join_mentions(joiner: _Joiner, original: Mapping[str, str]) -> None:
    """Join what articles only mention where it is a part of one event and has no day, or they are copies of one text.

    It has to be of one kind, with the same persons, and the only such one of its article. Of copies one may know the
    day that another does not, since that depends on what is known of its publication.
    """
    alike: dict[tuple[object, ...], list[ReportRef]] = defaultdict(list)
    days: dict[tuple[object, ...], set[int]] = defaultdict(set)
    for ref, profile in joiner.mentioned:
        same = profile.type, profile.phase, profile.persons, profile.place
        if profile.own and ref in joiner.wholes and len(profile.persons) >= _ENOUGH:
            alike["part", joiner.clusters.find(joiner.wholes[ref]), *same].append(ref)
        if ref.article in original:
            alike["copy", original[ref.article], *same].append(ref)
            days["copy", original[ref.article], *same] |= {profile.start} - {0}
    for key, refs in alike.items():
        if len({ref.article for ref in refs}) == len(refs) and len(days[key]) < _ENOUGH:
            for ref in refs[1:]:
                joiner.join_alike(refs[0], ref)


def _near(undated: ReportProfile, dated: Sequence[ReportProfile], starts: Sequence[int]) -> Sequence[ReportProfile]:
    """The dated profiles an undated one may be: those around its publication, all if they are few, else none."""
    if len(dated) <= _NEIGHBOURS:
        return dated
    if not undated.published:
        return ()
    at = bisect_left(starts, undated.published)
    return dated[max(0, at - _NEIGHBOURS // 2) : at + _NEIGHBOURS // 2]


def _only_kind(one: ReportProfile, choice: Sequence[tuple[float, ReportProfile]]) -> bool:
    """Whether all that fits alike was on one day and only the best is of that kind: a summit, and what it signed."""
    alike = [other for score, other in choice if choice[0][0] - score < _MARGIN]
    days = {other.start for other in alike}
    return len(days) == 1 and [other.type == one.type for other in alike] == [True] + [False] * (len(alike) - 1)


def _weekday_fits(undated: ReportProfile, dated: ReportProfile) -> bool:
    if undated.weekday is None or dated.end - dated.start >= 6:
        return True
    return any((day - 1) % 7 == undated.weekday for day in range(dated.start, dated.end + 1))


def _planned(
    links: Sequence[tuple[float, ReportProfile, ReportProfile]], joiner: _Joiner
) -> tuple[tuple[ReportRef, ReportRef], ...]:
    """The one held event that each planned one became, where it is clear."""
    best: dict[ReportRef, dict[ReportRef, float]] = defaultdict(dict)
    for score, one, other in links:
        plan, held = (one, other) if one.phase == Phase.PLANNED else (other, one)
        if score < SAME or plan.phase != Phase.PLANNED or held.phase != Phase.HELD or plan in joiner.cancelled:
            continue
        first, second = joiner.root(plan), joiner.root(held)
        best[first][second] = max(score, best[first].get(second, 0.0))
    names = {joiner.clusters.find(group[0]): group[0] for group in joiner.clusters.groups()}
    found = []
    for planned, choices in best.items():
        top = sorted(choices.items(), key=lambda each: (-each[1], names[each[0]]))
        if len(top) == 1 or top[0][1] - top[1][1] >= _MARGIN:
            found.append((names[top[0][0]], names[planned]))
    return tuple(sorted(found))


def _open_pairs(
    unsure: Iterable[tuple[ReportProfile, ReportProfile, float]], joiner: _Joiner
) -> tuple[tuple[ReportRef, ReportRef, float], ...]:
    names = {joiner.clusters.find(group[0]): group[0] for group in joiner.clusters.groups()}
    found: dict[tuple[ReportRef, ReportRef], float] = {}
    for one, other, score in unsure:
        first, second = sorted((names[joiner.root(one)], names[joiner.root(other)]))
        if first != second:
            found[first, second] = max(score, found.get((first, second), 0.0))
    return tuple(sorted((*pair, score) for pair, score in found.items()))
