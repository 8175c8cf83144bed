"""The steps of fusion in order: copies, entities, events, entities again by event, merging, statements."""

import gc
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from kg.fuse.archive import Archive
from kg.fuse.claims import World
from kg.fuse.copies import copy_groups
from kg.fuse.disputes import disputed_speakers
from kg.fuse.entities import Entities, join_entities
from kg.fuse.events import EventClusters, join_events
from kg.fuse.keys import Seniority, former_keys, unique_keys
from kg.fuse.merge_entities import FusedEntities, merge_entities
from kg.fuse.merge_events import Told, lone_keys, merge_event
from kg.fuse.nodes import Node
from kg.fuse.said import Attributions
from kg.fuse.scopes import join_within_events
from kg.fuse.statements import align_statements
from kg.fuse.stories import Stories, tell_stories
from kg.fuse.trips import parts_and_wholes
from kg.model import (
    Attribution,
    EventStatus,
    FusedEvent,
    FusedFacts,
    ReportRef,
    StatementAlignment,
    UnsurePair,
)
from kg.spill import Chained, Rows

__all__ = ["fuse_archive"]


def fuse_archive(archive: Archive, same: Mapping[Node, str]) -> FusedFacts:
    """Everything concluded from an archive's digests; its sequences lie on disk.

    Args:
        archive: of digests.
        same: identifier an authority gave to an entity of an article; see `kg.fuse.fuse`.
    """
    with _uncollected():
        return _fuse(archive, same)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: there are none, and its time would grow faster than the archive."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _fuse(archive: Archive, same: Mapping[Node, str]) -> FusedFacts:
    copies = copy_groups(archive.signatures)
    published = archive.published
    seniority: dict[str, Seniority] = {
        article: (published[article].iso if article in published else "9", article) for article in archive.articles
    }
    world = World(published, {article: group[0] for group in copies for article in group})
    entities = join_entities(archive, same)
    clusters = join_events(archive, entities, world.original)
    join_within_events(archive, clusters.groups, entities)
    fused = merge_entities(archive, entities, seniority)
    events, event_of, wholes = _events(archive, clusters, fused, entities, world, seniority)
    named = _named_persons(entities, fused)
    stories = tell_stories(archive, event_of, events, entities)
    attributions = Attributions(archive.said, fused.key_at, _held(archive, event_of, events))
    mentions = Chained(tuple[tuple[str, str], ...], (_mentions(article, fused) for article in archive.articles))
    alignments, contested = align_statements(archive, fused.key_at, stories, event_of, named)
    about = [_about(archive, article, event_of, wholes, stories) for article in archive.articles]
    return FusedFacts(
        articles=tuple(archive.articles),
        entities=fused.entities,
        events=events,
        attributions=attributions,
        alignments=alignments,
        disputed=disputed_speakers(contested, _told_twice(archive, contested, attributions), named, world),
        about=tuple(
            (article, event) for article, (main, _) in zip(archive.articles, about, strict=True) for event in main
        ),
        mentioned_events=tuple(
            (article, event) for article, (_, other) in zip(archive.articles, about, strict=True) for event in other
        ),
        mentions=mentions,
        copies=copies,
        unsure=_unsure(entities, fused, clusters, event_of),
    )


def _events(
    archive: Archive,
    clusters: EventClusters,
    fused: FusedEntities,
    entities: Entities,
    world: World,
    seniority: Mapping[str, Seniority],
) -> tuple[Sequence[FusedEvent], dict[ReportRef, str], dict[str, str]]:
    """All events by key, the event of each report, and what each event is a part of."""

    def rank(ref: ReportRef) -> tuple[bool, Seniority, str]:
        """Reports of main events first, then by the age of their articles."""
        return (not archive.is_main(ref), seniority[ref.article], ref.report)

    groups = sorted((sorted(group, key=rank) for group in clusters.groups), key=lambda group: rank(group[0]))
    wishes: list[tuple[str, Seniority]] = []
    lone: list[Collection[str]] = []
    merged = Rows(FusedEvent)
    for group in groups:
        told = [Told(ref, archive.report(ref), archive.language[ref.article]) for ref in group]
        merged.append(event := merge_event(told, fused, entities, world))
        wishes.append((event.key, (*seniority[group[0].article], group[0].report)))
        # What it is called now need not be kept: nobody's present key is a former one.
        lone.append(tuple(lone_keys(told, fused, entities) - {event.key}))
    keys = unique_keys(wishes)
    former = former_keys(keys, lone)
    key_of = {ref: key for key, group in zip(keys, groups, strict=True) for ref in group}
    planned: dict[str, set[str]] = defaultdict(set)
    for held, plan in clusters.planned:
        planned[key_of[held]].add(key_of[plan])
    above = _super_events(archive, key_of)
    order = sorted(range(len(keys)), key=keys.__getitem__)
    known = ((keys[at], tuple(sorted(planned.get(keys[at], ()))), above.get(keys[at], ""), former[at]) for at in order)
    return merged.changed(order, ("key", "planned", "super_event", "former"), known), key_of, above


def _held(archive: Archive, event_of: Mapping[ReportRef, str], events: Iterable[FusedEvent]) -> dict[ReportRef, str]:
    """The event of each report at which something can have been said: both tell of what took place."""
    held = {event.key for event in events if event.status is EventStatus.HELD}
    reports = (
        ReportRef(article, each.key)
        for article in archive.articles
        for each in archive.outlines(article)
        if each.status is EventStatus.HELD
    )
    return {ref: event_of[ref] for ref in reports if event_of[ref] in held}


def _super_events(archive: Archive, event_of: Mapping[ReportRef, str]) -> dict[str, str]:
    """The event that each part belongs to, by most articles; never in a circle."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for article in archive.articles:
        if len(archive.outlines(article)) < 2:
            continue
        for report, above in parts_and_wholes(archive.told(article)):
            part, whole = (event_of[ReportRef(article, each.key)] for each in (report, above))
            if part != whole:
                votes[part][whole] += 1
    wholes: dict[str, str] = {}
    for part in sorted(votes):
        whole = min(votes[part], key=lambda each: (-votes[part][each], each))
        seen, top = {part}, whole
        while top not in seen and top in wholes:
            seen.add(top)
            top = wholes[top]
        if top not in seen:
            wholes[part] = whole
    return wholes


def _mentions(article: str, fused: FusedEntities) -> tuple[tuple[str, str], ...]:
    return tuple((article, key) for key in fused.all_keys(article))


def _told_twice(
    archive: Archive, alignments: Iterable[StatementAlignment], attributions: Attributions
) -> Iterator[Attribution]:
    """The attributions of the articles of some alignments."""
    places = {archive.place(ref.article) for each in alignments for ref in (each.first, each.second)}
    return (attributions[number] for place in sorted(places) for number in archive.said.of_article(place))


def _about(
    archive: Archive,
    article: str,
    event_of: Mapping[ReportRef, str],
    wholes: Mapping[str, str],
    stories: Stories,
) -> tuple[list[str], list[str]]:
    """The main events of an article, what they are parts of, the event whose statements it tells; then all others."""
    main: set[str] = set()
    every: set[str] = set()
    for ref, is_main in archive.refs(article):
        (main if is_main else every).add(event_of[ref])
    about = main | ({stories.about[article]} if article in stories.about else set())
    about |= {wholes[event] for event in about if event in wholes}
    return sorted(about), sorted(every - main)


def _named_persons(entities: Entities, fused: FusedEntities) -> frozenset[str]:
    named = [bool(profile.names) for profile in entities.profiles.values_kept]
    numbers = (
        number for number in range(len(entities.index)) if (at := entities.profiles.at(number)) >= 0 and named[at]
    )
    return frozenset(fused.key_at(number) for number in numbers)


def _unsure(
    entities: Entities, fused: FusedEntities, clusters: EventClusters, event_of: Mapping[ReportRef, str]
) -> tuple[UnsurePair, ...]:
    found: dict[tuple[str, str, str], float] = {}
    pairs = [("entity", fused.key(*one), fused.key(*other), score) for one, other, score in entities.unsure]
    pairs += [("event", event_of[one], event_of[other], score) for one, other, score in clusters.unsure]
    for kind, one, other, score in pairs:
        first, second = sorted((one, other))
        if first != second:
            found[kind, first, second] = max(round(score, 3), found.get((kind, first, second), 0.0))
    return tuple(sorted(UnsurePair(*key, score) for key, score in found.items()))
